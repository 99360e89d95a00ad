import { describe, expect, it } from 'vitest';
import { Analysis, defaultContext } from '../../../server/src/analysis.ts';
import { doCodeActions } from '../../../server/src/features/code-actions.ts';
import { findFoldingRanges } from '../../../server/src/features/folding.ts';
import { findSymbols, type DocumentSymbol } from '../../../server/src/features/symbols.ts';
import { check } from '../../../server/src/rules/index.ts';
import { applyEdits, withRanges } from '../marked.ts';

const analysis = (text: string): Analysis => new Analysis(text, defaultContext);

describe('symbols', () => {
  const shown = (text: string): unknown[] => {
    const show = ({ name, kind, span, selection, children }: DocumentSymbol): unknown[] => [
      kind,
      name,
      text.slice(span.start, span.end),
      text.slice(selection.start, selection.end),
      ...children.map(show),
    ];
    return findSymbols(analysis(text)).map(show);
  };

  it('are sections with their options', () => {
    expect(shown('# c\n[Auth]\nAccessKey = x\n\n[Settings] # s\nautoinstall =\n  yes\n\n')).toEqual([
      ['section', 'Auth', '[Auth]\nAccessKey = x', 'Auth', ['option', 'AccessKey', 'AccessKey = x', 'AccessKey']],
      [
        'section',
        'Settings',
        '[Settings] # s\nautoinstall =\n  yes',
        'Settings',
        ['option', 'autoinstall', 'autoinstall =\n  yes', 'autoinstall'],
      ],
    ]);
  });

  it('are there in a broken file', () => {
    expect(shown('a = 1\n[]\n= 2\n[X')).toEqual([
      ['option', 'a', 'a = 1', 'a'],
      ['section', '[]', '[]\n= 2', '[]'],
      ['section', 'X', '[X', 'X'],
    ]);
  });

  it('have names, and selections within their spans', () => {
    for (const text of ['[]\n', '[\n', '[Settings]\n = v\n', ' [A]\n  b = c\n', '']) {
      const all = findSymbols(analysis(text)).flatMap((symbol) => [symbol, ...symbol.children]);
      for (const { name, span, selection } of all) {
        expect(name).not.toBe('');
        expect(span.start <= selection.start && selection.end <= span.end).toBe(true);
      }
    }
  });
});

describe('folding', () => {
  const shown = (text: string): string[] =>
    findFoldingRanges(analysis(text)).map(({ kind, startLine, endLine }) => `${kind} ${startLine}-${endLine}`);

  it.each<[string, string[]]>([
    ['', []],
    ['[Auth]\n', []],
    [
      '[Auth]\naccesskey = x\n\n[Settings]\n# a\n# b\nautoinstall = yes\n\n',
      ['section 0-1', 'section 3-6', 'comment 4-5'],
    ],
    ['# a\n# b\n# c', ['comment 0-2']],
    ['# a\n\n# b\n[A]\n', []],
    ['[A]\nx =\n  1\n', ['section 0-2']],
  ])('%j', (text, expected) => {
    expect(shown(text)).toEqual(expected);
  });
});

describe('code actions', () => {
  const actions = (marked: string) => {
    const { text, spans } = withRanges(marked);
    const [selection] = spans;
    if (!selection) throw new Error('No selection');
    return { text, actions: doCodeActions(check(analysis(text)), selection) };
  };

  it('repair what the selection touches', () => {
    const { text, actions: found } = actions(
      '[Auth]\naccesskey = x\n[Settings]\nupgrade«»_on_rebot = yes\nautoinstal = no\n',
    );
    expect(found.map(({ title, preferred, finding }) => [title, preferred, finding.rule])).toEqual([
      ['Change to “upgrade_on_reboot”', true, 'unknown-key'],
    ]);
    expect(found.map(({ edits }) => applyEdits(text, edits))).toEqual([
      '[Auth]\naccesskey = x\n[Settings]\nupgrade_on_reboot = yes\nautoinstal = no\n',
    ]);
  });

  it('repair all that a longer selection touches', () => {
    const { actions: found } = actions(
      '[Auth]\naccesskey = x\n[«settings]\nupgrade_on_rebot = yes\n[User]\nyu»m = x\n',
    );
    expect(found.map(({ finding }) => finding.rule)).toEqual(['unknown-section']);
  });

  it.each([
    [
      '[Auth]\naccesskey = x\n[Settings]\nautoinstall = «»enabled\n',
      'Set autoinstall = yes',
      '[Auth]\naccesskey = x\n[Settings]\nautoinstall = yes\n',
    ],
    [
      '[Auth]\naccesskey = x\n[Settings]\n«»autoinstall =\n',
      'Set autoinstall = no',
      '[Auth]\naccesskey = x\n[Settings]\nautoinstall = no\n',
    ],
    [
      '[Auth]\naccesskey = x\n[Settings]\nautoinstall = «»yes   # c\n',
      'Move the comment to its own line above',
      '[Auth]\naccesskey = x\n[Settings]\n# c\nautoinstall = yes\n',
    ],
    [
      '[Auth]\naccesskey = x\n[Settings] «»# c [1]\n',
      'Move the comment to its own line above',
      '[Auth]\naccesskey = x\n# c [1]\n[Settings]\n',
    ],
    ['«»accesskey = x\n', 'Insert [Auth] above', '[Auth]\naccesskey = x\n'],
    ['# c\n«»autoinstall = yes\n', 'Insert [Settings] above', '# c\n[Settings]\nautoinstall = yes\n'],
    [
      '[Network]\n«»AutoInstall = yes\n  # c\n[Settings]\ninstall_on_reboot = no',
      'Move to [Settings]',
      '[Network]\n  # c\n[Settings]\ninstall_on_reboot = no\nAutoInstall = yes\n',
    ],
    ['[Network]\n«»autoinstall = yes', 'Move to [Settings]', '[Network]\n\n[Settings]\nautoinstall = yes\n'],
    [
      '[Settings]\na = 1\n[User]\n[«»Settings]\nb = 2\n\n[Auth]\n',
      'Merge into the first [Settings]',
      '[Settings]\na = 1\nb = 2\n[User]\n\n[Auth]\n',
    ],
    ['[Settings]\na = 1\n\n[«»Settings]\nb = 2\n', 'Merge into the first [Settings]', '[Settings]\na = 1\n\nb = 2\n'],
    [
      '[Settings]\nautoinstall = no\n  x\n«»autoinstall = yes\n',
      'Delete the first one',
      '[Settings]\nautoinstall = yes\n',
    ],
    ['[«»Settings\na = 1\n', 'Add the closing bracket', '[Settings]\na = 1\n'],
    ['[Settings]\n«»rem c\n', 'Start the comment with “#”', '[Settings]\n# c\n'],
    [
      '[Settings]\n«»cron_output_error = yes\n  x\nautoinstall = yes\n',
      'Delete the line',
      '[Settings]\nautoinstall = yes\n',
    ],
    [
      '[Network]\naccesskey = x\nhttps_proxy = «»50%%%(accesskey)s%\n',
      'Double the percent sign',
      '[Network]\naccesskey = x\nhttps_proxy = 50%%%(accesskey)s%%\n',
    ],
  ])('%j: %s', (marked, title, expected) => {
    const { text, actions: found } = actions(marked);
    const action = found.find((each) => each.title === title);
    expect(action && applyEdits(text, action.edits)).toBe(expected);
  });
});
