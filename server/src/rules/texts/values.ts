/** What is said of the rules in ../values.ts. */
import type { RuleTexts } from '../rule.ts';
import { stopsOnBoolean } from './stops.ts';

export const valueTexts: RuleTexts = {
  'invalid-boolean': {
    title: 'Value that is not a boolean',
    effect:
      'The client takes only `1`, `yes`, `true`, `on`, `0`, `no`, `false` and `off`, in any case. With anything else it refuses to start (exit code 1): after a reboot no update is re-applied. A bad `cron_output_*` value does not stop the periodic run.',
    evidence: ['client', 'measured'],
    example: { wrong: '[Settings]\ninstall_on_reboot = enabled\n', right: '[Settings]\ninstall_on_reboot = yes\n' },
  },
  'empty-boolean': {
    title: 'Boolean without a value',
    effect:
      'An empty value is no boolean: the client refuses to start (exit code 1), and after a reboot no update is re-applied.',
    evidence: ['client', 'measured'],
    example: { wrong: '[Settings]\nupgrade_on_reboot =\n', right: '[Settings]\nupgrade_on_reboot = yes\n' },
  },
  'quoted-value': {
    title: 'Quotes around a value',
    effect: `The quotes become part of the value. ${stopsOnBoolean}`,
    evidence: ['measured'],
    example: { wrong: '[Settings]\nautoinstall = "yes"\n', right: '[Settings]\nautoinstall = yes\n' },
  },
  'inline-comment': {
    title: 'Comment behind a value',
    effect: `A \`#\` behind a value is part of the value, for every Python; a \`;\` is a comment only for Python 2. ${stopsOnBoolean}`,
    evidence: ['measured'],
    example: {
      wrong: '[Settings]\nautoinstall = yes # nightly\n',
      right: '[Settings]\n# nightly\nautoinstall = yes\n',
    },
  },
  'html-residue': {
    title: 'HTML tag behind a value',
    effect: `Copied from a web page, the tag became part of the value. ${stopsOnBoolean}`,
    evidence: ['observed', 'measured'],
    example: { wrong: '[Settings]\nautoinstall = yes</br>\n', right: '[Settings]\nautoinstall = yes\n' },
  },
  'section-glued-to-value': {
    title: 'Section header behind a value',
    effect: `What appends a section to a file without a final line break writes its header onto the last line: it becomes part of that value, and what follows belongs to the section above. ${stopsOnBoolean}`,
    evidence: ['observed', 'measured'],
    example: {
      wrong: '[Settings]\nautoinstall = yes[Known-Exploit-Detection]\nenabled = yes\n',
      right: '[Settings]\nautoinstall = yes\n[Known-Exploit-Detection]\nenabled = yes\n',
    },
  },
  'unescaped-percent': {
    title: 'Single percent sign',
    effect:
      'A percent sign starts an interpolation. A single one ends the client with an unhandled error (exit code -1) in every stage: after a reboot no update is re-applied. Write `%%`.',
    evidence: ['measured', 'client'],
    example: {
      wrong: '[Network]\nhttps_proxy = http://user:p%40ss@proxy.example.com:3128\n',
      right: '[Network]\nhttps_proxy = http://user:p%%40ss@proxy.example.com:3128\n',
    },
  },
  'unresolved-interpolation': {
    title: 'Interpolation that leads nowhere',
    effect:
      '`%(name)s` stands for another option of the same section or of `[DEFAULT]`. Where there is none of that name, the client ends with an unhandled error (exit code -1) in every stage.',
    evidence: ['measured', 'client'],
    example: {
      wrong: '[Network]\nhttps_proxy = http://%(proxy_host)s:3128\n',
      right: '[Network]\nhttps_proxy = http://proxy.example.com:3128\n',
    },
  },
};
