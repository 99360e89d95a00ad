import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Analysis, defaultContext } from '../../../server/src/analysis.ts';
import { dialects, read, type Reading } from '../../../server/src/config/reader.ts';
import { parse, type Span } from '../../../server/src/config/syntax.ts';
import { doFormat } from '../../../server/src/features/formatting.ts';
import { documents as nasty } from '../../fixtures/python/documents.ts';
import { applyEdits, withRanges } from '../marked.ts';
import { documents as typical } from '../rules/documents.ts';

const edits = (text: string, isTemplate = false, range?: Span) =>
  doFormat(new Analysis(text, { ...defaultContext, isTemplate }), range);
const format = (text: string, isTemplate = false): string => applyEdits(text, edits(text, isTemplate));

describe('formatting', () => {
  it.each<[string, string, string]>([
    ['one space on each side of =', '[A]\na=1\nb   =\t2\nc= 3\n', '[A]\na = 1\nb = 2\nc = 3\n'],
    [
      'the line that a playbook looks for',
      '[Known-Exploit-Detection]\nenabled=yes\n',
      '[Known-Exploit-Detection]\nenabled = yes\n',
    ],
    ['none behind the = of an empty value', '[A]\na= \nb=\n', '[A]\na =\nb =\n'],
    ['one space behind :', '[A]\na:1\nb : 2\n', '[A]\na: 1\nb: 2\n'],
    ['the first delimiter only', '[A]\na=b=c : d\n', '[A]\na = b=c : d\n'],
    ['no white space at the end', '[A]  \n# c \na = 1\t\n \n#b = 1\n', '[A]\n# c\na = 1\n\n#b = 1\n'],
    ['commented options as they are', '[A]\n#update_repo_url=\n#  b   = 1\n', '[A]\n#update_repo_url=\n#  b   = 1\n'],
    ['a blank line before a section', '[A]\na = 1\n[B]\n[C]\n', '[A]\na = 1\n\n[B]\n\n[C]\n'],
    ['exactly one', '[A]\na = 1\n\n \n\n[B]\n', '[A]\na = 1\n\n[B]\n'],
    ['none at the start', '\n \n[A]\n', '[A]\n'],
    ['none at the start, before a comment', '\n# c\n[A]\n', '# c\n[A]\n'],
    ['above the comment of a section', '[A]\na = 1\n# B is\n# this\n[B]\n', '[A]\na = 1\n\n# B is\n# this\n[B]\n'],
    [
      'below an option that is commented out',
      '[Auth]\n#accesskey = x\n# B is this\n[B]\n',
      '[Auth]\n#accesskey = x\n\n# B is this\n[B]\n',
    ],
    ['others as they are', '[A]\na = 1\n\n\nb = 2\n# c\n\n\n# d\n', '[A]\na = 1\n\n\nb = 2\n# c\n\n\n# d\n'],
    ['one line break at the end', '[A]\na = 1', '[A]\na = 1\n'],
    ['no blank lines at the end', '[A]\na = 1\n\n  \n ', '[A]\na = 1\n'],
    ['nothing in nothing', '', ''],
    ['nothing but white space', ' \n\n\t', ''],
    ['CRLF', '[A]\r\na=1\r\n[B]\r\nb=2', '[A]\r\na = 1\r\n\r\n[B]\r\nb = 2\r\n'],
    ['continuation lines as they are', '[A]\na=1\n  b  =  2 \n \n  c\n', '[A]\na = 1\n  b  =  2 \n \n  c\n'],
    ['indented lines as they are', '[A]\n  a=1\n [B]\n', '[A]\n  a=1\n [B]\n'],
    ['lines that no Python reads as they are', '[A]\nnonsense  \n=1 \n', '[A]\nnonsense  \n=1 \n'],
    ['what comes before every section as it is', 'a=1 \n[A]\nb=2\n', 'a=1 \n[A]\nb=2\n'],
    ['duplicates like any other', '[A]\na=1\na=2\n', '[A]\na = 1\na = 2\n'],
    ['white space that is none to Python 2', '[A]\na\u00a0=\u00a01\u00a0\n', '[A]\na\u00a0=\u00a01\u00a0\n'],
    ['no comment where there was an option', '[A]\nrem=1\nRem=2\n', '[A]\nrem= 1\nRem= 2\n'],
    ['a value that looks like a comment', '[A]\na=; c \n', '[A]\na = ; c \n'],
    ['a value that looks like a comment, at the end', '[A]\r\na = ; c', '[A]\r\na = ; c\n'],
    ['the same where the option looks like a header', '[A]\r\n[]= ;x', '[A]\r\n[]= ;x\n'],
    ['nothing twice', '\r\n[A]\na = ;', '[A]\na = ;\n'],
    ['lines that only a carriage return ends', '[A]\na=1 \rb=2 \nc=3\n', '[A]\na=1 \rb=2 \nc = 3\n'],
  ])('%s', (_, text, expected) => {
    expect(format(text)).toBe(expected);
    expect(format(expected)).toBe(expected);
  });

  it.each<[string, string, string]>([
    ['the outer space of a value', '[A]\na=<%= @a  || 1 %> \n', '[A]\na = <%= @a  || 1 %>\n'],
    ['not the space behind a tag that trims', '[A]\na = <%= @a -%> \n', '[A]\na = <%= @a -%> \n'],
    ['not the space behind a statement', '[A]\na = {% if b %}1{% endif %} \n', '[A]\na = {% if b %}1{% endif %} \n'],
    ['not a line with a tag in front', '[A]\n<% if @b %>a=1 <% end %>\n', '[A]\n<% if @b %>a=1 <% end %>\n'],
    [
      'not a tag, nor the space around it',
      '[A]\n<% if @b -%> \n[B]\n<% end %>\n',
      '[A]\n<% if @b -%> \n[B]\n<% end %>\n',
    ],
    ['not a value that goes on in its tag', '[A]\na=<%= x\n  y %> \n', '[A]\na=<%= x\n  y %> \n'],
    ['not the inside of a comment', '{#\n\n\n[A]\n#}\n', '{#\n\n\n[A]\n#}\n'],
  ])('of a template: %s', (_, text, expected) => {
    expect(format(text, true)).toBe(expected);
  });

  it('keeps the lines that public scripts look for', () => {
    const text = '[Auth]\naccesskey = x\n\n[Settings]\nautoinstall = no\n\n[Known-Exploit-Detection]\nenabled = yes\n';
    expect(edits(text)).toEqual([]);
    expect(format('[Settings]\nautoinstall=no\n[Known-Exploit-Detection]\nenabled=yes')).toMatch(
      /^autoinstall\s=\sno$[^]*^enabled = yes$/m,
    );
  });

  it.each([
    ['[A]\na=1\n«b=2»\nc=3\n', '[A]\na=1\nb = 2\nc=3\n'],
    ['[A]\na=1\n«b=2\n»[B]\nc=3\n', '[A]\na=1\nb = 2\n[B]\nc=3\n'],
    ['[A]\na=1\nb«=»2\n', '[A]\na=1\nb =2\n'],
    ['[A]\n«a=1»', '[A]\na = 1\n'],
    ['\n\n«[A]\na=1\n»\n\n', '\n\n[A]\na = 1\n\n\n'],
  ])('of the range in %j', (marked, expected) => {
    const { text, spans } = withRanges(marked);
    expect(applyEdits(text, edits(text, false, spans[0]))).toBe(expected);
  });
});

