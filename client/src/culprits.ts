/**
 * What ends the server: told from what it had not answered when it died. A server that is ended from outside has seldom anything
 * to answer, and answers the same once it is started again; one that ends over a document never does.
 */
import { exploreRequest } from '../../server/src/protocol.ts';

/** Something the server was sent. */
export interface Asked {
  /** In the order in which all of them were sent. */
  readonly id: number;
  /** What it is about: `subjectOf`. */
  readonly subject: string;
  /** Null: a notification, which is never answered. */
  readonly method: string | null;
}

interface Suspicion {
  /** In a row. */
  readonly deaths: number;
  /** When the last one was, in milliseconds. */
  readonly at: number;
  /** Not answered before any of these deaths, nor since. */
  readonly methods: ReadonlySet<string>;
}

export interface Known {
  /** What the server that runs has not answered yet. */
  readonly pending: readonly Asked[];
  readonly suspicions: ReadonlyMap<string, Suspicion>;
  /** Since anything was answered. */
  readonly deathsInVain: number;
}

export const nothingKnown: Known = { pending: [], suspicions: new Map(), deathsInVain: 0 };

/** Deaths over the same subject until it is set aside. */
const patience = 3;

/** Milliseconds: deaths further apart are not in a row. */
const inARow = 10 * 60_000;

/** The server begins with these and answers others meanwhile: to have been asked first says nothing. */
const canWait: readonly (string | null)[] = ['textDocument/diagnostic', exploreRequest];

/** Milliseconds to wait before each start, by the deaths in vain; the last one is for all that follow. */
const delays = [0, 0, 500, 1000, 2000, 5000, 10_000, 30_000] as const;

/** A document, or a document with a host file: a preview may end over either. Both are addresses, which have no spaces. */
export const subjectOf = (document: string, hostFile?: string): string =>
  hostFile === undefined ? document : `${document} ${hostFile}`;

/** The document of a subject, and the host file where it has one. */
export const addressesOf = (subject: string): readonly string[] => subject.split(' ');

export const isSetAside = ({ suspicions }: Known, subject: string): boolean =>
  (suspicions.get(subject)?.deaths ?? 0) >= patience;

/** All of them. */
export const setAside = (known: Known): readonly string[] =>
  [...known.suspicions.keys()].filter((subject) => isSetAside(known, subject));

/** Before the next start. */
export const delayOf = ({ deathsInVain }: Known): number => delays[deathsInVain] ?? delays[delays.length - 1] ?? 0;

export const asked = (known: Known, one: Asked): Known => ({ ...known, pending: [...known.pending, one] });

/** The server has answered, be it with an error: it has also taken in every notification before. */
export function answered(known: Known, id: number): Known {
  const it = known.pending.find((one) => one.id === id);
  if (!it) return known;
  const pending = known.pending.filter((one) => one !== it && (one.method !== null || one.id > id));
  return { pending, suspicions: cleared(known.suspicions, it), deathsInVain: 0 };
}

/** Cancelled: nobody knows whether the server has begun with it. */
export const dropped = (known: Known, id: number): Known => ({
  ...known,
  pending: known.pending.filter((one) => one.id !== id),
});

/** @param now in milliseconds */
export function died({ pending, suspicions, deathsInVain }: Known, now: number): Known {
  const next = new Map(suspicions);
  for (const subject of suspects(pending)) {
    const before = suspicions.get(subject);
    const row = before && now - before.at <= inARow ? before : undefined;
    const methods = pending.flatMap((one) => (one.subject === subject && one.method !== null ? [one.method] : []));
    next.set(subject, {
      deaths: (row?.deaths ?? 0) + 1,
      at: now,
      methods: new Set([...(row?.methods ?? []), ...methods]),
    });
  }
  return { pending: [], suspicions: next, deathsInVain: deathsInVain + 1 };
}

/** Sent to the server again; if it ends over it once more, it is set aside at once. */
export function readmitted(known: Known, subject: string): Known {
  const suspicion = known.suspicions.get(subject);
  if (!suspicion || !isSetAside(known, subject)) return known;
  const suspicions = new Map(known.suspicions).set(subject, { ...suspicion, deaths: patience - 1 });
  return { ...known, suspicions };
}

/**
 * What the server was at: it answers in order, so the first request of what does not wait, else all that do. To be told of a text is
 * next to no work, so that counts only where nothing was asked.
 */
function suspects(pending: readonly Asked[]): ReadonlySet<string> {
  const requests = pending.filter(({ method }) => method !== null);
  const first =
    requests.find(({ method }) => !canWait.includes(method)) ?? (requests.length > 0 ? undefined : pending[0]);
  return new Set(first ? [first.subject] : requests.map(({ subject }) => subject));
}

/** Nothing is suspected any more once all is answered that was not before. */
function cleared(suspicions: Known['suspicions'], { subject, method }: Asked): Known['suspicions'] {
  const suspicion = suspicions.get(subject);
  if (!suspicion) return suspicions;
  const methods = new Set([...suspicion.methods].filter((one) => one !== method));
  const next = new Map(suspicions);
  if (methods.size > 0) next.set(subject, { ...suspicion, methods });
  else next.delete(subject);
  return next;
}
