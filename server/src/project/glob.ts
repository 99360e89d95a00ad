/**
 * Patterns of file names: `*` and `?` are any characters and one character other than `/`, `**` any folders, `{a,b}` one
 * of these. Everything else stands for itself; there is no escape. A pattern without a slash is a name in any folder.
 */

type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'one' }
  | { readonly kind: 'star' }
  /** Any number of whole folders, each with its slash. */
  | { readonly kind: 'folders' }
  /** Everything to the end. */
  | { readonly kind: 'rest' }
  | { readonly kind: 'either'; readonly choices: readonly (readonly Part[])[] };

/** @param path from the folder that the pattern belongs to, with slashes, without one at its start */
export function matchesGlob(pattern: string, path: string): boolean {
  const isName = !pattern.includes('/');
  const text = isName ? path.slice(path.lastIndexOf('/') + 1) : path;
  return walk(parse(pattern.replace(/^(?:\.?\/)+/, '')), text, new Set([0])).has(text.length);
}

/** Where a match may end that starts at one of `from`. All at once: no pattern makes it slow. */
function walk(parts: readonly Part[], path: string, from: ReadonlySet<number>): ReadonlySet<number> {
  return parts.reduce<ReadonlySet<number>>((at, part) => (at.size === 0 ? at : step(part, path, at)), from);
}

function step(part: Part, path: string, from: ReadonlySet<number>): ReadonlySet<number> {
  const reached = new Set<number>();
  switch (part.kind) {
    case 'text':
      for (const at of from) if (path.startsWith(part.text, at)) reached.add(at + part.text.length);
      return reached;
    case 'one':
      for (const at of from) if (at < path.length && path.charAt(at) !== '/') reached.add(at + 1);
      return reached;
    case 'either':
      for (const choice of part.choices) for (const at of walk(choice, path, from)) reached.add(at);
      return reached;
    case 'star':
      for (const start of from) {
        for (let at = start; !reached.has(at) && at <= path.length; at++) {
          reached.add(at);
          if (path.charAt(at) === '/') break;
        }
      }
      return reached;
    case 'folders':
    case 'rest': {
      const first = Math.min(...from);
      for (const at of from) reached.add(at);
      for (let at = first + 1; at <= path.length; at++) {
        if (part.kind === 'rest' || path.charAt(at - 1) === '/') reached.add(at);
      }
      return reached;
    }
  }
}

function parse(pattern: string): readonly Part[] {
  const parts: Part[] = [];
  let at = 0;
  while (at < pattern.length) {
    const character = pattern.charAt(at);
    const close = character === '{' ? closing(pattern, at) : -1;
    if (close !== -1) {
      parts.push({ kind: 'either', choices: choicesIn(pattern.slice(at + 1, close)).map(parse) });
      at = close + 1;
    } else if (character === '?') {
      parts.push({ kind: 'one' });
      at++;
    } else if (character === '*') {
      const stars = /^\*+/.exec(pattern.slice(at))?.[0].length ?? 1;
      const startsSegment = at === 0 || pattern.charAt(at - 1) === '/';
      const next = pattern.charAt(at + stars);
      at += stars;
      if (stars < 2 || !startsSegment || (next !== '' && next !== '/')) parts.push({ kind: 'star' });
      else if (next === '') parts.push({ kind: 'rest' });
      else {
        parts.push({ kind: 'folders' });
        at++;
      }
    } else {
      const text = /^[^*?{]+/.exec(pattern.slice(at))?.[0] ?? character;
      parts.push({ kind: 'text', text });
      at += text.length;
    }
  }
  return parts;
}

/** The `}` that closes the `{` at an offset; -1 where it is missing: then the brace stands for itself. */
function closing(pattern: string, open: number): number {
  let depth = 0;
  for (let at = open; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    if (character === '{') depth++;
    if (character === '}' && --depth === 0) return at;
  }
  return -1;
}

/** Parts between the commas that stand in no braces of their own. */
function choicesIn(inside: string): readonly string[] {
  const choices: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < inside.length; at++) {
    const character = inside.charAt(at);
    if (character === '{') depth++;
    else if (character === '}') depth--;
    else if (character === ',' && depth === 0) {
      choices.push(inside.slice(start, at));
      start = at + 1;
    }
  }
  return [...choices, inside.slice(start)];
}
