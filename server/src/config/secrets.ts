/**
 * Keeps secrets out of what is shown of a whole file. What `redact.ts` knows by its place or its looks is hidden there; here also
 * where another option refers to it.
 */
import { expand } from './interpolation.ts';
import { lower, repr } from './python.ts';
import { dialects, get, read, type Reading } from './reader.ts';
import { credentialsOf, isSecret, redact, redacted, redactMessage, secretName } from './redact.ts';
import { parse } from './syntax.ts';

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

/** What is shorter is no key of the service, and may be part of any word; it is a secret only where it is all of a value. */
const shortestSecret = 8;

export function redactor(readings: readonly Reading[]): Redactor {
  const known = secretsOf(readings);
  const secrets = [...known]
    .flatMap((secret) => [secret, repr(secret, '2').slice(1, -1), repr(secret, '3.10').slice(1, -1)])
    .filter((secret) => secret.length >= shortestSecret);
  const text = hiding(secrets);
  return {
    text,
    message: (shown) => redactMessage(text(shown)),
    value: (name, shown) => (shown !== '' && known.has(shown) ? redacted : text(redact({ name }, shown))),
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

/**
 * The access keys as a client gets them, word by word, since what goes on in the next line may be quoted alone; and the credentials of
 * proxies, which may be put together from other options.
 */
function secretsOf(readings: readonly Reading[]): ReadonlySet<string> {
  const secrets = new Set<string>();
  /** By name: what the Pythons agree on, as they mostly do, is looked at once. */
  const seen = new Map<string, Set<string>>();
  for (const reading of readings) {
    for (const { name, text } of textsOf(reading)) {
      const texts = seen.get(name) ?? new Set();
      if (texts.has(text)) continue;
      seen.set(name, texts.add(text));
      const found = isSecret(name, text) ? text.split(/\s+/) : credentialsOf(text);
      for (const secret of found) secrets.add(secret);
    }
  }
  return secrets;
}

interface Text {
  readonly name: string;
  readonly text: string;
}

/** How often options of [DEFAULT] are put together anew for a section; no file that somebody means has a thousandth of that. */
const mostAnswers = 100_000;

/**
 * What the options come to. Every section has those of [DEFAULT], and yet they are looked at once, and again only in a section with a name
 * that one of them refers to. Where even that is too much, what the section puts into them is taken for a secret by itself.
 */
function* textsOf(reading: Reading): Generator<Text> {
  const referred = referredTo(reading);
  const composed = [...reading.defaults].filter(([, { raw }]) => raw?.includes('%')).map(([name]) => name);
  let answers = 0;
  for (const name of reading.defaults.keys()) yield* textOf(reading, 'DEFAULT', name);
  for (const [section, { options }] of reading.sections) {
    for (const name of options.keys()) yield* textOf(reading, section, name);
    const own = [...options.keys(), ...sectionName(reading)].filter((name) => referred.has(name));
    if (own.length === 0) continue;
    answers += composed.length;
    if (answers <= mostAnswers) for (const name of composed) yield* textOf(reading, section, name);
    else
      for (const name of own) for (const { text } of textOf(reading, section, name)) yield { name: secretName, text };
  }
}

function* textOf(reading: Reading, section: string, name: string): Generator<Text> {
  const value = get(reading, section, name);
  if (value?.kind === 'text') yield { name, text: value.text };
}

/** The option as which Python 2 keeps the name of a section. */
const sectionName = ({ dialect }: Reading): readonly string[] => (dialect === '2' ? ['__name__'] : []);

/** The names in values of [DEFAULT] that stand for other values. */
function referredTo({ defaults, dialect }: Reading): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { raw } of defaults.values()) {
    expand(raw ?? '', (reference) => {
      const name = lower(reference, dialect);
      names.add(name);
      return { name, raw: '' };
    });
  }
  return names;
}

/** What makes lines of a text fit to be shown that is no configuration file, but may hold one: whoever pastes a session pastes it all. */
export function lineRedactor(text: string): (line: string) => string {
  const document = parse(text);
  const fit = redactor(dialects.map((dialect) => read(document, dialect)));
  return (line) => {
    const delimiter = line.search(/[=:]/);
    if (delimiter === -1) return fit.message(line);
    const value = line.slice(delimiter + 1).trimStart();
    return fit.message(line.slice(0, line.length - value.length) + fit.value(line.slice(0, delimiter).trim(), value));
  };
}
