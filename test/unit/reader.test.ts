/** Our reading against what the interpreters answered when they were asked (test/fixtures/python/record.ts). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dialects, find, get, optionNames, read } from '../../server/src/config/reader.ts';
import type { Dialect, Reading } from '../../server/src/config/reader.ts';
import { parse, textOf } from '../../server/src/config/syntax.ts';
import { loadCorpus } from '../fixtures/python/corpus.ts';
import { documents } from '../fixtures/python/documents.ts';
import { rows, shippedLayout } from '../fixtures/python/rows.ts';
import type { Expected, Sections } from '../fixtures/python/rows.ts';
import { ourAnswer } from './answers.ts';
import type { Answer } from './python.ts';

const corpus = loadCorpus();
const recorded = new Map(corpus.entries.map(({ text, answers }) => [text, answers]));

function recordedAnswer(text: string, dialect: Dialect): Answer {
  const answer = recorded.get(text)?.find((one) => one.dialects.includes(dialect))?.answer;
  if (answer === undefined) throw new Error(`not recorded for ${dialect}: ${JSON.stringify(text)}; run record.ts`);
  return answer;
}

/** An answer in the short form of the rows. */
function summary(answer: Answer): Expected {
  if ('error' in answer) return [answer.error.type, ...answer.error.lines];
  const sections = answer.sections.map(({ name, options }): [string, Sections[string]] => [
    name,
    Object.fromEntries(options.map(([option, , value]) => [option, typeof value === 'string' ? value : [value.type]])),
  ]);
  return Object.fromEntries(sections);
}

const plain = (text: string, dialect: Dialect = '3.9'): Reading => read(parse(text), dialect);
const template = (text: string, dialect: Dialect = '3.9'): Reading => read(parse(text, true), dialect);

/** Raw values by section; null where unknown. */
function raws(reading: Reading): Record<string, Record<string, string | null>> {
  return Object.fromEntries(
    Array.from(reading.sections, ([name, { options }]) => [
      name,
      Object.fromEntries(Array.from(options, ([option, { raw }]) => [option, raw])),
    ]),
  );
}

describe('the recorded answers', () => {
  test('are complete', () => {
    expect(corpus.entries).toHaveLength(721);
    expect(new Set(corpus.interpreters.map(({ dialect }) => dialect))).toEqual(new Set(dialects));
    for (const { answers } of corpus.entries) {
      expect(answers.flatMap((one) => one.dialects).toSorted()).toEqual(dialects.toSorted());
    }
  });

  test.each(dialects)('are read alike by dialect %s', (dialect) => {
    for (const { text } of corpus.entries) {
      expect(ourAnswer(text, dialect), JSON.stringify(text)).toEqual(recordedAnswer(text, dialect));
    }
  });
});

describe.each(dialects)('dialect %s', (dialect) => {
  test.each(rows)('$title', ({ text, expected }) => {
    expect(summary(recordedAnswer(text, dialect))).toEqual(expected[dialect]);
    expect(ourAnswer(text, dialect)).toEqual(recordedAnswer(text, dialect));
  });
});

