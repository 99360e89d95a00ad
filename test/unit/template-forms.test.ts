/** Whole templates in one awkward form each: what is right in some rendering is no mistake, and what is wrong in all of them is. */
import { describe, expect, it } from 'vitest';
import { formOf } from '../../server/src/config/filename.ts';
import { dialects, get, read, type Value } from '../../server/src/config/reader.ts';
import { parse } from '../../server/src/config/syntax.ts';
import { auth, findings } from './rules/check.ts';

const selections = [dialects, ...dialects.map((dialect) => [dialect])];

/** [rule, line] */
const places = (name: string, text: string, selection = dialects): (readonly [rule: string, line: number])[] =>
  findings(text, { ...formOf(name), dialects: selection }).map(({ rule, span }) => [
    rule,
    text.slice(0, span.start).split('\n').length,
  ]);

const head = { erb: '[Auth]\naccesskey = <%= @key %>\n', j2: '[Auth]\naccesskey = {{ key }}\n' };

describe('no mistake', () => {
  it.each([
    [
      'two headers on a line',
      'x.erb',
      `${head.erb}<% if @x %>[Settings]<% else %>[Network]<% end %>\nautoinstall = yes\nhttps_proxy =\n`,
    ],
    ['two headers in Puppet', 'x.epp', `${auth}<% if $x { %>[Network]<% } else { %>[User]<% } %>\nautoinstall = no\n`],
    [
      'two headers in Jinja2',
      'x.j2',
      `${head.j2}{% if x %}[User]{% else %}[Network]{% endif %}\n\nautoinstall = yes\n`,
    ],
    ['two headers, of which one is empty', 'x.j2', `${head.j2}[User]\n{%if x%}[Settings]{%endif%}\nautoinstall = no\n`],
    [
      'two headers on lines',
      'x.j2',
      `${head.j2}{% if x %}\n[Settings]\n{% else %}\n[User]\n{% endif %}\nautoinstall = no\n`,
    ],
    ['a header in a condition', 'x.tmpl', `${auth}[User]\n{{ if .X }}[Settings]{{ end }}\nautoinstall = yes\n`],
    ['a header twice, once in a condition', 'x.tmpl', `${auth}{{ if .X }}[Settings]{{ end }}\n[Settings]\n`],
    ['the access key in a condition', 'x.j2', '{% if x %}[Auth]{% else %}[User]{% endif %}\naccesskey = x\n'],
    ['a line that is a comment in a condition', 'x.erb', '[Auth]\n<% if @x %># <% end %>accesskey = <%= @key %>\n'],
    [
      'tags in comments',
      'x.erb',
      `${head.erb}[Settings]\n# <% if @a %>\nautoinstall = yes\n# <% else %>\nautoinstall = no\n# <% end %>\n`,
    ],
    [
      'sections between tags in comments',
      'x.j2',
      '# {% if a %}\n[Settings]\nautoinstall = yes\n# {% else %}\n[Settings]\n# {% endif %}\n[Auth]\naccesskey = {{ key }}\n',
    ],
    [
      'lines of Ruby',
      'x.erb',
      `${head.erb}[Network]\n% if @a\nhttps_proxy = None\n%else\nhttps_proxy =\n% end\n%# x: y\ngconf_proxy_lookup = no\n`,
    ],
    ['a loop in lines of Ruby', 'x.erb', `${head.erb}[Settings]\n% @all.each do |a|\n<%= a %> = yes\n% end\n`],
    [
      'indentation that a tag above takes away',
      'x.j2',
      `${head.j2}[Settings]\n{% if a -%}\n\n    autoinstall = yes\n{% endif %}\n`,
    ],
    [
      'all white space taken away',
      'x.tmpl',
      `${auth}[Settings]\n{{ if .A -}}\n  autoinstall = yes\n{{- else -}}\n  autoinstall = no\n{{- end }}\n`,
    ],
    [
      'a value that goes on behind a mark',
      'x.j2',
      `${head.j2}[Network]\nhttps_proxy = http://a\n {%- if b %}:{{ b }}{% endif %}\n\n`,
    ],
    [
      'a value over lines of tags',
      'x.j2',
      `${head.j2}[Network]\nhttps_proxy = {{ a }}://\n  {{- b -}}\n  :{{ c }}\n[Settings]\n`,
    ],
    [
      'branches of a value on lines',
      'x.j2',
      `${head.j2}[Network]\nhttps_proxy = {% if a %}\nhttp://{{ a }}:1\n{% else %}\nNone\n{% endif %}\ngconf_proxy_lookup = no\n`,
    ],
    [
      'blocks in branches of a value',
      'x.j2',
      `${head.j2}[Settings]\nautoinstall = {% if a %}\n{% if b %}\nyes\n{% endif %}\n{% else %}\nno\n{% endif %}\n`,
    ],
    [
      'text that is kept for later',
      'x.j2',
      `{% set a %}http://{{ b }}:1{% endset %}\n${head.j2}[Network]\nhttps_proxy = {{ a }}\n`,
    ],
    ['a macro before the first section', 'x.j2', `{% macro a(b) %}\nautoinstall = {{ b }}\n{% endmacro %}\n${head.j2}`],
    ['options behind text from elsewhere', 'x.erb', `${head.erb}[Network]\n<%= @more %>\nautoinstall = yes\n`],
    [
      'parts of names',
      'x.j2',
      `${head.j2}[{{ a }}]\nautoinstall = yes\n[Known-{{ b }}]\n{{ c }}_proxy = None\nssl_{{ d }} =\n`,
    ],
    ['branches in names', 'x.j2', `${head.j2}[{% if a %}User{% else %}Settings{% endif %}]\nautoinstall = no\n`],
    ['names of envsubst', 'x.in', '[Auth]\naccesskey = $KEY\n[Settings]\nautoinstall = $AUTOINSTALL\n'],
    [
      'directives of Terraform',
      'x.tpl',
      `${auth}[Network]\n%{ if a != "" ~}\nhttps_proxy = \${a}\n%{ else ~}\nhttps_proxy = None\n%{ endif ~}\n`,
    ],
    ['text behind a header in one branch', 'x.j2', `${head.j2}[Settings] {{ a }}\nautoinstall = no\n`],
  ])('%s', (_, name, text) => {
    for (const selection of selections) expect(places(name, text, selection)).toEqual([]);
  });
});

