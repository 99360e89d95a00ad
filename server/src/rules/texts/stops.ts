/** The words for what stops the client, the same on every page. */

/** @param who the Pythons with which it does, at the start of a sentence */
export const stops = (who: string): string =>
  `${who} refuses the whole file (exit code 1), in every stage: after a reboot no update is re-applied, and no run installs one.`;

/** Of what is right as any other value. */
export const stopsOnBoolean =
  'On a boolean the client refuses to start (exit code 1): after a reboot no update is re-applied, and no run installs one.';
