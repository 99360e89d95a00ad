import { describe, expect, it } from 'vitest';
import { outline } from '../../../server/src/config/outline.ts';
import { parse } from '../../../server/src/config/syntax.ts';

/** `[name] option:firstLine-lastLine …`, a line for each section. */
const shown = (text: string, isTemplate = false): string[] =>
  outline(parse(text, isTemplate)).map(({ header, name, options, lastLine }) =>
    [
      header ? `[${name ?? '?'}]` : 'before',
      ...options.map((option) => `${option.name ?? '?'}:${option.line.index}-${option.lastLine}`),
      `to ${lastLine}`,
    ].join(' '),
  );

describe('outline', () => {
  it.each<[string, string[]]>([
    ['', []],
    ['# c\n', []],
    ['a = 1\n', ['before a:0-0 to 0']],
    ['[A]\nX = 1\n\n[B]\ny: 2\n# c\n\n', ['[A] x:1-1 to 1', '[B] y:4-4 to 5']],
    ['[A]\nx = 1\n  y = 2\n\n  [B]\n  text\nz = 3\n', ['[A] x:1-5 z:6-6 to 6']],
    // At the same depth nothing is continued.
    ['[A]\n  x = 1\n  y = 2\n    z = 3\n w = 4\n', ['[A] x:1-1 y:2-3 w:4-4 to 4']],
    ['  [A]\n  x = 1\n  [B]\n', ['[A] x:1-1 to 1', '[B] to 2']],
    // Comments continue nothing for a person, whatever Python 2 makes of them.
    ['[A]\nx = 1\n  # c\n  y = 2\n', ['[A] x:1-3 to 3']],
    ['[A\nx = 1\n', ['[A] x:1-1 to 1']],
    ['[A] # [1]\nx = 1\nhello\n', ['[A] x:1-1 to 2']],
    ['[A]\n= 1\n', ['[A] :1-1 to 1']],
  ])('%j', (text, expected) => {
    expect(shown(text)).toEqual(expected);
  });

  it('does not know names that a template writes', () => {
    const text = '[<%= @a %>]\n<%= @b %> = 1\n<% if @c %>\nx = {{ d }}\n<% end %>\n';
    expect(shown(text, true)).toEqual(['[?] ?:1-1 x:3-3 to 4']);
  });
});
