/** The contract of the language server: the same cases whatever it runs in and whatever the way to it. */
import { onTestFinished } from 'vitest';
import { startClient, type Transport } from './client.ts';
import { allCapabilities } from './suite/all-capabilities.ts';
import { editing } from './suite/editing.ts';
import type { Start } from './suite/given.ts';
import { noCapabilities } from './suite/no-capabilities.ts';
import { notThere } from './suite/not-there.ts';
import { panel } from './suite/panel.ts';
import { reading } from './suite/reading.ts';
import { secrets } from './suite/secrets.ts';
import { surroundings } from './suite/surroundings.ts';
import { tooLarge } from './suite/too-large.ts';

/** One for each group of cases; a new group is a new file. */
const groups: readonly ((start: Start) => void)[] = [
  allCapabilities,
  noCapabilities,
  editing,
  reading,
  panel,
  notThere,
  secrets,
  surroundings,
  tooLarge,
];

/** Declares all cases, each with a server of its own, and gives what starts one for further cases. */
export function testContract(connect: () => Promise<Transport>): Start {
  const start: Start = async (capabilities, options) => {
    const transport = await connect();
    onTestFinished(transport.kill);
    return startClient(transport, capabilities, options);
  };
  for (const group of groups) group(start);
  return start;
}
