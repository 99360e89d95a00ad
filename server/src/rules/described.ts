/** The rule table with what is said of each rule. Apart from it: who only checks a file needs none of this. */
import { rules } from './index.ts';
import type { Rule, RuleText, RuleTexts } from './rule.ts';
import { accessKeyTexts } from './texts/access-key.ts';
import { contextTexts } from './texts/context.ts';
import { continuationTexts } from './texts/continuation.ts';
import { duplicateTexts } from './texts/duplicates.ts';
import { layoutTexts } from './texts/layout.ts';
import { nameTexts } from './texts/names.ts';
import { networkTexts } from './texts/network.ts';
import { sizeTexts } from './texts/size.ts';
import { standingTexts } from './texts/standing.ts';
import { suppressionTexts } from './texts/suppression.ts';
import { surroundingsTexts } from './texts/surroundings.ts';
import { unreadableTexts } from './texts/unreadable.ts';
import { valueTexts } from './texts/values.ts';

/** One for each rule of the table. */
export const ruleTexts: RuleTexts = {
  ...unreadableTexts,
  ...duplicateTexts,
  ...continuationTexts,
  ...nameTexts,
  ...valueTexts,
  ...accessKeyTexts,
  ...networkTexts,
  ...contextTexts,
  ...standingTexts,
  ...layoutTexts,
  ...surroundingsTexts,
  ...sizeTexts,
  ...suppressionTexts,
};

/** A rule with all that is known of it. */
export interface DescribedRule extends Rule, RuleText {}

/** In the order of the rule table. */
export const describedRules: readonly DescribedRule[] = rules.flatMap((rule) => {
  const text = ruleTexts[rule.id];
  return text ? [{ ...rule, ...text }] : [];
});
