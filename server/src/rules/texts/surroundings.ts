/** What is said of the rules in ../surroundings.ts. */
import type { RuleTexts } from '../rule.ts';

export const surroundingsTexts: RuleTexts = {
  'managed-file': {
    title: 'File that another program writes',
    effect:
      'A configuration management writes the file anew at its next run. A change has to be made in its template, else it is lost.',
    evidence: ['observed', 'inferred'],
    example: {
      wrong: '# This file is managed by Puppet.\n[Settings]\nautoinstall = yes\n',
      right: '# Updates are installed at night.\n[Settings]\nautoinstall = yes\n',
    },
  },
  'misplaced-exploit-setting': {
    title: 'Setting of known exploit detection in the wrong file',
    effect:
      'Here only `[Known-Exploit-Detection]` with `enabled` is read. Recipients and actions belong in `/etc/log-known-exploit.conf`; the client ignores them here.',
    evidence: ['documented', 'inferred'],
    example: {
      wrong: '[Known-Exploit-Detection]\nenabled = yes\n\n[email]\nrecipients = root@example.com\n',
      right: '[Known-Exploit-Detection]\nenabled = yes\n',
    },
  },
  'disable-file-present': {
    title: 'A file “disable” stands beside it',
    effect:
      'As long as `/etc/uptrack/disable` exists, each command but `uptrack-show` refuses to run (exit code 1): after a reboot no update is re-applied, whatever the configuration says. One boot with `nouptrack` creates the file, and it stays.',
    evidence: ['documented', 'client'],
    example: {
      facts: { disableFileBeside: true },
      wrong: '[Settings]\ninstall_on_reboot = yes\n',
      right: '[Settings]\ninstall_on_reboot = yes\n',
    },
  },
  'world-readable-secret': {
    title: 'Credentials that every user can read',
    effect: 'Every user of the host can read the access key, or the password of the proxy. Mode 0640 keeps them out.',
    evidence: ['observed'],
    example: {
      facts: { mode: 0o644 },
      wrong: `[Auth]\naccesskey = ${'0123456789abcdef'.repeat(4)}\n`,
      right: `[Auth]\naccesskey = ${'0123456789abcdef'.repeat(4)}\n`,
    },
  },
  'key-under-version-control': {
    title: 'Access key under version control',
    effect:
      'Whoever has a copy of the repository has the key, and it stays in the history after it is deleted from the file. Ask for a new key, and fill it in where the file is installed.',
    evidence: ['inferred'],
    example: {
      facts: { isVersionControlled: true },
      wrong: `[Auth]\naccesskey = ${'0123456789abcdef'.repeat(4)}\n`,
      right: `[Auth]\naccesskey = ${'0123456789abcdef'.repeat(4)}\n`,
    },
  },
};
