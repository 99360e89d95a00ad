/** The times without updates, as sentences. */
import { describe, expect, it } from 'vitest';
import { exposureText } from '../../../server/src/simulator/exposure.ts';

const updates = {
  aaaaaaaa: { title: 'CVE-2019-5489: Side-channel information leak.' },
  bbbbbbbb: { title: 'CVE-2019-11091, CVE-2018-12126: Microarchitectural Data Sampling.' },
  cccccccc: { title: 'Improved update to CVE-2019-11091.' },
  dddddddd: { title: 'Denial-of-service in the Infiniband core driver.' },
};

describe('an exposure', () => {
  it.each([
    [
      ['aaaaaaaa', 'bbbbbbbb', 'cccccccc'],
      [0, 0],
      [20, 90],
      false,
      'Until 20–90 s after the power is back, 3 updates that were in memory are not installed; their titles name 3 CVEs.',
    ],
    [
      ['aaaaaaaa'],
      [20, 90],
      [60, 180],
      false,
      'From 20–90 s to 60 s–3 min after the power is back, 1 update that was in memory is not installed; its title names 1 CVE.',
    ],
    [
      ['aaaaaaaa', 'unlisted-1'],
      [0, 0],
      null,
      false,
      'For all of this boot, 2 updates that were in memory are not installed; their titles name at least 1 CVE.',
    ],
    [
      ['dddddddd'],
      [5, 60],
      null,
      true,
      'From 5–60 s after the shutdown began, and for the rest of this boot, 1 update that was in memory is not installed; its title names no CVE.',
    ],
    [['unlisted-1'], [0, 0], null, false, 'For all of this boot, 1 update that was in memory is not installed.'],
  ] as const)('of %j', (missing, from, to, isReboot, expected) => {
    expect(exposureText({ from, to, missing }, { updates }, isReboot)).toBe(expected);
  });
});
