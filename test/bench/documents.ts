/** Texts to measure with. */
import { defaultFile } from '../../server/src/config/default-file.ts';
import { accessKeySentinel } from '../../server/src/config/options.ts';

/** The default file with a key. */
export const withKey = defaultFile.replace(accessKeySentinel, '0123456789abcdef'.repeat(4));

const comment = '# Changes to this file are written down in the journal of the host.\n';

/** `withKey` among comments, so many lines long. */
export function documentOf(lines: number): string {
  const [head = '', tail = ''] = withKey.split(/(?=\[Settings\])/);
  const missing = lines - withKey.split('\n').length + 1;
  return head + comment.repeat(missing) + tail;
}

const section = (index: number): string =>
  `[Section ${index}]\nkey = value\nother_key: another value\n\n# A comment.\n`;

/** Sections of few options each, at least so many characters. */
export function manySections(characters: number): string {
  const count = Math.ceil(characters / section(0).length);
  return Array.from({ length: count }, (_, index) => section(index)).join('');
}
