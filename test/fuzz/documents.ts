/** Texts of every kind that an editor or a machine may bring: people's files, mutations of real ones, templates in pieces, noise. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { defaultFile } from '../../server/src/config/default-file.ts';
import { documents as nasty } from '../fixtures/python/documents.ts';
import { documents as typical } from '../unit/rules/documents.ts';

/** Not periodic, so that each half of it is as good a mark as the whole. */
export const plantedKey = '5be0cd19137e2179fe2b1a09c6d3478810a4f6bb9d27e3c581f04de672ab93cf';
export const plantedPassword = 'pl4nted-s3cret';
export const plantedProxy = `http://admin:${plantedPassword}@proxy.example.com:3128`;

const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url));
const files = ['templates', 'power-loss']
  .flatMap((folder) => readdirSync(fixtures + folder, { withFileTypes: true, recursive: true }))
  .filter((entry) => entry.isFile() && entry.name.includes('.conf'))
  .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8'));
const real: readonly string[] = [...new Set([defaultFile, ...files])];

const pick = fc.constantFrom;
const list = (part: fc.Arbitrary<string>, maxLength: number): fc.Arbitrary<string> =>
  fc.array(part, { maxLength }).map((parts) => parts.join(''));

/** Whatever anybody takes for the end of a line: VS Code the first three, Python 3 `str.splitlines` all. */
const lineEnd = pick('\n', '\r\n', '\r', '\v', '\f', '\x1c', '\x1d', '\x1e', '\x85', '\u2028', '\u2029');
const unit = fc.nat(0xffff).map((code) => String.fromCharCode(code));
const odd = pick(
  '\0',
  '\ud800',
  '\udfff',
  '\ud83d\ude00',
  '\ufeff',
  '\u00a0',
  '\u200b',
  '\u0130',
  '\u1e9e',
  '\t',
  '\x7f',
  'e\u0301',
);
const punctuation = pick(...Array.from('[]=:;#%()"\'\\@$~!|<>{}-+*,. '));
const noise = list(fc.oneof({ weight: 3, arbitrary: unit }, lineEnd, odd, { weight: 3, arbitrary: punctuation }), 80);

/** Tags of every form, opened and closed in no order. */
const tag = pick(
  ...[
    '<%',
    '<%=',
    '<%-',
    '<%#',
    '<%%',
    '%>',
    '-%>',
    '{{',
    '{{-',
    '{{~',
    '}}',
    '-}}',
    '~}}',
    '{%',
    '{%-',
    '%}',
    '-%}',
    '{#',
    '#}',
  ],
  ...[
    '${',
    '%{',
    '~}',
    '}',
    '@',
    '@X@',
    '$X',
    '%% ',
    '% if x',
    '% end',
    '{% if x %}',
    '{% else %}',
    '{% endif %}',
    '{% set x %}',
  ],
  ...[
    '{% endset %}',
    '{% macro m() %}',
    '{% endmacro %}',
    '{% comment %}',
    '{% endcomment %}',
    '{{#a}}',
    '{{/a}}',
    '{{^}}',
  ],
  ...[
    '<% if @a -%>',
    '<% else %>',
    '<% end -%>',
    '<% each |$x| { -%>',
    '<% } -%>',
    '%{ if a ~}',
    '%{ endif ~}',
    '{{ end }}',
  ],
);
const confText = pick(
  ...[
    '[Auth]',
    '[Settings]',
    '[Network]',
    '[User]',
    '[',
    ']',
    'accesskey',
    'autoinstall',
    'upgrade_on_reboot',
    ' = ',
    '=',
    ': ',
    'yes',
    'no',
  ],
  ...[
    'https_proxy = ',
    '# uptrack-conf-disable-next-line unknown-key\n',
    '# uptrack-conf-disable-file',
    '; uptrack-conf-enable',
    '#',
    ';',
    'rem ',
  ],
  ...[
    plantedKey,
    plantedProxy,
    `accesskey = ${plantedKey}`,
    `https_proxy = ${plantedProxy}`,
    '%(accesskey)s',
    '%(',
    '%%',
    '""',
    ' ; ',
  ],
);
const tags = list(
  fc.oneof(
    { weight: 4, arbitrary: tag },
    { weight: 4, arbitrary: confText },
    { weight: 4, arbitrary: pick('\n', ' ', 'x', '  ') },
    lineEnd,
  ),
  40,
);

/** A real file with pieces of it, or of another one, deleted, doubled, moved or put in. */
const piece = fc.oneof({ weight: 3, arbitrary: confText }, { weight: 2, arbitrary: tag }, lineEnd, odd, noise);
const change = fc.record({
  what: pick('delete', 'double', 'move', 'insert', 'replace'),
  from: fc.nat(4000),
  length: fc.nat(60),
  to: fc.nat(4000),
  piece,
});
const mutated = fc
  .tuple(fc.oneof(pick(...real), typical), fc.array(change, { minLength: 1, maxLength: 6 }))
  .map(([text, changes]) =>
    changes.reduce((now, { what, from, length, to, piece: other }) => {
      const start = from % (now.length + 1);
      const part = now.slice(start, start + length);
      const without = now.slice(0, start) + now.slice(start + length);
      const at = to % (without.length + 1);
      const put = (into: string, where: number, what: string): string =>
        into.slice(0, where) + what + into.slice(where);
      if (what === 'delete') return without;
      if (what === 'double') return put(now, start, part);
      if (what === 'move') return put(without, at, part);
      return what === 'insert' ? put(now, start, other) : put(without, start, other);
    }, text),
  );

const planted = fc
  .tuple(
    fc.oneof(typical, mutated),
    fc.nat(4000),
    pick(plantedKey, plantedProxy, `\naccesskey = ${plantedKey}\n`, `\nhttps_proxy = ${plantedProxy}\n`),
  )
  .map(([text, at, secret]) => text.slice(0, at % (text.length + 1)) + secret + text.slice(at % (text.length + 1)));

/** Long lines, and many of the same. */
const large = fc
  .tuple(
    fc.oneof(confText, tag, piece),
    pick('', ' ', '\n', '\n ', '\r'),
    fc.integer({ min: 100, max: 2000 }),
    pick('', '[Settings]\n'),
  )
  .map(
    ([part, between, count, start]) =>
      start + `${part}${between}`.repeat(Math.min(count, Math.ceil(20_000 / (part.length + 1)))),
  );
const manySections = fc
  .tuple(fc.integer({ min: 100, max: 3000 }), pick('a = 1', '# c', 'autoinstall = yes', ''), fc.boolean())
  .map(([count, line, isSame]) =>
    Array.from({ length: count }, (_, n) => `[${isSame ? 'S' : `S${n}`}]\n${line}`).join('\n'),
  );

export const documents: fc.Arbitrary<string> = fc.oneof(
  { weight: 500, arbitrary: mutated },
  { weight: 250, arbitrary: typical },
  { weight: 250, arbitrary: nasty },
  { weight: 300, arbitrary: tags },
  { weight: 200, arbitrary: noise },
  { weight: 150, arbitrary: planted },
  { weight: 1, arbitrary: large },
  { weight: 1, arbitrary: manySections },
);
