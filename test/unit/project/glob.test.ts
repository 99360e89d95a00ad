import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesGlob } from '../../../server/src/project/glob.ts';

describe('a pattern of file names', () => {
  it.each([
    // Without a slash: a name in any folder.
    ['uptrack.conf', 'uptrack.conf', true],
    ['uptrack.conf', 'etc/uptrack/uptrack.conf', true],
    ['uptrack.conf', 'etc/uptrack/uptrack.conf.erb', false],
    ['*.conf', 'a/b.conf', true],
    ['*.conf', 'a.conf/b', false],
    ['*', 'a/b', true],
    ['', 'a', false],
    // With one: a path from the folder.
    ['etc/uptrack.conf', 'etc/uptrack.conf', true],
    ['etc/uptrack.conf', 'srv/etc/uptrack.conf', false],
    ['/uptrack.conf', 'uptrack.conf', true],
    ['/uptrack.conf', 'etc/uptrack.conf', false],
    ['./etc/*', 'etc/x', true],
    ['etc/*', 'etc/a/x', false],
    ['*/x', 'a/x', true],
    ['*/x', 'x', false],
    ['a*c/x', 'abbc/x', true],
    ['a*c/x', 'a/c/x', false],
    // One character.
    ['el?.conf', 'el7.conf', true],
    ['el?.conf', 'el10.conf', false],
    ['a?b', 'a/b', false],
    // Folders.
    ['**/uptrack.conf', 'uptrack.conf', true],
    ['**/uptrack.conf', 'a/b/uptrack.conf', true],
    ['**/uptrack.conf', 'a/xuptrack.conf', false],
    ['a/**/b', 'a/b', true],
    ['a/**/b', 'a/x/y/b', true],
    ['a/**/b', 'a/xb', false],
    ['a/**', 'a/x/y', true],
    ['a/**', 'ab', false],
    ['**', 'a/b/c', true],
    ['a**/b', 'axx/b', true],
    ['a**/b', 'a/x/b', false],
    // One of these.
    ['hosts/{el7,el8}-*/uptrack.conf', 'hosts/el8-db/uptrack.conf', true],
    ['hosts/{el7,el8}-*/uptrack.conf', 'hosts/el9-db/uptrack.conf', false],
    ['uptrack.conf{,.tmpl}', 'uptrack.conf', true],
    ['uptrack.conf{,.tmpl}', 'uptrack.conf.tmpl', true],
    ['{a,b{c,d}}', 'bd', true],
    ['{a,b{c,d}}', 'b', false],
    ['{a/**,b}/c', 'a/x/y/c', true],
    // Everything else stands for itself.
    ['a.b', 'axb', false],
    ['a{b', 'a{b', true],
    ['a}b', 'a}b', true],
    ['[ab]', 'a', false],
    ['[ab]', '[ab]', true],
    ['a\\*', 'a\\b', true],
    ['(a|b)+$', '(a|b)+$', true],
    ['UPTRACK.conf', 'uptrack.conf', false],
  ])('%s and %s: %s', (pattern, path, expected) => {
    expect(matchesGlob(pattern, path)).toBe(expected);
  });

  it('matches a path that it is made from', () => {
    const name = fc.stringMatching(/^[a-c][a-c.]{0,3}$/);
    const part = name.chain((text) =>
      fc.constantFrom(
        [text, text],
        [text, '*'],
        [text, `${text.slice(0, 1)}*`],
        [text, '?'.repeat(text.length)],
        [text, `{x,${text}}`],
        [text, '**'],
      ),
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 2, maxLength: 5 }), (parts) => {
        const pattern = parts.map(([, glob]) => glob).join('/');
        expect(matchesGlob(pattern, parts.map(([text]) => text).join('/'))).toBe(true);
      }),
    );
  });

  it('is not slow, whatever it is', () => {
    const path = 'a'.repeat(200);
    expect(matchesGlob(`${'*a'.repeat(100)}b`, path)).toBe(false);
    expect(matchesGlob(`${'{a,aa}'.repeat(80)}b`, path)).toBe(false);
    expect(matchesGlob(`${'**/*a/'.repeat(80)}b`, 'a/'.repeat(200))).toBe(false);
  });
});
