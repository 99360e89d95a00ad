/** Hosts made from real listings. Their updates are never invented: what a listing only counts is `unlisted-N`. */
import type { Host } from './host.ts';
import { readHost } from './read-host.ts';
import { sample as a } from './samples/host-a.ts';
import { sample as b } from './samples/host-b.ts';
import { sample as c } from './samples/host-c.ts';
import { sample as d } from './samples/host-d.ts';
import { sample as e } from './samples/host-e.ts';
import { sample as f } from './samples/host-f.ts';
import type { Sample } from './samples/sample.ts';

export type { Sample };

export const samples: readonly Sample[] = [a, b, c, d, e, f];

const hosts = new Map<string, Host>();

/** The host of a sample, read when first asked for. Every sample can be read (test/unit/samples.test.ts). */
export function hostOf(sample: Sample): Host {
  const known = hosts.get(sample.id) ?? readHost(sample.host).host;
  if (known === null) throw new Error(`The sample ${sample.id} is no host`);
  hosts.set(sample.id, known);
  return known;
}
