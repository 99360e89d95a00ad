/** A file as the commands work on it: decoded, analysed, and read by each Python. */
import { Analysis, type AnalysisContext } from '../analysis.ts';
import { effective, type Effective } from '../config/effective.ts';
import { formOf } from '../config/filename.ts';
import type { Reading } from '../config/reader.ts';
import { decode, encode, restore, withDecodeError, type Undecodable } from './bytes.ts';
import { isUnreadable, type Input, type Unreadable } from './files.ts';
import type { Projects } from './project.ts';
import { redactor, shownAsIs, type Redactor } from '../config/secrets.ts';

/** A class, because V8 keeps what the getter of a literal holds alive for long: on 10,000 files that is a third of the time. */
export class Source {
  readonly name: string;
  readonly analysis: Analysis;
  /** Null for a file that is UTF-8. */
  readonly undecodable: Undecodable | null;

  constructor(name: string, analysis: Analysis, undecodable: Undecodable | null) {
    this.name = name;
    this.analysis = analysis;
    this.undecodable = undecodable;
  }

  /** As `analysis.readings`, with what Python 3 says of bytes that are no UTF-8. */
  get readings(): readonly Reading[] {
    const { analysis, undecodable } = this;
    if (undecodable === null) return analysis.readings;
    return analysis.readings.map((reading) => withDecodeError(reading, undecodable));
  }
}

export function openSource(
  { name, bytes }: Input,
  context: Omit<AnalysisContext, 'isTemplate'> & { readonly isTemplate?: boolean },
): Source {
  const { text, undecodable } = decode(bytes);
  return new Source(name, new Analysis(text, { ...formOf(name), ...context }), undecodable);
}

/** The file with what its project says of it, but for what was chosen; else what cannot be read, the file or its project. */
export function openInProject(
  input: Input | Unreadable,
  projects: Projects,
  chosen: Partial<AnalysisContext>,
): Source | Unreadable {
  if (isUnreadable(input)) return input;
  const context = projects.contextOf(input);
  return 'reason' in context ? context : openSource(input, { ...context, ...chosen });
}

/** The same file with another text. */
export function withText(source: Source, text: string): Source {
  const { name, analysis, undecodable } = source;
  if (text === analysis.text) return source;
  const bytes = undecodable === null ? new TextEncoder().encode(text) : encode(text);
  return openSource({ name, bytes }, analysis.context);
}

export function effectivesOf(source: Source): readonly Effective[] {
  return source.readings.map(effective);
}

/** What makes texts about the file fit to be printed. */
export function redactorOf(source: Source, showSecrets = false): Redactor {
  const { analysis, undecodable } = source;
  const plain = showSecrets ? shownAsIs : redactor(analysis.readings);
  if (undecodable === null) return plain;
  return {
    value: (name, text) => restore(plain.value(name, text)),
    message: (text) => restore(plain.message(text)),
    text: (text) => restore(plain.text(text)),
  };
}
