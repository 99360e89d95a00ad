/** What helps to read a file: selections, links, highlights, tokens, hints. */
import { describe, expect, it } from 'vitest';
import { Analysis, defaultContext, type AnalysisContext } from '../../../server/src/analysis.ts';
import { findDocumentHighlights } from '../../../server/src/features/document-highlights.ts';
import { findDocumentLinks } from '../../../server/src/features/document-links.ts';
import { findInlayHints } from '../../../server/src/features/inlay-hints.ts';
import { findSelectionRanges } from '../../../server/src/features/selection-ranges.ts';
import { diffTokens, encodeTokens, findSemanticTokens } from '../../../server/src/features/semantic-tokens.ts';
import { withCursor } from '../marked.ts';

const analysis = (text: string, context: Partial<AnalysisContext> = {}): Analysis =>
  new Analysis(text, { ...defaultContext, ...context });

const key = '0123456789abcdef'.repeat(4);

describe('a selection', () => {
  const grown = (marked: string): readonly string[] => {
    const { text, offset } = withCursor(marked);
    return (findSelectionRanges(analysis(text), [offset])[0] ?? []).map(({ start, end }) => text.slice(start, end));
  };

  it.each<[string, readonly string[]]>([
    [
      '[A]\n[Network]\nhttps_proxy = http://pro|xy.example:1\n\n',
      [
        'proxy',
        'http://proxy.example:1',
        'https_proxy = http://proxy.example:1',
        '[Network]\nhttps_proxy = http://proxy.example:1',
        '[A]\n[Network]\nhttps_proxy = http://proxy.example:1\n\n',
      ],
    ],
    [
      '[A]\nb = on|e\n# c\n  two\nd = 1\n',
      ['one', 'b = one', 'b = one\n# c\n  two', '[A]\nb = one\n# c\n  two\nd = 1', '[A]\nb = one\n# c\n  two\nd = 1\n'],
    ],
    ['[A]\nb =\n  t|wo x\n', ['two', 'two x', 'b =\n  two x', '[A]\nb =\n  two x', '[A]\nb =\n  two x\n']],
    ['[A]\nb = one\n  t|wo\n', ['two', 'one\n  two', 'b = one\n  two', '[A]\nb = one\n  two', '[A]\nb = one\n  two\n']],
    ['[A|]\nb = 1\n', ['A', '[A]', '[A]\nb = 1', '[A]\nb = 1\n']],
    ['# a|b c\n# d\n[A]', ['ab', 'ab c', '# ab c', '# ab c\n# d', '# ab c\n# d\n[A]']],
    ['|', ['']],
  ])('grows in %j', (marked, expected) => {
    expect(grown(marked)).toEqual(expected);
  });
});

describe('links', () => {
  const uri = 'file:///etc/uptrack/uptrack.conf';
  const links = (text: string, address = uri, context: Partial<AnalysisContext> = {}): readonly (readonly string[])[] =>
    findDocumentLinks(analysis(text, context), address).map(({ span, target }) => [
      text.slice(span.start, span.end),
      target,
    ]);

  it.each<[string, readonly (readonly string[])[]]>([
    ['# See https://example.com/a_(b). Or not.\n', [['https://example.com/a_(b)', 'https://example.com/a_(b)']]],
    ['# (https://example.com/a)\n', [['https://example.com/a', 'https://example.com/a']]],
    ['[Network]\nupdate_repo_url = https://h/a%%20b\n', [['https://h/a%%20b', 'https://h/a%20b']]],
    ['[Network]\nupdate_repo_url = https://h/a%20b\n', []],
    ['[Network]\nupdate_repo_url = https://h/%(x)s\n', []],
    ['# https://\n# xhttps://a\n# https://a:port/\n', []],
  ])('are the addresses in %j', (text, expected) => {
    expect(links(text)).toEqual(expected);
  });

  it.each([
    '[Network]\nhttps_proxy = http://user:word@proxy:3128\n',
    '[Network]\nhttps_proxy = http://user:12 34@proxy:3128\n',
    '[Network]\nhttps_proxy = http://user:12\n  34@proxy:3128\n',
    '#https_proxy = http://user:12 34@proxy:3128\n',
    `# https://example.com/${key}/x\n`,
    '[Auth]\naccesskey = https://example.com/short\n',
    '#accesskey = https://example.com/short\n',
  ])('are none where a secret is near: %j', (text) => {
    expect(links(text)).toEqual([]);
  });

  it('leave template text alone', () => {
    const text = '# https://a/{{ x }}\n# https://b/c\n';
    expect(links(text, uri, { isTemplate: true })).toEqual([['https://b/c', 'https://b/c']]);
  });

  it('lead to files of the host that the file is on', () => {
    const text = '[Network]\nssl_ca_cert_file = /etc/a b#c.crt\nssl_ca_cert_dir = /etc/certs\n';
    expect(links(text)).toEqual([['/etc/a b#c.crt', 'file:///etc/a%20b%23c.crt']]);
    expect(links(text, 'vscode-remote://ssh+h/etc/uptrack/uptrack.conf')).toEqual([
      ['/etc/a b#c.crt', 'vscode-remote://ssh+h/etc/a%20b%23c.crt'],
    ]);
    expect(links(text, 'file:///home/x/etc/uptrack/uptrack.conf')).toEqual([]);
    expect(links('[Network]\nssl_ca_cert_file = ca.crt\n')).toEqual([]);
  });
});

