/** What a rule is, and what it finds. */
import type { Analysis } from '../analysis.ts';
import type { Evidence } from '../config/evidence.ts';
import type { Facts } from '../config/facts.ts';
import type { Severity } from '../config/severity.ts';
import type { Span } from '../config/syntax.ts';

export type { Severity };

/** A replacement; offsets into the analysed text. */
export interface Edit {
  readonly span: Span;
  readonly newText: string;
}

export interface Fix {
  /** Imperative: “Change to …”. */
  readonly title: string;
  /** They never overlap; of two at the same offset the insertion stands first. */
  readonly edits: readonly Edit[];
  /** The one that is nearly always wanted. */
  readonly preferred: boolean;
  /** Nobody can want the text as it was: it may be made together with all others, unseen. */
  readonly safe: boolean;
}

export interface Draft {
  readonly severity: Severity;
  readonly span: Span;
  /** What is wrong, and what it does to the host. */
  readonly message: string;
  readonly fixes?: readonly Fix[];
  /** Other places that take part. */
  readonly related?: readonly { readonly span: Span; readonly message: string }[];
  /** The line has no use any more. */
  readonly deprecated?: boolean;
}

export interface Finding extends Draft {
  readonly rule: string;
}

/** What is said of a rule where nobody has made its mistake: on its page, and where the command line explains it. */
export interface RuleText {
  /** What it finds, in a few words. */
  readonly title: string;
  /** What it does to the host; Markdown. */
  readonly effect: string;
  readonly evidence: readonly Evidence[];
  /** Whole files; the wrong one makes the rule fire, the right one does not. */
  readonly example: {
    readonly wrong: string;
    readonly right: string;
    /** Online, where nothing is said. */
    readonly client?: 'online' | 'offline';
    /** What has to be known of the wrong one for the rule to fire; of the right one nothing is. */
    readonly facts?: Partial<Facts>;
  };
}

/** By the id of the rule. */
export type RuleTexts = Readonly<Record<string, RuleText>>;

export interface Rule {
  /** Stable, kebab case; also the name of its page under docs/rules. What that says stands in texts/. */
  readonly id: string;
  /** Those that its findings may have, worst first. */
  readonly severities: readonly Severity[];
  readonly check: (analysis: Analysis) => Iterable<Draft>;
}
