/** The extension in a real workbench: how long it takes to be there, and a keystroke to be seen in the panel. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from '../../scripts/checks.mjs';
import { obtainVSCode, runInVSCode } from '../../scripts/vscode.mjs';
import type { Turn } from '../vscode/times.ts';
import { inWords, medianOf, ofTurns, ratio, type Row } from './measure.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Milliseconds of a frame at 60 Hz. */
const frame = 1000 / 60;

type Kind = Turn['kind'];

/** The numbers of each turn, ours first. */
const numbersOf = (turns: readonly Turn[], kind: Kind): readonly (readonly number[])[] =>
  turns.flatMap((turn) =>
    turn.kind !== kind ? [] : [turn.kind === 'activation' ? [turn.extension, turn.server] : [turn.verdict, turn.echo]],
  );

interface Told {
  readonly name: string;
  readonly bar: number | null;
  readonly kind: Kind;
  /** Null: held against the second number of the turn. */
  readonly per: number | null;
  readonly scale: (ours: string, other: string) => string;
}

const told: readonly Told[] = [
  {
    name: 'activation in the extension host, against the start of the server alone',
    bar: null,
    kind: 'activation',
    per: null,
    scale: (ours, other) =>
      `activation ${ours}, which does not wait for the server; the same server, forked in that host and asked to initialize, ${other}`,
  },
  {
    name: 'keystroke to changed verdict, against an empty message to a panel and back',
    bar: null,
    kind: 'keystroke',
    per: null,
    scale: (ours, other) => `from keydown to the frame with the verdict ${ours}; the message ${other}`,
  },
  {
    name: 'keystroke to changed verdict, in frames of 60 Hz',
    bar: 6,
    kind: 'keystroke',
    per: frame,
    scale: () => 'up to 100 ms a change seems to come at once',
  },
];

/** Runs windows of VS Code one after the other: about two minutes. */
export async function workbenchTimes(): Promise<Row[]> {
  const turns = await measured();
  return told.map(({ name, bar, kind, per, scale }): Row => {
    const numbers = numbersOf(typeof turns === 'string' ? [] : turns, kind);
    const row = { name, bar, unit: '×' } as const;
    if (numbers.length === 0) {
      return {
        ...row,
        measured: null,
        runs: 0,
        spread: null,
        note: typeof turns === 'string' ? turns : 'nothing measured',
      };
    }
    const measurement = per === null ? ratio(numbers) : ofTurns(numbers, ([ours = NaN]) => ours / per);
    const note = scale(inWords(medianOf(numbers, 0)), inWords(medianOf(numbers, 1)));
    return { ...row, ...measurement, note };
  });
}

/** Why there are none, in words, where VS Code cannot run here. */
async function measured(): Promise<readonly Turn[] | string> {
  const folder = mkdtempSync(join(tmpdir(), 'uptrack-bench-'));
  const file = join(folder, 'turns');
  try {
    await build();
    const executable = await obtainVSCode();
    mkdirSync(join(root, 'test-results'), { recursive: true });
    process.env.UPTRACK_BENCH_RESULTS = file;
    const { failed, died } = await runInVSCode(executable, {
      module: 'times',
      workspace: join(root, 'test/vscode/workspace'),
    });
    if (failed > 0 || died) return 'the run in VS Code failed';
    return existsSync(file)
      ? readFileSync(file, 'utf8')
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line) as Turn)
      : [];
  } catch (error) {
    return `VS Code does not run here: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    delete process.env.UPTRACK_BENCH_RESULTS;
    rmSync(folder, { recursive: true, force: true });
  }
}
