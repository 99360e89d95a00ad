import { describe } from 'vitest';
import { p2, p310, testFindings } from './cases.ts';

describe('names of sections and options', () => {
  testFindings([
    // Names.
    { rule: 'unknown-section', severity: 'error', text: '[«auth»]\n', message: /Did you mean \[Auth\]/ },
    { rule: 'unknown-section', severity: 'error', text: '[« Settings »]\n', message: /Case and spaces count/ },
    {
      rule: 'unknown-section',
      severity: 'error',
      text: '[«Setings»]\nautoinstall = yes\n',
      message: /the option in it/,
    },
    {
      rule: 'unknown-section',
      severity: 'error',
      text: '[«Settnigs»]\na = 1\nb = 2\n',
      message: /the 2 options in it/,
    },
    { rule: 'unknown-section', severity: 'warning', text: '[«mail»]\nenabled = 1\n', message: /ignores it silently/ },
    { rule: 'unknown-section', severity: 'error', text: '[«Known-exploit-detection»]\n' },
    {
      rule: 'unknown-key',
      severity: 'error',
      text: '[Settings]\n«upgrade_on_rebot» = yes\n',
      message: /Did you mean “upgrade_on_reboot”\? It keeps its default: no\.$/,
    },
    { rule: 'unknown-key', severity: 'error', text: '[Settings]\n«install-on-reboot» = yes\n' },
    {
      rule: 'unknown-key',
      severity: 'error',
      text: '[Network]\n«autoinstal» = yes\n',
      message: /“autoinstall” in \[Settings\]\? It keeps its default: no\.$/,
    },
    {
      rule: 'unknown-key',
      severity: 'warning',
      text: '[Settings]\n«foo_bar» = yes\n',
      message: /ignores it silently\.$/,
    },
    {
      rule: 'key-in-wrong-section',
      severity: 'warning',
      text: '[Network]\n«AutoInstall» = yes\n',
      message: /belongs in \[Settings\].*default applies/,
    },
    {
      rule: 'key-in-wrong-section',
      severity: 'warning',
      text: '[Network]\n«autoinstall» = yes\n[Settings]\nautoinstall = no\n',
      message: /takes the one that stands there/,
    },
    { rule: 'key-in-wrong-section', severity: 'warning', text: '[Settings]\n«enabled» = yes\n' },
    {
      rule: 'text-after-section-header',
      severity: 'warning',
      text: '[Settings] «# see [1]»\n',
      message: /Python 3\.10/,
    },
    { rule: 'text-after-section-header', severity: 'warning', text: '[Settings] «# see [1]»\n', python: p310 },
    { rule: 'text-after-section-header', severity: 'hint', text: '[Settings] «# see [1]»\n', python: ['2', '3.9'] },
    { rule: 'text-after-section-header', severity: 'warning', text: '[Settings]«]»\n' },
    { rule: 'text-after-section-header', severity: 'hint', text: '[Settings] «junk»\n', message: /ignored/ },
    {
      rule: 'duplicate-key',
      severity: 'error',
      text: '[Settings]\nautoinstall = no\n«AUTOINSTALL» = yes\n«autoinstall» = no\n',
      message: /Python 3 \(Oracle Linux 8 and later\) refuses/,
    },
    {
      rule: 'duplicate-key',
      severity: 'warning',
      text: '[Settings]\nautoinstall = no\n«autoinstall» = yes\n',
      python: p2,
      message: /takes the last one\.$/,
    },
    {
      rule: 'duplicate-key',
      severity: 'error',
      text: '[Settings]\nautoinstall = no\n«autoinstall» = yes\n',
      python: p310,
      message: /The client refuses/,
    },
    // Python 2 stops before it, at something else.
    {
      rule: 'duplicate-key',
      severity: 'error',
      text: ' [Settings]\nautoinstall = no\n«autoinstall» = yes\n',
      message: /A client on Python 3 \(Oracle Linux 8 and later\) refuses/,
    },
    {
      rule: 'duplicate-section',
      severity: 'error',
      text: '[Settings]\n[User]\n[«Settings»]\n',
      message: /^(?!.*playbook)/,
    },
    {
      rule: 'duplicate-section',
      severity: 'error',
      text: '[Known-Exploit-Detection]\nenabled=yes\n[«Known-Exploit-Detection»]\nenabled = yes\n',
      message: /playbook .*“enabled = yes”, spaces and all/,
    },
    {
      rule: 'duplicate-section',
      severity: 'warning',
      text: '[Settings]\n[«Settings»]\n',
      python: p2,
      message: /merges the two\.$/,
    },
  ]);
});
