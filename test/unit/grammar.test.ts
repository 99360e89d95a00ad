/** What the TextMate grammar makes of a line, against what the clients make of it; with the engine that VS Code uses. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import type * as Oniguruma from 'vscode-oniguruma';
import type * as Textmate from 'vscode-textmate';

const require = createRequire(import.meta.url);
const textmate = require('vscode-textmate') as typeof Textmate;
const oniguruma = require('vscode-oniguruma') as typeof Oniguruma;

const root = new URL('../../', import.meta.url);
const grammarText = readFileSync(new URL('syntaxes/uptrack-conf.tmLanguage.json', root), 'utf8');
let grammar: Textmate.IGrammar;

beforeAll(async () => {
  await oniguruma.loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: () => Promise.resolve(textmate.parseRawGrammar(grammarText, 'uptrack-conf.tmLanguage.json')),
  });
  const loaded = await registry.loadGrammar('source.uptrack-conf');
  if (!loaded) throw new Error('no grammar');
  grammar = loaded;
});

interface Token {
  readonly line: number;
  readonly text: string;
  /** Outermost first, without the root and without the suffix of the language. */
  readonly scopes: readonly string[];
}

/** Every token that is not white space alone. */
function tokenize(text: string): Token[] {
  let state = textmate.INITIAL;
  return text.split('\n').flatMap((line, index) => {
    const result = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    return result.tokens
      .map(({ startIndex, endIndex, scopes }) => ({
        line: index,
        text: line.slice(startIndex, endIndex).trim(),
        scopes: scopes.slice(1).map((scope) => scope.replace(/\.uptrack-conf$/, '')),
      }))
      .filter((token) => token.text !== '');
  });
}

/** Each token with the scope that a theme asks for first: `''` where it has none. */
const shades = (text: string) => tokenize(text).map(({ text, scopes }) => [text, scopes.at(-1) ?? '']);

const key = (name: string) => [name, 'variable.other.property'];
const equals = ['=', 'punctuation.separator.key-value'];
const open = ['[', 'punctuation.definition.section.begin'];
const close = [']', 'punctuation.definition.section.end'];
const section = (name: string) => [name, 'entity.name.section'];

describe('a value by its kind', () => {
  it.each(['yes', 'true', 'on', '1', 'YES', 'True', 'oN'])('%s is true', (value) => {
    expect(shades(`autoinstall = ${value}`)).toEqual([
      key('autoinstall'),
      equals,
      [value, 'constant.language.boolean.true'],
    ]);
  });

  it.each(['no', 'false', 'off', '0', 'NO', 'False', 'oFF'])('%s is false', (value) => {
    expect(shades(`autoinstall=${value}  `)).toEqual([
      key('autoinstall'),
      equals,
      [value, 'constant.language.boolean.false'],
    ]);
  });

  it.each(['y', 'n', 'enabled', 'yes please', 'yes # on', 'yes ; on', '"yes"', 'yes</br>'])(
    '%s is neither',
    (value) => {
      expect(shades(`autoinstall = ${value}`)).toEqual([key('autoinstall'), equals, [value, 'string.unquoted']]);
    },
  );

  it.each([
    ['None', 'constant.language.none'],
    ['none', 'constant.language.none'],
    ['42', 'constant.numeric.integer'],
    ['-42', 'string.unquoted'],
    ['4b'.repeat(32), 'constant.numeric.hex.access-key'],
    ['4b'.repeat(31), 'string.unquoted'],
    ['4b'.repeat(32) + '4', 'string.unquoted'],
    ['INSERT_ACCESS_KEY', 'string.unquoted'],
    ['/etc/pki/tls/certs/ca bundle.crt', 'string.unquoted.path'],
    ['https://updates.ksplice.com/update-repository', 'markup.underline.link'],
    ['proxy.example.org:3128', 'string.unquoted'],
    ['5.15.0-206.153.7.1.el9uek.x86_64/#2 SMP Wed May 22 20:24:12 PDT 2024', 'string.unquoted'],
  ])('%s', (value, scope) => {
    expect(shades(`k = ${value}`)).toEqual([key('k'), equals, [value, scope]]);
  });

  it('may be empty', () => {
    expect(shades('https_proxy =\nautoinstall = no').slice(0, 3)).toEqual([
      key('https_proxy'),
      equals,
      key('autoinstall'),
    ]);
  });

  it('may hold delimiters, brackets and more URLs behind it', () => {
    expect(shades('k = a=b:[c]').slice(2)).toEqual([['a=b:[c]', 'string.unquoted']]);
    expect(shades('k = http://a b://c').slice(2)).toEqual([
      ['http://a', 'markup.underline.link'],
      ['b://c', 'string.unquoted'],
    ]);
  });
});

