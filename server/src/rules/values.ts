/** Rules about values: booleans, quotes, comments behind a value, percent signs. */
import { once, type Analysis, type ValueSite } from '../analysis.ts';
import { evaluationOrder } from '../config/effective.ts';
import { booleanWords, idOf } from '../config/options.ts';
import { redactMessage } from '../config/redact.ts';
import { textOf, type Span } from '../config/syntax.ts';
import { insert, lineBreakOf, moveCommentAbove, replace } from './edits.ts';
import { refuses, sentences, spoils } from './effects.ts';
import { endsInTag, gluedHeader, withoutTags } from './residue.ts';
import type { Draft, Fix, Rule } from './rule.ts';
import { isPartOf, joinedLines, siteRefusal } from './sites.ts';

type Kind =
  | 'invalid-boolean'
  | 'empty-boolean'
  | 'quoted-value'
  | 'inline-comment'
  | 'html-residue'
  | 'section-glued-to-value'
  | 'unescaped-percent'
  | 'unresolved-interpolation';

const commentMark = /(?:^|\s)[#;]/;

const isBoolean = (text: string): boolean => booleanWords.has(text.toLowerCase());

/** What is wrong with a value that does not say what it seems to, or that the client refuses. */
function kindOf(analysis: Analysis, site: ValueSite): Kind | null {
  const values = [...site.values.values()];
  const failed = values.find((value) => value.kind === 'error');
  if (failed?.kind === 'error') {
    return failed.type === 'InterpolationSyntaxError' ? 'unescaped-percent' : 'unresolved-interpolation';
  }
  const texts = values.flatMap((value) => (value.kind === 'text' ? [value.text] : []));
  if (texts.length < values.length) return null;
  const written = textOf(analysis.document, site.line.value);
  // Python 2 strips what follows a semicolon. What other lines added is the business of the rules about those.
  const keepsComment = texts.some((text) => commentMark.test(text.split('\n', 1)[0] ?? ''));
  if (keepsComment && commentMark.test(written) && site.option.name !== 'effective_version') return 'inline-comment';
  const firstLines = texts.map((text) => text.split('\n', 1)[0] ?? '');
  if (endsInTag(written) && firstLines.some(endsInTag)) return 'html-residue';
  if (gluedHeader(written) !== -1 && firstLines.some((text) => gluedHeader(text) !== -1))
    return 'section-glued-to-value';
  if (/^(["']).*\1$/.test(written)) return 'quoted-value';
  if (site.option.type !== 'boolean' || texts.every(isBoolean)) return null;
  if (written === '') return 'empty-boolean';
  const isSpoiledBelow = isBoolean(written) || written.includes('%');
  return isSpoiledBelow && joinedLines(analysis).some((line) => isPartOf(line, site)) ? null : 'invalid-boolean';
}

const troubles = once((analysis: Analysis): readonly { kind: Kind; site: ValueSite }[] =>
  analysis.valueSites.flatMap((site) => {
    const kind = kindOf(analysis, site);
    return kind ? [{ kind, site }] : [];
  }),
);

/**
 * The value as it stands on its line, where all of the selected Pythons get just that (`%%` for a percent sign); null where
 * it is empty or unknown, or where another rule has something to say about its form.
 */
export function plainValue(analysis: Analysis, site: ValueSite): string | null {
  const written = textOf(analysis.document, site.line.value);
  if (written === '' || site.line.templates.length > 0) return null;
  if (troubles(analysis).some((trouble) => trouble.site === site)) return null;
  const text = written.replaceAll('%%', '%');
  return [...site.values.values()].every((value) => value.kind === 'text' && value.text.trim() === text)
    ? written
    : null;
}

interface Words {
  readonly what: (written: string, site: ValueSite, analysis: Analysis) => string;
  /** Said where no Python refuses the file. */
  readonly harmless: (site: ValueSite) => string;
  readonly fixes?: (written: string, site: ValueSite, analysis: Analysis) => readonly Fix[];
}

const findings =
  (kind: Kind, { what, harmless, fixes }: Words) =>
  (analysis: Analysis): Draft[] =>
    troubles(analysis)
      .filter((trouble) => trouble.kind === kind)
      .map(({ site }): Draft => {
        const { line } = site;
        const written = textOf(analysis.document, line.value);
        const refusal = siteRefusal(analysis, site);
        const isRefused = refusal.dialects.length > 0;
        return {
          severity: isRefused ? 'error' : 'warning',
          span: written === '' ? { start: line.indent.end, end: line.delimiter.end } : line.value,
          message: sentences(
            what(written, site, analysis),
            isRefused ? refuses(refusal.dialects, analysis.context.dialects, refusal) : harmless(site),
          ),
          fixes: fixes?.(written, site, analysis) ?? [],
        };
      });

/** What any Python takes for the value on its line: to Python 2 a non-breaking space is a part of it. */
const valueOnLine = ({ line, span }: ValueSite): Span => ({
  start: Math.min(line.value.start, span.start),
  end: Math.max(line.value.end, Math.min(span.end, line.end)),
});

const change = (site: ValueSite, title: string, value: string, preferred: boolean): Fix => ({
  title,
  edits: [replace(valueOnLine(site), value)],
  preferred,
  safe: false,
});

/** Words that people take for booleans, by how they start. */
const meant = { yes: /^(?:y|t|e|on)/i, no: /^(?:n|f|d|of)/i };

const setBoolean = (written: string, site: ValueSite): Fix[] =>
  (['yes', 'no'] as const).map((word) => {
    const title = `Set ${site.option.name} = ${word}`;
    // Where the value is empty, with exactly one space before the new one.
    const span = written === '' ? { start: site.line.delimiter.end, end: site.line.end } : valueOnLine(site);
    return {
      title,
      edits: [replace(span, written === '' ? ` ${word}` : word)],
      preferred: meant[word].test(written),
      safe: false,
    };
  });

/** Why a value that the client cannot use does not stop it. */
function notRead({ option }: ValueSite): string {
  const evaluation = evaluationOrder.find((each) => each.option === idOf(option));
  if (!evaluation) return 'The published client does not read this option; which program does is not known.';
  return evaluation.onlyIf ? 'The client does not look at it as long as https_proxy is set.' : '';
}

/** A doubled percent sign, or one that starts no reference. The bound keeps it linear; no option has so long a name. */
const percentSigns = /%%|%(?!\([^)]{1,99}\)s)/g;
/** In all the lines of the value. */
function doublePercentSigns(analysis: Analysis, site: ValueSite): Fix[] {
  const joined = joinedLines(analysis).filter((line) => isPartOf(line, site));
  const edits = [site.line.value, ...joined].flatMap((span) =>
    [...textOf(analysis.document, span).matchAll(percentSigns)]
      .filter(([signs]) => signs === '%')
      .map(({ index }) => insert(span.start + index, '%')),
  );
  return edits.length === 0 ? [] : [{ title: 'Double the percent sign', edits, preferred: true, safe: false }];
}

const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

export const valueRules: readonly Rule[] = [
  {
    id: 'invalid-boolean',
    severities: ['error', 'warning'],
    check: findings('invalid-boolean', {
      what: (written, { option }) =>
        `“${shorten(redactMessage(written))}” is not a boolean; ${option.name} takes yes or no.`,
      harmless: notRead,
      fixes: setBoolean,
    }),
  },
  {
    id: 'empty-boolean',
    severities: ['error', 'warning'],
    check: findings('empty-boolean', {
      what: (_, { option }) => `The value is missing; ${option.name} takes yes or no.`,
      harmless: notRead,
      fixes: setBoolean,
    }),
  },
  {
    id: 'quoted-value',
    severities: ['error', 'warning'],
    check: findings('quoted-value', {
      what: () => 'The quotes are part of the value; write it without them.',
      harmless: ({ option }) => spoils(option),
      fixes: (written, site) => [change(site, 'Remove the quotes', written.slice(1, -1).trim(), true)],
    }),
  },
  {
    id: 'inline-comment',
    severities: ['error', 'warning'],
    check: findings('inline-comment', {
      what: (_, { values }, { context }) => {
        const isKept = context.dialects.every((dialect) => {
          const value = values.get(dialect);
          return value?.kind !== 'text' || commentMark.test(value.text);
        });
        return isKept
          ? 'A comment behind a value is part of the value; put it on its own line.'
          : 'For Python 3 a comment behind a value is part of the value; put it on its own line.';
      },
      harmless: ({ option }) => spoils(option),
      fixes: (written, { line }) => {
        const at = written.search(commentMark);
        const value = written.slice(0, at).trimEnd();
        return [moveCommentAbove(line, line.value.start + value.length, written.slice(at).trim())];
      },
    }),
  },
  {
    id: 'html-residue',
    severities: ['error', 'warning'],
    check: findings('html-residue', {
      what: () => 'The HTML tag is part of the value.',
      harmless: ({ option }) => spoils(option),
      fixes: (written, site) => [{ ...change(site, 'Delete the HTML tag', withoutTags(written), true), safe: true }],
    }),
  },
  {
    id: 'section-glued-to-value',
    severities: ['error', 'warning'],
    check: findings('section-glued-to-value', {
      what: () => 'The section header is part of the value: its section does not start here.',
      harmless: ({ option }) => spoils(option),
      fixes: (written, { line: { value } }, { document }) => {
        const space = { start: value.start + gluedHeader(written), end: value.start + written.lastIndexOf('[') };
        return [
          {
            title: 'Put the section header on its own line',
            edits: [replace(space, lineBreakOf(document))],
            preferred: true,
            safe: false,
          },
        ];
      },
    }),
  },
  {
    id: 'unescaped-percent',
    severities: ['error', 'warning'],
    check: findings('unescaped-percent', {
      what: () => 'A single percent sign starts an interpolation; a percent sign itself is written “%%”.',
      harmless: notRead,
      fixes: (_, site, analysis) => doublePercentSigns(analysis, site),
    }),
  },
  {
    id: 'unresolved-interpolation',
    severities: ['error', 'warning'],
    check: findings('unresolved-interpolation', {
      what: () => 'This value refers to an option that its section does not have, or to itself.',
      harmless: notRead,
    }),
  },
];
