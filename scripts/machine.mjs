// What the scripts need to know of the machine they run on. Node's builtins only: nothing is installed yet.
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Where everything lies that the scripts download or write for a VS Code; git ignores it. */
export const vscodeFolder = path.join(root, '.vscode-test');

/** Chromium and VS Code want to be told when they run as root. */
export const isRoot = process.getuid?.() === 0;

/** Whether a window can be shown here. */
export const hasDisplay =
  process.platform === 'win32' ||
  process.platform === 'darwin' ||
  Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/**
 * A program on the PATH.
 *
 * @param {...string} names in the order of preference
 * @returns {string | null} its path
 */
export function findProgram(...names) {
  const suffixes = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const files = names.flatMap((name) =>
    folders.flatMap((folder) => suffixes.map((suffix) => path.join(folder, name + suffix))),
  );
  return files.find(isExecutable) ?? null;
}

/**
 * @param {string} file
 * @returns {boolean} whether it can be run
 */
export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
