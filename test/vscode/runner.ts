/** Runs tests inside the extension host, and leaves their results in a file: the host may die before it can return them. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { setting } from './setting.ts';

export interface Test {
  readonly name: string;
  readonly run: () => Promise<void>;
}

/** One line of the results file, as JSON; the last line of a whole run is `done`. */
export type Line =
  | { readonly kind: 'test'; readonly name: string; readonly error: string | null }
  | { readonly kind: 'reload' | 'done' };

export interface Host {
  /** Ends this extension host, so that a window with another one comes. */
  readonly reload: () => Promise<void>;
  /** Keeps what there is to see of the window as a failed test left it, and may put it back for the next one. */
  readonly onFailure: (test: Test) => Promise<void>;
}

/**
 * Runs the parts in order, each in a window of its own: between two of them `reload` ends this extension host, and the next one calls
 * this function anew.
 *
 * @throws when a test of this part failed
 */
export async function runParts(parts: readonly (readonly Test[])[], { reload, onFailure }: Host): Promise<void> {
  const part = readLines().filter((line) => line.kind === 'reload').length;
  for (const test of parts[part] ?? []) {
    const { name, run } = test;
    const error = await Promise.race([Promise.resolve().then(run), timeOut()]).then(
      () => null,
      (reason: unknown) => (reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)),
    );
    write({ kind: 'test', name, error });
    console.log(error === null ? `  ✓ ${name}` : `  ✗ ${name}\n${indent(error)}`);
    if (error === null) continue;
    await onFailure(test).catch((reason: unknown) => {
      console.log(`    The window is as this test has left it:\n${indent(String(reason))}`);
    });
  }
  if (part + 1 < parts.length) {
    write({ kind: 'reload' });
    await reload();
    // Until the window is gone.
    await new Promise(() => undefined);
  }
  write({ kind: 'done' });
  const failed = readLines().filter((line) => line.kind === 'test' && line.error !== null).length;
  if (failed > 0) throw new Error(`${failed} failed`);
}

const indent = (text: string): string => text.replaceAll(/^/gm, '      ');

/** A test that does not end has failed. */
function timeOut(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => {
      reject(new Error('Took more than two minutes'));
    }, 120_000);
  });
}

function write(line: Line): void {
  appendFileSync(setting('UPTRACK_TEST_RESULTS'), `${JSON.stringify(line)}\n`);
}

function readLines(): readonly Line[] {
  const file = setting('UPTRACK_TEST_RESULTS');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
}
