/** The documents of the benchmarks are what they are said to be: equivalent, with one error. */
import { parse } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { Analysis } from '../../../server/src/analysis.ts';
import { check } from '../../../server/src/rules/index.ts';
import { sampleOf, values } from '../../bench/samples.ts';

const schema = 'file:///schema.json';

describe.each([30, 500, 6000])('%i lines', (lines) => {
  const conf = sampleOf('conf', lines, schema);

  it('has one error, which the right value takes away', () => {
    expect(check(new Analysis(conf.text)).map(({ rule }) => rule)).toEqual(['invalid-boolean']);
    expect(check(new Analysis(conf.text.replace(values.wrong, values.right)))).toEqual([]);
  });

  it.each(['conf', 'yaml', 'json', 'toml'] as const)('%s: as many lines and options as the others', (notation) => {
    const { text, options, name, value } = sampleOf(notation, lines, schema);
    const all = text.split('\n').slice(0, -1);
    expect(all.length).toBe(lines);
    expect(options).toBe(conf.options);
    expect(text.match(/^\s*"?(key_\d|accesskey|\w+_on_reboot|autoinstall)"?\s*[:=]/gm)?.length).toBe(options);
    expect(all[name.line]?.slice(name.character)).toMatch(/^_on_reboot/);
    expect(all[value.line]?.slice(value.character)).toMatch(/^maybe/);
  });
});

it('writes JSON with comments that can be read, with the same values', () => {
  const read = parse(sampleOf('json', 30, schema).text) as Record<string, unknown>;
  expect(read.$schema).toBe(schema);
  expect(read.Settings).toEqual({ install_on_reboot: 'yes', upgrade_on_reboot: 'yes', autoinstall: values.wrong });
});
