/** What the project around a file says of it, and what the file system tells. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { AnalysisContext } from '../analysis.ts';
import type { Facts } from '../config/facts.ts';
import { contextFor, projectFileName } from '../project/context.ts';
import { readProject, type Project } from '../project/project.ts';
import { reasonOf, standardInput, type Unreadable } from './files.ts';

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

  /** What holds for a file of this name; the project file that cannot be read, and where it is wrong. */
  contextOf(name: string): AnalysisContext | Unreadable {
    const path = resolve(this.#cwd, name);
    const found = this.#above(dirname(path));
    if (found !== null && 'reason' in found) return found;
    const context =
      found === null
        ? contextFor(null, name)
        : contextFor(found.project, relative(found.folder, path).split(sep).join('/'));
    return name === standardInput ? context : { ...context, facts: this.#factsOf(path) };
  }

  #above(folder: string): Found {
    const known = this.#found.get(folder);
    if (known !== undefined) return known;
    const file = join(folder, projectFileName);
    const parent = dirname(folder);
    const found = existsSync(file) ? this.#read(folder, file) : parent === folder ? null : this.#above(parent);
    this.#found.set(folder, found);
    return found;
  }

  #read(folder: string, file: string): Found {
    const name = relative(this.#cwd, file).split(sep).join('/');
    try {
      const { project, problems } = readProject(readFileSync(file, 'utf8'));
      if (project) return { folder, project };
      const [first] = problems;
      return { name: `${name}:${(first?.line ?? 0) + 1}`, reason: first?.message ?? 'cannot be read' };
    } catch (error) {
      return { name, reason: reasonOf(error) };
    }
  }

  #factsOf(path: string): Facts {
    const folder = dirname(path);
    return {
      mode: modeOf(path),
      disableFileBeside: basename(path) !== 'disable' && existsSync(join(folder, 'disable')),
      isVersionControlled: this.#isVersionControlled(folder),
    };
  }

  #isVersionControlled(folder: string): boolean {
    const known = this.#versioned.get(folder);
    if (known !== undefined) return known;
    const parent = dirname(folder);
    const is = existsSync(join(folder, '.git')) || (parent !== folder && this.#isVersionControlled(parent));
    this.#versioned.set(folder, is);
    return is;
  }
}

/** Null where there is none: no such file, or a system without permission bits. */
function modeOf(path: string): number | null {
  if (sep !== '/') return null;
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat ? stat.mode & 0o7777 : null;
}
