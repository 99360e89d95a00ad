/** The form of the assumptions, and what a value in it changes. */
import { describe, expect, it } from 'vitest';
import { assumptionsOf, withAssumptions } from '../../../server/src/simulator/assumption-form.ts';
import { hostOf, type Changes } from './fixture.ts';

describe('assumptions', () => {
  it('are those that count on this host', () => {
    const named = (changes: Changes) => assumptionsOf(hostOf(changes)).map(({ id }) => id);
    expect(named({})).not.toContain('recordfailSeconds');
    expect(named({})).not.toContain('offlineHasLateStage');
    expect(named({ host: { packaging: 'deb', client: 'offline' } })).toEqual(
      expect.arrayContaining(['recordfailSeconds', 'offlineHasLateStage']),
    );
  });

  it('change the host; what a host file could not hold changes nothing', () => {
    const host = withAssumptions(hostOf(), {
      tornListHeals: false,
      secondsPerUpdate: [2, 3],
      secondsToNetwork: [9, 1],
      recordfailSeconds: -2,
      lateStageAlwaysStarts: 3,
      name: 1,
    });
    expect(host).toEqual(hostOf({ assumptions: { tornListHeals: false, secondsPerUpdate: [2, 3] } }));
    const changed = assumptionsOf(host).filter(({ value, standard }) => value !== standard);
    expect(changed.map(({ id, value, standard }) => [id, value, standard])).toEqual([
      ['tornListHeals', false, true],
      ['secondsPerUpdate', [2, 3], [0.3, 1]],
    ]);
  });
});