describe('keys, delimiters, sections', () => {
  it.each([
    ['k: v', [key('k'), [':', 'punctuation.separator.key-value'], ['v', 'string.unquoted']]],
    ['Access Key = v', [key('Access Key'), equals, ['v', 'string.unquoted']]],
    ['[Auth]', [open, section('Auth'), close]],
    ['[Known-Exploit-Detection]', [open, section('Known-Exploit-Detection'), close]],
    ['[Auth] # not a comment', [open, section('Auth'), close, ['# not a comment', '']]],
    ['[Settings', [open, section('Settings')]],
    ['= v', [['= v', '']]],
    ['no delimiter', [['no delimiter', '']]],
    ['rem a = b', [key('rem a'), equals, ['b', 'string.unquoted']]],
  ])('%s', (line, expected) => {
    expect(shades(line)).toEqual(expected);
  });
});

describe('comments', () => {
  it.each(['#', ';'])('%s at column 0 is one', (mark) => {
    const scopes = tokenize(`${mark}upgrade_on_reboot = yes`).map((token) => token.scopes[0]);
    expect(new Set(scopes)).toEqual(new Set([`comment.line.${mark === '#' ? 'number-sign' : 'semicolon'}`]));
  });

  it.each([
    ['indented, behind an option', 'autoinstall = yes\n  # c'],
    ['indented, behind an option and a blank line', 'autoinstall = yes\n\n ; c'],
    ['indented, behind a header', '[Settings]\n  # c'],
    ['behind a value', 'autoinstall = yes # c'],
    ['behind a value, semicolon', 'autoinstall = yes ; c'],
    ['behind a header', '[Settings] # c'],
  ])('%s: none that every client sees', (_, text) => {
    expect(tokenize(text).flatMap(({ scopes }) => scopes.filter((scope) => scope.startsWith('comment')))).toEqual([]);
  });

  it('a comment and a blank line do not end a value', () => {
    expect(shades('k = a\n# c\n\n  b').slice(2)).toEqual([
      ['a', 'string.unquoted'],
      ['#', 'punctuation.definition.comment'],
      ['c', 'comment.line.number-sign'],
      ['b', 'string.unquoted.continuation'],
    ]);
  });
});

describe('indented lines', () => {
  it.each(['autoinstall = yes', '[Settings]', '# c', 'yes'])('“%s” joins the value above', (line) => {
    const [, , , ...joined] = shades(`k = v\n\t${line}`);
    expect(joined).toEqual([[line, 'string.unquoted.continuation']]);
  });

  it('below a header are read as Python 3 reads them', () => {
    const text = '[Settings]\n  install_on_reboot = yes\n  autoinstall = no\n    more\nupgrade_on_reboot = yes';
    expect(shades(text)).toEqual([
      open,
      section('Settings'),
      close,
      key('install_on_reboot'),
      equals,
      ['yes', 'constant.language.boolean.true'],
      key('autoinstall'),
      equals,
      ['no', 'constant.language.boolean.false'],
      ['more', 'string.unquoted.continuation'],
      key('upgrade_on_reboot'),
      equals,
      ['yes', 'constant.language.boolean.true'],
    ]);
  });
});

