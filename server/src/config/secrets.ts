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
  const secrets = [...keysOf(readings)]
    .flatMap((secret) => [secret, repr(secret, '2').slice(1, -1), repr(secret, '3.10').slice(1, -1)])
    .filter((secret) => secret.length >= shortestSecret)
    // The longer first: one secret may start with another.
    .sort((a, b) => b.length - a.length);
  const text = (shown: string): string => secrets.reduce((rest, secret) => rest.replaceAll(secret, redacted), shown);
  return {
    text,
    message: (shown) => redactMessage(text(shown)),
    value: (name, shown) => text(redact({ name }, shown)),
  };
}

/** The access keys as a client gets them, word by word: what goes on in the next line may be quoted alone. */
function keysOf(readings: readonly Reading[]): ReadonlySet<string> {
  const keys = new Set<string>();
  /** By name: what the Pythons agree on, as they mostly do, is looked at once. */
  const seen = new Map<string, string[]>();
  for (const reading of readings) {
    for (const section of reading.sections.keys()) {
      for (const name of optionNames(reading, section)) {
        const value = get(reading, section, name);
        const texts = seen.get(name) ?? [];
        if (value?.kind !== 'text' || texts.includes(value.text)) continue;
        seen.set(name, [...texts, value.text]);
        if (isSecret(name, value.text)) for (const word of value.text.split(/\s+/)) keys.add(word);
      }
    }
  }
  return keys;
}
