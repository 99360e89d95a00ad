/** How long a client waits for the answers of each server, once it has a document. */
import {
  casesOf,
  growthRow,
  measureCases,
  notInstalled,
  rowOf,
  sizes,
  waitingRow,
  type Case,
  type Size,
} from './cases.ts';
import type { Row } from './measure.ts';
import { withServers, type Server } from './servers.ts';
import type { Session } from './session.ts';

interface Operation {
  readonly name: string;
  /** What a server has to offer for it; left out: all of them can. */
  readonly needs?: Parameters<Session['can']>[0];
  readonly turns: number;
  readonly run: (session: Session, each: Case) => Promise<unknown>;
  /** Whether nothing to do is an answer, too. */
  readonly mayBeEmpty: boolean;
  /** At 500 lines. */
  readonly bars: Row['bars'];
  /** The most that 6,000 lines may take of what 500 take. */
  readonly growth?: number;
  /** The most that 500 lines may take of what they take the best peer that waits for further edits. */
  readonly waiting?: number;
}

const edit = {
  turns: 101,
  run: (session: Session, { server }: Case) => session.editAndDiagnose(server.diagnoses),
  mayBeEmpty: true,
  bars: { peer: 1 },
  waiting: 0.1,
};

/** By clients that ask for diagnostics where they can, as VS Code does: few servers can put that off. */
const asked: readonly Operation[] = [
  { ...edit, name: 'edit to diagnostics' },
  {
    name: 'hover',
    needs: 'hoverProvider',
    turns: 201,
    run: (session, { sample }) => session.request('hover', { position: sample.name }),
    mayBeEmpty: false,
    bars: { peer: 1 },
    growth: 2,
  },
  {
    name: 'completion',
    needs: 'completionProvider',
    turns: 201,
    run: (session, { sample }) => session.request('completion', { position: sample.value }),
    mayBeEmpty: false,
    bars: { peer: 1 },
    growth: 2,
  },
  {
    name: 'format',
    needs: 'documentFormattingProvider',
    turns: 51,
    run: (session) => session.request('formatting', { options: { tabSize: 2, insertSpaces: true } }),
    mayBeEmpty: true,
    bars: {},
  },
  {
    name: 'semantic tokens',
    needs: 'semanticTokensProvider',
    turns: 51,
    run: (session) => session.request('semanticTokens/full'),
    mayBeEmpty: false,
    bars: {},
  },
];

/** By clients that wait for what a server says by itself, as all others do: most servers wait for further edits. */
const pushed: readonly Operation[] = [{ ...edit, name: 'edit to diagnostics, pushed' }];

/** What the bars are about. */
const usual: Size = 500;

/** How often each runs before it counts, unless that takes more than a second. */
const warmUps = 20;

const isEmpty = (answer: unknown): boolean =>
  typeof answer !== 'object' || answer === null || Object.values(answer).flat().length === 0;

/** @returns why the case has no number; null: it has one */
async function warmUp({ needs, run, mayBeEmpty }: Operation, session: Session, each: Case): Promise<string | null> {
  if (needs && !session.can(needs)) return 'cannot';
  if (isEmpty(await run(session, each)) && !mayBeEmpty && each.server.diagnoses) return 'finds nothing';
  const end = performance.now() + 1000;
  for (let runs = 1; runs < warmUps && performance.now() < end; runs++) await run(session, each);
  return null;
}

async function rowsOf(operation: Operation, sessions: ReadonlyMap<Case, Session>, cases: readonly Case[]) {
  const { name, turns, run, bars, growth, waiting } = operation;
  const reasons = new Map(notInstalled(cases));
  for (const [each, session] of sessions) {
    const reason = await warmUp(operation, session, each);
    if (reason !== null) reasons.set(each, reason);
  }
  const measured = await measureCases(turns, cases, reasons, (each) => async () => {
    const session = sessions.get(each);
    const begin = performance.now();
    if (session) await run(session, each);
    return performance.now() - begin;
  });
  return [
    ...sizes.map((size) => rowOf(measured, `${name}, ${size} lines`, size, size === usual ? bars : {})),
    ...(growth === undefined ? [] : [growthRow(measured, name, growth)]),
    ...(waiting === undefined ? [] : [waitingRow(measured, name, waiting)]),
  ];
}

/** With a process for each server and size, which all live until the end. */
async function measure(servers: readonly Server[], pulls: boolean, operations: readonly Operation[]): Promise<Row[]> {
  const cases = casesOf(servers);
  const sessions = new Map<Case, Session>();
  const rows: Row[] = [];
  try {
    for (const each of cases.filter(({ server }) => server.missing === null)) {
      const session = await each.server.start(pulls);
      sessions.set(each, session);
      await session.open(each.sample, each.server.diagnoses);
    }
    for (const operation of operations) rows.push(...(await rowsOf(operation, sessions, cases)));
    return rows;
  } finally {
    for (const session of sessions.values()) await session.end();
  }
}

/** Of servers that are asked for everything. */
export const answers = (): Promise<Row[]> => withServers((servers) => measure(servers, true, asked));

/** Of servers that say by themselves what they find. */
export const pushing = (): Promise<Row[]> => withServers((servers) => measure(servers, false, pushed));