describe('interpolation', () => {
  it('tells a reference, an escape and what ends the client apart', () => {
    expect(shades('k = http://%(user)s:p%%40%40@host').slice(2)).toEqual([
      ['http://', 'markup.underline.link'],
      ['%(', 'punctuation.definition.variable.begin'],
      ['user', 'variable.other.interpolation'],
      [')s', 'punctuation.definition.variable.end'],
      [':p', 'markup.underline.link'],
      ['%%', 'constant.character.escape'],
      ['40', 'markup.underline.link'],
      ['%', 'invalid.illegal.interpolation'],
      ['40@host', 'markup.underline.link'],
    ]);
  });

  it('goes on in continuation lines', () => {
    expect(shades('k = v\n  %(a)s').map(([, scope]) => scope)).toContain('variable.other.interpolation');
  });
});

describe('template spans', () => {
  const spans = [
    ['<%= @key %>', 'meta.embedded.inline.erb'],
    ['<% if @key -%>', 'meta.embedded.inline.erb'],
    ['<%# note %>', 'comment.block.erb'],
    ['{{ key | default("a = b") }}', 'meta.embedded.inline.jinja'],
    ['{%- if key %}', 'meta.embedded.inline.jinja'],
    ['{# note #}', 'comment.block.jinja'],
    ['${KEY}', 'meta.embedded.inline.shell'],
    ['@KEY@', 'meta.embedded.inline.placeholder'],
  ] as const;
  const places = [
    ['a value', (span: string) => `accesskey = ${span}`],
    ['the middle of a value', (span: string) => `https_proxy = http://${span}:80/`],
    ['a path', (span: string) => `ssl_ca_cert_file = /etc/${span}.crt`],
    ['a key', (span: string) => `a${span} = b`],
    ['a section name', (span: string) => `[${span}]`],
    ['a comment', (span: string) => `# ${span}`],
    ['a continuation line', (span: string) => `k = v\n  w ${span}`],
    ['a line of its own', (span: string) => `[Auth]\n${span}`],
    ['an indented line of its own', (span: string) => `k = v\n  ${span}`],
  ] as const;

  it.each(places.flatMap(([place, text]) => spans.map(([span, scope]) => [span, place, text(span), scope] as const)))(
    '%s in %s',
    (span, _, text, scope) => {
      const inside = tokenize(text).filter(({ scopes }) => scopes.includes(scope));
      expect(inside.map((token) => token.text).join('')).toBe(span.replace(/ /g, '').replace('a=b', 'a = b'));
    },
  );

  it('over several lines', () => {
    const tokens = tokenize('<% if @a\n  x = 1 %>\nk = {{ a\n| b }}\nautoinstall = no');
    const embedded = tokens.filter(({ scopes }) => scopes.some((scope) => scope.startsWith('meta.embedded')));
    expect(embedded.map(({ line, text }) => `${line} ${text}`)).toEqual([
      '0 <%',
      '0 if',
      '0 @a',
      '1 x',
      '1 =',
      '1 1',
      '1 %>',
      '2 {{',
      '2 a',
      '3 |',
      '3 b',
      '3 }}',
    ]);
    expect(tokens.at(-1)?.scopes.at(-1)).toBe('constant.language.boolean.false');
  });

  it('alone on their line end no option', () => {
    expect(shades('k = v\n<% if a %>\n  joins\n<% end %>').filter(([text]) => text === 'joins')).toEqual([
      ['joins', 'string.unquoted.continuation'],
    ]);
  });

  it('name variables, keywords and strings', () => {
    expect(shades("<% if @proxy != '' -%>")).toEqual([
      ['<%', 'punctuation.section.embedded.begin'],
      ['if', 'keyword.control'],
      ['@proxy', 'variable.other.readwrite'],
      ['!=', 'meta.embedded.inline.erb'],
      ["''", 'string.quoted.single'],
      ['-%>', 'punctuation.section.embedded.end'],
    ]);
  });

  it('unclosed ${ and @, and the <%% of a literal <%, are plain text', () => {
    expect(shades('k = a${b @c <%%').slice(2)).toEqual([
      ['a${b @c <', 'string.unquoted'],
      ['%%', 'constant.character.escape'],
    ]);
  });

  it.each(['<% if a', 'k = {{ a', '# {# a', 'k = v\n  {% if a', 'k = http://<%= a', 'k = /<%# a'])(
    'nobody closed in “%s” end at the next section',
    (text) => {
      expect(shades(`${text}\nb = c\n[Settings]\nautoinstall = no`).slice(-6)).toEqual([
        open,
        section('Settings'),
        close,
        key('autoinstall'),
        equals,
        ['no', 'constant.language.boolean.false'],
      ]);
    },
  );
});

