/** The same simulation with each assumption the other way round, to tell which of them a single claim rests on. */
import type { Evidence } from '../config/evidence.ts';
import { evidenceOf } from './assumptions.ts';
import { simulatePlainly, type Results } from './boot.ts';
import type { ClientConfig } from './config.ts';
import type { Host } from './host.ts';
import { switches, type Switch } from './stage.ts';

export interface Variants {
  /** As the host assumes; the evidence of its stages is without that of the assumptions. */
  readonly plain: Results;
  readonly flipped: readonly { readonly assumption: Switch; readonly evidence: Evidence; readonly results: Results }[];
}

export function variantsOf(host: Host, config: ClientConfig): Variants {
  return {
    plain: simulatePlainly(host, config),
    flipped: switches.map((assumption) => {
      const assumptions = { ...host.assumptions, [assumption]: !host.assumptions[assumption] };
      const results = simulatePlainly({ ...host, assumptions }, config);
      return { assumption, evidence: evidenceOf[assumption], results };
    }),
  };
}
