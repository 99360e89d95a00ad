/** The shapes of what is set on the page, as it comes from either side. */
import { either, isTrueOrFalse, number, oneOf, recordOf, text, tuple, type Check } from './checks.ts';

/** Least before most. */
export const seconds: Check = (value) => tuple(number, number)(value) && isOrdered(value as readonly [number, number]);
const isOrdered = ([least, most]: readonly [number, number]) => least <= most;

export const conditionValue = either(text, isTrueOrFalse);
export const assumptionValue = either(isTrueOrFalse, number, seconds);

const yesOrNo = oneOf('yes', 'no');
const optionNames = ['install_on_reboot', 'upgrade_on_reboot', 'autoinstall'];
/** `OptionChoices`: what is written into a file, so nothing else may be in it. */
export const optionChoices: Check = (value) =>
  recordOf(yesOrNo)(value) && Object.keys(value as object).every((name) => optionNames.includes(name));
export const allOptions: Check = (value) =>
  optionChoices(value) && Object.keys(value as object).length === optionNames.length;