it('uses only scopes that themes know', () => {
  const roots = /^(?:comment|constant|entity\.name|invalid|keyword|markup|meta|punctuation|string|variable|source)\./;
  const names = [...grammarText.matchAll(/"(?:name|contentName|scopeName)": "([^"]+)"/g)].flatMap(
    ([, name]) => name?.split(' ') ?? [],
  );
  const scopes = names.filter((name) => name.includes('.'));
  expect(scopes.length).toBeGreaterThan(40);
  expect(scopes.filter((scope) => !roots.test(scope) || !scope.endsWith('.uptrack-conf'))).toEqual([]);
});

describe('the samples', () => {
  it.each([
    ['etc/uptrack/uptrack.conf', 3],
    ['healthy/etc/uptrack/uptrack.conf', 3],
    ['puppet/templates/uptrack.conf.erb', 3],
    ['ansible/templates/uptrack.conf.j2', 3],
  ])('%s: %i sections, nothing invalid', (file, sections) => {
    const tokens = tokenize(readFileSync(new URL(`sample/${file}`, root), 'utf8'));
    expect(tokens.filter(({ scopes }) => scopes.at(-1) === 'entity.name.section')).toHaveLength(sections);
    expect(tokens.filter(({ scopes }) => scopes.some((scope) => scope.startsWith('invalid')))).toEqual([]);
    expect(tokens.filter(({ scopes }) => scopes.length === 0)).toEqual([]);
  });
});

describe('a line of 100,000 characters ends', () => {
  const units = ['a', ' ', 'a ', '%(', '<%', '<%= a %>', '{{', '{%', '${', '@a', '"', '[', '=', 'a://', '/', '# '];
  it.each(units)('%j', (unit) => {
    for (const start of ['', ' ', 'k = ', '[', '<% ', 'k = http://']) {
      const line = start + unit.repeat(100_000 / unit.length);
      const { ruleStack } = grammar.tokenizeLine(line, textmate.INITIAL);
      expect(grammar.tokenizeLine(line, ruleStack).tokens.at(-1)?.endIndex).toBeGreaterThanOrEqual(line.length);
    }
  });
});

describe('the language configuration', () => {
  const configuration = JSON.parse(readFileSync(new URL('syntaxes/language-configuration.json', root), 'utf8')) as {
    readonly comments: { readonly lineComment: string };
    readonly autoClosingPairs: readonly { readonly open: string }[];
    readonly wordPattern: { readonly pattern: string; readonly flags: string };
  };

  it('takes names of options and sections as one word, and no quotes, brackets or delimiters', () => {
    const words = new RegExp(configuration.wordPattern.pattern, `g${configuration.wordPattern.flags}`);
    const text = '[Known-Exploit-Detection] install_on_reboot="yes" %(user)s a- größe';
    expect(text.match(words)).toEqual([
      'Known-Exploit-Detection',
      'install_on_reboot',
      'yes',
      'user',
      's',
      'a',
      'größe',
    ]);
  });

  it('closes no quotes: they would become part of the value', () => {
    expect(configuration.autoClosingPairs.map((pair) => pair.open)).toEqual(['[', '{', '(', '<%']);
    expect(configuration.comments.lineComment).toBe('#');
  });
});
