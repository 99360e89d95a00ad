import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Condition, Moment, Preview } from '../../server/src/protocol.ts';
import { countUnlisted, rowsOf, sorted } from '../../client/view/rows.ts';
import { momentIndex } from '../../client/view/scene.ts';
import { initialState, messageFor, reduce, savedState } from '../../client/view/state.ts';
import type { Action, State } from '../../client/view/state.ts';
import { cellOf, momentAt, segmentAt, segmentsOf } from '../../client/view/strip.ts';
import { exploration } from './answers.ts';
import { previewOf } from './fixture.ts';
import { hosts } from './sample.ts';
import { asSent } from './stored.ts';

const preview = previewOf();

describe('the strip', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 8 });

  it('gives each moment its own place, in order, without gaps', () => {
    fc.assert(
      fc.property(sizes, (counts) => {
        const moments = momentsOf(counts);
        const segments = segmentsOf(moments);
        let end = 0;
        for (const index of moments.keys()) {
          const cell = cellOf(segments, index);
          expect(cell.start).toBeCloseTo(end, 9);
          expect(cell.end).toBeGreaterThan(cell.start);
          expect(momentAt(segments, (cell.start + cell.end) / 2)).toBe(index);
          end = cell.end;
        }
        expect(end).toBeCloseTo(1, 9);
      }),
      { numRuns: 30 },
    );
  });

  it('answers beyond its ends with the first and the last moment', () => {
    fc.assert(
      fc.property(sizes, fc.double({ min: 0, max: 5, noNaN: true }), (counts, beyond) => {
        const moments = momentsOf(counts);
        const segments = segmentsOf(moments);
        expect(momentAt(segments, -beyond)).toBe(0);
        expect(momentAt(segments, 1 + beyond)).toBe(moments.length - 1);
      }),
      { numRuns: 30 },
    );
  });

  it('leaves room for a group of one moment beside one of 300', () => {
    const segments = segmentsOf(momentsOf([1, 300, 5]));
    const [idle] = segments;
    expect(idle && idle.end - idle.start).toBeGreaterThan(0.08);
    expect(segmentAt(segments, 301)?.first).toBe(301);
  });

  function momentsOf(counts: readonly number[]): readonly Moment[] {
    return counts.flatMap((count, group) =>
      Array.from({ length: count }, (_, i) => ({
        id: `${group}-${i}`,
        group: String(group),
        groupLabel: '',
        label: '',
        evidence: 'client',
        source: '',
        whatIf: [],
        results: [0],
      })),
    );
  }
});

describe('the rows', () => {
  it('follow an update that is lost while it is applied', () => {
    const rows = rowsAt(preview, 'apply-60');
    expect(rows[0]).toMatchObject({ kind: 'back', cells: 'installed back back back' });
    expect(rows[22]).toMatchObject({ kind: 'missing', cells: 'installed missing missing missing' });
    expect(rows[22 + 60]).toMatchObject({ kind: 'pending', cells: 'none pending pending pending' });
    expect(rows.filter(({ kind }) => kind === 'missing')).toHaveLength(60);
  });

  it('tell what is new from what is back', () => {
    const rows = rowsAt(previewOf({ isTemplate: true }), 'apply-60', 1);
    expect(rows[0]).toMatchObject({ kind: 'back', cells: 'installed back back back' });
    expect(rows[22]).toMatchObject({ kind: 'back', cells: 'installed missing back back' });
    expect(rows[22 + 60]).toMatchObject({ kind: 'new', cells: 'none pending new new' });
  });

  it('say nothing of the updates of a kernel that does not run', () => {
    expect(rowsAt(preview, 'package-done')[0]).toMatchObject({ kind: null, cells: 'installed none none none' });
  });

  it('count the updates that the listing does not name', () => {
    expect([...countUnlisted(rowsAt(preview, 'idle')).values()]).toEqual([89]);
    const counts = countUnlisted(rowsAt(preview, 'apply-60'));
    expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(89);
    expect(counts.size).toBe(2);
  });

  function rowsAt(from: Preview, id: string, which = 0) {
    const moment = from.moments.find((one) => one.id === id);
    const result = from.results[moment?.results[which] ?? -1];
    if (moment === undefined || result === undefined) throw new Error(`No moment ${id}`);
    return rowsOf(from, result);
  }
});

