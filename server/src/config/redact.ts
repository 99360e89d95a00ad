/** Secrets leave the document only through here. */
import { closest } from './distance.ts';
import type { Option } from './options.ts';

export const redacted = '<redacted>';

/** The option whose whole value is a credential. */
export const secretName = 'accesskey';

/** Also where it stands in the wrong section or is misspelled: the value is a credential all the same. */
const isAccessKey = (name: string): boolean => closest(name, [secretName]) !== null;

/** All known real keys look like this; a glued or misplaced one is found by its looks alone. */
const look = '[0-9a-f]{64,}';
const keys = new RegExp(look, 'gi');
const onlyKey = new RegExp(`^${look}$`, 'i');

/** Whether all of a value is a credential: by the name of its option, or by its looks. */
export const isSecret = (name: string, text: string): boolean => onlyKey.test(text) || isAccessKey(name);

/** Where the credentials of a URL stand, the scheme being left out: everything up to the last @ may be part of a password. */
function credentialsIn(text: string): { readonly start: number; readonly end: number } | null {
  const end = text.lastIndexOf('@');
  if (end === -1) return null;
  return { start: /^\s*[a-z][a-z0-9+.-]*:\/\//i.exec(text)?.[0].length ?? 0, end };
}

function hideCredentials(text: string): string {
  const found = credentialsIn(text);
  return found ? `${text.slice(0, found.start)}${redacted}${text.slice(found.end)}` : text;
}

/** User and password in the URL of a proxy, each by itself: another option may hold one alone, and be referred to from here. */
export function credentialsOf(text: string): readonly string[] {
  const found = credentialsIn(text);
  if (!found) return [];
  const all = text.slice(found.start, found.end);
  const colon = all.indexOf(':');
  return colon === -1 ? [all] : [all.slice(0, colon), all.slice(colon + 1)];
}

/** A value fit to be shown: without the access key and without the credentials of a proxy. */
export function redact(option: Pick<Option, 'name'> | undefined, text: string): string {
  if (option && isAccessKey(option.name)) return text === '' ? '' : redacted;
  return hideCredentials(hideKeys(text));
}

/** A key behind its name, as in a comment that became part of a value, and what looks like one. */
const hideKeys = (text: string): string =>
  text.replace(/(acc?ess?[ _-]?key(?:[^\S\n]*[=:][^\S\n]*|[^\S\n]+))[^\n]+/gi, `$1${redacted}`).replace(keys, redacted);

/** What all that `redactMessage` hides has in it. */
const suspicious = new RegExp(`acc?ess?[ _-]?key|${look}|found: |@`, 'i');

/** A text that quotes lines of the file, fit to be shown: a message of the client or of Python. */
export function redactMessage(text: string): string {
  if (!suspicious.test(text)) return text;
  return (
    text
      .replace(/(acc?ess?[ _-]?key(?:[^\S\n]*[=:][^\S\n]*|[^\S\n]+))[^\n]+/gi, `$1${redacted}`)
      .replace(keys, redacted)
      // What follows a single percent sign may be the rest of a password.
      .replace(/(found: u?(['"])%).+\2/g, `$1${redacted}$2`)
      .replace(/[^\s'"]+/g, hideCredentials)
  );
}

/** What went wrong, fit for a log: the first line, fit to be shown, and where in the program that was; no more text of a document. */
export function loggable(message: string): string {
  const [first = '', ...rest] = message.split('\n');
  return [redactMessage(first), ...rest.filter((line) => /^\s+at /.test(line))].join('\n');
}
