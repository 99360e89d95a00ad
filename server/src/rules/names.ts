/** Rules about the names of sections and options. */
import type { Analysis } from '../analysis.ts';
import { closest, nearMiss } from '../config/distance.ts';
import type { Evidence } from '../config/evidence.ts';
import { findOption, findSection, options, sections } from '../config/options.ts';
import type { OutlineOption, OutlineSection } from '../config/outline.ts';
import { textOf, type Line } from '../config/syntax.ts';
import { ignored, refuses } from './effects.ts';
import { refusalsOf } from './refusals.ts';
import { replace, type Draft, type Rule } from './rule.ts';

const evidence: readonly Evidence[] = ['client', 'measured'];

/** The options that stand under a header whose name is known for sure. */
function* namedOptions(analysis: Analysis): Generator<{ section: string; name: string; option: OutlineOption }> {
  for (const { name: section, options: all } of analysis.outline) {
    for (const option of all) {
      if (section !== null && option.name !== null) yield { section, name: option.name, option };
    }
  }
}

const namesOf = (section: string): readonly string[] =>
  options.filter((option) => option.section === section).map((option) => option.name);

function unknownSection({ name, header, options: inside }: OutlineSection): Draft | null {
  if (!header || name === null || name === 'DEFAULT' || findSection(name)) return null;
  const meant = closest(
    name,
    sections.map((section) => section.name),
  );
  const count =
    inside.length === 0
      ? ''
      : `, with its ${inside.length === 1 ? 'option' : `${inside.length} options`}: for the client they are not set`;
  return {
    severity: meant && meant.distance <= nearMiss ? 'error' : 'warning',
    span: header.name,
    message: `Unknown section [${name}]${meant ? `; did you mean [${meant.word}]? Names of sections are case-sensitive` : ''}. ${ignored}${count}.`,
    fixes: meant
      ? [{ title: `Change to [${meant.word}]`, edits: [replace(header.name, meant.word)], preferred: true }]
      : [],
  };
}

/** Findings for what stands twice; Python 2 merges, Python 3 refuses. */
function* repeated<T>(
  analysis: Analysis,
  rule: string,
  items: Iterable<{ key: string; item: T }>,
  describe: (item: T) => { line: Line; span: { start: number; end: number } },
  message: string,
): Generator<Draft> {
  const first = new Map<string, T>();
  const refused = new Map(refusalsOf(analysis, rule).map((refusal) => [refusal.line, refusal.dialects]));
  const strict = analysis.context.dialects.filter((dialect) => dialect !== '2');
  for (const { key, item } of items) {
    const before = first.get(key);
    if (before === undefined) {
      first.set(key, item);
      continue;
    }
    const { line, span } = describe(item);
    // Python 3 stops at the first of them; the next would stop it all the same.
    const dialects = refused.get(line) ?? strict;
    if (analysis.document.isTemplate && !refused.has(line)) continue;
    yield {
      severity: dialects.length > 0 ? 'error' : 'warning',
      span,
      message: dialects.length > 0 ? `${message} ${refuses(dialects, analysis.context.dialects)}` : message,
      related: [{ span: describe(before).span, message: 'First stands here' }],
    };
  }
}

