/** Rules about values: booleans, quotes, comments behind a value, percent signs. */
import { once, type Analysis, type ValueSite } from '../analysis.ts';
import { booleanWords } from '../config/options.ts';
import { textOf } from '../config/syntax.ts';
import { refuses, stopsOnBoolean } from './effects.ts';
import { joinedLines, siteRefusal, type SiteRefusal } from './sites.ts';
import { insert, replace, type Draft, type Fix, type Rule } from './rule.ts';

type Kind =
  | 'invalid-boolean'
  | 'empty-boolean'
  | 'quoted-value'
  | 'inline-comment'
  | 'unescaped-percent'
  | 'unresolved-interpolation';

/** A value that does not say what it seems to, or that the client refuses. */
interface Trouble {
  readonly kind: Kind;
  readonly site: ValueSite;
  readonly refusal: SiteRefusal;
}

const inlineComment = /(?:^|\s)[#;]/;

function kindOf(site: ValueSite, analysis: Analysis): Kind | null {
  const values = [...site.values.values()];
  const failed = values.find((value) => value.kind === 'error');
  if (failed?.kind === 'error') {
    return failed.type === 'InterpolationSyntaxError' ? 'unescaped-percent' : 'unresolved-interpolation';
  }
  if (values.some((value) => value.kind === 'unknown') || joinedLines(analysis, site).length > 0) return null;
  const text = textOf(analysis.document, site.line.value);
  if (inlineComment.test(text) && site.option.name !== 'effective_version') return 'inline-comment';
  if (/^(["']).*\1$/.test(text)) return 'quoted-value';
  if (site.option.type !== 'boolean') return null;
  if (text === '') return 'empty-boolean';
  return values.every((value) => value.kind === 'text' && booleanWords.has(value.text.toLowerCase()))
    ? null
    : 'invalid-boolean';
}

const troubles = once((analysis: Analysis): readonly Trouble[] =>
  analysis.valueSites.flatMap((site) => {
    const kind = kindOf(site, analysis);
    return kind ? [{ kind, site, refusal: siteRefusal(analysis, site) }] : [];
  }),
);

interface Words {
  readonly what: (site: ValueSite, value: string) => string;
  /** Said where no Python refuses the file. */
  readonly harmless: string;
  readonly fixes?: (site: ValueSite, value: string) => readonly Fix[];
}

const find =
  (kind: Kind, { what, harmless, fixes }: Words) =>
  (analysis: Analysis): Draft[] =>
    troubles(analysis)
      .filter((trouble) => trouble.kind === kind)
      .map(({ site, refusal }): Draft => {
        const { line } = site;
        const value = textOf(analysis.document, line.value);
        const isRefused = refusal.dialects.length > 0;
        return {
          severity: isRefused ? 'error' : 'warning',
          span: value === '' ? { start: line.start, end: line.end } : line.value,
          message: `${what(site, value)} ${isRefused ? refuses(refusal.dialects, analysis.context.dialects, refusal) : harmless}`,
          fixes: fixes?.(site, value) ?? [],
        };
      });

const set = (site: ValueSite, value: string, preferred = false): Fix => ({
  title: `Set ${site.option.name} = ${value}`,
  edits: [replace(site.line.value, value)],
  preferred,
});

/** Replaces the value of an option that stands empty: with exactly one space before it. */
const fill = (site: ValueSite, value: string): Fix => ({
  title: `Set ${site.option.name} = ${value}`,
  edits: [replace({ start: site.line.delimiter.end, end: site.line.end }, ` ${value}`)],
  preferred: false,
});

const notRead = 'Which program reads this option is not known; write yes or no.';

export const valueRules: readonly Rule[] = [
  {
    id: 'invalid-boolean',
    title: 'Value that is not a boolean',
    effect:
      'The client takes only `1`, `yes`, `true`, `on`, `0`, `no`, `false` and `off`, in any case. With anything else it refuses to start (exit code 1): after a reboot no update is re-applied. A bad `cron_output_*` value does not stop the periodic run.',
    evidence: ['client', 'measured'],
    example: { wrong: '[Settings]\ninstall_on_reboot = enabled\n', right: '[Settings]\ninstall_on_reboot = yes\n' },
    check: find('invalid-boolean', {
      what: (site, value) => `“${value}” is not a boolean; ${site.option.name} takes yes or no.`,
      harmless: notRead,
      fixes: (site) => [set(site, 'yes'), set(site, 'no')],
    }),
  },
  {
    id: 'empty-boolean',
    title: 'Boolean without a value',
    effect:
      'An empty value is no boolean: the client refuses to start (exit code 1), and after a reboot no update is re-applied.',
    evidence: ['client', 'measured'],
    example: { wrong: '[Settings]\nupgrade_on_reboot =\n', right: '[Settings]\nupgrade_on_reboot = yes\n' },
    check: find('empty-boolean', {
      what: (site) => `${site.option.name} has no value, and an empty one is no boolean.`,
      harmless: notRead,
      fixes: (site) => [fill(site, 'yes'), fill(site, 'no')],
    }),
  },
  {
    id: 'quoted-value',
    title: 'Quotes around a value',
    effect: `The quotes become part of the value. ${stopsOnBoolean}`,
    evidence: ['measured'],
    example: { wrong: '[Settings]\nautoinstall = "yes"\n', right: '[Settings]\nautoinstall = yes\n' },
    check: find('quoted-value', {
      what: () => 'The quotes become part of the value.',
      harmless: 'Write the value without them.',
      fixes: (site, value) => [
        { title: 'Remove the quotes', edits: [replace(site.line.value, value.slice(1, -1))], preferred: true },
      ],
    }),
  },
  {
    id: 'inline-comment',
    title: 'Comment behind a value',
    effect: `A “#” behind a value is part of the value, for every Python; a “;” is a comment only for Python 2. ${stopsOnBoolean}`,
    evidence: ['measured'],
    example: {
      wrong: '[Settings]\nautoinstall = yes # nightly\n',
      right: '[Settings]\n# nightly\nautoinstall = yes\n',
    },
    check: find('inline-comment', {
      what: () => 'A comment behind a value becomes part of the value.',
      harmless: 'Put it on a line of its own.',
      fixes: (site, value) => {
        const at = value.search(inlineComment);
        const comment = value.slice(at).trim();
        return [
          {
            title: 'Move the comment to its own line above',
            edits: [
              insert(site.line.start, `${comment.replace(/^;/, '#')}\n`),
              replace({ start: site.line.value.start + at, end: site.line.value.end }, ''),
            ],
            preferred: true,
          },
        ];
      },
    }),
  },
  {
    id: 'unescaped-percent',
    title: 'Single percent sign',
    effect:
      'A percent sign starts an interpolation. A single one ends the client with an unhandled error (exit code -1) in every stage: after a reboot no update is re-applied. Write `%%`.',
    evidence: ['measured', 'client'],
    example: {
      wrong: '[Network]\nhttps_proxy = http://user:p%40ss@proxy.example.com:3128\n',
      right: '[Network]\nhttps_proxy = http://user:p%%40ss@proxy.example.com:3128\n',
    },
    check: find('unescaped-percent', {
      what: () => 'A single percent sign starts an interpolation that does not end; a percent sign is written “%%”.',
      harmless: 'The client does not read this option at start.',
      fixes: (site, value) => [
        {
          title: 'Double the percent sign',
          edits: [replace(site.line.value, value.replace(/%%|%(?!\([^)]*\)s)/g, '%%'))],
          preferred: true,
        },
      ],
    }),
  },
  {
    id: 'unresolved-interpolation',
    title: 'Interpolation that leads nowhere',
    effect:
      '`%(name)s` stands for another option of the same section or of `[DEFAULT]`. Where there is none of that name, the client ends with an unhandled error (exit code -1) in every stage.',
    evidence: ['measured', 'client'],
    example: {
      wrong: '[Network]\nhttps_proxy = http://%(proxy_host)s:3128\n',
      right: '[Network]\nhttps_proxy = http://proxy.example.com:3128\n',
    },
    check: find('unresolved-interpolation', {
      what: () => 'This value refers to an option that its section does not have, or to itself.',
      harmless: 'The client does not read this option at start.',
    }),
  },
];
