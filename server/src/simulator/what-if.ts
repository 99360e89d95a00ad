/** What would come of each combination of the three options that decide, at every moment of a host. */
import { settingAt, type Effective } from '../config/effective.ts';
import { weakest } from '../config/evidence.ts';
import type { Combination, WhatIf } from '../protocol.ts';
import { marked, type Variants } from './assumptions.ts';
import { simulateVariants, withMemory, type Results } from './boot.ts';
import { simulate } from './branches.ts';
import { decidingOptions, refused, type ClientConfig } from './config.ts';
import { sceneOf } from './describe.ts';
import type { Host } from './host.ts';
import { at, judge } from './judge.ts';
import { differsUnknown, variantsIn, withCombination } from './matrix.ts';
import { momentOf } from './moments.ts';
import { verdicts, type Outcome } from './outcome.ts';
import { assumingText } from './report.ts';

type Options = Combination['options'];

const answers = ['yes', 'no'] as const;

/** All of them, in a fixed order. */
const allOptions: readonly Options[] = answers.flatMap((install_on_reboot) =>
  answers.flatMap((upgrade_on_reboot) =>
    answers.map((autoinstall): Options => ({ install_on_reboot, upgrade_on_reboot, autoinstall })),
  ),
);

export function combinationsOf(effectives: readonly Effective[]): readonly Combination[] {
  return allOptions.map((options) => ({
    options,
    isCurrent: effectives.some((effective) => canBe(options, effective)),
  }));
}

/** An unknown value may come out as either, one that the client refuses as neither. */
function canBe(options: Options, effective: Effective): boolean {
  return decidingOptions.every((name) => {
    const { unknown, value } = settingAt(effective, `Settings.${name}`);
    return unknown || value === (options[name] === 'yes');
  });
}

/** The file as it is once these options are set in it: what a client refuses for another reason, it still does. */
function fileWith(effective: Effective, options: Options): Effective {
  const isOne = decidingOptions.some((name) => effective.fatal?.option === `Settings.${name}`);
  return withCombination(isOne ? { ...effective, fatal: null } : effective, options);
}

/** Runs the first boot of a host with any configuration, each once. */
export class Disk {
  readonly host: Host;
  readonly #results = new Map<string, Results>();
  readonly #variants = new Map<string, Variants>();

  /** @param host without later boots */
  constructor(host: Host) {
    this.host = host;
  }

  readonly run = (config: ClientConfig): Results => {
    const key = JSON.stringify(config);
    const results = this.#results.get(key) ?? marked(this.vary(config));
    this.#results.set(key, results);
    return results;
  };

  readonly vary = (config: ClientConfig): Variants => {
    const key = JSON.stringify(config);
    const variants = this.#variants.get(key) ?? simulateVariants(this.host, config);
    this.#variants.set(key, variants);
    return variants;
  };
}

interface Case {
  /** The worst one where the rest of the file leaves it open. */
  readonly outcome: Outcome;
  readonly isUnknownDifference: boolean;
}

/** One `WhatIf` for each combination, at any moment that leaves this disk. */
export function whatIfsOn(disk: Disk, effectives: readonly Effective[]): (met: Host) => readonly WhatIf[] {
  const cases = casesOn(disk, effectives);
  const keys = cases.map(keyOf);
  return (met) => {
    const moment = momentOf(met);
    const told = new Map<string, WhatIf>();
    return cases.map(({ outcome, isUnknownDifference }, index) => {
      // Most combinations come to the same.
      const key = keys[index] ?? '';
      const known = told.get(key);
      if (known !== undefined) return known;
      const here = met === disk.host ? outcome : withMemory(outcome, met, moment);
      const { tone, headline } = judge(here, sceneOf(here, met));
      const assuming = assumingText(outcome.assuming);
      const count = (stage: 'early' | 'late' | 'cron') => at(outcome, stage)?.installed.length ?? 0;
      const whatIf: WhatIf = {
        tone,
        headline: assuming === '' ? headline : `${assuming} ${headline}`,
        installed:
          outcome.boots.kernel === null ? null : { early: count('early'), late: count('late'), cron: count('cron') },
        evidence: weakest([outcome.evidence, ...outcome.stages.map((stage) => stage.evidence)]),
        isUnknownDifference,
      };
      told.set(key, whatIf);
      return whatIf;
    });
  };
}

/** Equal where all that is said of two cases is the same. */
function keyOf({ outcome: { assuming, boots, evidence, stages }, isUnknownDifference }: Case): string {
  const told = stages.map(({ exitCode, message, evidence: known, assumes, installed }) =>
    [exitCode, message, known, assumes, installed].join('|'),
  );
  return JSON.stringify([assuming, boots, evidence, told, isUnknownDifference]);
}

function casesOn({ host, run, vary }: Disk, effectives: readonly Effective[]): readonly Case[] {
  const groups = combinationsOf(effectives).map(({ options, isCurrent }) => {
    const files = effectives.map((effective) => fileWith(effective, options));
    const all = simulate(files, host, run).outcomes;
    // What a template may render to a refusal is as refused with every combination.
    const normal = all.filter(({ assuming }) => !Object.values(assuming).includes(refused));
    const outcomes = normal.length > 0 ? normal : all;
    return { isCurrent, outcomes, variants: variantsIn(outcomes, files, host, vary) };
  });
  const current = groups.filter(({ isCurrent }) => isCurrent);
  return groups.flatMap((group) => {
    const [worst] = group.outcomes.toSorted((a, b) => verdicts.indexOf(a.verdict) - verdicts.indexOf(b.verdict));
    const isUnknownDifference = !group.isCurrent && current.some((other) => differsUnknown(group, other));
    return worst === undefined ? [] : [{ outcome: worst, isUnknownDifference }];
  });
}
