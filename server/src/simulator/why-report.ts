/** The explanation of an update as a transcript. */
import { evidenceText } from '../config/evidence.ts';
import { assumptionLabels } from './assumptions.ts';
import { mostChanges, type Proposal } from './change-search.ts';
import type { Assuming } from './outcome.ts';
import { assumingText, type Style } from './report.ts';
import type { Explanation } from './why.ts';
import { stageNames } from './why-stages.ts';

/** What `simulate --why` prints as JSON. */
export interface WhyAnswer {
  readonly host: string;
  /** One for each outcome of the simulation. */
  readonly outcomes: readonly { readonly assuming: Assuming; readonly explanation: Explanation }[];
}

export function whyText({ outcomes }: WhyAnswer, style: Style): string {
  const parts = outcomes.map(({ assuming, explanation }) => {
    const condition = assumingText(assuming);
    return [...(condition === '' ? [] : [style.title(condition), '']), ...explained(explanation, style)].join('\n');
  });
  return `${parts.join('\n\n')}\n`;
}

function explained(explanation: Explanation, style: Style): readonly string[] {
  const { id, title, headline, because, stages, restsOn, evidence, state, changes } = explanation;
  const words = [...new Set(stages.map(({ message }) => message).filter((message) => message !== ''))];
  return [
    style.verdict(headline),
    '',
    ...(title === '' ? [] : [style.item(`[${id}] ${title}`)]),
    ...because.map(style.item),
    ...words.map(style.note),
    style.item([...restsOn, `Known as ${evidence}: ${evidenceText[evidence]}.`].join(' ')),
    ...(state === 'in' ? [] : proposed(changes)).map(style.item),
  ];
}

function proposed([first, ...others]: readonly Proposal[]): readonly string[] {
  if (first === undefined) {
    return [`No change that is tried here brings it in, or in earlier, nor do ${mostChanges} of them together.`];
  }
  return [`Smallest change: ${proposalText(first)}`, ...others.map((other) => `Or: ${proposalText(other)}`)];
}

function proposalText({ changes, comes, evidence, assumes }: Proposal): string {
  const what = changes.map(({ label }) => label).join(', and ');
  const unknown = evidence === 'unknown' ? ' Nobody knows whether it does.' : '';
  const rests = assumes.map((name) => ` It is assumed that ${assumptionLabels[name] ?? name}.`).join('');
  return `${what}. It then comes with ${stageNames[comes]} (${evidence}).${unknown}${rests}`;
}
