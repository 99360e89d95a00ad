/** The process of the language server, as this extension host has started it. */
import childProcess, { execFileSync, type ChildProcess } from 'node:child_process';
import { eventually } from './window.ts';

/** Its id; undefined: there is none. */
export function serverProcess(): number | undefined {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  const mine = lines
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .find((match) => {
      return Number(match?.[2]) === process.pid && match?.[3]?.includes('server.js');
    });
  return mine ? Number(mine[1]) : undefined;
}

/** As `kill -9`. */
export async function killServer(): Promise<number> {
  const pid = await eventually('a server', serverProcess);
  process.kill(pid, 'SIGKILL');
  return pid;
}

/** Another than one that was killed. */
export function waitForServer(killed: number): Promise<true> {
  return eventually('another server', () => {
    const pid = serverProcess();
    return pid === undefined || pid === killed ? undefined : true;
  });
}

/** Servers that die of something. */
export interface Fragile {
  /** How many have. */
  readonly deaths: () => number;
  /** Those that are started from now on do not. */
  readonly end: () => void;
}

/**
 * Kills each server that is started from now on when it is asked what it would die of: before it has got that far.
 *
 * @param isDeadly takes a message to the server
 */
export function dieOf(isDeadly: (message: unknown) => boolean): Fragile {
  const { fork } = childProcess;
  let deaths = 0;
  const forkFragile = (...args: Parameters<typeof fork>): ChildProcess => {
    const child = fork(...args);
    const send = child.send.bind(child) as (message: unknown, ...rest: unknown[]) => boolean;
    child.send = (message: unknown, ...rest: unknown[]) => {
      if (!child.killed && isDeadly(message)) {
        child.kill('SIGKILL');
        deaths++;
      }
      return send(message, ...rest);
    };
    return child;
  };
  childProcess.fork = forkFragile as typeof fork;
  return {
    deaths: () => deaths,
    end: () => {
      childProcess.fork = fork;
    },
  };
}