describe('the state', () => {
  const received = (message: Preview): Action => ({
    type: 'received',
    message: asSent({ type: 'preview', preview: message, fileName: 'f' }),
  });
  const after = (...actions: readonly Action[]): State => actions.reduce(reduce, initialState(null));
  const set = (id: string, value: Condition['value']): Action => ({ type: 'setCondition', id, value });

  it('start where the host says, also a host that is chosen later', () => {
    const other: Preview = { ...preview, start: 61 };
    expect(momentIndex(other, after(received(other)))).toBe(61);
    const moved = after(
      received(preview),
      { type: 'move', moment: 3 },
      { type: 'chooseHost', host: 'another' },
      received(other),
    );
    expect(momentIndex(other, moved)).toBe(61);
  });

  it('keeps the moment over the next preview', () => {
    expect(momentIndex(preview, after(received(preview), { type: 'move', moment: 61 }, received(preview)))).toBe(61);
  });

  it('goes to the first moment of the same group where the next preview does not know it', () => {
    const shorter = { ...preview, moments: preview.moments.filter(({ id }) => !/^apply-[3-9]/.test(id)) };
    const state = after(received(preview), { type: 'move', moment: 61 }, received(shorter));
    expect(state.moment).toBe('apply-0');
  });

  it('sends what was set, and no longer what was set back', () => {
    const one = after(received(preview), set('network', 'down'), set('cron', false));
    expect(messageFor(set('cron', false), one)).toEqual({
      type: 'setConditions',
      conditions: { network: 'down', cron: false },
      moment: 'idle',
    });
    const answered = received(previewOf({ conditions: { network: 'down', cron: false } }));
    expect([answered, set('network', 'up')].reduce(reduce, one).conditions.set).toEqual({ cron: false });
  });

  it('forgets the conditions of another host', () => {
    const state = after(received(preview), set('network', 'down'), { type: 'chooseHost', host: 'ubuntu-2204' });
    expect(state).toMatchObject({ host: 'ubuntu-2204', conditions: { set: {} } });
  });

  it('is not kept before there is a preview to keep', () => {
    const saved = {
      uri: 'u',
      host: 'h',
      moment: 'apply-60',
      conditions: { cron: false },
      assumptions: { a: 1 },
      pinned: true,
    };
    const first = initialState(saved);
    expect(savedState(first)).toBeNull();
    expect(savedState(reduce(first, received(preview)))).toEqual({
      uri: preview.uri,
      host: hosts[0]?.id,
      moment: 'apply-60',
      conditions: { cron: false },
      assumptions: { a: 1 },
      pinned: true,
    });
  });

  it('starts another host afresh, also one that was not chosen here', () => {
    const file = 'file:///hosts/db-01.uptrack-host.json';
    const state = after(
      received(preview),
      set('network', 'down'),
      { type: 'move', moment: 3 },
      received({ ...previewOf({ file }), start: 5 }),
    );
    expect(state).toMatchObject({ host: file, moment: preview.moments[5]?.id, conditions: { set: {} } });
  });

  it('takes a range that is set back to its ends for none', () => {
    const assume = (value: readonly [number, number]): Action => ({
      type: 'setAssumption',
      id: 'secondsToEarlyStage',
      value,
    });
    expect(after(received(preview), assume([1, 2])).assumptions.set).toEqual({ secondsToEarlyStage: [1, 2] });
    expect(after(received(preview), assume([1, 2]), assume([20, 90])).assumptions.set).toEqual({});
  });

  it('loads a scenario with exactly its conditions', () => {
    const [example] = exploration.verdicts.map((verdict) => verdict.example);
    if (example === undefined) throw new Error('There is an example');
    const loaded = after(received(preview), set('cron', false), { type: 'loadScenario', scenario: example });
    expect(loaded).toMatchObject({ moment: 'write-plan-torn', conditions: { set: example.conditions } });
    const standard: Action = {
      type: 'loadScenario',
      scenario: { ...example, conditions: { network: 'up', cron: true } },
    };
    expect(reduce(loaded, standard).conditions.set).toEqual({});
  });

  it('is the same object where nothing changes', () => {
    const state = after(received(preview), { type: 'move', moment: 3 });
    expect(reduce(state, { type: 'move', moment: 3 })).toBe(state);
    expect(reduce(state, { type: 'move', moment: 9999 })).toBe(state);
  });
});

describe('the order of rows', () => {
  const rows = rowsOf(
    preview,
    preview.results[0] ??
      (() => {
        throw new Error('There is a result');
      })(),
  );
  it('keeps every row, whatever it is by', () => {
    for (const by of ['id', 'title', 'cves', 'before', 'early', 'late', 'cron'] as const) {
      for (const isDescending of [false, true]) {
        const ids = sorted(rows, { by, isDescending }).map(({ id }) => id);
        expect(ids.toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
      }
    }
  });

  it('puts the newest CVE first when it descends, and compares numbers as numbers', () => {
    const row = (cves: string) => ({ id: cves, title: '', cves, kind: null, cells: 'none none none none' });
    const three = [row('CVE-2018-9999'), row(''), row('CVE-2018-10000'), row('CVE-2019-1')];
    expect(sorted(three, { by: 'cves', isDescending: true }).map(({ cves }) => cves)).toEqual([
      'CVE-2019-1',
      'CVE-2018-10000',
      'CVE-2018-9999',
      '',
    ]);
  });

  it.each([
    ['CVE-2019-5489: A leak.', 'A leak.', 'CVE-2019-5489'],
    ['CVE-2019-11091, CVE-2018-12126: Sampling.', 'Sampling.', 'CVE-2019-11091 CVE-2018-12126'],
    ['Improved fix for CVE-2018-10878: Access.', 'Improved fix for CVE-2018-10878: Access.', 'CVE-2018-10878'],
    ['CVE-2019-11091', '', 'CVE-2019-11091'],
    ['A plain title.', 'A plain title.', ''],
  ])('takes the CVEs out of %j', (title, rest, cves) => {
    const one = { ...preview, updates: [{ id: 'made0000', title }], lists: preview.lists.map(() => []) };
    const [result] = preview.results;
    expect(result && rowsOf(one, result)[0]).toMatchObject({ title: rest, cves });
  });
});
