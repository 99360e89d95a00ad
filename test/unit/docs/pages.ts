/** The pages for people, as the tests of this folder look at them: headings, tables, fenced blocks, links. */
import { readdirSync, readFileSync } from 'node:fs';

const root = new URL('../../../', import.meta.url);

export interface Block {
  readonly language: string;
  readonly text: string;
}

export interface Page {
  /** From the root of the repository, with slashes. */
  readonly path: string;
  readonly text: string;
  /** Without fenced blocks. */
  readonly prose: string;
  readonly blocks: readonly Block[];
}

export function pageOf(path: string): Page {
  const text = readFileSync(new URL(path, root), 'utf8');
  const blocks: Block[] = [];
  const prose = text.replace(/^```(\w*)\n(.*?)^```$/gms, (_all, language: string, block: string) => {
    blocks.push({ language, text: block });
    return '';
  });
  return { path, text, prose, blocks };
}

/** Every Markdown file at the root, in `docs` and in its folders. */
export function pages(): readonly Page[] {
  const folders = ['', 'docs/', 'docs/rules/', 'sample/'];
  return folders.flatMap((folder) =>
    readdirSync(new URL(folder, root))
      .filter((name) => name.endsWith('.md'))
      .map((name) => pageOf(`${folder}${name}`)),
  );
}

export interface Heading {
  readonly level: number;
  readonly title: string;
  readonly anchor: string;
}

export function headingsOf({ prose }: Page): readonly Heading[] {
  return [...prose.matchAll(/^(#+) (.*)$/gm)].map(([, marks = '', title = '']) => ({
    level: marks.length,
    title,
    anchor: anchorOf(title),
  }));
}

/** As GitHub and VS Code name a heading. */
export function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}

/** From a heading to the next one of its level or above. */
export function sectionOf({ path, prose }: Page, title: string): string {
  const lines = prose.split('\n');
  const level = (line: string) => /^#+(?= )/.exec(line)?.[0].length ?? Infinity;
  const start = lines.findIndex((line) => line.replace(/^#+ /, '') === title && level(line) < Infinity);
  if (start < 0) throw new Error(`${path} has no section ${title}`);
  const end = lines.findIndex((line, index) => index > start && level(line) <= level(lines[start] ?? ''));
  return lines.slice(start + 1, end < 0 ? undefined : end).join('\n');
}

/** The rows of each table, without head and rule; cells without links and code marks. */
export function tablesOf(text: string): readonly (readonly (readonly string[])[])[] {
  return [...text.matchAll(/^\|.*\|\n\|[-|: ]+\|\n((?:\|.*\|\n?)+)/gm)].map(([, rows = '']) =>
    rows
      .trimEnd()
      .split('\n')
      .map((row) => row.slice(1, -1).split('|').map(plain)),
  );
}

/** The only table of a section, or the one of several. */
export function tableIn(page: Page, title: string, index = 0): readonly (readonly string[])[] {
  const table = tablesOf(sectionOf(page, title))[index];
  if (table === undefined) throw new Error(`${page.path} has no table ${index} in ${title}`);
  return table;
}

/** Markdown as it is read. */
export function plain(markdown: string): string {
  return markdown
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[`*]/g, '')
    .trim();
}

/** Where the links and pictures of a page lead, as they are written. */
export function targetsOf({ prose }: Page): readonly string[] {
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target]) => target ?? []);
}