describe('a reading', () => {
  test('has a role for each line, whatever the text', () => {
    const texts = fc.oneof(documents, fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(texts, fc.boolean(), fc.constantFrom(...dialects), (text, isTemplate, dialect) => {
        const document = parse(text, isTemplate);
        const reading = read(document, dialect);
        expect(reading.roles).toHaveLength(document.lines.length);
        expect(reading.roles.includes('unread')).toBe(
          reading.error !== null &&
            reading.error.type !== 'ParsingError' &&
            reading.roles.lastIndexOf('error') < reading.roles.length - 1,
        );
        for (const line of reading.error?.lines ?? []) expect(reading.roles[line]).toBe('error');
        for (const section of ['DEFAULT', ...reading.sections.keys()])
          for (const option of optionNames(reading, section)) {
            expect(get(reading, section, option)).toBeDefined();
            const found = find(reading, section, option);
            expect(found === undefined ? -1 : found.valueSpan.end).toBeGreaterThanOrEqual(found?.valueSpan.start ?? 0);
          }
      }),
      { numRuns: 2_000 },
    );
  });

  test('says what became of each line', () => {
    const text = '# c\n[A]\nk = v\n\n w\n # d\nfoo\n';
    expect(plain(text, '2').roles).toEqual([
      'comment',
      'header',
      'option',
      'blank',
      'continuation',
      'continuation',
      'error',
      'blank',
    ]);
    expect(plain(text).roles).toEqual([
      'comment',
      'header',
      'option',
      'blank',
      'continuation',
      'comment',
      'error',
      'blank',
    ]);
    expect(plain('[A]\nk = 1\nk = 2\nl = 3\n').roles).toEqual(['header', 'option', 'error', 'unread', 'unread']);
  });

  test('gives all the lines that a lone CR joins in Python 2 the same role', () => {
    const reading = plain('[A]\nk = v\rl = w\nfoo\rbar\n', '2');
    expect(reading.roles).toEqual(['header', 'option', 'option', 'error', 'error', 'blank']);
    expect(reading.error?.line).toBe(3);
    expect(reading.sections.get('A')?.options.get('k')?.line.index).toBe(1);
  });

  test.each([
    ['k = v w ', '3.9', 'v w'],
    ['k = v ; c', '2', 'v'],
    ['k = v\n\n # c\n  w\n\n', '3.9', 'v\n\n # c\n  w'],
    ['k =\n w', '3.9', 'w'],
    ['k = ""', '2', ''],
    ['k =', '2', ''],
    ['k =  \n\n', '3.9', ''],
  ] as const)('has the span of the value: %j in %s', (lines, dialect, value) => {
    const reading = plain(`[A]\n${lines}`, dialect);
    const option = reading.sections.get('A')?.options.get('k');
    expect(option && textOf(reading.document, option.valueSpan)).toBe(value);
  });

  test('keeps the last of duplicates and its line, at the place of the first', () => {
    const reading = plain('[A]\nk = 1\nl = 2\nK = 3\n', '2');
    expect(optionNames(reading, 'A')).toEqual(['k', 'l']);
    expect(find(reading, 'A', 'K')).toMatchObject({ name: 'k', raw: '3', line: { index: 3 } });
  });

  test('keeps all headers of a section', () => {
    expect(
      plain('[A]\n[B]\n[A]\n', '2')
        .sections.get('A')
        ?.headers.map(({ index }) => index),
    ).toEqual([0, 2]);
  });

  test('finds an option of [DEFAULT] in every section', () => {
    const reading = plain('[DEFAULT]\nd = %(k)s\n[A]\nk = v\n');
    expect(find(reading, 'A', 'D')?.line.index).toBe(1);
    expect(get(reading, 'A', 'D')).toEqual({ kind: 'text', text: 'v' });
    expect(get(reading, 'DEFAULT', 'd')).toMatchObject({ kind: 'error', type: 'InterpolationMissingOptionError' });
    expect(optionNames(reading, 'A')).toEqual(['k', 'd']);
  });

  test('has nothing for a section or an option that is not there', () => {
    const reading = plain('[DEFAULT]\nd = 1\n[A]\nk = v\n');
    expect(get(reading, 'B', 'd')).toBeUndefined();
    expect(get(reading, 'A', 'x')).toBeUndefined();
    expect(find(reading, 'B', 'd')).toBeUndefined();
    expect(optionNames(reading, 'B')).toEqual([]);
  });

  test('holds what came before the error', () => {
    expect(raws(plain('[A]\nk = 1\nl = 2\n w\nk = 3\nm = 4\n'))).toEqual({ A: { k: '1', l: '2\nw' } });
    expect(raws(plain('[A]\nfoo\nl = 2\n= 3\n x = 4\n'))).toEqual({ A: { l: '2', x: '4' } });
  });

  test('gives up on a value that no machine could hold', () => {
    const wide = (next: string): string => `%(${next})s`.repeat(50);
    const lines = Array.from({ length: 9 }, (_, index) => `k${index} = ${wide(`k${index + 1}`)}`);
    const reading = plain(`[A]\n${lines.join('\n')}\nk9 = v\n`);
    expect(get(reading, 'A', 'k0')).toEqual({ kind: 'unknown' });
    expect(get(reading, 'A', 'k7')).toMatchObject({ kind: 'text', text: 'v'.repeat(2500) });
  });

  test.each([
    ['one line of 50 MB', `[A]\n${'k'.repeat(5e7)}`],
    ['a value of 10 MB', `[A]\nk = ${'v '.repeat(5e6)}`],
    ['white space of 10 MB', `[A]\nk = v${' '.repeat(1e7)}x`],
    ['a header of 10 MB', `[${'['.repeat(1e7)}`],
    ['openers of template spans', '<%{{${@a'.repeat(1e5)],
    ['blocks that open', '{% if x %}[A]\n'.repeat(1e5)],
    ['blocks that close', '[A]\n{% end %}[B]{% else %}\n'.repeat(1e5)],
    [
      'blocks of many sections',
      Array.from({ length: 1e5 }, (_, index) => `{% if x %}\n[A${index}]\n{% endif %}\n`).join(''),
    ],
    ['macros without end', '{% macro a %}{% set b %}'.repeat(1e5)],
    ['fragments', `[A]\nk = v\n${'{{- a -}}\n\n b\n'.repeat(1e5)}`],
    ['references without end', `[A]\nk = ${'%('.repeat(1e6)}`],
    ['bad lines', `[A]\n${'x\n'.repeat(1e5)}`],
    ['blank lines in a value', `[A]\nk = v\n${'\n'.repeat(1e5)} w\n`],
    [
      'options of 5 MB',
      `[A]\n${Array.from({ length: 1e5 }, (_, index) => `key${index} = ${'v'.repeat(36)}\n`).join('')}`,
    ],
  ])('is given for %s', (_, text) => {
    for (const isTemplate of [false, true]) {
      const document = parse(text, isTemplate);
      for (const dialect of dialects) {
        const reading = read(document, dialect);
        expect(reading.roles.length).toBe(document.lines.length);
        if (reading.sections.has('A')) get(reading, 'A', 'k');
      }
    }
  });
});

