import { describe, expect, it } from 'vitest';
import type { AnalysisContext } from '../../../server/src/analysis.ts';
import { noFacts } from '../../../server/src/config/facts.ts';
import { dialects } from '../../../server/src/config/reader.ts';
import { p2, p3, p310, p39 } from './cases.ts';
import { auth, findings, findingsOf, key } from './check.ts';

/** [rule, text, context]: texts on which a rule must be silent. */
const silent: readonly (readonly [rule: string, text: string, context: Partial<AnalysisContext>])[] = [
  ['rem-comment', '[Settings]\nrem keep\nrem keep = on\n', { dialects: p2 }],
  ['unknown-key', '[Settings]\nrem keep = on\n', {}],
  ['duplicate-key', '[Settings]\nrem keep = on\nrem keep = on\n', { dialects: p2 }],
  ['rem-comment', '[Settings]\nremark = on\n', {}],
  ['indented-first-key', '[Settings]\n  autoinstall = yes\n', { dialects: p3 }],
  ['indented-section-header', ' [Settings]\n', { dialects: p3 }],
  ['indented-comment', '[Settings]\n  # c\nautoinstall = yes\n  # d\n', { dialects: p3 }],
  ['accidental-continuation', '[Settings]\n  autoinstall = yes\n  upgrade_on_reboot = yes\n', { dialects: p3 }],
  ['inline-comment', '[Settings]\nautoinstall = yes ; c\n', { dialects: p2 }],
  ['invalid-boolean', '[Settings]\nautoinstall = yes ; c\n', { dialects: p2 }],
  [
    'inline-comment',
    '[Settings]\neffective_version = 5.15.0-206.153.7.1.el9uek.x86_64/#2 SMP Wed May 22 20:24:12 PDT 2024\n',
    {},
  ],
  ['inline-comment', '[Network]\nhttps_proxy = http://proxy/#x\n', {}],
  ['inline-comment', '[Network]\nhttps_proxy = http://a;b\n', {}],
  ['invalid-boolean', '[Settings]\nautoinstall = YeS\nupgrade_on_reboot: 0\ninstall_on_reboot=oN\n', {}],
  ['invalid-boolean', '[DEFAULT]\nx = yes\n[Settings]\nautoinstall = %(x)s\n', {}],
  ['unresolved-interpolation', '[DEFAULT]\nx = yes\n[Settings]\nautoinstall = %(x)s\n', {}],
  ['unescaped-percent', '[Network]\nhttps_proxy = http://u:p%%40s@proxy\n', {}],
  ['empty-boolean', '[Network]\nhttps_proxy =\nupdate_repo_url =\n', {}],
  ['empty-ssl-ca-path', '[Network]\n#ssl_ca_cert_file =\n', {}],
  ['unknown-section', '[DEFAULT]\nx = 1\n', {}],
  ['unknown-key', '[email]\nrecipients = root\n', {}],
  ['key-in-wrong-section', '[DEFAULT]\nautoinstall = yes\n[Settings]\n', {}],
  ['duplicate-section', '[DEFAULT]\n[DEFAULT]\n', {}],
  [
    'duplicate-key',
    '[Settings]\n<% if @a %>\nautoinstall = yes\n<% else %>\nautoinstall = no\n<% end %>\n',
    { isTemplate: true },
  ],
  [
    'duplicate-key',
    '[Settings]\n<% if @a %>\nautoinstall = yes\n<% else %>\nautoinstall = no\n<% end %>\n',
    { isTemplate: true, dialects: p2 },
  ],
  ['duplicate-section', '<% if @a %>\n[Settings]\n<% else %>\n[Settings]\n<% end %>\n', { isTemplate: true }],
  ['missing-access-key', '<%= scope.include("auth") %>\n[Settings]\n', { isTemplate: true }],
  ['missing-access-key', '[Auth]\n@KEYLINE@ = x\n', { isTemplate: true }],
  ['missing-access-key', '[Auth\n', {}],
  ['placeholder-access-key', '[Auth]\naccesskey = <%= @key %>\n', { isTemplate: true }],
  ['placeholder-access-key', '[Auth]\naccesskey = not-hex-at-all\n', {}],
  ['unrendered-template', '[Settings]\nautoinstall = {{ x }}\n', { isTemplate: true }],
  ['text-after-section-header', '[Settings]   \n', {}],
  ['html-residue', '[Network]\nhttps_proxy = http://p:1/<b>x\n', {}],
  ['html-residue', '[Settings]\nautoinstall = <%= @x %></br>\n', { isTemplate: true }],
  ['section-glued-to-value', '[Settings]\nautoinstall = [User]\neffective_version = x[user]\n', {}],
  ['section-glued-to-value', '[Network]\nhttps_proxy = http://[::1]\n', {}],
  ['key-case', '[Settings]\nFoo = 1\n[settings]\nAutoInstall = yes\n', {}],
  ['key-case', '[Settings]\nAuto<%= @x %> = yes\n', { isTemplate: true }],
  ['colon-delimiter', '[Network]\nhttps_proxy = http://proxy:3128\nfoo: 1\n', {}],
  ['crlf-line-endings', '[Settings]\rautoinstall = yes\r', {}],
  ['non-ascii', '# ü\n', { dialects: ['2', '3.10'] }],
  ['non-ascii', '\uFEFF[Settings]\n', {}],
  ['non-ascii', '[Settings]\nautoinstall = <%= "ü" %>\n', { isTemplate: true }],
  ['default-section', '[DEFAULT]\n', {}],
  ['missing-final-newline', '', {}],
  ['missing-final-newline', '[Settings]\n<% end %>', { isTemplate: true }],
  ['access-key-format', `[Auth]\naccesskey = ${key.toUpperCase()}\n`, {}],
  ['access-key-format', '[Auth]\naccesskey =\n', {}],
  ['access-key-format', '[Auth]\naccesskey = deadbeef\n', {}],
  ['access-key-format', `[Auth]\naccesskey = "${key}"\n`, {}],
  ['access-key-format', '[Auth]\naccesskey = {{ key }}\n', {}],
  ['access-key-format', '[Auth]\naccesskey = <%= @key %>\n', { isTemplate: true }],
  ['api-key-as-access-key', `[Auth]\naccesskey = ${key}\n`, {}],
  ...['None', 'none', '', 'http://proxy:3128', 'proxy:3128', '"https://proxy"'].flatMap((proxy) =>
    ['proxy-tls-scheme', 'proxy-without-port', 'proxy-credentials'].map(
      (rule) => [rule, `[Network]\nhttps_proxy = ${proxy}\n`, {}] as const,
    ),
  ),
  ['proxy-without-port', '[Network]\nhttps_proxy = socks5h://proxy\n', {}],
  ['proxy-without-port', '[Network]\nhttps_proxy = http://[2001:db8::1]:3128/\n', {}],
  ['proxy-without-port', '[Network]\nhttps_proxy = http://<%= @host %>\n', { isTemplate: true }],
  ['proxy-without-port', '[Network]\nhttps_proxy = http://proxy\n', { client: 'offline' }],
  ['proxy-tls-scheme', '[Network]\nhttps_proxy = https://proxy:1\n', { client: 'offline' }],
  ['non-default-repo-url', '[Network]\nupdate_repo_url =\n', {}],
  ['non-default-repo-url', '[Network]\nupdate_repo_url = {{ url }}/\n', { isTemplate: true }],
  [
    'non-default-repo-url',
    '[Network]\nupdate_repo_url = https://oraclecloud-updates-ksplice.oracle.com/update-repository\n',
    {},
  ],
  ['effective-version-format', '[Settings]\neffective_version = 5.15\n', {}],
  [
    'effective-version-format',
    '[Settings]\neffective_version = 6.12.0-1.el10uek.x86_64/#2 SMP PREEMPT_DYNAMIC Wed May 22 20:24:12 PDT 2024\n',
    { client: 'offline' },
  ],
  ['effective-version-pinned', '[Settings]\n#effective_version = 5.15\n', { client: 'offline' }],
  ['legacy-option', '[Network]\nhttps_proxy = None\n', {}],
  ['legacy-option', '[Network]\nhttps_proxy =\ngconf_proxy_lookup = yes\n', {}],
  ['legacy-option', '[Auth]\n', {}],
  ['legacy-option', '[Network]\n<% if @x %>\n<% end %>\n', { isTemplate: true }],
  ['legacy-option', '[Network]\nhttps_proxy = <%= @x %>\n', { isTemplate: true }],
  ['legacy-option', '[Network]\nhttps_proxy =\n', { client: 'offline' }],
  ['offline-option-on-online-client', '[Settings]\nskip_apply_after_pkg_install = yes\n', { client: 'offline' }],
  ['online-option-on-offline-client', '[Network]\nhttps_proxy = None\nupdate_repo_url =\n', { client: 'offline' }],
  ['online-option-on-offline-client', `[Auth]\naccesskey = ${key}\n`, { client: 'offline' }],
  ['managed-file', '# Managed by Puppet\n[Settings]\n', { isTemplate: true }],
  ['managed-file', '# The proxy; ask the puppet team.\n# Created by hand\n# Installed by install-uptrack\n', {}],
  ['misplaced-exploit-setting', '[Known-Exploit-Detection]\nenabled = yes\n', {}],
  ['unknown-section', '[email]\n[actions]\n', {}],
  ['unknown-key', '[Known-Exploit-Detection]\nrecipients = root\nCVE-2021-1 = report\n', {}],
  ['disable-file-present', '[Settings]\n', { isTemplate: true, facts: { ...noFacts, disableFileBeside: true } }],
  ['world-readable-secret', auth, { facts: { ...noFacts, mode: 0o640 } }],
  ['world-readable-secret', auth, { facts: { ...noFacts, mode: 0o644, isVersionControlled: true } }],
  ['world-readable-secret', '[Auth]\naccesskey = INSERT_ACCESS_KEY\n', { facts: { ...noFacts, mode: 0o644 } }],
  ['key-under-version-control', auth, {}],
  [
    'key-under-version-control',
    `[Auth]\naccesskey = INSERT_ACCESS_KEY\n# accesskey = yours\n# sha256: ${key}\n`,
    { facts: { ...noFacts, isVersionControlled: true } },
  ],
];

