/** Secrets leave the document only through here. */
import { distance, nearMiss } from './distance.ts';
import type { Option } from './options.ts';

export const redacted = '<redacted>';

const accessKey = 'accesskey';

/** Also where it stands in the wrong section or is misspelled: the value is a credential all the same. */
const isAccessKey = (name: string): boolean =>
  Math.abs(name.length - accessKey.length) <= nearMiss && distance(name.toLowerCase(), accessKey) <= nearMiss;

/** All known real keys look like this; a glued or misplaced one is found by its looks alone. */
const keys = /[0-9a-f]{64,}/gi;

/** Everything up to the last @ may be part of a password. */
function hideCredentials(text: string): string {
  const at = text.lastIndexOf('@');
  if (at === -1) return text;
  const scheme = /^\s*[a-z][a-z0-9+.-]*:\/\//i.exec(text)?.[0] ?? '';
  return `${scheme}${redacted}${text.slice(at)}`;
}

/** A value fit to be shown: without the access key and without the credentials of a proxy. */
export function redact(option: Pick<Option, 'name'> | undefined, text: string): string {
  if (option && isAccessKey(option.name)) return text === '' ? '' : redacted;
  return hideCredentials(text.replace(keys, redacted));
}

/** A text that quotes lines of the file, fit to be shown: a message of the client or of Python. */
export function redactMessage(text: string): string {
  return text
    .replace(/(acc?ess?[ _-]?key(?:[^\S\n]*[=:][^\S\n]*|[^\S\n]+))[^\n]+/gi, `$1${redacted}`)
    .replace(keys, redacted)
    .replace(/[^\s'"]+/g, hideCredentials);
}
