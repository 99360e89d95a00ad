/** What the project around a file says of it, and what the file system tells. */
import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { AnalysisContext } from '../analysis.ts';
import { contextFor, projectFileName } from '../project/context.ts';
import { readProject, type Project } from '../project/project.ts';
import { standardInput, type Input, type Unreadable } from './files.ts';
import { mostBytes, readFileUpTo, reasonOf } from './read-file.ts';

/** The nearest project above a file; null: none. */
type Found = { readonly folder: string; readonly project: Project } | Unreadable | null;

/** Each project file is read once. */
export class Projects {
  readonly #cwd: string;
  readonly #found = new Map<string, Found>();
  readonly #versioned = new Map<string, boolean>();

  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  /** What holds for a file; the project file that cannot be read, and where it is wrong. */
  contextOf({ name, mode, beside }: Omit<Input, 'bytes'>): AnalysisContext | Unreadable {
    const path = resolve(this.#cwd, name);
    const folder = { path: dirname(path), ...(beside && { names: beside }) };
    const found = this.#above(folder);
    if (found !== null && 'reason' in found) return found;
    const context =
      found === null
        ? contextFor(null, name)
        : contextFor(found.project, relative(found.folder, path).split(sep).join('/'));
    if (name === standardInput) return context;
    const facts = {
      mode: modeBits(mode ?? modeOf(path)),
      disableFileBeside: basename(path) !== 'disable' && holds(folder, 'disable'),
      isVersionControlled: this.#isVersionControlled(folder),
    };
    return { ...context, facts };
  }

  #above(folder: Folder): Found {
    const known = this.#found.get(folder.path);
    if (known !== undefined) return known;
    const parent = dirname(folder.path);
    const found = holds(folder, projectFileName)
      ? this.#read(folder.path, join(folder.path, projectFileName))
      : parent === folder.path
        ? null
        : this.#above({ path: parent });
    this.#found.set(folder.path, found);
    return found;
  }

  #read(folder: string, file: string): Found {
    const name = relative(this.#cwd, file).split(sep).join('/');
    try {
      const { bytes } = readFileUpTo(file, mostBytes.config);
      const { project, problems } = readProject(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
      if (project) return { folder, project };
      const [first] = problems;
      return { name: `${name}:${(first?.line ?? 0) + 1}`, reason: first?.message ?? 'cannot be read' };
    } catch (error) {
      return { name, reason: reasonOf(error) };
    }
  }

  #isVersionControlled(folder: Folder): boolean {
    const known = this.#versioned.get(folder.path);
    if (known !== undefined) return known;
    const parent = dirname(folder.path);
    const is = holds(folder, '.git') || (parent !== folder.path && this.#isVersionControlled({ path: parent }));
    this.#versioned.set(folder.path, is);
    return is;
  }
}

interface Folder {
  readonly path: string;
  /** What is in it, where it was listed. */
  readonly names?: ReadonlySet<string>;
}

/** The system is not asked for what a listing does not name; what it names may be a link that leads nowhere. */
const holds = ({ path, names }: Folder, name: string): boolean =>
  (names?.has(name) ?? true) && existsSync(join(path, name));

/** Undefined for what cannot be reached. */
function modeOf(path: string): number | undefined {
  try {
    return statSync(path).mode;
  } catch {
    return undefined;
  }
}

/** Null where there is none: no such file, or a system without permission bits. */
const modeBits = (mode: number | undefined): number | null =>
  mode === undefined || sep !== '/' ? null : mode & 0o7777;
