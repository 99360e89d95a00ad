/** A preview as the page draws from it, out of what came on the way. */
import type { Result, StoredPreview } from '../../server/src/protocol.ts';

type Restored<P extends StoredResults> = Omit<P, keyof StoredResults> & { readonly results: readonly Result[] };
type StoredResults = Pick<StoredPreview, 'results' | 'shared'>;

/** @param stored one whose every place leads somewhere */
export function restored<P extends StoredResults>({ shared, results, ...rest }: P): Restored<P> {
  return {
    ...rest,
    results: results.map((result): Result => ({
      ...result,
      boot: at(shared.boot, result.boot),
      stages: at(shared.stages, result.stages),
      fix: at(shared.fix, result.fix),
      trap: at(shared.trap, result.trap),
      refusal: at(shared.refusal, result.refusal),
    })),
  };
}

const at = <T>(all: readonly T[], place: number): T => all[place] as T;