/** What a Python makes of the file, wherever its lines stand. */
function meaning({ error, sections, defaults, document }: Reading): unknown {
  const valuesOf = (options: Reading['defaults']) => [...options].map(([name, { raw }]) => [name, raw]);
  const blamed = error?.lines.map((line) => document.lines[line]);
  return {
    error: error && {
      type: error.type,
      lines: blamed?.map((line) => line && document.text.slice(line.start, line.end).replace(/\s/g, '')),
      message: error.message.replace(/\[?line:? *\d+\]?/g, 'line'),
    },
    sections: [...sections].map(([name, { options }]) => [name, valuesOf(options)]),
    defaults: valuesOf(defaults),
  };
}
const meanings = (text: string, isTemplate: boolean): unknown[] =>
  dialects.map((dialect) => meaning(read(parse(text, isTemplate), dialect)));

describe('on any text, formatting', () => {
  const texts = fc.oneof(
    typical,
    nasty,
    fc.string({ unit: fc.constantFrom(...Array.from('[]A a=:;#\n\n\r\t%<>{}"')) }),
  );
  const runs = { numRuns: 6000 };

  it('is idempotent, keeps all that is no white space, and what each Python reads', () => {
    fc.assert(
      fc.property(texts, fc.boolean(), (text, isTemplate) => {
        const formatted = format(text, isTemplate);
        expect(formatted.replace(/\s+/g, '')).toBe(text.replace(/\s+/g, ''));
        expect(meanings(formatted, isTemplate)).toEqual(meanings(text, isTemplate));
        expect(format(formatted, isTemplate)).toBe(formatted);
      }),
      runs,
    );
  });

  it('of a range changes nothing else, and makes edits that the whole makes, too', () => {
    fc.assert(
      fc.property(texts, fc.nat(300), fc.nat(300), (text, a, b) => {
        const [start = 0, end = 0] = [a, b].map((at) => at % (text.length + 1)).sort((x, y) => x - y);
        const all = edits(text);
        for (const edit of edits(text, false, { start, end })) {
          expect(start <= edit.span.start && edit.span.end <= end).toBe(true);
          expect(all).toContainEqual(edit);
        }
      }),
      runs,
    );
  });
});
