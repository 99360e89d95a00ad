/** How bad a finding is. */

/** Worst first. */
export const severities = ['error', 'warning', 'information', 'hint'] as const;

/**
 * Follows the consequence: error where a selected Python refuses the file, a stage ends early, or a name is a near miss;
 * warning where a line does not do what it seems to; information and hint below.
 */
export type Severity = (typeof severities)[number];

/** What a project may say of a rule: `off` is no finding at all. */
export type RuleLevel = Severity | 'off';