describe('highlights', () => {
  const shown = (marked: string): string => {
    const { text, offset } = withCursor(marked);
    const highlights = findDocumentHighlights(analysis(text), offset);
    let at = 0;
    let result = '';
    for (const { span, kind } of highlights) {
      result += `${text.slice(at, span.start)}«${kind}:${text.slice(span.start, span.end)}»`;
      at = span.end;
    }
    return result + text.slice(at);
  };

  it.each([
    [
      '[A]\nx| = 1\nX = 2\n[B]\nx = 3\n[A]\nx = 4\n',
      '[A]\n«write:x» = 1\n«write:X» = 2\n[B]\nx = 3\n[A]\n«write:x» = 4\n',
    ],
    ['[A|]\n[B]\n[A]\n', '[«write:A»]\n[B]\n[«write:A»]\n'],
    [
      '# upgrade_on_reboot, install_on_reboot\n[Settings]\n|upgrade_on_reboot = no\n#Upgrade_on_reboot = yes\n',
      '# «text:upgrade_on_reboot», install_on_reboot\n[Settings]\n«write:upgrade_on_reboot» = no\n#«text:Upgrade_on_reboot» = yes\n',
    ],
    [
      '# install_on_re|boot\n[Settings]\ninstall_on_reboot = no\n',
      '# «text:install_on_reboot»\n[Settings]\n«write:install_on_reboot» = no\n',
    ],
    ['# x\n[A]\nx = |1\n', '# x\n[A]\nx = 1\n'],
    [
      '[A]\nx = 1\ny = %(x|)s, %(X)s, %%(x)s\n[B]\nz = %(x)s\n',
      '[A]\n«write:x» = 1\ny = %(«read:x»)s, %(«read:X»)s, %%(x)s\n[B]\nz = %(x)s\n',
    ],
    ['[A]\nx| = 1\ny = %(x)s\n', '[A]\n«write:x» = 1\ny = %(«read:x»)s\n'],
    ['[A]\nx = 1\ny = %(x)s |\n', '[A]\nx = 1\ny = %(x)s \n'],
  ])('%j', (marked, expected) => {
    expect(shown(marked)).toBe(expected);
  });
});

