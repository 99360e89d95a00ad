import { describe, expect, it } from 'vitest';
import { isLineStatement, isStatement, stepOf, type Step } from '../../../server/src/config/tags.ts';

const whole = (text: string) => ({ start: 0, end: text.length });

describe('a tag', () => {
  it.each([
    ['<% if @a %>', 'opens'],
    ['<%- unless @a -%>', 'opens'],
    ['<% case @a\n   when 1 -%>', 'opens'],
    ['<% @a.sort.each do |name, value| -%>', 'opens'],
    ['<% @a.each { |x| %>', 'opens'],
    ['<% $a.each |$name, $value| { -%>', 'opens'],
    ['<% if $a { -%>', 'opens'],
    ['<% x = if @a %>', 'opens'],
    ['<%\n  require "json"\n  @a.each do |x|\n-%>', 'opens'],
    ['<% else %>', 'else'],
    ['<% } else { %>', 'else'],
    ['<% elsif @b %>', 'switches'],
    ['<% } elsif $b { %>', 'switches'],
    ['<% when 2 -%>', 'switches'],
    ['<% end -%>', 'closes'],
    ['<% } -%>', 'closes'],
    ['<% x = 1 if @a %>', null],
    ['<% if @a then x = 1 end %>', null],
    ['<%\n  if @a\n    x = 1\n  else\n    x = 2\n  end\n-%>', null],
    ['<% x = { "a" => 1 } %>', null],
    ['<%# if @a %>', null],
    ['<%= @a ? "if" : "end" %>', null],
    ['% if @a', 'opens'],
    ['% @a.each do |x|', 'opens'],
    ['% else', 'else'],
    ['%end', 'closes'],
    ['%# if @a', null],
    ['{% if a %}', 'opens'],
    ['{%- for a in b -%}', 'opens'],
    ['{% elif a %}', 'switches'],
    ['{%- else -%}', 'else'],
    ['{% endif %}', 'closes'],
    ['{% end %}', 'closes'],
    ['{% set a = 1 %}', null],
    ['{# if #}', null],
    ['{{#a}}', 'opens'],
    ['{{^a}}', 'opens'],
    ['{{else}}', 'else'],
    ['{{^}}', 'else'],
    ['{{else if a}}', 'switches'],
    ['{{/a}}', 'closes'],
    ['{{! a }}', null],
    ['{{- if .A }}', 'opens'],
    ['{{ range $k, $v := .A -}}', 'opens'],
    ['{{- else -}}', 'else'],
    ['{{ end }}', 'closes'],
    ['{{- /* if */ -}}', null],
    ['{{ end_date }}', null],
    ['%{ if a ~}', 'opens'],
    ['%{ else }', 'else'],
    ['%{~ endif ~}', 'closes'],
    ['${a}', null],
    ['@A@', null],
  ] satisfies [string, Step][])('%j: %s', (text, step) => {
    expect(stepOf(text, whole(text))).toBe(step);
  });

  it.each([
    ['<% x %>', true],
    ['<%# x %>', true],
    ['<%= x %>', false],
    ['% if x', true],
    ['{% include "x" %}', true],
    ['{# x #}', true],
    ['{{ x }}', false],
    ['{{{x}}}', false],
    ['{{> x}}', false],
    ['{{#x}}', true],
    ['{{! x }}', true],
    ['{{ with .X }}', true],
    ['{{ with | length }}', false],
    ['{{ $x := 1 }}', true],
    ['{{ $x }}', false],
    ['{{ end | date }}', false],
    ['%{ for x in y }', true],
    ['${x}', false],
    ['$X', false],
    ['@X@', false],
  ])('%j is a statement: %s', (text, expected) => {
    expect(isStatement(text, whole(text))).toBe(expected);
  });
});

describe('a line that starts with a percent sign', () => {
  it.each<readonly [string, boolean]>([
    ...['if', 'unless', 'else', 'elsif', 'end', 'case', 'when', 'for', 'while', 'until', 'begin'].map(
      (word) => [`% ${word} x`, true] as const,
    ),
    ['%if @a', true],
    ['%\telse', true],
    ['%# a comment', true],
    ['% @a.each do |x|', true],
    ['% loop do  ', true],
    ['% key = value', false],
    ['% ifs = 1', false],
    ['% end_of_life = no', false],
    ['% 50', false],
    ['% undo', false],
    ['%', false],
  ])('%j is Ruby: %s', (line, expected) => {
    expect(isLineStatement(line)).toBe(expected);
  });
});
