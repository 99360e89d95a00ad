import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineAt, parse, textOf } from '../../server/src/config/syntax.ts';
import type { Document, Line, Span } from '../../server/src/config/syntax.ts';
import { documents } from '../fixtures/python/documents.ts';
import { shippedLayout } from '../fixtures/python/rows.ts';

/** The spans of a line that lie within it, in order. */
function spansOf(line: Line): Span[] {
  switch (line.kind) {
    case 'blank':
    case 'tag':
      return [line.indent];
    case 'comment':
    case 'text':
      return [line.indent, line.content];
    case 'header':
      return [line.indent, line.name, ...(line.close === null ? [] : [line.close]), line.rest];
    case 'option':
      return [line.indent, line.key, line.delimiter, line.value];
  }
}

/** The kind of a line and the texts of what it consists of. */
function parts(document: Document, line: Line): string[] {
  return [line.kind, ...spansOf(line).map((span) => textOf(document, span))];
}

const linesOf = (text: string, isTemplate = false): string[][] => {
  const document = parse(text, isTemplate);
  return document.lines.map((line) => parts(document, line));
};
const kindsOf = (text: string): string[] => parse(text, true).lines.map(({ kind }) => kind);

const pieces = [
  '<%',
  '<%=',
  '<%#',
  '-%>',
  '%>',
  '{{',
  '}}',
  '{%',
  '%}',
  '{#',
  '#}',
  '${',
  '}',
  '@A@',
  '@',
  '<%%',
  '\n% if',
  '%{',
  '$A',
];
const nearTemplates = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.constantFrom('\n', '\r', ' ', '=', '[', ']', '#', 'k', 'x = y')))
  .map((strings) => strings.join(''));
/** Any UTF-16: lone surrogates and control characters too. */
const utf16 = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.constantFrom(10, 13, 32, 61, 91, 93, 35)))
  .map((units) => String.fromCharCode(...units));
const texts = fc.oneof(documents, utf16, nearTemplates, fc.string({ unit: 'binary' }));