describe('tokens', () => {
  const shown = (text: string, context: Partial<AnalysisContext> = {}): readonly string[] =>
    findSemanticTokens(analysis(text, context)).map(
      ({ start, end, type, modifier }) => `${type}${modifier ? `.${modifier}` : ''} ${text.slice(start, end)}`,
    );

  it.each<[string, Partial<AnalysisContext>, readonly string[]]>([
    [
      '# c\n[Settings]\nautoinstall = Yes\ncron_output_error = maybe\n',
      {},
      [
        'comment # c',
        'namespace Settings',
        'property autoinstall',
        'enumMember Yes',
        'property.deprecated cron_output_error',
        'string maybe',
      ],
    ],
    ['[Settings]\nautoinstal = yes\n', {}, ['namespace Settings', 'property.ignored autoinstal', 'string.ignored yes']],
    [
      '[settings]\nautoinstall = yes\n',
      {},
      ['namespace.ignored settings', 'property.ignored autoinstall', 'string.ignored yes'],
    ],
    ['[DEFAULT]\nautoinstall = yes\n', {}, ['namespace DEFAULT', 'property autoinstall', 'enumMember yes']],
    [
      '[Settings]\nautoinstall = yes\n  upgrade_on_reboot = yes\n',
      {},
      ['namespace Settings', 'property autoinstall', 'string yes', 'string upgrade_on_reboot = yes'],
    ],
    ['[Network]\nhttps_proxy = None\n', {}, ['namespace Network', 'property https_proxy', 'enumMember None']],
    [
      '[Network]\nhttps_proxy = a%%b%(c)sd\n',
      {},
      ['namespace Network', 'property https_proxy', 'string a', 'string b', 'string d'],
    ],
    [`[Auth]\naccesskey = ${key}\n`, {}, ['namespace Auth', 'property accesskey', `number ${key}`]],
    // Python 2 alone sees a comment behind a value, or behind “rem”.
    [
      '[Settings]\nautoinstall = yes ; c\n',
      { dialects: ['2'] },
      ['namespace Settings', 'property autoinstall', 'enumMember yes', 'comment ; c'],
    ],
    ['[Settings]\nautoinstall = yes ; c\n', {}, ['namespace Settings', 'property autoinstall', 'string yes ; c']],
    [
      '[Settings]\nautoinstall = no\nautoinstall = yes ; c\n',
      {},
      ['namespace Settings', 'property autoinstall', 'enumMember no', 'property autoinstall', 'string yes ; c'],
    ],
    ['[Settings]\nrem c\n', { dialects: ['2'] }, ['namespace Settings', 'comment rem c']],
    ['[Settings]\nrem c\n', {}, ['namespace Settings']],
    // Python 2 joins an indented comment to the value.
    [
      '[Auth]\naccesskey = x\n  # c\n',
      { dialects: ['3.10'] },
      ['namespace Auth', 'property accesskey', 'string x', 'comment # c'],
    ],
    ['[Auth]\naccesskey = x\n  # c\n', {}, ['namespace Auth', 'property accesskey', 'string x', 'string # c']],
    [
      '<% if @a %>\n[Network]\nhttps_proxy = http://<%= @h %>:<%= @p %>\n<%# c %>\n',
      { isTemplate: true },
      [
        'macro <% if @a %>',
        'namespace Network',
        'property https_proxy',
        'string http://',
        'macro <%= @h %>',
        'string :',
        'macro <%= @p %>',
        'comment <%# c %>',
      ],
    ],
    ['[Settings]\n<%= @k %> = yes\n', { isTemplate: true }, ['namespace Settings', 'macro <%= @k %>', 'string yes']],
  ])('of %j %j', (text, context, expected) => {
    expect(shown(text, context)).toEqual(expected);
  });

  it('are numbers since the one before', () => {
    expect(encodeTokens(findSemanticTokens(analysis('[X]\n\na = 1\n')))).toEqual([
      ...[0, 1, 1, 0, 2],
      ...[2, 0, 1, 1, 2],
      ...[0, 4, 1, 4, 2],
    ]);
  });

  it('of some lines are those of all on these lines', () => {
    const found = analysis('# a\n[X]\nb = 1\n# c\n');
    expect(findSemanticTokens(found, 1, 2)).toEqual(
      findSemanticTokens(found).filter(({ line }) => line.index === 1 || line.index === 2),
    );
  });

  it.each<[readonly number[], readonly number[]]>([
    [
      [1, 2, 3],
      [1, 2, 3],
    ],
    [[], [1, 2]],
    [[1, 2], []],
    [
      [1, 1, 1],
      [1, 1],
    ],
    [
      [1, 2, 3, 4],
      [1, 9, 8, 7, 4],
    ],
  ])('differ from %j to %j by an edit', (before, after) => {
    const edits = diffTokens(before, after);
    const edited = edits.reduce<readonly number[]>(
      (data, { start, deleteCount, data: inserted }) => data.toSpliced(start, deleteCount, ...inserted),
      before,
    );
    expect(edited).toEqual(after);
    expect(edits).toHaveLength(before === after || String(before) === String(after) ? 0 : 1);
  });
});

