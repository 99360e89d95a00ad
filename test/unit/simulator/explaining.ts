/** What the tests of explanations share: one update on the fixture host. */
import { simulate } from '../../../server/src/simulator/branches.ts';
import { explain, type Explanation } from '../../../server/src/simulator/why.ts';
import { effectiveOf, hostOf, type Changes, type Config } from './fixture.ts';

/** The explanation of an update in each outcome. */
export function each(id: string, config: string, changes: Changes = {}, more: Config = {}) {
  const host = hostOf(changes);
  const files = [effectiveOf({ config, ...more })];
  return simulate(files, host).outcomes.flatMap((outcome) => {
    const explanation = explain(id, outcome, host, files);
    return explanation === null ? [] : [{ assuming: outcome.assuming, explanation }];
  });
}

/** In the first outcome. */
export function why(...asked: Parameters<typeof each>): Explanation {
  const [first] = each(...asked);
  if (first === undefined) throw new Error('no explanation');
  return first.explanation;
}

export const u = (number: number) => `unlisted-${number}`;
export const cut = (fields: object | null): Changes => ({ host: { cut: fields } });
/** Ends an upgrade of an offline client behind unlisted-6. */
export const pinned = { settings: { 'Settings.effective_version': '4.1.12-124.26.0.el6uek' } };
