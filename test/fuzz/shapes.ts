/** Texts that are large in one way each, to see how the costs grow with their size. */

/** The parts over and over, to a length. */
const repeated = (part: string, length: number): string =>
  part.repeat(Math.ceil(length / part.length)).slice(0, length);
const numbered = (part: (n: number) => string, length: number): string => {
  const parts: string[] = [];
  for (let size = 0, n = 0; size < length; n++) {
    const next = part(n);
    parts.push(next);
    size += next.length;
  }
  return parts.join('');
};
const behind =
  (start: string, part: string) =>
  (length: number): string =>
    start + repeated(part, length);

const settings = '[Settings]\n';

/** Each with a text of about so many characters. */
export const shapes: Readonly<Record<string, (length: number) => string>> = {
  ...Object.fromEntries(
    [
      '[',
      ']',
      '%',
      '%(',
      ' ',
      '\t',
      '=',
      ':',
      ';',
      '#',
      '"',
      '@',
      'a',
      'a ',
      'f',
      '\0',
      '\ud800',
      '\u00a0',
      '\r',
      '\n',
      '\v',
      '://',
      'do |',
    ].flatMap((part) => [
      [`only ${JSON.stringify(part)}`, behind('', part)],
      [`a value of ${JSON.stringify(part)}`, behind(`${settings}autoinstall = `, part)],
    ]),
  ),
  ...Object.fromEntries(
    [
      '<%',
      '<%=',
      '%>',
      '{{',
      '}}',
      '{%',
      '%}',
      '{#',
      '${',
      '%{',
      '@X@',
      '{% if x %}',
      '<% if @x -%>',
      '{{#a}}',
      '<% if a %>b',
      '{% macro m() %}',
      '{% set x %}',
      '{%-',
      '-%}',
      '{{-x',
      '$A',
    ].flatMap((part) => [
      [`tags ${part}`, behind('', part)],
      [`tags ${part} in lines`, behind(settings, `${part}\n`)],
      [`values of ${part}`, behind(settings, `a = ${part}\n`)],
    ]),
  ),
  'if and end in lines': behind(settings, '{% if x %}\na = 1\n{% endif %}\n'),
  'branches in branches': (length) => settings + repeated('{% if x %}\na = 1\n{% else %}\n', length),
  'sections in branches': (length) => repeated('{% if x %}\n[S]\na = 1\n{% else %}\n', length),
  'many sections in branches': (length) => numbered((n) => `<% if @x -%>\n[S${n}]\na = 1\n<% end -%>\n`, length),
  'many options': (length) => settings + numbered((n) => `option_${n} = yes\n`, length),
  'the same option': behind(settings, 'autoinstall = yes\n'),
  'the same unknown option': behind(settings, 'x = yes\n'),
  'the same misspelt option': behind(settings, 'autoinstal = yes\n'),
  'many misspelt options': (length) => settings + numbered((n) => `autoinstal${n % 10} = yes\n`, length),
  'the access key in the wrong place': behind(settings, 'accesskey = x\n'),
  'many keys': (length) => `[Auth]\n${numbered((n) => `acces${n}key = ${String(n).padStart(64, '0')}\n`, length)}`,
  'many sections': (length) => numbered((n) => `[S${n}]\na = 1\n`, length),
  'the same section': behind('', '[S]\na = 1\n'),
  'the same known section': behind('', `${settings}autoinstall = yes\n`),
  'empty sections': behind('', '[S]\n'),
  'two sections in turns': behind('', '[Auth]\na = 1\n[Settings]\nb = 1\n'),
  comments: behind('', '# uptrack\n'),
  'indented comments': behind(`${settings}autoinstall = yes\n`, ' # c\n'),
  'commented options': behind(settings, '#autoinstall = yes\n'),
  'comments that silence': behind(settings, '# uptrack-conf-disable-next-line unknown-key\nx = 1\n'),
  'comments that silence a stretch': behind(
    settings,
    '# uptrack-conf-disable unknown-key\nx = 1\n# uptrack-conf-enable unknown-key\n',
  ),
  'unused comments': behind(settings, '# uptrack-conf-disable-next-line unknown-key\n'),
  'a comment of many names': behind(`${settings}# uptrack-conf-disable-file `, 'unknown-key, '),
  'rem comments': behind(settings, 'rem c\n'),
  'continuation lines': behind(`${settings}autoinstall = yes\n`, ' and so on\n'),
  'continuations of an unknown option': behind(`${settings}x = yes\n`, ' a = b\n'),
  'continuations with percent signs': behind(`${settings}autoinstall = yes\n`, ' 50%\n'),
  'blank lines in a value': behind(`${settings}autoinstall = yes\n`, '\n \n'),
  'lines without a delimiter': behind(settings, 'hello\n'),
  'lines without a header': behind('', 'a = 1\n'),
  'lines behind lone carriage returns': behind(settings, 'a = 1\r'),
  'carriage returns and line feeds': behind(settings, 'a = 1\r\n'),
  'mixed line ends': behind(settings, 'a = 1\r\nb = 2\n'),
  references: (length) => settings + numbered((n) => `o${n} = %(o${n + 1})s\n`, length),
  'references to one': (length) =>
    `${settings}a = ${repeated('b ', length / 2)}\n${repeated('autoinstall = %(a)s\n', length / 2)}`,
  'references in a value': behind(`${settings}a = x\nautoinstall = `, '%(a)s'),
  'references that double': (length) =>
    settings + numbered((n) => `o${n} = %(o${n + 1})s%(o${n + 1})s%(o${n + 1})s\n`, length),
  'options of DEFAULT': (length) =>
    `[DEFAULT]\n${numbered((n) => `o${n} = 1\n`, length / 2)}${repeated('[S]\na = 1\n', length / 2)}`,
  'DEFAULT and many sections': (length) =>
    `[DEFAULT]\n${numbered((n) => `o${n} = 1\n`, length / 2)}${numbered((n) => `[S${n}]\na = 1\n`, length / 2)}`,
  'DEFAULT that asks many sections': (length) =>
    `[DEFAULT]\n${numbered((n) => `o${n} = u:%(a)s@h\n`, length / 2)}${numbered((n) => `[S${n}]\na = ${n}\n`, length / 2)}`,
  'booleans that are none': behind(settings, 'autoinstall = maybe\n'),
  'glued sections': behind(settings, 'autoinstall = yes [User]\n'),
  'glued headers on a line': behind(`${settings}autoinstall = yes `, '[User] '),
  html: behind(`${settings}autoinstall = yes`, ' <br/>'),
  'ascii words in a line': behind(`${settings}update_repo_url = `, 'https://a@b '),
  'addresses in a comment': behind('# ', 'https://a.example.com/x '),
  'addresses in lines': behind('', '# https://a.example.com/x\n'),
  'reboot words': behind('# ', 'install_on_reboot '),
  'trailing white space': behind(settings, `a = 1${' '.repeat(40)}\n`),
  'blank lines before sections': behind('', '\n\n[S]\n'),
  'odd characters': behind(settings, '\u00e9\ud83d\ude00 = \u200b\n'),
};
