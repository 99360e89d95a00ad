/** The command line without a process, on files of its own. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { run } from '../../../server/src/cli/run.ts';

export interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A folder with these files, gone when the test is over. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'uptrack-conf-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    // As the packages install it.
    writeFileSync(join(folder, name), content, { mode: 0o640 });
  }
  return folder;
}

async function* stream(text: string): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  if (text !== '') yield new TextEncoder().encode(text);
}

/** @param lines how many pieces of output are read before the reader goes away */
export async function cli(
  argv: readonly string[],
  { cwd = '/', stdin = '', lines = Infinity }: { cwd?: string; stdin?: string; lines?: number } = {},
): Promise<Answer> {
  const out: string[] = [];
  const err: string[] = [];
  const write = (text: string): boolean => {
    if (out.length < lines) out.push(text);
    return out.length < lines;
  };
  const warn = (message: string): void => void err.push(`${message}\n`);
  const code = await run(argv, { cwd, version: '1.2.3', stdin: stream(stdin), write, warn });
  return { code, out: out.join(''), err: err.join('') };
}

/** A real key in form, and nobody's. */
export const key = '0123456789abcdef'.repeat(4);

export const healthy = `[Auth]\naccesskey = ${key}\n\n[Settings]\ninstall_on_reboot = yes\n`;