describe('parse', () => {
  test('loses nothing: the lines, joined, are the text', () => {
    fc.assert(
      fc.property(texts, fc.boolean(), fc.boolean(), (text, isTemplate, hasRubyLines) => {
        const { lines } = parse(text, isTemplate, hasRubyLines);
        expect(lines.map(({ start, next }) => text.slice(start, next)).join('')).toBe(text);
        for (const [index, line] of lines.entries()) {
          expect(line.index).toBe(index);
          expect(line.start).toBe(lines[index - 1]?.next ?? 0);
          expect(text.slice(line.start, line.end)).not.toMatch(/[\r\n]/);
          expect(text.slice(line.end, line.next)).toMatch(index === lines.length - 1 ? /^$/ : /^(\n|\r\n?)$/);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('has ordered spans inside of their line', () => {
    fc.assert(
      fc.property(texts, fc.boolean(), (text, isTemplate) => {
        for (const line of parse(text, isTemplate).lines) {
          const spans = spansOf(line);
          let at = line.start;
          for (const { start, end } of spans) {
            expect(start).toBeGreaterThanOrEqual(at);
            expect(end).toBeGreaterThanOrEqual(start);
            at = end;
          }
          expect(at).toBeLessThanOrEqual(line.end);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('has disjoint template spans, each with the lines that it touches', () => {
    fc.assert(
      fc.property(fc.oneof(nearTemplates, documents), fc.boolean(), fc.boolean(), (text, isTemplate, hasRubyLines) => {
        const { templateSpans, lines, masked } = parse(text, isTemplate, hasRubyLines);
        for (const [index, { start, end }] of templateSpans.entries()) {
          expect(start).toBeGreaterThanOrEqual(templateSpans[index - 1]?.end ?? 0);
          expect(end).toBeGreaterThan(start);
        }
        for (const line of lines) {
          expect(line.templates).toEqual(
            templateSpans.filter((span) => span.start < line.next && span.end > line.start),
          );
        }
        expect(masked).toHaveLength(text.length);
        if (!isTemplate) expect(masked).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ['', [['blank', '']]],
    [
      '\n',
      [
        ['blank', ''],
        ['blank', ''],
      ],
    ],
    [' \t\f', [['blank', ' \t\f']]],
    ['# a comment ', [['comment', '', 'a comment']]],
    ['  ;a;', [['comment', '  ', 'a;']]],
    ['#', [['comment', '', '']]],
    ['[Auth]', [['header', '', 'Auth', ']', '']]],
    [' [ A ]] # x ', [['header', ' ', ' A ', ']', '] # x']]],
    ['[Auth', [['header', '', 'Auth', '']]],
    ['[a = b', [['header', '', 'a = b', '']]],
    ['[]', [['header', '', '', ']', '']]],
    ['a key = its value ', [['option', '', 'a key', '=', 'its value']]],
    ['\tk:v=w', [['option', '\t', 'k', ':', 'v=w']]],
    ['k =', [['option', '', 'k', '=', '']]],
    ['= v', [['option', '', '', '=', 'v']]],
    ['k = v ; c', [['option', '', 'k', '=', 'v ; c']]],
    [' foo bar ', [['text', ' ', 'foo bar']]],
    ['rem k = v', [['option', '', 'rem k', '=', 'v']]],
    ['\ufeff[A]', [['text', '', '\ufeff[A]']]],
    ['\xa0k\u2003=\u3000v\x85', [['option', '\xa0', 'k', '=', 'v']]],
    [
      'a=1\r\nb=2\rc',
      [
        ['option', '', 'a', '=', '1'],
        ['option', '', 'b', '=', '2'],
        ['text', '', 'c'],
      ],
    ],
    [
      '\n\r',
      [
        ['blank', ''],
        ['blank', ''],
        ['blank', ''],
      ],
    ],
    [
      '<% if x %>\nk = {{ v }}',
      [
        ['text', '', '<% if x %>'],
        ['option', '', 'k', '=', '{{ v }}'],
      ],
    ],
    ['{% set x = 1 %}', [['option', '', '{% set x', '=', '1 %}']]],
  ])('of %j', (text, expected) => {
    expect(linesOf(text)).toEqual(expected);
  });

  test('of the shipped layout', () => {
    const kinds = parse(shippedLayout).lines.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'header')).toHaveLength(3);
    expect(kinds.filter((kind) => kind === 'option')).toHaveLength(5);
    expect(kinds).not.toContain('text');
  });
});

describe('template spans', () => {
  const spansIn = (text: string): string[] => {
    const document = parse(text);
    return document.templateSpans.map((span) => textOf(document, span));
  };

  test.each([
    ['a <%= b %> c', ['<%= b %>']],
    ['<%- a -%><%# b %>', ['<%- a -%>', '<%# b %>']],
    ['{{ a }}{% b %}{# c #}', ['{{ a }}', '{% b %}', '{# c #}']],
    ['${A} $A {B}', ['${A}']],
    ['@A@ @b_2@ @@ @a b@ @É@', ['@A@', '@b_2@']],
    ['@A@B@', ['@A@']],
    ['<%= "{{" %> {{ "<%" }}', ['<%= "{{" %>', '{{ "<%" }}']],
    ['<% a\nb %>\n{{\r\n}}', ['<% a\nb %>', '{{\r\n}}']],
    ['<% if\n{{ x\n{% y\n{# z\n${ w\n@v', []],
    ['<% {{ a }}', ['{{ a }}']],
    ['<%% a %>', []],
    ['%> }} %}', []],
  ])('in %j', (text, expected) => {
    expect(spansIn(text)).toEqual(expected);
  });
});

describe('template spans of a template', () => {
  const spansIn = (text: string, hasRubyLines = false): string[] => {
    const document = parse(text, true, hasRubyLines);
    return document.templateSpans.map((span) => textOf(document, span));
  };

  test.each([
    ['%{ if a ~} %%{ b }', ['%{ if a ~}']],
    ['$A $b_C $_D1$', ['$A', '$_D1']],
    [
      '{% macro a() %}\nb = {{ c }}\n{%- endmacro -%} {{ d }}',
      ['{% macro a() %}\nb = {{ c }}\n{%- endmacro -%}', '{{ d }}'],
    ],
    [
      '{% set a %}b{% endset %}{% set c = 1 %}d{% endset %}',
      ['{% set a %}b{% endset %}', '{% set c = 1 %}', '{% endset %}'],
    ],
    ['{% macro a() %}b', ['{% macro a() %}']],
    ['% if a\n% end', []],
  ])('in %j', (text, expected) => {
    expect(spansIn(text)).toEqual(expected);
  });

  test.each([
    ['% if a\r\nk = v\r% end', ['% if a', '% end']],
    ['k = % if a\n % end\n%k = {{ v }}', ['{{ v }}']],
    ['<%\n% if a\n%>', ['<%\n% if a\n%>']],
    ['\u2028% if a', []],
  ])('in ERB, in %j', (text, expected) => {
    expect(spansIn(text, true)).toEqual(expected);
  });
});

describe('a template', () => {
  test.each([
    ['<% if @x -%>', [['tag', '']]],
    [' {% if x %} {{ y }}\t', [['tag', ' ']]],
    ['k = <%= x ? "a" : "b" %>', [['option', '', 'k', '=', '<%= x ? "a" : "b" %>']]],
    ['<%= a ? "=" : ":" %> = v', [['option', '', '<%= a ? "=" : ":" %>', '=', 'v']]],
    ['[{{ a["]"] }}] # {{ b }}', [['header', '', '{{ a["]"] }}', ']', '# {{ b }}']]],
    ['# k = {{ v }}', [['comment', '', 'k = {{ v }}']]],
    ['<% if x %>k = v<% end %>', [['option', '', 'k', '=', 'v<% end %>']]],
    ['<% if x %> [A]', [['header', '', 'A', ']', '']]],
    ['{% if x %}# c', [['comment', '', 'c']]],
    ['{{ x }}# c', [['text', '', '{{ x }}# c']]],
    ['<% if', [['text', '', '<% if']]],
    ['{{ a = b', [['option', '', '{{ a', '=', 'b']]],
  ])('of %j', (text, expected) => {
    expect(linesOf(text, true)).toEqual(expected);
  });

  test('skips what lies inside of a span over several lines', () => {
    expect(kindsOf('<%\n  k = v\n\n[A]\n%>\nk = v\n')).toEqual(['tag', 'tag', 'tag', 'tag', 'tag', 'option', 'blank']);
  });

  test('takes what follows a span for a part of the line on which that began', () => {
    expect(kindsOf('k = {{\n  v\n}}w = x\nl = y')).toEqual(['option', 'tag', 'text', 'option']);
    expect(kindsOf('k = {{\n}} {{\n}}w = x')).toEqual(['option', 'tag', 'text']);
    expect(kindsOf('{%\n%}w = x')).toEqual(['tag', 'option']);
  });
});

describe('lineAt', () => {
  test('finds the line of every offset', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const document = parse(text);
        for (const line of document.lines) {
          for (let offset = line.start; offset < Math.max(line.next, line.start + 1); offset++)
            expect(lineAt(document, offset)).toBe(line);
        }
        expect(lineAt(document, -1)).toBe(document.lines[0]);
        expect(lineAt(document, text.length + 9)).toBe(document.lines.at(-1));
      }),
    );
  });
});
