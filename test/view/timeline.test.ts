/** What the curve and the table of combinations are drawn from. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { otherLines, phasesOf, shadesOf } from '../../client/view/timeline.ts';
import { spanText } from '../../client/view/times.ts';
import { changes, combinationAfter, optionNames, whatIfRows } from '../../client/view/whatif.ts';
import { combinations } from './controls.ts';
import { previewOf } from './fixture.ts';

const preview = previewOf();

const someMoment = { id: '', group: '', groupLabel: '', label: '', evidence: 'client', source: '', results: [0] };

describe('times in words', () => {
  it.each([
    [[0, 0], '0 s'],
    [[48, 48], '48 s'],
    [[20, 90], '20–90 s'],
    [[0, 300], '0–5 min'],
    [[54, 220], '54 s–3.7 min'],
    [[1800, 14_400], '30 min–4 h'],
    [[120, 120.4], '2 min'],
  ] as const)('says %j as %s', (span, text) => {
    expect(spanText(span)).toBe(text);
  });
});

describe('the timeline', () => {
  const at = (id: string) => {
    const result = preview.results[preview.moments.find((one) => one.id === id)?.results[0] ?? -1];
    if (result === undefined) throw new Error(`No moment ${id}`);
    return { result, phases: phasesOf(preview, result) };
  };

  it('covers its width without gaps, each phase going on from the one before', () => {
    for (const result of preview.results) {
      const phases = phasesOf(preview, result);
      expect(phases[0]?.start).toBe(0);
      expect(phases.at(-1)?.end).toBeCloseTo(1, 9);
      for (const [i, phase] of phases.entries()) {
        if (i > 0) expect(phase.start).toBe(phases[i - 1]?.end);
        if (i > 1) expect(phase.from).toBe(phases[i - 1]?.to);
      }
    }
  });

  it('shades from the cut to the end of the stage that brings the updates back, or to the end', () => {
    const { result, phases } = at('apply-60');
    const start = (name: string) => phases.find((phase) => phase.name === name)?.start;
    expect(shadesOf(preview, phases, result.exposure)).toEqual([
      { start: start('boot'), end: start('network'), missing: 82 },
      { start: start('network'), end: 1, missing: 60 },
    ]);
  });

  it('draws another outcome only from where it differs', () => {
    const { phases } = at('apply-60');
    expect(otherLines(phases, { early: 22, late: 22, cron: 22 })).toEqual([]);
    const lines = otherLines(phases, { early: 22, late: 157, cron: 157 });
    expect(lines[0]).toMatchObject({ x1: phases.find(({ name }) => name === 'late')?.start, from: 22, to: 157 });
    expect(lines.at(-1)).toMatchObject({ x2: expect.closeTo(1, 9) as number, from: 157, to: 157 });
  });

  it('ends where nothing starts', () => {
    expect(at('package-bootloader').phases.map(({ name }) => name)).toEqual(['before', 'nothing starts']);
  });
});

describe('what if', () => {
  const whatIf = preview.whatIfs[0];
  if (whatIf === undefined) throw new Error('There is a what-if');

  it('covers every combination with rows of its own outcome', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2), { minLength: 8, maxLength: 8 }), (outcomes) => {
        const whatIfs = [0, 1, 2].map((i) => ({ ...whatIf, headline: String(i) }));
        const made = { ...preview, combinations: combinations(false), whatIfs };
        const rows = whatIfRows(made, { ...someMoment, whatIf: outcomes });
        expect(rows.filter(({ isCurrent }) => isCurrent).length).toBeGreaterThan(0);
        for (const [i, { options }] of made.combinations.entries()) {
          const fitting = rows.filter((row) =>
            optionNames.every((name) => (row.options[name] ?? options[name]) === options[name]),
          );
          expect(fitting.length).toBeGreaterThan(0);
          for (const row of fitting) expect(row.whatIf.headline).toBe(String(outcomes[i]));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is one row where nothing makes a difference', () => {
    const same = { ...someMoment, whatIf: combinations(false).map(() => 0) };
    expect(whatIfRows(preview, same)).toMatchObject([{ options: {}, isCurrent: true, toSet: {} }]);
  });

  it('sets only what the file does not say, and of a template what it may not say', () => {
    const wanted = { install_on_reboot: 'yes', upgrade_on_reboot: 'no', autoinstall: 'yes' } as const;
    expect(changes(combinations(false), wanted)).toEqual({ autoinstall: 'yes' });
    expect(changes(combinations(true), wanted)).toEqual({ upgrade_on_reboot: 'no', autoinstall: 'yes' });
    const after = combinationAfter(combinations(false), { autoinstall: 'yes' });
    expect(combinations(false)[after ?? -1]?.options).toEqual(wanted);
  });
});
