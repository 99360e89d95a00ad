/**
 * Version order of the two package worlds, after the algorithms that rpm (rpmvercmp) and dpkg (verrevcmp) publish.
 * A comparison is negative where the first is older.
 */
import type { Host } from './host.ts';

type Compare = (a: string, b: string) => number;

/** rpm's order of one version or one release, without the other. */
export function compareRpmPart(a: string, b: string): number {
  const left = a.match(/[0-9]+|[a-zA-Z]+|~|\^/g) ?? [];
  const right = b.match(/[0-9]+|[a-zA-Z]+|~|\^/g) ?? [];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const one = left[i];
    const two = right[i];
    if (one === two) continue;
    // A tilde sorts before everything, even the end; a caret after the end, before anything else.
    if (one === '~' || two === '~') return one === '~' ? -1 : 1;
    if (one === '^') return two === undefined ? 1 : -1;
    if (two === '^') return one === undefined ? -1 : 1;
    if (one === undefined || two === undefined) return one === undefined ? -1 : 1;
    const numbers = [isDigit(one), isDigit(two)];
    if (numbers[0] !== numbers[1]) return numbers[0] ? 1 : -1;
    const order = numbers[0] ? compareNumbers(one, two) : compareText(one, two);
    if (order !== 0) return order;
  }
  return 0;
}

/** rpm's order of `[epoch:]version[-release]`. */
export function compareRpm(a: string, b: string): number {
  return comparePackages(a, b, '-', compareRpmPart);
}

/** dpkg's order of an upstream version or a revision. */
export function compareDpkgPart(a: string, b: string): number {
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    while ((i < a.length && !isDigit(a.charAt(i))) || (j < b.length && !isDigit(b.charAt(j)))) {
      const order = dpkgWeight(a.charAt(i)) - dpkgWeight(b.charAt(j));
      if (order !== 0) return order;
      i++;
      j++;
    }
    const one = /^\d*/.exec(a.slice(i))?.[0] ?? '';
    const two = /^\d*/.exec(b.slice(j))?.[0] ?? '';
    const order = compareNumbers(one, two);
    if (order !== 0) return order;
    i += one.length;
    j += two.length;
  }
  return 0;
}

/** dpkg's order of `[epoch:]upstream[-revision]`. */
export function compareDpkg(a: string, b: string): number {
  return comparePackages(a, b, 'last-', compareDpkgPart);
}

/** `uname -r`, without the build that stands behind it where two builds share it. */
export function unameRelease(release: string): string {
  return release.split(' ', 1)[0] ?? release;
}

/** Order of kernel releases as the distribution's boot loader sorts them; builds of one release by their build text. */
export function compareReleases(packaging: Host['packaging'], a: string, b: string): number {
  const compare: Compare = packaging === 'rpm' ? compareRpm : compareDpkg;
  const part: Compare = packaging === 'rpm' ? compareRpmPart : compareDpkgPart;
  return compare(unameRelease(a), unameRelease(b)) || part(a, b);
}

/** The newest by the distribution's version order; null of none. */
export function newestOf(packaging: Host['packaging'], releases: readonly string[]): string | null {
  return releases.reduce<string | null>(
    (best, release) => (best === null || compareReleases(packaging, release, best) > 0 ? release : best),
    null,
  );
}

function comparePackages(a: string, b: string, split: '-' | 'last-', compare: Compare): number {
  const [one, two] = [partsOf(a, split), partsOf(b, split)];
  return (
    compareNumbers(one.epoch, two.epoch) || compare(one.version, two.version) || compare(one.revision, two.revision)
  );
}

function partsOf(text: string, split: '-' | 'last-') {
  const [, epoch = '0', rest = ''] = /^(?:(\d+):)?([^]*)$/.exec(text) ?? [];
  const dash = split === '-' ? rest.indexOf('-') : rest.lastIndexOf('-');
  return dash < 0
    ? { epoch, version: rest, revision: '' }
    : { epoch, version: rest.slice(0, dash), revision: rest.slice(dash + 1) };
}

/** Decimal strings of any length. */
function compareNumbers(a: string, b: string): number {
  const [one, two] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
  return one.length - two.length || compareText(one, two);
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** A tilde before the end, the end (and a digit) before letters, letters before the rest. */
function dpkgWeight(character: string): number {
  if (character === '~') return -1;
  if (character === '' || isDigit(character)) return 0;
  return /[a-zA-Z]/.test(character) ? character.charCodeAt(0) : character.charCodeAt(0) + 256;
}

function isDigit(text: string): boolean {
  return /^\d/.test(text);
}
