import { describe } from 'vitest';
import { everyRun, p2, p39, testFindings } from './cases.ts';
import { key } from './check.ts';

describe('values', () => {
  testFindings([
    // Values.
    {
      rule: 'invalid-boolean',
      severity: 'error',
      text: '[Settings]\nautoinstall = «enabled»\n',
      message: /“enabled” is not a boolean/,
    },
    { rule: 'html-residue', severity: 'error', text: '[Settings]\nautoinstall: «yes</br>»\n' },
    {
      rule: 'invalid-boolean',
      severity: 'error',
      text: '[Settings]\ncron_output_error = «2»\n',
      message: /at boot \(exit code 1\).*only the periodic run still works/,
    },
    { rule: 'invalid-boolean', severity: 'error', text: '[Network]\ngconf_proxy_lookup = «maybe»\n' },
    {
      rule: 'invalid-boolean',
      severity: 'warning',
      text: '[Network]\nhttps_proxy = None\ngconf_proxy_lookup = «maybe»\n',
      message: /as long as https_proxy is set/,
    },
    {
      rule: 'invalid-boolean',
      severity: 'warning',
      text: '[Known-Exploit-Detection]\nenabled = «y»\n',
      message: /not known/,
    },
    { rule: 'invalid-boolean', severity: 'error', text: '[DEFAULT]\nautoinstall = «y»\n[Settings]\n' },
    { rule: 'empty-boolean', severity: 'error', text: '[Settings]\n«autoinstall =»\n', message: everyRun },
    { rule: 'empty-boolean', severity: 'warning', text: '[Settings]\n«skip_apply_after_pkg_install:»\n' },
    { rule: 'quoted-value', severity: 'error', text: '[Settings]\nautoinstall = «"yes"»\n' },
    { rule: 'quoted-value', severity: 'error', text: "[Settings]\nautoinstall = «'no'»\n" },
    { rule: 'quoted-value', severity: 'warning', text: `[Auth]\naccesskey = «"${key}"»\n`, message: /exit code 14/ },
    {
      rule: 'inline-comment',
      severity: 'error',
      text: '[Settings]\nautoinstall = «yes # nightly»\n',
      message: /The client refuses/,
    },
    {
      rule: 'inline-comment',
      severity: 'error',
      text: '[Settings]\nautoinstall = «yes ; nightly»\n',
      message: /For Python 3.*A client on Python 3/,
    },
    {
      rule: 'inline-comment',
      severity: 'error',
      text: '[Settings]\nautoinstall = «yes ; nightly»\n',
      python: p39,
      message: /^A comment.*The client refuses/,
    },
    { rule: 'inline-comment', severity: 'error', text: '[Settings]\nautoinstall = «yes # a ; b»\n', python: p2 },
    {
      rule: 'inline-comment',
      severity: 'warning',
      text: '[Network]\nhttps_proxy = «http://proxy:3128 # dmz»\n',
      message: /no such proxy.*exit code 10/,
    },
    {
      rule: 'unescaped-percent',
      severity: 'error',
      text: '[Network]\nhttps_proxy = «http://u:p%40s@proxy»\n',
      message: /crashes when it starts \(exit code -1\)/,
    },
    {
      rule: 'unescaped-percent',
      severity: 'warning',
      text: '[Settings]\neffective_version = «50%»\n',
      message: /does not read/,
    },
    { rule: 'unresolved-interpolation', severity: 'error', text: '[Network]\nhttps_proxy = «http://%(host)s»\n' },
    {
      rule: 'unresolved-interpolation',
      severity: 'error',
      text: '[Auth]\naccesskey = «%(accesskey)s»\n',
      message: /or to itself/,
    },

    // Keys, certificates, removed options, templates.
    {
      rule: 'missing-access-key',
      severity: 'error',
      text: '[Auth]\n«accesskey =»\n',
      message: /exit code 20.*newer ones never/,
    },
    { rule: 'missing-access-key', severity: 'error', text: '[«Auth»]\n' },
    { rule: 'missing-access-key', severity: 'error', text: '«[Settings]»\n' },
    { rule: 'missing-access-key', severity: 'error', text: '«»' },
    { rule: 'missing-access-key', severity: 'error', text: '[«Auth»]\n#accesskey = x\n' },
    {
      rule: 'missing-access-key',
      severity: 'error',
      text: '[«Auth»] # see [1]\naccesskey = x\n',
      message: /^A client on Python 3\.10 and later .* finds no accesskey/,
    },
    { rule: 'missing-access-key', severity: 'error', text: '[Auth]\n«accesskey =» ""\n', python: p2 },
    {
      rule: 'missing-access-key',
      severity: 'information',
      text: '[«Auth»]\n',
      client: 'offline',
      message: /not known/,
    },
    {
      rule: 'placeholder-access-key',
      severity: 'error',
      text: '[Auth]\naccesskey = «INSERT_ACCESS_KEY»\n',
      message: /exit code 20/,
    },
    {
      rule: 'placeholder-access-key',
      severity: 'error',
      text: '[Auth]\naccesskey = «your_license_key»\n',
      message: /exit code 14/,
    },
    {
      rule: 'placeholder-access-key',
      severity: 'information',
      text: '[Auth]\naccesskey = «deadbeef»\n',
      client: 'offline',
    },
    {
      rule: 'removed-option',
      severity: 'warning',
      text: '[Settings]\n«cron_output_install = no»\n«cron_output_error = yes»\n',
      message: /prints nothing/,
    },
    {
      rule: 'empty-ssl-ca-path',
      severity: 'error',
      text: '[Network]\n«ssl_ca_cert_file =»\n«ssl_ca_cert_dir:»\n',
      message: /exit code 10/,
    },
    {
      rule: 'empty-ssl-ca-path',
      severity: 'information',
      text: '[Network]\n«ssl_ca_cert_file =»\n',
      client: 'offline',
    },
    {
      rule: 'unrendered-template',
      severity: 'warning',
      text: '[Settings]\nautoinstall = «{{ x }}»\n# {{ y }}\n«{% endif %}»\n',
    },

    // In a template only what stays wrong once it is rendered.
    { rule: 'invalid-boolean', severity: 'error', text: '[Settings]\nautoinstall = «maybe»\n', isTemplate: true },
    {
      rule: 'empty-ssl-ca-path',
      severity: 'error',
      text: '[Network]\n«ssl_ca_cert_file =»\n<% x %>\n',
      isTemplate: true,
    },
    { rule: 'unknown-section', severity: 'error', text: '[«auth»]\naccesskey = <%= @key %>\n', isTemplate: true },
    {
      rule: 'duplicate-key',
      severity: 'error',
      text: '<% if @x %>\n[Settings]\nautoinstall = no\n«autoinstall» = yes\n<% end %>\n',
      isTemplate: true,
    },
    {
      rule: 'duplicate-key',
      severity: 'warning',
      text: '[Settings]\nautoinstall = no\n«autoinstall» = <%= @x %>\n',
      isTemplate: true,
      python: p2,
    },
    {
      rule: 'indented-first-key',
      severity: 'error',
      text: '[Settings]\n  «autoinstall = no»\n<%= @x %>\n',
      isTemplate: true,
    },
    { rule: 'missing-access-key', severity: 'error', text: '[Auth]\n«accesskey =»\n', isTemplate: true },
  ]);
});
