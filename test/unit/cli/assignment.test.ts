import { describe, expect, it } from 'vitest';
import { Analysis, defaultContext } from '../../../server/src/analysis.ts';
import { assign, parseAssignment } from '../../../server/src/cli/assignment.ts';

const set = (text: string, argument: string, isTemplate = false): string =>
  assign(new Analysis(text, { ...defaultContext, isTemplate }), parseAssignment(argument));

describe('--set', () => {
  it.each([
    ['into an empty file', '', 'Settings.autoinstall=yes', '[Settings]\nautoinstall = yes\n'],
    ['into a new section', '[Auth]', 'Settings.autoinstall=yes', '[Auth]\n[Settings]\nautoinstall = yes\n'],
    [
      'at the end of its section',
      '[Settings]\n# c\nno_rmmod = no\n\n[Auth]\n',
      'Settings.autoinstall=yes',
      '[Settings]\n# c\nno_rmmod = no\nautoinstall = yes\n\n[Auth]\n',
    ],
    [
      'in the place of a value',
      '[Settings]\nAutoInstall: no\n',
      'Settings.autoinstall=yes',
      '[Settings]\nautoinstall = yes\n',
    ],
    ['with its continuation lines', '[A]\nx = 1\n  2\n\n  3\ny = 4\n', 'A.x=5', '[A]\nx = 5\ny = 4\n'],
    ['with its comment', '[A]\nx = 1 ; c\ny = 4\n', 'A.x=5', '[A]\nx = 5\ny = 4\n'],
    ['keeping the indentation', '[A]\n  x = 1\n  y = 4\n', 'A.x=5', '[A]\n  x = 5\n  y = 4\n'],
    ['keeping the ends of lines', '[A]\r\nx = 1\r\n', 'A.y=5', '[A]\r\nx = 1\r\ny = 5\r\n'],
    ['nothing', '[A]\nx = 1\n', 'A.x=', '[A]\nx =\n'],
    [
      'a value with = and .',
      '',
      'Network.https_proxy=http://a.b:1/?c=d',
      '[Network]\nhttps_proxy = http://a.b:1/?c=d\n',
    ],
    ['a name with dots in its section', '', 'a.b.c=d', '[a.b]\nc = d\n'],
    [
      'beside another case',
      '[settings]\nautoinstall = no\n',
      'Settings.autoinstall=yes',
      '[settings]\nautoinstall = no\n[Settings]\nautoinstall = yes\n',
    ],
    ['not in [DEFAULT]', '[DEFAULT]\nx = 1\n[A]\n', 'A.x=5', '[DEFAULT]\nx = 1\n[A]\nx = 5\n'],
    ['in [DEFAULT]', '[DEFAULT]\nx = 1\n[A]\n', 'DEFAULT.x=5', '[DEFAULT]\nx = 5\n[A]\n'],
  ])('%s', (_, text, argument, expected) => {
    expect(set(text, argument)).toBe(expected);
  });

  it('in every branch of a template', () => {
    const text = '[Settings]\n<% if @a %>\nautoinstall = yes\n<% else %>\nautoinstall = <%= @b %>\n<% end %>\n';
    expect(set(text, 'Settings.autoinstall=no', true)).toBe(
      '[Settings]\n<% if @a %>\nautoinstall = no\n<% else %>\nautoinstall = no\n<% end %>\n',
    );
  });
});
