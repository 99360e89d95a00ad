/** What an exit code or the client's own words mean, and how to repair it: read off the tables of messages. */
import type { Ground } from '../config/sources.ts';
import { abortCodes } from './abort-codes.ts';
import { fileMessages, type OtherMessage } from './file-messages.ts';
import { endings, exitCodes, type RunName } from './messages.ts';
import { otherMessages } from './other-messages.ts';
import { matcher, recognise, type Recognised } from './recognise.ts';

/** Something that may have happened. */
export interface Cause extends Ground {
  readonly id: string;
  /** Null: it ends no run. */
  readonly exitCode: number | null;
  /** Those in which it may happen, the likeliest first. */
  readonly runs: readonly RunName[];
  /** The client's own words, an ellipsis for what differs; empty where no source has them. */
  readonly message: string;
  readonly meaning: string;
  /** Empty where nothing is wrong, or nothing is known that helps. */
  readonly repair: string;
}

/** Every message that any source has, by its name. */
export const clientMessages: Readonly<Record<string, OtherMessage>> = {
  ...endings,
  ...fileMessages,
  ...otherMessages,
  ...abortCodes,
};

/** The answer no of the question whether the early stage shall start (evidence: client). */
const checkInitSaysNo = 1;

function causeOf(id: string): Cause[] {
  const message = clientMessages[id];
  if (message === undefined) return [];
  const { exitCode, runs, meaning, repair, evidence, sources } = message;
  const isQuestion = runs.includes('check-init');
  return [
    {
      id,
      exitCode: isQuestion ? checkInitSaysNo : exitCode,
      runs,
      message: message.message,
      meaning,
      repair,
      evidence,
      sources,
    },
  ];
}

/** The exit code that a number stands for: a shell shows -1 as 255. Null: no source knows it. */
export function knownExitCode(number: number): number | null {
  const code = number === 255 ? -1 : number;
  return exitCodes[code] === undefined ? null : code;
}

/** All that a run of the client ends with this code for; special cases of one cause are not told apart. */
export function causesOfExitCode(code: number): readonly Cause[] {
  return Object.keys(clientMessages)
    .filter((id) => clientMessages[id]?.partOf === undefined)
    .flatMap(causeOf)
    .filter(({ exitCode }) => exitCode === code);
}

const match = matcher(clientMessages);

/** What a text says, line by line: see `recognise`. */
export function messagesIn(lines: readonly (string | null)[]): readonly Recognised[] {
  return recognise(lines, clientMessages, match);
}

/** What may be behind a recognised message: several where its words leave it open. */
export function causesOf({ ids }: Recognised): readonly Cause[] {
  return ids.flatMap(causeOf);
}
