/** Where one reading stands for every Python, it is the reading of each. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlain } from '../../server/src/config/alike.ts';
import { effective, effectivesOf } from '../../server/src/config/effective.ts';
import { defaultFile } from '../../server/src/config/default-file.ts';
import { dialects, isReadOnce, read, readAll } from '../../server/src/config/reader.ts';
import { parse } from '../../server/src/config/syntax.ts';
import { documents } from '../fixtures/python/documents.ts';
import { loadCorpus } from '../fixtures/python/corpus.ts';

const each = (text: string, isTemplate = false) => {
  const document = parse(text, isTemplate);
  const together = readAll(document, dialects);
  const apart = dialects.map((dialect) => read(document, dialect));
  return { together: [together, effectivesOf(together)], apart: [apart, apart.map(effective)] };
};

const isShared = (text: string): boolean => isReadOnce(readAll(parse(text), dialects));

describe('one reading', () => {
  it('is enough for the shipped file and for typical ones', () => {
    expect(isShared(defaultFile)).toBe(true);
    expect(isShared('[Settings]\nautoinstall : yes\n; no\n\n[DEFAULT]\nA = b # c\n')).toBe(true);
  });

  it.each([
    ['a semicolon in a value', '[A]\nb = c ; d\n'],
    ['two quotes at the start of a value', '[A]\nb = ""\n'],
    ['rem', '[A]\nRem b = c\n'],
    ['a section twice', '[A]\nb = c\n[A]\nd = e\n'],
    ['an option twice', '[A]\nb = c\nB = d\n'],
    ['a bracket behind the name', '[A] # [B]\nc = d\n'],
    ['an indented line', '[A]\nb = c\n d = e\n'],
    ['a line end of Windows', '[A]\r\nb = c\r\n'],
    ['a letter outside ASCII', '[A]\nÄ = c\n'],
    ['white space that Python 3 alone knows', '[A]\nb = c\x1c\n'],
    ['no section', 'b = c\n'],
    ['no delimiter', '[A]\nb\n'],
  ])('is not enough where there is %s', (_, text) => {
    expect(isShared(text)).toBe(false);
  });

  it('is not enough for a template', () => {
    expect(isPlain(parse('[A]\nb = c\n', true))).toBe(false);
  });
});

describe('reading together gives what reading apart gives', () => {
  const lines = [
    ...['[A]', '[B]', '[DEFAULT]', '[A] # [C]', '[]', '[D', '[ A ]', '[A];', '[x=1]'],
    ...['a = 1', 'A: 2', 'b =', 'b = ; c', 'c = d ;e', 'd = ""', 'd = """"', 'e = %(a)s', '= x', '__name__ = y'],
    ...[
      'rem',
      'REM x = 1',
      'remember = 1',
      'text',
      '# c',
      '; c',
      ' # c',
      ' x = 1',
      '\tb',
      '',
      '  ',
      'f = g  ',
      'f\t=\tg',
    ],
    ...['[Settings]', 'autoinstall = maybe', 'install_on_reboot = %(autoinstall)s'],
    ...['é = 1', 'k = é', 'K\u0130 = 1', 'z = 1\u00a0', 'y = 1\x1c', 'v = \x0b1', 'a = <%= b %>', '{{ x }}'],
  ];
  const text = fc
    .array(fc.tuple(fc.constantFrom(...lines), fc.constantFrom('\n', '\n', '\n', '\n', '\r\n', '\r', '')), {
      maxLength: 12,
    })
    .map((parts) => parts.flat().join(''));

  it('for texts of lines that are typical and nasty', () => {
    fc.assert(
      fc.property(text, fc.boolean(), (nasty, isTemplate) => {
        const { together, apart } = each(nasty, isTemplate);
        expect(together).toEqual(apart);
      }),
      { numRuns: 3000 },
    );
  });

  it('where a value refers to the name of its section, which is an option to Python 2 alone', () => {
    const { together, apart } = each('[Settings]\nautoinstall = %(__name__)s\n');
    expect(together).toEqual(apart);
    const codes = effectivesOf(readAll(parse('[Settings]\nautoinstall = %(__name__)s\n'), dialects));
    expect(codes.map(({ fatal }) => fatal?.exitCode)).toEqual([1, -1, -1]);
  });

  it('for every text that the interpreters were asked about', () => {
    for (const { text: recorded } of loadCorpus().entries) {
      const { together, apart } = each(recorded);
      expect(together, JSON.stringify(recorded)).toEqual(apart);
    }
  });

  it('for generated configuration files', () => {
    fc.assert(
      fc.property(documents, (generated) => {
        const { together, apart } = each(generated);
        expect(together).toEqual(apart);
      }),
    );
  });
});
