/**
 * How much chance the tests of this folder take: `UPTRACK_FUZZ_RUNS` documents from `UPTRACK_FUZZ_SEED`. The seed is the same every
 * time unless it is given, so that a change is judged by what it changes; `npm run test:fuzz` takes another each time.
 */
export const runs = Number(process.env.UPTRACK_FUZZ_RUNS ?? 4_000);
export const seed = Number(process.env.UPTRACK_FUZZ_SEED ?? 20_261_126);
/** Sessions of a client with the built server: `UPTRACK_FUZZ_SESSIONS`. */
export const sessions = Number(process.env.UPTRACK_FUZZ_SESSIONS ?? 6);
/** Generous: a document takes a few milliseconds, and the machine may have other work. */
export const timeout = 120_000 + runs * 60;