describe('the shipped layout', () => {
  test.each(dialects)('is read by dialect %s', (dialect) => {
    expect(raws(plain(shippedLayout, dialect))).toEqual({
      Auth: { accesskey: 'INSERT_ACCESS_KEY' },
      Network: { https_proxy: '', gconf_proxy_lookup: 'no' },
      Settings: { install_on_reboot: 'yes', autoinstall: 'no' },
    });
  });
});

describe.each(dialects)('a template in dialect %s', (dialect) => {
  const of = (text: string): Reading => template(text, dialect);
  const rawsOf = (text: string): Record<string, Record<string, string | null>> => {
    const reading = of(text);
    expect(reading.error).toBeNull();
    return raws(reading);
  };

  test('has unknown values', () => {
    const text = '[A]\nk = <%= @x ? "a" : "b" %>\nl = x{{ y }}\nm = @Z@\nn = ${V}\no = w\n';
    expect(rawsOf(text)).toEqual({ A: { k: null, l: null, m: null, n: null, o: 'w' } });
    expect(get(of(text), 'A', 'k')).toEqual({ kind: 'unknown' });
  });

  test('has unknown values where a span is in a continuation line', () => {
    expect(rawsOf('[A]\nk = v\n {{ w }}x\nl = v\n w\n')).toEqual({ A: { k: null, l: 'v\nw' } });
  });

  test('does not know a value that a line joins in one branch only', () => {
    expect(rawsOf('[A]\nk = v\n{% if x %}\n w\n{% endif %}\nl = v\n{% if x %}\n')).toEqual({ A: { k: null, l: 'v' } });
  });

  test('does not know what refers to an unknown value', () => {
    const reading = of('[A]\nk = %(l)s\nl = {{ x }}\n');
    expect(get(reading, 'A', 'k')).toEqual({ kind: 'unknown' });
  });

  test('skips lines of tags', () => {
    const text = '# c\n<% if @x -%>\n[A]\n{% if y %}\nk = v\n{# c #}\n <%- end %> {% endif %}\nl = w\n';
    expect(rawsOf(text)).toEqual({ A: { k: 'v', l: 'w' } });
    expect(of(text).roles).toEqual(['comment', 'tag', 'header', 'tag', 'option', 'tag', 'tag', 'option', 'blank']);
  });

  test('leaves out options and sections of unknown name', () => {
    expect(rawsOf('[A]\n<%= @k %> = v\n w\nl = x\n[{{ s }}]\nm = y\nm = z\n[B]\nn = 1\n')).toEqual({
      A: { l: 'x' },
      B: { n: '1' },
    });
    expect(rawsOf('[A]\n[{{ s }}\nm = y\n[@S@] # c\nm = y\n')).toEqual({ A: {} });
  });

  test('has no error in a line that a span may complete', () => {
    expect(rawsOf('[A]\nk = v\nfoo <%= @x %>\n<%= @y %>bar\nl = w\n')).toEqual({ A: { k: 'v', l: 'w' } });
  });

  test('has an error where no span helps', () => {
    expect(of('[A]\nk = {{ v }}\nfoo\n').error).toMatchObject({ type: 'ParsingError', lines: [2] });
    expect(of('k = {{ v }}\n[A]\n').error).toMatchObject({ type: 'MissingSectionHeaderError', line: 0 });
    expect(of('<% if @x %>\nk = v\n<% end %>\n[A]\n').error).toMatchObject({
      type: 'MissingSectionHeaderError',
      line: 1,
    });
  });

  test('may get its first header from a span', () => {
    expect(rawsOf('<%= @header %>\nk = v\n[A]\nl = w\n')).toEqual({ A: { l: 'w' } });
  });

  test('takes branches for one assignment, unknown where they differ', () => {
    const branches = (one: string, two: string): string =>
      `[A]\n{% if x %}\nk = ${one}\n{% else %}\nk = ${two}\n{% endif %}\n`;
    expect(rawsOf(branches('v', 'w'))).toEqual({ A: { k: null } });
    expect(rawsOf(branches('v', 'v'))).toEqual({ A: { k: 'v' } });
    expect(rawsOf('[A]\n{% if x %}\nk = v\n{% endif %}\n[B]\n{% if x %}\n[A]\nk = v\n{% endif %}\n')).toEqual({
      A: { k: 'v' },
      B: {},
    });
    expect(rawsOf('[A]\n<% if @x -%>k = v\n<% end -%>\n<% if !@x -%>k = v\n<% end -%>\n')).toEqual({ A: { k: 'v' } });
    expect(rawsOf('[A]\n<% if @x %>k = v<% end %>\n<% if !@x %>k = w<% end %>\n')).toEqual({ A: { k: null } });
  });

  test('takes a line that begins with statements for what follows them', () => {
    expect(rawsOf('<% if @x %>[A]<% end %>\n<% if @x -%>k = v\n<% end -%>\nl = w<% end %>\n')).toEqual({
      A: { k: 'v', l: null },
    });
    expect(rawsOf('[A]\nk = v\n<% if @x -%> l = w\n')).toEqual({ A: { k: 'v\nl = w' } });
  });

  test('takes spans over several lines for one', () => {
    const text = '[A]\nk = <%= foo(\n  a = 1,\nb) %>c = d\nl = w\n<% if a\n   && b %>m = x\n';
    expect(rawsOf(text)).toEqual({ A: { k: null, l: 'w', m: 'x' } });
    const reading = of(text);
    expect(reading.roles).toEqual(['header', 'option', 'tag', 'continuation', 'option', 'tag', 'option', 'blank']);
    const span = reading.sections.get('A')?.options.get('k')?.valueSpan;
    expect(span && textOf(reading.document, span)).toBe('<%= foo(\n  a = 1,\nb) %>c = d');
  });

  test('reads an opener without its closer literally', () => {
    expect(rawsOf('[A]\nk = <% if\nl = {{ x\nm = ${y\nn = a@b\n')).toEqual({
      A: { k: '<% if', l: '{{ x', m: '${y', n: 'a@b' },
    });
  });
});

describe('a template', () => {
  test('with two assignments in one branch has a duplicate', () => {
    expect(template('{% if x %}\n[A]\nk = v\nk = w\n').error).toMatchObject({ type: 'DuplicateOptionError', line: 3 });
    expect(template('{% if x %}\n[A]\n[A]\n').error).toMatchObject({ type: 'DuplicateSectionError', line: 2 });
    expect(raws(template('[A]\nk = v\nk = w\n', '2'))).toEqual({ A: { k: 'w' } });
    expect(raws(template('[A]\nk = {{ v }}\nk = w\n', '2'))).toEqual({ A: { k: 'w' } });
    expect(raws(template('[A]\nk = u\n{% else %}\nk = v\nk = w\n', '2'))).toEqual({ A: { k: null } });
  });

  test('keeps an unknown value that Python 2 takes for a comment', () => {
    expect(raws(template('[A]\nk = v ; {{ c }}\n', '2'))).toEqual({ A: { k: 'v' } });
    expect(raws(template('[A]\nk = v ; {{ c }}\n'))).toEqual({ A: { k: null } });
  });
});
