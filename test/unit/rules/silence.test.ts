import { describe, expect, it } from 'vitest';
import type { AnalysisContext } from '../../../server/src/analysis.ts';
import { dialects } from '../../../server/src/config/reader.ts';
import { p2, p3, p310, p39 } from './cases.ts';
import { findings, findingsOf, key } from './check.ts';

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
    expect(findings(text.replaceAll('\n', '\r\n'))).toEqual([]);
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
