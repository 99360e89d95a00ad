import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Condition, Moment, Preview } from '../../server/src/protocol.ts';
import { countUnlisted, rowsOf } from '../../client/view/rows.ts';
import { initialState, messageFor, momentIndex, reduce, savedState } from '../../client/view/state.ts';
import type { Action, State } from '../../client/view/state.ts';
import { cellOf, momentAt, segmentAt, segmentsOf } from '../../client/view/strip.ts';
import { hosts, previewOf } from './fixture.ts';

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
        memory: 0,
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
    message: { type: 'preview', preview: message, fileName: 'f' },
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
    });
    const answered = received(previewOf({ conditions: { network: 'down', cron: false } }));
    expect([answered, set('network', 'up')].reduce(reduce, one).conditions).toEqual({ cron: false });
  });

  it('forgets the conditions of another host', () => {
    const state = after(received(preview), set('network', 'down'), { type: 'chooseHost', host: 'ubuntu-2204' });
    expect(state).toMatchObject({ host: 'ubuntu-2204', conditions: {} });
  });

  it('is not kept before there is a preview to keep', () => {
    const saved = { uri: 'u', host: 'h', moment: 'apply-60', conditions: { cron: false } };
    const first = initialState(saved);
    expect(savedState(first)).toBeNull();
    expect(savedState(reduce(first, received(preview)))).toEqual({
      uri: preview.uri,
      host: hosts[0]?.id,
      moment: 'apply-60',
      conditions: { cron: false },
    });
  });

  it('is the same object where nothing changes', () => {
    const state = after(received(preview), { type: 'move', moment: 3 });
    expect(reduce(state, { type: 'move', moment: 3 })).toBe(state);
    expect(reduce(state, { type: 'move', moment: 9999 })).toBe(state);
  });
});
