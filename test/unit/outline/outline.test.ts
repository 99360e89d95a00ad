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

  /** The options that are not in the section above them for sure. */
  it.each<[string, string[]]>([
    ['[A]\nx = 1\n{% if a %}\ny = 2\n{% endif %}\nz = 3\n', []],
    ['[A]\n{% if a %}\n[B]\nx = 1\n{% endif %}\ny = 2\n[C]\nz = 3\n', ['y']],
    ['[A]\n{% if a %}\n[B]\n{% else %}\n[C]\n{% endif %}\nx = 1\n', ['x']],
    ['{% if a %}\n[B]\n{% else %}\n[B]\n{% endif %}\nx = 1\n', []],
    ['[A]\n{% if a %}\n[B]\n{% else %}\n[B]\n{% endif %}\nx = 1\n', []],
    ['[A]\n{% if a %}\n[B]\n{% elif b %}\n[B]\n{% endif %}\nx = 1\n', ['x']],
    // Without the branch there is no section at all, and no client reads that.
    ['{% if a %}\n[A]\n{% endif %}\nx = 1\n', []],
    ['{% if a %}[A]{% else %}[B]{% endif %}\nx = 1\n', ['x']],
    ['<% if @a %>[A]<% end %><% if @b %>[B]<% end %>\nx = 1\n', ['x']],
    ['[A]\nx = <% if @a %>1<% else %>[::1]<% end %>\ny = 1\n', []],
    // What an unknown statement began.
    ['{% magic %}\n[A]\n{% endmagic %}\nx = 1\n', ['x']],
    ['[A]\n<%= @lines %>\nx = 1\n', ['x']],
    ['[A]\n{% include "b" %}\nx = 1\n', ['x']],
    ['[A]\n{{ a }} = {{ b }}\nx = 1\n', []],
  ])('of %j, in a template, is not sure of %j', (text, expected) => {
    const options = outline(parse(text, true)).flatMap((section) => section.options);
    expect(options.filter(({ isSettled }) => !isSettled).map(({ name }) => name ?? '?')).toEqual(expected);
  });

  it('does not know names that a template writes', () => {
    const text = '[<%= @a %>]\n<%= @b %> = 1\n<% if @c %>\nx = {{ d }}\n<% end %>\n';
    expect(shown(text, true)).toEqual(['[?] ?:1-1 x:3-3 to 4']);
  });
});