export const nameRules: readonly Rule[] = [
  {
    id: 'unknown-section',
    title: 'Section that no client knows',
    effect:
      'The client ignores the section and everything in it, without a word. Names are case-sensitive, and a space inside the brackets belongs to the name.',
    evidence,
    example: { wrong: '[settings]\nupgrade_on_reboot = yes\n', right: '[Settings]\nupgrade_on_reboot = yes\n' },
    check: ({ outline }) => outline.map(unknownSection).filter((draft) => draft !== null),
  },
  {
    id: 'unknown-key',
    title: 'Option that no client knows',
    effect: 'The client ignores the line without a word, and goes on with the default of the option that was meant.',
    evidence,
    example: { wrong: '[Settings]\nupgrade_on_rebot = yes\n', right: '[Settings]\nupgrade_on_reboot = yes\n' },
    *check(analysis) {
      for (const { section, name, option } of namedOptions(analysis)) {
        const known =
          findSection(section) && (findOption(section, name) ?? options.find((other) => other.name === name));
        if (known || !findSection(section)) continue;
        const meant =
          closest(name, namesOf(section)) ??
          closest(
            name,
            options.map((other) => other.name),
          );
        const { key } = option.line;
        yield {
          severity: meant ? 'error' : 'warning',
          span: key,
          message: `Unknown option “${textOf(analysis.document, key)}” in [${section}]${meant ? `; did you mean “${meant.word}”?` : '.'} ${ignored}${meant ? ', and goes on with the default of that option.' : '.'}`,
          fixes: meant
            ? [{ title: `Change to “${meant.word}”`, edits: [replace(key, meant.word)], preferred: true }]
            : [],
        };
      }
    },
  },
  {
    id: 'key-in-wrong-section',
    title: 'Option in a section where no client looks for it',
    effect: 'The client ignores the line without a word, and goes on with the default of the option.',
    evidence,
    example: { wrong: '[Network]\nupgrade_on_reboot = yes\n', right: '[Settings]\nupgrade_on_reboot = yes\n' },
    *check(analysis) {
      for (const { section, name, option } of namedOptions(analysis)) {
        const home = options.filter((other) => other.name === name);
        if (!findSection(section) || home.length === 0 || findOption(section, name)) continue;
        yield {
          severity: 'warning',
          span: option.line.key,
          message: `“${name}” belongs into [${home.map((other) => other.section).join('] or [')}]. ${ignored} in [${section}] and goes on with the default.`,
        };
      }
    },
  },
  {
    id: 'duplicate-key',
    title: 'Option that stands twice in its section',
    effect:
      'Python 3 refuses the whole file (exit code 1): after a reboot no update is re-applied. Python 2 takes the last one.',
    evidence: ['measured'],
    example: {
      wrong: '[Settings]\nautoinstall = no\nautoinstall = yes\n',
      right: '[Settings]\nautoinstall = yes\n',
    },
    *check(analysis) {
      yield* repeated(
        analysis,
        'duplicate-key',
        [...namedOptions(analysis)].map(({ section, name, option }) => ({ key: `${section}\n${name}`, item: option })),
        ({ line }) => ({ line, span: line.key }),
        'This option stands twice in its section; Python 2 takes the last one.',
      );
    },
  },
  {
    id: 'duplicate-section',
    title: 'Section that stands twice',
    effect:
      'Python 3 refuses the whole file (exit code 1): after a reboot no update is re-applied. Python 2 merges the two.',
    evidence: ['measured', 'observed'],
    example: {
      wrong: '[Settings]\ninstall_on_reboot = yes\n[Settings]\nautoinstall = yes\n',
      right: '[Settings]\ninstall_on_reboot = yes\nautoinstall = yes\n',
    },
    *check(analysis) {
      const headers = analysis.outline.flatMap(({ header, name }) =>
        // [DEFAULT] may stand any number of times.
        header && name !== null && name !== 'DEFAULT' ? [{ key: name, item: header }] : [],
      );
      yield* repeated(
        analysis,
        'duplicate-section',
        headers,
        (header) => ({ line: header, span: header.name }),
        'This section stands twice; Python 2 merges the two.',
      );
    },
  },
  {
    id: 'text-after-section-header',
    title: 'Text behind a section header',
    effect:
      'Ignored as long as it holds no second bracket; with one, Python 3.10 and later read another section name, and ignore the section.',
    evidence: ['measured'],
    example: {
      wrong: '[Settings] # see [1]\ninstall_on_reboot = yes\n',
      right: '# see [1]\n[Settings]\ninstall_on_reboot = yes\n',
    },
    check: ({ outline, document }) =>
      outline.flatMap(({ header }): Draft[] => {
        if (!header?.close || header.rest.start === header.rest.end) return [];
        const rest = textOf(document, header.rest);
        return [
          {
            severity: rest.includes(']') ? 'warning' : 'hint',
            span: header.rest,
            message: rest.includes(']')
              ? 'A second bracket behind a section header: Python 3.10 and later read all up to it as the name, and ignore the section.'
              : 'Text behind a section header is ignored. Put comments on a line of their own.',
            fixes: [
              {
                title: 'Remove the text behind the header',
                edits: [replace({ start: header.close.end, end: header.end }, '')],
                preferred: false,
              },
            ],
          },
        ];
      }),
  },
];