describe('hints', () => {
  const shown = (text: string, context: Partial<AnalysisContext> = {}): string => {
    let at = 0;
    let result = '';
    for (const { offset, label } of findInlayHints(analysis(text, context))) {
      result += `${text.slice(at, offset)}«${label}»`;
      at = offset;
    }
    return result + text.slice(at);
  };
  const all = 'install_on_reboot = yes\nupgrade_on_reboot = no\nautoinstall = no';

  it('give the default of a documented option behind the first [Settings]', () => {
    expect(shown(`[Auth]\n[Settings] \n${all}\n`)).toBe(`[Auth]\n[Settings] \n${all}\n`);
    expect(shown('[Settings] \ninstall_on_reboot = yes\nautoinstall = yes\n[User]\n')).toBe(
      '[Settings]«upgrade_on_reboot = no (default)» \ninstall_on_reboot = yes\nautoinstall = yes\n[User]\n',
    );
    expect(shown(`[Settings]\n${all}\n[Settings]`, { client: 'offline', dialects: ['2'] })).toBe(
      `[Settings]«skip_apply_after_pkg_install = no (default)»\n${all}\n[Settings]`,
    );
  });

  it('are one where an editor would cut them off: what it stands for is in its tooltip', () => {
    expect(findInlayHints(analysis('[Settings]\nautoinstall = yes\n'))).toEqual([
      {
        offset: '[Settings]'.length,
        label: '2 options by default',
        tooltip: [
          'install_on_reboot = yes',
          'upgrade_on_reboot = no',
          'Not set in this file: the client goes by the default.',
        ].join('\n\n'),
      },
    ]);
    const url = '[Network]\nupdate_repo_url = https://h.example/a%%b ; c';
    expect(findInlayHints(analysis(url))).toEqual([
      {
        offset: url.length,
        label: 'the Pythons read other values',
        tooltip: [
          'Python 2 reads: https://h.example/a%b',
          'Python 3 reads: https://h.example/a%b ; c',
          'This is not the value that stands on the line of update_repo_url.',
        ].join('\n\n'),
      },
    ]);
  });

  it('give no default where the client goes by none', () => {
    for (const text of ['', '[Settings]\nnonsense\n', '[Auth]\n']) expect(shown(text)).toBe(text);
    const template = '[Settings]\n<%= @rest %>\n';
    expect(shown(template, { isTemplate: true })).toBe(template);
  });

  it.each<[string, Partial<AnalysisContext>, string]>([
    [
      '[Network]\nupdate_repo_url = https://h/a%%b\n',
      {},
      '[Network]\nupdate_repo_url = https://h/a%%b«the client reads: https://h/a%b»\n',
    ],
    [
      `[Settings]\ninstall_on_reboot = yes\nupgrade_on_reboot = no\nautoinstall = no\n  x\n`,
      {},
      `[Settings]\ninstall_on_reboot = yes\nupgrade_on_reboot = no\nautoinstall = no\n  x«the client reads: no⏎x»\n`,
    ],
    [`[Settings]\n${all} ; c\n`, {}, `[Settings]\n${all} ; c«Python 2 reads: no»\n`],
    ['[Network]\nhttps_proxy = ""\n', {}, '[Network]\nhttps_proxy = ""«Python 2 reads: (nothing)»\n'],
  ])('give what the client reads in %j', (text, context, expected) => {
    expect(shown(text, context)).toBe(expected);
  });

  it.each([
    '[Network]\nhttps_proxy = http://u:p%%40@proxy\n',
    '[Auth]\naccesskey = a%%b\n',
    '[Auth]\naccesskey = short\nuse_hw_uuid = %(accesskey)s\n',
    '[DEFAULT]\nacces_key = short\n[Network]\nupdate_repo_url = https://h/%(acces_key)s\n',
    '[Auth]\nuse_hw_uuid = yes\n  accesskey = short\n',
  ])('give away no secret: %j', (text) => {
    expect(shown(text)).toBe(text);
  });
});
