/** Edits that set options: where the option stands, where it is commented out, or at the end of its section. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Analysis, defaultContext } from '../../../server/src/analysis.ts';
import { defaultFile } from '../../../server/src/config/default-file.ts';
import { settingAt } from '../../../server/src/config/effective.ts';
import { setOptions } from '../../../server/src/features/set-options.ts';
import type { OptionChoices } from '../../../server/src/protocol.ts';
import { applyEdits, mark } from '../marked.ts';

function answer(text: string, options: OptionChoices, isTemplate = false) {
  return setOptions(new Analysis(text, { ...defaultContext, isTemplate }), options);
}

function after(text: string, options: OptionChoices, isTemplate = false): string {
  const answered = answer(text, options, isTemplate);
  return 'problem' in answered ? answered.problem : applyEdits(text, answered.edits);
}

const upgrade: OptionChoices = { upgrade_on_reboot: 'yes' };

describe('setting options', () => {
  it.each([
    ['replaces the value', '[Settings]\nupgrade_on_reboot = no\n', '[Settings]\nupgrade_on_reboot = yes\n'],
    ['as it is written', '[Settings]\r\nUpgrade_On_Reboot:no\r\n', '[Settings]\r\nUpgrade_On_Reboot:yes\r\n'],
    ['fills in a missing one', '[Settings]\nupgrade_on_reboot =\n', '[Settings]\nupgrade_on_reboot = yes\n'],
    ['without spaces, too', '[Settings]\nupgrade_on_reboot=\n', '[Settings]\nupgrade_on_reboot=yes\n'],
    [
      'with all that stands in its way',
      '[Settings]\nupgrade_on_reboot = no\n  x\n',
      '[Settings]\nupgrade_on_reboot = yes\n',
    ],
    ['a bad one, too', '[Settings]\nupgrade_on_reboot = maybe\n', '[Settings]\nupgrade_on_reboot = yes\n'],
    ['uncomments the line', '[Settings]\n#upgrade_on_reboot = yes\n', '[Settings]\nupgrade_on_reboot = yes\n'],
    ['with another value', '[Settings]\n# upgrade_on_reboot=no\n', '[Settings]\nupgrade_on_reboot=yes\n'],
    [
      'of its own section alone',
      '[Auth]\n#upgrade_on_reboot = yes\n[Settings]\n',
      '[Auth]\n#upgrade_on_reboot = yes\n[Settings]\nupgrade_on_reboot = yes\n',
    ],
    [
      'inserts it at the end of the section',
      '[Settings]\nautoinstall = no\n\n[Auth]\n',
      '[Settings]\nautoinstall = no\nupgrade_on_reboot = yes\n\n[Auth]\n',
    ],
    ['behind a last line without an end', '[Settings]', '[Settings]\nupgrade_on_reboot = yes\n'],
    ['makes the section', '[Auth]\n', '[Auth]\n\n[Settings]\nupgrade_on_reboot = yes\n'],
    ['also in an empty file', '', '[Settings]\nupgrade_on_reboot = yes\n'],
  ])('%s', (_, text, expected) => {
    expect(after(text, upgrade)).toBe(expected);
  });

  it('touches nothing but the value', () => {
    const text = '[Settings]\nupgrade_on_reboot = no\n';
    const answered = answer(text, upgrade);
    if ('problem' in answered) throw new Error(answered.problem);
    expect(answered.edits.map(({ span, newText }) => [mark(text, span), newText])).toEqual([
      ['[Settings]\nupgrade_on_reboot = «no»\n', 'yes'],
    ]);
  });

  it('sets several at once: the shipped file, its commented line uncommented', () => {
    const changed = after(defaultFile, { install_on_reboot: 'no', upgrade_on_reboot: 'yes', autoinstall: 'yes' });
    expect(changed).toBe(
      defaultFile
        .replace('install_on_reboot = yes', 'install_on_reboot = no')
        .replace('#upgrade_on_reboot', 'upgrade_on_reboot')
        .replace('autoinstall = no', 'autoinstall = yes'),
    );
  });

  it('leaves a template its values', () => {
    const text = '[Settings]\nupgrade_on_reboot = <%= @upgrade %>\nautoinstall = no\n';
    expect(after(text, upgrade, true)).toContain('The template gives upgrade_on_reboot its value.');
    expect(after(text, { autoinstall: 'yes' }, true)).toBe(text.replace('= no', '= yes'));
  });

  it('makes each client that reads the file read the values, on any text', () => {
    const line = fc.constantFrom(
      '[Settings]',
      '[Auth]',
      '[DEFAULT]',
      'upgrade_on_reboot = no',
      'upgrade_on_reboot: %(x)s',
      '#upgrade_on_reboot = yes',
      '  autoinstall = no',
      'autoinstall =',
      '# c',
      '',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        const text = lines.join('\n');
        const answered = answer(text, { upgrade_on_reboot: 'yes', autoinstall: 'yes' });
        if ('problem' in answered) return;
        const { effectives } = new Analysis(applyEdits(text, answered.edits));
        for (const effective of effectives.filter(({ fatal }) => fatal === null)) {
          expect(settingAt(effective, 'Settings.upgrade_on_reboot').value).toBe(true);
          expect(settingAt(effective, 'Settings.autoinstall').value).toBe(true);
        }
      }),
    );
  });
});
