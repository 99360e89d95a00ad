import { describe, expect, it } from 'vitest';
import { applyEdits } from '../marked.ts';
import { testFindings } from './cases.ts';
import { findingsOf, key } from './check.ts';

const repository = 'https://updates.ksplice.com/update-repository';
const level = '5.15.0-206.153.7.1.el9uek.x86_64/#2 SMP Wed May 22 20:24:12 PDT 2024';
const versioned = { isVersionControlled: true };

describe('the access key', () => {
  testFindings([
    {
      rule: 'access-key-format',
      severity: 'hint',
      text: `[Auth]\naccesskey = «${key}0»\n`,
      message: /this one has 65\./,
    },
    {
      rule: 'access-key-format',
      severity: 'hint',
      text: '[Auth]\naccesskey = «my key»\n',
      message: /other characters/,
    },
    {
      rule: 'api-key-as-access-key',
      severity: 'warning',
      text: `[Auth]\naccesskey = «${key.slice(32)}»\n`,
      message: /exit code 14/,
    },
    {
      rule: 'api-key-as-access-key',
      severity: 'information',
      text: `[Auth]\naccesskey = «${key.slice(32)}»\n`,
      client: 'offline',
    },
    // One rule speaks, not two.
    { rule: 'access-key-format', severity: 'hint', text: `[Auth]\naccesskey = ${key.slice(32)}\n` },
    {
      rule: 'key-under-version-control',
      severity: 'warning',
      text: `[Auth]\naccesskey = «${key}»\n#AccesKey: "«${key}»"\n[Network]\naccess_key=«${key}» # ours\n`,
      facts: versioned,
      message: /history|copy of the repository/,
    },
    {
      rule: 'key-under-version-control',
      severity: 'warning',
      text: `accesskey=«${key}»`,
      facts: versioned,
      isTemplate: true,
    },
    {
      rule: 'world-readable-secret',
      severity: 'information',
      text: `[Auth]\naccesskey = «${key}»\n`,
      facts: { mode: 0o100644 },
      message: /mode of the file is 0644/,
    },
    {
      rule: 'world-readable-secret',
      severity: 'information',
      text: '[Network]\nhttps_proxy = http://«a:b»@proxy:3128\n',
      facts: { mode: 0o604 },
    },
  ]);
});

describe('the way to the server', () => {
  testFindings([
    { rule: 'proxy-tls-scheme', severity: 'information', text: '[Network]\nhttps_proxy = «HTTPS://»proxy:3128\n' },
    {
      rule: 'proxy-without-port',
      severity: 'warning',
      text: '[Network]\nhttps_proxy = http://«proxy»\n',
      message: /1080/,
    },
    { rule: 'proxy-without-port', severity: 'warning', text: '[Network]\nhttps_proxy = «proxy.example.com»/\n' },
    { rule: 'proxy-without-port', severity: 'warning', text: '[Network]\nhttps_proxy = http://a:b@«[2001:db8::1]»\n' },
    {
      rule: 'proxy-without-port',
      severity: 'information',
      text: '[Network]\nhttps_proxy = https://«proxy»\n',
      message: /443/,
    },
    {
      rule: 'proxy-credentials',
      severity: 'hint',
      text: '[Network]\nhttps_proxy = http://«a:p%%40ss@x-y»@proxy:3128\n',
    },
    {
      rule: 'proxy-credentials',
      severity: 'hint',
      text: '[Network]\nhttps_proxy = «a:b»@proxy:1\n',
      client: 'offline',
    },
    {
      rule: 'proxy-credentials',
      severity: 'warning',
      text: '[Network]\nhttps_proxy = socks5://«a:b»@proxy\n',
      facts: versioned,
      message: /version control/,
    },
    {
      rule: 'non-default-repo-url',
      severity: 'warning',
      text: `[Network]\nupdate_repo_url = «${repository}/»\n`,
      message: /Only a slash at its end/,
    },
    {
      rule: 'non-default-repo-url',
      severity: 'warning',
      text: '[Network]\nupdate_repo_url = «https://Updates.ksplice.com/update-repository»\n',
      message: /case tells/,
    },
    {
      rule: 'non-default-repo-url',
      severity: 'hint',
      text: '[Network]\nupdate_repo_url = «https://uptrack.example.com/update-repository»\n',
      message: /local one/,
    },
    {
      rule: 'oci-legacy-host',
      severity: 'information',
      text: '[Network]\nupdate_repo_url = https://«oraclecloud-updates-ksplice.oracle.com»/update-repository\n',
      message: /<region>\.oci\.oraclecloud\.com.*us-phoenix-1\.oci\.oracle\.com/,
    },
    { rule: 'legacy-option', severity: 'hint', text: '[«Network»]\nhttps_proxy =\n', message: /packaged file says no/ },
  ]);

  it('restores the default', () => {
    const text = `[Network]\nupdate_repo_url = ${repository}/\n`;
    const [fix] = findingsOf('non-default-repo-url', text)[0]?.fixes ?? [];
    expect(fix).toMatchObject({ preferred: true, safe: false });
    expect(applyEdits(text, fix?.edits ?? [])).toBe(`[Network]\nupdate_repo_url = ${repository}\n`);
  });

  it('adds what the packaged file says', () => {
    const text = '[Network]\nhttps_proxy =\n\n[Settings]\n';
    const [fix] = findingsOf('legacy-option', text)[0]?.fixes ?? [];
    expect(applyEdits(text, fix?.edits ?? [])).toBe(
      '[Network]\nhttps_proxy =\ngconf_proxy_lookup = no\n\n[Settings]\n',
    );
  });
});

