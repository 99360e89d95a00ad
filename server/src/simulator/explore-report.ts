/** All scenarios of a host as text: how many end how, what always holds, and the space that was run. */
import { assumptionLabels } from './assumptions.ts';
import { circumstances, promises } from './claims.ts';
import type { Claim, Example, Exploration } from './exploration.ts';
import type { Verdict } from './outcome.ts';
import { assumingText } from './report.ts';
import type { Dimension } from './scenario.ts';
import { grouped } from './words.ts';

/** How a host comes back, to follow its name. */
export const verdictTexts: Readonly<Record<Verdict, string>> = {
  'does-not-boot': 'does not boot by itself',
  unpatched: 'comes back without any update',
  'partly-restored': 'comes back with some of its updates',
  restored: 'comes back with what it had',
  'nothing-to-install': 'comes back where there is nothing to install',
  upgraded: 'comes back with all updates',
};

/** What differs from an idle host on which nothing else is wrong, in words, and how `simulate` is told so. */
function exampleText(example: Example, dimensions: readonly Dimension[]): string {
  const { moment, differs } = example;
  const flags = [`--cut ${moment}`, ...Object.entries(differs).map(([id, value]) => `--if ${id}=${value}`)];
  return `${scenarioText(example, dimensions)} (${flags.join(' ')})`;
}

/** What differs from an idle host on which nothing else is wrong, in words. */
export function scenarioText({ moment, differs, assuming }: Example, dimensions: readonly Dimension[]): string {
  const labels = dimensions.flatMap(({ id, label, values }) => {
    const value = id === 'moment' ? moment : differs[id];
    const chosen = values.find((candidate) => candidate.id === value);
    if (chosen === undefined) return [];
    return [id === 'moment' ? chosen.label : `${label}: ${chosen.label}`];
  });
  const given = assumingText(assuming).replace(/:$/, ',');
  return `${given && `${given} `}${labels.join('; ')}`;
}

/** The claims worth telling of each promise: the widest circumstance in which it holds, or else the narrowest. */
export function tellingClaims({ claims }: Exploration): readonly Claim[] {
  return promises.flatMap(({ id }) => {
    const told = circumstances.flatMap(
      (circumstance) => claims.find((claim) => claim.promise === id && claim.circumstance === circumstance.id) ?? [],
    );
    return told.find(({ counterexample }) => counterexample === null) ?? told.at(-1) ?? [];
  });
}

export function asText(exploration: Exploration): string {
  return report(exploration, { heading: (text) => `${text}\n`, item: (text) => `  ${text}` });
}

export function asMarkdown(exploration: Exploration): string {
  return report(exploration, { heading: (text) => `### ${text}\n`, item: (text) => `- ${text}` });
}

interface Style {
  readonly heading: (text: string) => string;
  readonly item: (text: string) => string;
}

function report(exploration: Exploration, { heading, item }: Style): string {
  const { host, scenarios, courses, verdicts, dimensions } = exploration;
  const claims = tellingClaims(exploration);
  const holding = claims.filter(({ counterexample }) => counterexample === null);
  const broken = claims.filter(({ counterexample }) => counterexample !== null);
  const sections: readonly (readonly [title: string, lines: readonly string[]])[] = [
    [
      `${host}: ${grouped(scenarios)} scenarios of a power cut, in ${grouped(courses)} different courses`,
      verdicts.map(
        ({ verdict, scenarios: count, example }) =>
          `${grouped(count)} × ${verdictTexts[verdict]}, for example: ${exampleText(example, dimensions)}`,
      ),
    ],
    ['What always holds', holding.map((claim) => claimText(claim, dimensions))],
    ['What does not', broken.map((claim) => claimText(claim, dimensions))],
    ['The space', spaceTexts(exploration)],
  ];
  const parts = sections.filter(([, lines]) => lines.length > 0);
  return `${parts.map(([title, lines]) => `${heading(title)}${lines.map((line) => `\n${item(line)}`).join('')}`).join('\n\n')}\n`;
}

/** What the number of scenarios is the product of, what is left out, and what is taken as it is. */
export function spaceTexts({ dimensions, momentsLeftOut, exclusions }: Exploration): readonly string[] {
  return [
    dimensions
      .filter(({ values }) => values.length > 1)
      .map(({ label, values }) => `${label} (${grouped(values.length)})`)
      .join(' × '),
    ...(momentsLeftOut === 0
      ? []
      : [
          `${grouped(momentsLeftOut)} more moments of the cut are not run, for this host has too many updates: of each run of like steps, every so many are.`,
        ]),
    ...exclusions.map(({ reason, scenarios: count }) => `less ${grouped(count)}: ${reason}`),
    'Nothing is released while the power is out but what the host says; every time is as it assumes.',
  ];
}

function claimText(claim: Claim, dimensions: readonly Dimension[]) {
  const { sentence, scenarios, holds, counterexample, assumes, evidence } = claim;
  if (counterexample !== null) {
    return `${sentence} It is so in ${grouped(holds)} of ${grouped(scenarios)} (${evidence}); not, for example: ${exampleText(counterexample, dimensions)}`;
  }
  const rests = restsText(assumes);
  return `${sentence} (${grouped(scenarios)} scenarios; ${evidence}${rests && `; ${rests}`})`;
}

/** What a claim rests on; empty where it rests on no assumption. */
export function restsText(assumes: Claim['assumes']): string {
  const rests = assumes.map((name) => assumptionLabels[name] ?? name).join(', and that ');
  return rests && `assumes that ${rests}`;
}
