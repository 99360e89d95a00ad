/** The catalogue: every section and option that any source knows. */
import type { Evidence } from './evidence.ts';

export type OptionType = 'boolean' | 'string' | 'path' | 'url' | 'proxy';

export interface Option {
  readonly section: string;
  /** Lower case, as the client looks it up. */
  readonly name: string;
  readonly type: OptionType;
  /** What the client does without the line; null: nothing, or not known. */
  readonly default: boolean | string | null;
  readonly evidence: Evidence;
}
