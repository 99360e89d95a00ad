/** What copying and appending leave behind a value. */
import { findSection } from '../config/options.ts';

const htmlTag = /<\/?(?:b|br|code|div|em|i|p|pre|span|strong) ?\/?>$/i;
const longestTag = '</strong />'.length;

/** Without the tags at its end, as web pages leave them behind lines that were copied from them. */
export function withoutTags(text: string): string {
  let rest = text;
  for (;;) {
    const tag = htmlTag.exec(rest.slice(-longestTag))?.[0];
    if (tag === undefined) return rest;
    rest = rest.slice(0, -tag.length).trimEnd();
  }
}
export const endsInTag = (text: string): boolean => withoutTags(text) !== text;

/** The offset of the white space before a known section header that ends a value, or -1. */
export function gluedHeader(text: string): number {
  const name = /\[([^[\]]*)\]$/.exec(text)?.[1];
  return name === undefined || !findSection(name) ? -1 : text.slice(0, -name.length - 2).trimEnd().length || -1;
}
