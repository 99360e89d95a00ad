/** One object per version of a document: everything derived from its text, made when first asked for and never twice. */
import { effectivesOf, type Effective } from './config/effective.ts';
import type { Facts } from './config/facts.ts';
import { options, type Option } from './config/options.ts';
import { outline, type OutlineSection } from './config/outline.ts';
import {
  dialects as allDialects,
  find,
  get,
  readAll,
  type Dialect,
  type Reading,
  type Value,
} from './config/reader.ts';
import type { RuleLevel } from './config/severity.ts';
import { parse, type Document, type OptionLine, type Span } from './config/syntax.ts';

/** What is known besides the text. */
export interface AnalysisContext {
  /** Template spans are opaque instead of literal. */
  readonly isTemplate: boolean;
  /** Of a template: a line that starts with `%` may be Ruby (ERB). Absent: no. */
  readonly hasRubyLines?: boolean;
  /** The Pythons that the file is for. */
  readonly dialects: readonly Dialect[];
  /** The client that the file is for. */
  readonly client: 'online' | 'offline';
  /** How bad the findings of a rule are here, by its id; the others are as bad as the rule says. */
  readonly severities?: ReadonlyMap<string, RuleLevel>;
  /** Absent: nothing is known. */
  readonly facts?: Facts;
}

export const defaultContext: AnalysisContext = { isTemplate: false, dialects: allDialects, client: 'online' };

/** A line that gives a known option its value, and what each Python that gets that far makes of it. */
export interface ValueSite {
  readonly option: Option;
  readonly line: OptionLine;
  /** The value with its continuation lines: all that any of them takes for it. */
  readonly span: Span;
  readonly values: ReadonlyMap<Dialect, Value>;
}

export class Analysis {
  readonly text: string;
  readonly context: AnalysisContext;
  #document: Document | undefined;
  #outline: readonly OutlineSection[] | undefined;
  #readings: readonly Reading[] | undefined;
  #effectives: readonly Effective[] | undefined;
  #valueSites: readonly ValueSite[] | undefined;
  readonly #derived = new Map<(analysis: Analysis) => unknown, unknown>();

  constructor(text: string, context: AnalysisContext = defaultContext) {
    this.text = text;
    this.context = context;
  }

  get document(): Document {
    return (this.#document ??= parse(this.text, this.context.isTemplate, this.context.hasRubyLines));
  }

  get outline(): readonly OutlineSection[] {
    return (this.#outline ??= outline(this.document));
  }

  /** One for each dialect of the context, in its order. */
  get readings(): readonly Reading[] {
    return (this.#readings ??= readAll(this.document, this.context.dialects));
  }

  /** As `readings`. */
  get effectives(): readonly Effective[] {
    return (this.#effectives ??= effectivesOf(this.readings));
  }

  /** In the order of the catalogue. */
  get valueSites(): readonly ValueSite[] {
    return (this.#valueSites ??= options.flatMap((option) => sitesOf(option, this.readings)));
  }

  /** What a function makes of this, made once: see `once`. */
  derive<T>(by: (analysis: Analysis) => T): T {
    if (!this.#derived.has(by)) this.#derived.set(by, by(this));
    return this.#derived.get(by) as T;
  }
}

function sitesOf(option: Option, readings: readonly Reading[]): ValueSite[] {
  const sites: (ValueSite & { span: Span; readonly values: Map<Dialect, Value> })[] = [];
  for (const reading of readings) {
    const found = find(reading, option.section, option.name);
    const value = found && get(reading, option.section, option.name);
    if (!value) continue;
    const { line, valueSpan } = found;
    const known = sites.find((site) => site.line.index === line.index);
    if (known === undefined) {
      sites.push({ option, line, span: valueSpan, values: new Map([[reading.dialect, value]]) });
      continue;
    }
    known.values.set(reading.dialect, value);
    const { start, end } = known.span;
    known.span = { start: Math.min(valueSpan.start, start), end: Math.max(valueSpan.end, end) };
  }
  return sites;
}

/** Caches a function of the analysis that several rules or features share; what it gives goes with the analysis. */
export const once =
  <T>(by: (analysis: Analysis) => T): ((analysis: Analysis) => T) =>
  (analysis) =>
    analysis.derive(by);
