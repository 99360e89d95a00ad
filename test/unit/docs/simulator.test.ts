/** The tables of the page about the simulator say what the tables of the simulator say. */
import { describe, expect, it } from 'vitest';
import { evidenceLevels, evidenceText } from '../../../server/src/config/evidence.ts';
import { sourceTexts } from '../../../server/src/config/sources.ts';
import { assumptionLabels, evidenceOf } from '../../../server/src/simulator/assumptions.ts';
import { promises } from '../../../server/src/simulator/claims.ts';
import { conditionsOf } from '../../../server/src/simulator/conditions.ts';
import { defaultConfig } from '../../../server/src/simulator/config.ts';
import { exclusions, noSuchUpdate } from '../../../server/src/simulator/exclusions.ts';
import { verdictTexts } from '../../../server/src/simulator/explore-report.ts';
import { defaultAssumptions } from '../../../server/src/simulator/host-schema.ts';
import { verdicts } from '../../../server/src/simulator/outcome.ts';
import { hostOf, samples } from '../../../server/src/simulator/samples.ts';
import { cacheDimension, conditionDimensions, failingDimension } from '../../../server/src/simulator/scenario.ts';
import { dimensionsOf, spaceOf } from '../../../server/src/simulator/space.ts';
import { pageOf, plain, sectionOf, tableIn } from './pages.ts';

const page = pageOf('docs/simulator.md');
const column = (section: string, index: number) => tableIn(page, section).map((row) => row[index]);

const [sample] = samples;
if (sample === undefined) throw new Error('no samples');
const host = { ...hostOf(sample), client: 'online' as const };

describe('conditions', () => {
  const conditions = conditionsOf(host);
  const dimensions = conditionDimensions(host, null);

  it('are those of the form, in its order', () => {
    expect(tableIn(page, 'Conditions').map(([label, id]) => [label, id])).toEqual(
      conditions.map(({ id, label }) => [label, id]),
    );
  });

  it.each(dimensions.map(({ id, values }) => [id, values] as const))(
    '%s has its values, the harmless one first',
    (id, values) => {
      const row = tableIn(page, 'Conditions').find(([, name]) => name === id);
      expect(row?.[2]?.split(', ')).toEqual(values.map((value) => `${value.label} (${value.id})`));
    },
  );
});

describe('assumptions', () => {
  const defaults = Object.entries(defaultAssumptions);

  it('are all of them, with their defaults', () => {
    expect(tableIn(page, 'Assumptions').map(([name, value]) => [name, JSON.parse(value ?? '') as unknown])).toEqual(
      defaults,
    );
  });

  it('that decide what happens say so in the words of a result', () => {
    const rows = new Map(
      tableIn(page, 'Assumptions').map(([name = '', , text, evidence]) => [name, { text, evidence }]),
    );
    for (const [name, evidence] of Object.entries(evidenceOf)) {
      expect(rows.get(name)).toEqual({ text: assumptionLabels[name], evidence });
    }
    expect(rows.get('recordfailSeconds')?.text).toContain(assumptionLabels.recordfailSeconds);
  });
});

it('the picture shows the times that are assumed', () => {
  const picture = pageOf('docs/images/boot-timeline.svg').text;
  const { secondsToEarlyStage, secondsPerUpdate, secondsToNetwork, secondsToDownload, cronPeriodMinutes } =
    defaultAssumptions;
  for (const [range, unit] of [
    [secondsToEarlyStage, ' s<'],
    [secondsPerUpdate, ' s an update<'],
    [secondsToNetwork, ' s<'],
    [secondsToDownload, ' s + updates<'],
    [cronPeriodMinutes, ' min<'],
  ] as const) {
    expect(picture).toContain(`>${range.join('–')}${unit}`);
  }
});

describe('verdicts', () => {
  it('are all of them', () => {
    expect(new Set(column('Verdicts', 0))).toEqual(new Set(verdicts));
    for (const [verdict, text] of tableIn(page, 'Verdicts')) {
      expect(text).toBe(verdictTexts[verdict as keyof typeof verdictTexts]);
    }
  });

  it('stand in the order of the specification, the first that fits', () => {
    expect(column('Verdicts', 0)).toEqual([
      'does-not-boot',
      'nothing-to-install',
      'upgraded',
      'unpatched',
      'restored',
      'partly-restored',
    ]);
  });
});

it('evidence levels are all of them, strongest first, in the words of the product', () => {
  expect(tableIn(page, 'How well it is known')).toEqual(evidenceLevels.map((level) => [level, evidenceText[level]]));
});

it('sources are all of them, in the words of the product', () => {
  expect(tableIn(page, 'Sources')).toEqual(Object.entries(sourceTexts));
});

describe('what explore enumerates', () => {
  const section = 'All scenarios: `explore`';

  it('has every dimension', () => {
    const config = { ...defaultConfig, hostnameFile: true };
    const dimensions = dimensionsOf(spaceOf(host, [{ assuming: {}, config }]));
    const ofTable = tableIn(page, section).map(([id, label]) => [id, label]);
    const ofConditions = tableIn(page, 'Conditions')
      .slice(1)
      .map(([label, id]) => [id, label]);
    expect([...ofTable, ...ofConditions]).toEqual(dimensions.map(({ id, label }) => [id, label]));
  });

  it('has every state of the cache', () => {
    const row = tableIn(page, section).find(([id]) => id === cacheDimension.id);
    expect(row?.[2]?.split('; ')).toEqual(cacheDimension.values.map(({ id, label }) => `${label} (${id})`));
  });

  it('has every update that may fail', () => {
    const cell = tableIn(page, section).find(([id]) => id === failingDimension.id)?.[2];
    for (const words of failingDimension.values.flatMap(({ label }) => label.split(', ')))
      expect(cell).toContain(words);
  });

  it('has every exclusion, in the order in which they count', () => {
    expect(tableIn(page, section, 1)).toEqual([...exclusions, noSuchUpdate].map(({ id, reason }) => [id, reason]));
  });

  it('has every promise', () => {
    const items = [...sectionOf(page, section).matchAll(/^- (.*)$/gm)].map(([, item = '']) => plain(item));
    expect(items).toEqual(promises.map(({ sentence }) => sentence));
  });
});