describe('options and their client', () => {
  testFindings([
    {
      rule: 'effective-version-format',
      severity: 'warning',
      text: '[Settings]\neffective_version = «5.15.0-206.153.7.1.el9uek.x86_64»\n',
      client: 'offline',
      message: /No update has this level/,
    },
    {
      rule: 'effective-version-format',
      severity: 'warning',
      text: '[Settings]\neffective_version = «5.15.0.x86_64 #2 SMP Wed»\n',
      client: 'offline',
    },
    {
      rule: 'effective-version-pinned',
      severity: 'hint',
      text: `[Settings]\n«effective_version» = ${level}\n`,
      client: 'offline',
    },
    {
      rule: 'undocumented-option',
      severity: 'hint',
      text: '[Auth]\n«use_hw_uuid» = no\n[Settings]\n«hostname_override_file» = /etc/x\n«suppress_ip» = no\n«no_rmmod» = no\n«debug_to_server» = no\nautoinstall = no\n',
    },
    {
      rule: 'offline-option-on-online-client',
      severity: 'information',
      text: `[Settings]\n«skip_apply_after_pkg_install» = true\n«effective_version» = ${level}\n`,
      message: /set its client to offline/,
    },
    {
      rule: 'online-option-on-offline-client',
      severity: 'information',
      text: `[Network]\n«https_proxy» = http://proxy:3128\n«update_repo_url» = ${repository}\ngconf_proxy_lookup = no\n`,
      client: 'offline',
    },
  ]);
});

describe('where the file stands', () => {
  testFindings([
    {
      rule: 'managed-file',
      severity: 'information',
      text: '[Auth]\n  «# This file is MANAGED BY puppet!»\n# Managed by Chef\n',
      message: /^Puppet writes/i,
    },
    { rule: 'managed-file', severity: 'information', text: '«# Ansible managed»\n', message: /^Ansible writes/ },
    {
      rule: 'managed-file',
      severity: 'information',
      text: '«; Generated by Chef for web-1»\n',
      message: /^Chef writes/,
    },
    {
      rule: 'managed-file',
      severity: 'information',
      text: '«# Auto-generated, do not edit»\n',
      message: /^A program writes/,
    },
    {
      rule: 'misplaced-exploit-setting',
      severity: 'warning',
      text: '[«email»]\nrecipients = root\n[«Actions»]\ndefault = ignore\n',
    },
    {
      rule: 'misplaced-exploit-setting',
      severity: 'warning',
      text: '[Known-Exploit-Detection]\nenabled = yes\n«recipients»: root\n«CVE-2021-22543» = report\n',
      message: /log-known-exploit\.conf/,
    },
    {
      rule: 'disable-file-present',
      severity: 'warning',
      text: '# c\n«[Settings]»\n',
      facts: { disableFileBeside: true },
      message: /exit code 1\)/,
    },
  ]);
});