describe('no rule fires where nothing is wrong', () => {
  it.each(silent)('%s: %j %j', (rule, text, where) => {
    expect(findingsOf(rule, text, where)).toEqual([]);
  });

  it('finds nothing in the layout of the shipped file', () => {
    const text = [
      `[Auth]\naccesskey = ${key}\n`,
      '[Network]\n# The proxy.\nhttps_proxy =\n\ngconf_proxy_lookup = no\n',
      '#ssl_ca_cert_file =\n#ssl_ca_cert_dir =\n#update_repo_url=\n',
      '[Settings]\ninstall_on_reboot = yes\n#upgrade_on_reboot = yes\n\nautoinstall = no\n',
    ].join('\n');
    for (const selection of [dialects, p2, p39, p310]) expect(findings(text, { dialects: selection })).toEqual([]);
    expect(findings(text, { client: 'offline' })).toEqual([]);
    const isAlone = ({ rule }: { rule: string }): boolean => rule === 'crlf-line-endings';
    expect(findings(text.replaceAll('\n', '\r\n')).map(isAlone)).toEqual([true]);
  });
});

/** Of the forms that are known of templates of this file. */
const templates = {
  'ERB, every value a tag': `[Auth]
accesskey = <%= @ksplice_access_key %>

[Network]
https_proxy = <%= proxy_url %>
gconf_proxy_lookup = no

#ssl_ca_cert_file =

[Settings]
install_on_reboot = <%= @install ? 'yes' : 'no' %>
upgrade_on_reboot = <%= @upgrade_on_reboot %>
autoinstall = <%=auto_install_value%>
`,
  'ERB, guarded lines': `# Managed by Puppet
[Auth]
accesskey = <%= @accesskey %>
[Network]
<% if @proxy != '' -%>
https_proxy = <%= @proxy %>
<% else -%>
#https_proxy =
<% end -%>
<%- if @ca -%>
ssl_ca_cert_file = <%= @ca %>
<%- else -%>
#ssl_ca_cert_file =
<%- end -%>
[Settings]
<% [:install_on_reboot, :autoinstall].each do |name| -%>
<%= name %> = <%= instance_variable_get("@#{name}") %>
<% end -%>
`,
  'Chef, tags over several lines': `<%#
  Every attribute
-%>
[Auth]
accesskey = <%= node['ksplice']['accesskey'] %>
[Network]
ssl_ca_cert_file = <%= node['ksplice']['ssl_ca_cert_file'] || '/etc/ca.pem' %>
[Settings]
autoinstall = <%=
  node['ksplice']['autoinstall'] ? 'yes' : 'no'
%>
`,
  Jinja2: `{{ ansible_managed | comment }}

[Auth]
accesskey = {{ uptrack_access_key }}

[Network]
https_proxy = {{ uptrack_proxy | default('None') }}

[Settings]
{# What to do at boot #}
install_on_reboot = {{ 'yes' if uptrack_install else 'no' }}
{% if uptrack_upgrade is defined %}
upgrade_on_reboot = {{ uptrack_upgrade | ternary('yes', 'no') }}
{% endif %}
{% for name, value in uptrack_more.items() %}
{{ name }} = {{ value }}
{% endfor %}
`,
  envsubst:
    '[Auth]\naccesskey = ${UPTRACK_KEY}\n[Network]\nhttps_proxy = http://${USER}:${PASS}@proxy:3128\n[Settings]\nautoinstall = ${AUTOINSTALL}\n',
  Autoconf: '[Auth]\naccesskey = @ACCESSKEY@\n[Settings]\nautoinstall = @AUTOINSTALL@\n',
};

describe('templates', () => {
  it.each(Object.entries(templates))('%s: no false positive', (_, text) => {
    for (const selection of [dialects, p2, p39, p310]) {
      expect(findings(text, { isTemplate: true, dialects: selection })).toEqual([]);
    }
  });
});
