/**
 * Keeps secrets out of what is shown of a whole file. What `redact.ts` knows by its place or its looks is hidden there; here also
 * where another option refers to it.
 */
import { repr } from './python.ts';
import { get, optionNames, type Reading } from './reader.ts';
import { isSecret, redact, redacted, redactMessage } from './redact.ts';

export interface Redactor {
  /** The value of an option, fit to be shown. */
  readonly value: (name: string, text: string) => string;
  /** What the client or Python says, which may quote lines of the file. */
  readonly message: (text: string) => string;
  /** Any other text about the file. */
  readonly text: (text: string) => string;
}

/** Shows all. */
export const shownAsIs: Redactor = {
  value: (_name, text) => text,
  message: (text) => text,
  text: (text) => text,
};

/** What is shorter is no key of the service, and may be part of any word. */
const shortestSecret = 8;

export function redactor(readings: readonly Reading[]): Redactor {
  const secrets = [...new Set(readings.flatMap(keysOf))]
    .flatMap((secret) => [secret, repr(secret, '2').slice(1, -1), repr(secret, '3.10').slice(1, -1)])
    .filter((secret) => secret.length >= shortestSecret);
  const text = hiding(secrets);
  return {
    text,
    message: (shown) => redactMessage(text(shown)),
    value: (name, shown) => text(redact({ name }, shown)),
  };
}

/** Hides each of the secrets, in time that does not grow with their number. */
function hiding(secrets: readonly string[]): (text: string) => string {
  if (secrets.length === 0) return (text) => text;
  const byStart = new Map<string, string[]>();
  for (const secret of new Set(secrets)) {
    const start = secret.slice(0, shortestSecret);
    byStart.set(start, [...(byStart.get(start) ?? []), secret]);
  }
  return (text) => {
    const parts: string[] = [];
    let shown = 0;
    let hidden = 0;
    for (let at = 0; at + shortestSecret <= text.length; at++) {
      for (const secret of byStart.get(text.slice(at, at + shortestSecret)) ?? []) {
        if (!text.startsWith(secret, at)) continue;
        // One that begins in another one is hidden with it.
        if (at >= hidden) parts.push(text.slice(shown, at), redacted);
        hidden = Math.max(hidden, at + secret.length);
        shown = hidden;
      }
    }
    return parts.join('') + text.slice(shown);
  };
}

/** The access keys as a client gets them, word by word: what goes on in the next line may be quoted alone. */
function keysOf(reading: Reading): string[] {
  return [...reading.sections.keys()].flatMap((section) =>
    optionNames(reading, section).flatMap((name) => {
      const value = get(reading, section, name);
      return value?.kind === 'text' && isSecret(name, value.text) ? value.text.split(/\s+/) : [];
    }),
  );
}
