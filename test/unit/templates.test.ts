/** Templates, written after the forms in which administrators keep this file; each reads as its rendered files would. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formOf, isTemplateName } from '../../server/src/config/filename.ts';
import { options } from '../../server/src/config/options.ts';
import { dialects } from '../../server/src/config/reader.ts';
import { auth, findings, findingsOf } from './rules/check.ts';

const folder = new URL('../fixtures/templates/', import.meta.url);
const templates = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.includes('uptrack.conf.'))
  .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));

/** [rule, line] of what stays wrong after rendering; all other templates have nothing. */
const expected: Readonly<Record<string, readonly (readonly [rule: string, line: number])[]>> = {
  // Written whatever the attributes are: no certificates, no connection.
  'chef/uptrack.conf.erb': [['empty-ssl-ca-path', 9]],
};

const selections = [dialects, ...dialects.map((dialect) => [dialect])];

const places = (text: string, selection = dialects, name = 'x.j2'): (readonly [rule: string, line: number])[] =>
  findings(text, { ...formOf(name), dialects: selection }).map(({ rule, span }) => [
    rule,
    text.slice(0, span.start).split('\n').length,
  ]);

describe.each(templates)('$name', ({ name, text }) => {
  it('has the name of a template', () => {
    expect(isTemplateName(name)).toBe(true);
  });

  it.each(selections)('has no findings but those expected (%j, …)', (...selection) => {
    expect(places(text, selection, name)).toEqual(expected[name] ?? []);
  });

  it('has none with line ends of Windows', () => {
    const found = places(text.replaceAll('\n', '\r\n'), dialects, name).filter(
      ([rule]) => rule !== 'crlf-line-endings',
    );
    expect(found).toEqual(expected[name] ?? []);
  });

  /** [rule, lines behind the end, which of them it is found on]. */
  const mistakes = [
    ['unknown-key', '[User]\nyum_userspace_ksplice_repo_nam = x\n', 2],
    ['unknown-section', '[Uzer]\n', 1],
    ['key-in-wrong-section', '[User]\nautoinstall = yes\n', 2],
    ['duplicate-key', '[User]\nyum_userspace_ksplice_repo_name = x\nyum_userspace_ksplice_repo_name = y\n', 3],
    ['unterminated-section-header', '[User\n', 1],
    ['accidental-continuation', '[User]\nyum_userspace_ksplice_repo_name = x\n  more = y\n', 3],
    ['missing-delimiter', '[User]\nyum_userspace_ksplice_repo_name\n', 2],
    ['invalid-boolean', '[Known-Exploit-Detection]\n[Settings]\nno_rmmod = perhaps\n', 3],
  ] as const;
  const last = text.split('\n').length - 1;

  it.each(mistakes)('%s is found behind it', (rule, lines, line) => {
    expect(places(text + lines, dialects, name)).toContainEqual([rule, last + line]);
  });
});

it('there are at least eight, in each of the languages', () => {
  expect(templates.length).toBeGreaterThanOrEqual(8);
  const suffixes = templates.map(({ name }) => name.replace(/.*\./, ''));
  expect([...new Set(suffixes)].sort()).toEqual(['epp', 'erb', 'in', 'j2', 'jinja2', 'mustache', 'tmpl', 'tpl']);
});

describe('a mistake in the template itself is found', () => {
  const guarded = templates.find(({ name }) => name.startsWith('puppet-guarded'))?.text ?? '';

  it.each([
    ['unknown-key', 'install_on_reboot = <', 'instal_on_reboot = <'],
    ['unknown-key', 'upgrade_on_reboot = yes', 'upgrade_on_rebot = yes'],
    ['unknown-section', '[Settings]', '[Setings]'],
    ['unterminated-section-header', '[Settings]', '[Settings'],
    ['duplicate-key', 'upgrade_on_reboot = yes\n', 'upgrade_on_reboot = yes\nupgrade_on_reboot = no\n'],
  ])('%s: %j as %j', (rule, right, wrong) => {
    expect(guarded).toContain(right);
    expect(findingsOf(rule, guarded.replace(right, wrong), { isTemplate: true })).toHaveLength(1);
  });
});

describe('forms that render well', () => {
  it.each([
    ['branches on one line each', '<% if @a %>autoinstall = yes<% end %>\n<% unless @a %>autoinstall = no<% end %>\n'],
    ['branches that break lines', '<% if @a %>autoinstall = yes\n<% else %>autoinstall = no\n<% end %>\n'],
    ['branches in one line', '{% if a %}autoinstall = yes{% else %}autoinstall = no{% endif %}\n'],
    ['a value in branches', 'autoinstall = <% if @a -%>\nyes\n<%- else -%>\nno\n<%- end %>\nupgrade_on_reboot = no\n'],
    ['indentation that a mark eats', 'upgrade_on_reboot = no\n  <%- if @a -%>autoinstall = yes<%- end %>\n'],
    ['a value behind a tag over several lines', 'autoinstall = {{\n  a\n}}\nupgrade_on_reboot = no\n'],
    ['a tag that goes on', 'autoinstall = {{ a\n}}{{ b }}\n'],
    ['a tag and more', 'upgrade_on_reboot = <%= a ?\n b : c %>es\n'],
    ['braces in braces', "autoinstall = {{ {'a': {'b': 'yes'}}['a']['b'] }}\n"],
    ['defaults in defaults', 'autoinstall = ${A:-${B:-yes}}\n'],
    ['the end of a tag in quotes', "autoinstall = {{ '}}' if a else 'yes' }}\n"],
    ['an unknown key', '{{ a }} = b\n{{ a }} = c\n'],
    ['a comment tag that looks like a file', '{#\n[Settings]\nautoinstal = perhaps\n#}\n'],
  ])('%s', (_, lines) => {
    for (const selection of selections) expect(places(`${auth}[Settings]\n${lines}`, selection)).toEqual([]);
  });

  it.each([
    ['options behind an included section', "{% include 'auth.j2' %}\naccesskey = {{ key }}\n"],
    ['options of a block', "{% extends 'base.j2' %}\n{% block auth %}\naccesskey = {{ key }}\n{% endblock %}\n"],
    ['everything from elsewhere', '<%= epp("uptrack/all.epp") %>\n'],
  ])('%s', (_, text) => {
    for (const selection of selections) expect(places(text, selection)).toEqual([]);
  });
});

describe('a value that is not known', () => {
  const spans = [
    '<%= @a %>',
    '<%=\n  @a\n%>',
    '{{ a }}',
    '{% if a %}',
    '${A}',
    '@A@',
    '<% if @a %>',
    '{{ a | b("=") }}',
  ];
  const around = ['', 'yes', 'https://', '"', '%', '/', ':3128', '0123456789abcdef'.repeat(4)];

  it('is judged by no rule', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...options.filter(({ name }) => name !== 'accesskey')),
        fc.constantFrom(...around),
        fc.constantFrom(...spans),
        fc.constantFrom(...around),
        fc.constantFrom(...selections),
        ({ section, name }, before, span, behind, selection) => {
          const known = `${auth}[${section}]\n${name} = yes\n`.replace('[Auth]\nuse', 'use');
          const text = known.replace(/yes\n$/, `${before}${span}${behind}\n`);
          // What is said of the option whatever its value.
          const always = new Set(findings(known, { isTemplate: true, dialects: selection }).map(({ rule }) => rule));
          expect(places(text, selection).filter(([rule]) => !always.has(rule))).toEqual([]);
        },
      ),
    );
  });
});
