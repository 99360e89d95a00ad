/** The cases of the specification of power loss as files: a host, and beside it the uptrack.conf that the case is of. */
import { existsSync, readFileSync } from 'node:fs';
import { Analysis } from '../../../server/src/analysis.ts';
import { readHostText, type Host } from '../../../server/src/simulator/host.ts';

export const caseFolder = new URL('../../fixtures/power-loss/', import.meta.url);

/** `PL-01` to `PL-90`. */
export const caseIds: readonly string[] = Array.from({ length: 90 }, (_, i) => `PL-${String(i + 1).padStart(2, '0')}`);

export const hostTextOf = (id: string): string => readFileSync(new URL(`${id}.uptrack-host.json`, caseFolder), 'utf8');

export function hostOfCase(id: string): Host {
  const { host, problems } = readHostText(hostTextOf(id));
  if (host === null) throw new Error(`${id}: ${JSON.stringify(problems)}`);
  return host;
}

/** To the client a missing file is an empty one. */
export function analysisOfCase(id: string): Analysis {
  const file = new URL(`${id}.conf`, caseFolder);
  return new Analysis(existsSync(file) ? readFileSync(file, 'utf8') : '');
}
