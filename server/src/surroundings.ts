/** What is known of an open document besides its text: the project above it, and facts of the file system. */
import type { AnalysisContext } from './analysis.ts';
import { contextFor, projectFileName } from './project/context.ts';
import type { ProjectProblem } from './project/project.ts';

/** How files around a document are read, by their addresses. */
export interface Files {
  /** Null: there is none that can be read. */
  readonly read: (uri: string) => Promise<string | null>;
  readonly exist: (uris: readonly string[]) => Promise<readonly boolean[]>;
  /** The permission bits; null: not known. */
  readonly mode: (uri: string) => Promise<number | null>;
}

/** A project file that is not used, and why. */
export interface BrokenProject {
  readonly uri: string;
  readonly text: string;
  readonly problems: readonly ProjectProblem[];
}

interface Entry {
  context: AnalysisContext;
  broken: BrokenProject | null;
  /** The newest look around; undefined once it is over. */
  pending: Promise<void> | undefined;
}

export class Surroundings {
  /** Null: nothing can be read. */
  files: Files | null = null;
  readonly #entries = new Map<string, Entry>();

  /** The same object until something else is found. */
  contextOf(uri: string): AnalysisContext {
    return this.#entryOf(uri).context;
  }

  /** Looks around; true when the context has changed by it. Never rejects. */
  async look(uri: string): Promise<boolean> {
    const { files } = this;
    if (files === null) return false;
    const entry = this.#entryOf(uri);
    const before = entry.context;
    const look = find(files, uri).then(
      ({ context, broken }) => {
        if (entry.pending !== look) return;
        entry.broken = broken;
        if (!isEqual(entry.context, context)) entry.context = context;
      },
      () => undefined,
    );
    entry.pending = look;
    await look;
    if (entry.pending === look) entry.pending = undefined;
    return entry.context !== before;
  }

  /** Undefined where there is nothing to wait for. */
  pending(uri: string): Promise<void> | undefined {
    return this.#entries.get(uri)?.pending;
  }

  forget(uri: string): void {
    this.#entries.delete(uri);
  }

  get broken(): readonly BrokenProject[] {
    return [...this.#entries.values()].flatMap(({ broken }) => (broken ? [broken] : []));
  }

  #entryOf(uri: string): Entry {
    const known = this.#entries.get(uri);
    if (known) return known;
    const fresh: Entry = { context: contextFor(null, pathOf(uri)), broken: null, pending: undefined };
    this.#entries.set(uri, fresh);
    return fresh;
  }
}

async function find(files: Files, uri: string): Promise<Pick<Entry, 'context' | 'broken'>> {
  const path = pathOf(uri);
  const folders = foldersAbove(path);
  const [nearest] = folders;
  if (nearest === undefined) return { context: contextFor(null, path), broken: null };
  const [present, mode] = await Promise.all([
    files.exist([
      `${nearest}/disable`,
      ...folders.map((folder) => `${folder}/${projectFileName}`),
      ...folders.map((folder) => `${folder}/.git`),
    ]),
    files.mode(uri),
  ]);
  const facts = {
    mode,
    disableFileBeside: present[0] === true,
    isVersionControlled: present.slice(1 + folders.length).includes(true),
  };
  const folder = folders[present.slice(1, 1 + folders.length).indexOf(true)];
  const file = `${folder ?? ''}/${projectFileName}`;
  const text = folder === undefined ? null : await files.read(file);
  if (folder === undefined || text === null) return { context: { ...contextFor(null, path), facts }, broken: null };
  const { readProject } = await import('./project/project.ts');
  const { project, problems } = readProject(text);
  const relative = project ? decoded(path.slice(folder.length + 1)) : path;
  return {
    context: { ...contextFor(project, relative), facts },
    broken: project ? null : { uri: file, text, problems },
  };
}

/** A client may call a document anything: not every address can be parsed or decoded, and none has to be for its suffix. */
function pathOf(uri: string): string {
  return uri.replace(/[?#].*$/s, '');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Nearest first, without a slash at the end; none for an address that is no path. */
function foldersAbove(path: string): readonly string[] {
  // An editor may have files of its own, whose addresses name no machine.
  const root = /^[a-z][a-z\d+.-]*:(?:\/\/[^/]*|(?=\/[^/]))/i.exec(path)?.[0];
  if (root === undefined) return [];
  const folders: string[] = [];
  for (let end = path.lastIndexOf('/'); end >= root.length; end = path.lastIndexOf('/', end - 1)) {
    folders.push(path.slice(0, end));
    if (end === 0) break;
  }
  return folders;
}

const isEqual = (a: AnalysisContext, b: AnalysisContext): boolean => comparable(a) === comparable(b);
const comparable = ({ severities, ...rest }: AnalysisContext): string =>
  JSON.stringify([rest, [...(severities ?? [])], rest.facts ?? null]);
