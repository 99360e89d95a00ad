// What holds of the source without running it.
import path from 'node:path';
import process from 'node:process';
import { root } from './machine.mjs';
import { run } from './processes.mjs';

/** Each a title, and a program of node_modules with its arguments. */
export const checks = [
  { title: 'Types', command: ['typescript/bin/tsc', '-b', 'tsconfig.json', 'scripts/tsconfig.json'] },
  { title: 'Lint', command: ['eslint/bin/eslint.js', '--max-warnings=0', 'client', 'server', 'test'] },
  { title: 'Format', command: ['prettier/bin/prettier.cjs', '--check', '.', '--log-level=warn'] },
];

/** Writes every bundle into dist/. */
export function build() {
  return run('esbuild', process.execPath, ['esbuild.mjs'], { cwd: root });
}

/**
 * @param {(typeof checks)[number]} check
 * @throws {Error} with what is wrong
 */
export async function runCheck({ title, command: [program, ...args] }) {
  const file = path.join(root, 'node_modules', program ?? '');
  await run(title.toLowerCase(), process.execPath, [file, ...args], { cwd: root });
}