describe('a mistake, whatever is rendered', () => {
  it.each([
    ['unknown-key', 'x.j2', `${head.j2}[Settings]\n{% if a %}\nautoinstal = yes\n{% endif %}\n`, 5],
    ['unknown-key', 'x.j2', `${head.j2}[Settings]\n{% if a %}\nautoinstall = yes\n{% endif %}\nautoinstal = yes\n`, 7],
    ['unknown-key', 'x.j2', '{% if a %}\n[Auth]\n{% else %}\n[Auth]\n{% endif %}\naccesskye = x\n', 6],
    ['unknown-key', 'x.erb', `${head.erb}[Settings]\n% if @a\nautoinstal = yes\n% end\n`, 5],
    ['unknown-key', 'x.erb', `${head.erb}[Settings]\n% autoinstall = yes\n`, 4],
    ['missing-delimiter', 'x.erb', `${head.erb}[Settings]\n% done\n`, 4],
    // Only ERB takes such a line for its own.
    ['missing-delimiter', 'x.j2', `${head.j2}[Settings]\n% if a\n`, 4],
    ['missing-delimiter', 'x.erb', `${head.erb}[Settings]\n % if a\n`, 4],
    ['accidental-continuation', 'x.j2', `${head.j2}[Settings]\nautoinstall = yes\n  {{ a }} = b\n`, 5],
    [
      'accidental-continuation',
      'x.j2',
      `${head.j2}[Settings]\nautoinstall = yes\n{% if a %}\n  no_rmmod = yes\n{% endif %}\n`,
      6,
    ],
    [
      'accidental-continuation',
      'x.erb',
      `${head.erb}[Settings]\nautoinstall = yes\n<% if @a -%>\n  no_rmmod = yes\n<% end -%>\n`,
      6,
    ],
    [
      'duplicate-key',
      'x.j2',
      `${head.j2}[Settings]\n{% if a %}\nautoinstall = yes\nautoinstall = no\n{% endif %}\n`,
      6,
    ],
    ['text-after-section-header', 'x.j2', `${head.j2}[Settings] auto {{ a }}\n`, 3],
    ['key-in-wrong-section', 'x.j2', `${head.j2}{% if a %}[Network]{% endif %}\n[User]\nautoinstall = yes\n`, 5],
  ])('%s in %s: %j', (rule, name, text, line) => {
    expect(places(name, text)).toContainEqual([rule, line]);
  });
});

describe.each(dialects)('what dialect %s reads of a value behind branches', (dialect) => {
  const unknown: Value = { kind: 'unknown' };
  const text = (value: string): Value => ({ kind: 'text', text: value });

  it.each<[string, string, Value | undefined, Value | undefined]>([
    ['two headers on lines', '[A]\n{% if x %}\n[B]\n{% endif %}\nk = v\n', unknown, unknown],
    ['two headers on a line', '{% if x %}[A]{% else %}[B]{% endif %}\nk = v\n', unknown, undefined],
    ['one header in all branches', '{% if x %}\n[A]\n{% else %}\n[A]\n{% endif %}\nk = v\n', text('v'), undefined],
    ['one header in the only branch', '{% if x %}\n[A]\n{% endif %}\nk = v\n', text('v'), undefined],
    ['a header behind them', '{% if x %}\n[A]\n{% endif %}\n[B]\nk = v\n', undefined, text('v')],
    ['a value of more than one line', '[A]\nk = {% if x %}\na = b\n{% endif %}\n[B]\nk = v\n', unknown, text('v')],
    ['an indented line behind a mark', '[A]\n{% if x -%}\n   k = v\n{% endif %}\n', text('v'), undefined],
    ['more of a value behind a mark', '[A]\nk = v\n{%- if x %}w{% endif %}\n[B]\nk = w\n', unknown, text('w')],
  ])('%s', (_, template, a, b) => {
    const reading = read(parse(template, true), dialect);
    expect(reading.error).toBeNull();
    expect([get(reading, 'A', 'k'), get(reading, 'B', 'k')]).toEqual([a, b]);
  });
});
