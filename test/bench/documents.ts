/** Texts to measure with. */
import { defaultFile } from '../../server/src/config/default-file.ts';
import { accessKeySentinel } from '../../server/src/config/options.ts';

/** A key as hosts have it. */
export const key = '0123456789abcdef'.repeat(4);

/** The default file with a key. */
export const withKey = defaultFile.replace(accessKeySentinel, key);

const section = (index: number): string =>
  `[Section ${index}]\nkey = value\nother_key: another value\n\n# A comment.\n`;

/** Sections of few options each, at least so many characters. */
export function manySections(characters: number): string {
  const count = Math.ceil(characters / section(0).length);
  return Array.from({ length: count }, (_, index) => section(index)).join('');
}
