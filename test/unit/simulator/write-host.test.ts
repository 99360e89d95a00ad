/** A host written as a file is read back as the same host. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHostText } from '../../../server/src/simulator/read-host.ts';
import { hostOf as sampleHost, samples } from '../../../server/src/simulator/samples.ts';
import { hostFileText } from '../../../server/src/simulator/write-host.ts';
import { anyHost } from './arbitrary.ts';

describe('a host file', () => {
  it.each(samples.map((sample) => [sample.id, sample] as const))('of %s is that host', (_, sample) => {
    expect(readHostText(hostFileText(sampleHost(sample))).host).toEqual(sampleHost(sample));
  });

  it('of any host is that host', () => {
    fc.assert(
      fc.property(anyHost, (host) => {
        expect(readHostText(hostFileText(host)).host).toEqual(host);
      }),
    );
  });
});
