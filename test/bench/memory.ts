/** What stays resident of each server: with a document, and after it was edited ten thousand times. */
import { existsSync } from 'node:fs';
import { isQuick, ofTurns, quantile, type Cell, type Row } from './measure.ts';
import { withServers, type Server } from './servers.ts';

const lines = 500;
const edits = isQuick ? 500 : 10_000;
const turns = isQuick ? 1 : 3;

/** What the bars are about; of the others one turn is enough. */
const compared = ['ours', 'floor'];

/** The most that is in order of what the empty server takes. */
const bars = { floor: 1.5 };

/** In megabytes. */
interface Resident {
  readonly before: number;
  readonly after: number;
}

/** Each edit is followed by a question, so that none is left out. */
async function residentOf(server: Server): Promise<Resident> {
  const session = await server.start(false);
  try {
    const sample = server.sample(lines);
    await session.open(sample, server.diagnoses);
    const ask = () => session.request('hover', { position: sample.name });
    await ask();
    const before = session.resident;
    for (let edit = 1; edit < edits; edit++) {
      await session.edit();
      await ask();
    }
    await session.editAndDiagnose(server.diagnoses);
    return { before, after: session.resident };
  } finally {
    await session.end();
  }
}

const columns = [
  { name: `memory with a document of ${lines} lines`, of: ({ before }: Resident) => before },
  { name: `memory after ${edits} edits of it`, of: ({ after }: Resident) => after },
] as const;

/** Of all servers, their processes one after the other. */
export async function memory(): Promise<Row[]> {
  if (!existsSync('/proc/self/status')) {
    const row = { measured: null, bar: null, unit: 'MB', runs: 0, spread: null } as const;
    return columns.map(({ name }) => ({ name, ...row, note: 'this system does not say' }));
  }
  return withServers(async (servers) => {
    const residents = new Map<string, Resident[]>(servers.map(({ id }) => [id, []]));
    for (let turn = 0; turn < turns; turn++) {
      for (const server of servers) {
        if (server.missing === null && (turn === 0 || compared.includes(server.id)))
          residents.get(server.id)?.push(await residentOf(server));
      }
    }
    return columns.map(({ name, of }) => {
      const cells = servers.map(({ id, missing }): [string, Cell] => {
        const numbers = (residents.get(id) ?? []).map(of);
        return [id, missing ?? { median: quantile(numbers, 0.5), p95: quantile(numbers, 0.95) }];
      });
      const ours = ofTurns(residents.get('ours') ?? [], of);
      const beside = Object.fromEntries(cells.filter(([id]) => id !== 'ours'));
      return { name, ...ours, bar: null, unit: 'MB', note: '', beside, bars };
    });
  });
}
