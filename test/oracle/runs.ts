/** How much chance the tests of this folder take: `UPTRACK_ORACLE_RUNS` hosts, of `UPTRACK_ORACLE_SEED` where a failure has printed one. */
export const runs = Number(process.env.UPTRACK_ORACLE_RUNS ?? 3_000);
export const seed = Number(process.env.UPTRACK_ORACLE_SEED ?? Math.floor(Math.random() * 2 ** 31));
/** Generous: a host takes about a millisecond. */
export const timeout = 60_000 + runs * 30;
/** Of one property among many. */
export const some = { numRuns: Math.ceil(runs / 6), seed };
