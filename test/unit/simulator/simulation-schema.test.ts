/** The JSON schema of results: whatever is simulated fits it, and nothing else does. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Analysis, defaultContext } from '../../../server/src/analysis.ts';
import { simulate } from '../../../server/src/simulator/branches.ts';
import type { Host } from '../../../server/src/simulator/host.ts';
import type { Simulation } from '../../../server/src/simulator/outcome.ts';
import { simulationJsonSchema } from '../../../server/src/simulator/outcome-schema.ts';
import { hostOf as sampleHost, samples } from '../../../server/src/simulator/samples.ts';
import { cli } from '../cli/cli.ts';
import { hostOf } from './fixture.ts';
import { accepts, broken, demandsOf, problems, readSchema } from './json-schema.ts';
import { analysisOfCase, caseIds, hostOfCase } from './power-loss-cases.ts';

const schema = readSchema('docs/simulation.schema.json');

const isTemplate = { ...defaultContext, isTemplate: true };
const template = new URL('../../fixtures/templates/puppet-guarded/uptrack.conf.erb', import.meta.url);
const analyses: Readonly<Record<string, Analysis>> = {
  'the defaults': analysisOfCase('PL-01'),
  'install_on_reboot off': analysisOfCase('PL-07'),
  'a file that no Python reads': analysisOfCase('PL-74'),
  'a file that only Python 2 reads': new Analysis('[Settings]\nautoinstall = yes\nautoinstall = no\n'),
  'a template': new Analysis(readFileSync(template, 'utf8'), isTemplate),
  'a template of every switch': new Analysis(
    ['install_on_reboot', 'upgrade_on_reboot', 'autoinstall', 'cron_output_error']
      .map((name) => `${name} = <%= @${name} %>\n`)
      .reduce((text, line) => text + line, '[Settings]\n'),
    isTemplate,
  ),
  'a template of the level': new Analysis(
    '[Settings]\nupgrade_on_reboot = yes\neffective_version = <%= @level %>\n',
    isTemplate,
  ),
};

/** Also the boots after the next one. */
const withNextBoots = (host: Host): Host => ({
  ...host,
  nextBoots: [{ after: 'reboot' }, { after: 'cut', disableFile: true }, { after: 'cut', network: 'down' }],
});
const hosts: Readonly<Record<string, Host>> = {
  ...Object.fromEntries(samples.map((sample) => [sample.id, withNextBoots(sampleHost(sample))])),
  'a torn plan that nobody replaces': hostOf({
    host: { cut: { during: 'write-plan', leaves: 'torn' }, nextBoots: [{}] },
    boot: { network: 'down' },
  }),
  'a host that does not boot': hostOf({ K1: { onDisk: 'mixed' }, K0: { onDisk: 'absent' } }),
};

/** As a program gets it. */
const printed = (analysis: Analysis, host: Host): unknown =>
  JSON.parse(JSON.stringify(simulate(analysis.effectives, host)));

const results: readonly (readonly [string, unknown])[] = [
  ...caseIds.map((id) => [id, printed(analysisOfCase(id), hostOfCase(id))] as const),
  ...Object.entries(hosts).flatMap(([name, host]) =>
    Object.entries(analyses).map(([file, analysis]) => [`${name} with ${file}`, printed(analysis, host)] as const),
  ),
];

describe('the JSON schema of a simulation', () => {
  it('is that of the types', () => {
    // Else run: node scripts/schemas.mjs
    expect(schema).toEqual(simulationJsonSchema());
  });

  it.each(results)('takes %s', (_name, result) => {
    expect(problems(schema, result)).toEqual([]);
  });

  it('takes what the command line prints', async () => {
    const { out } = await cli(['simulate', '--host', 'sample:ol6-uek4', '--format', 'json']);
    expect(problems(schema, JSON.parse(out))).toEqual([]);
  });

  it('is of results with several outcomes, and with boots that follow', () => {
    const [, result] =
      results.find(([name]) => name === 'ubuntu-22.04 with a template of every switch') ?? expect.fail();
    const { outcomes } = result as Simulation;
    expect(outcomes.length).toBeGreaterThan(4);
    for (const { nextBoots } of outcomes) expect(nextBoots).toHaveLength(3);
  });

  it('refuses results without a field that is required, with another field or with another value', () => {
    const all = broken(
      schema,
      results.map(([, result]) => result),
    );
    for (const [demand, result] of all) if (accepts(schema, result)) expect.fail(demand);
    expect(new Set(all.keys())).toEqual(new Set(demandsOf(schema)));
  });
});
