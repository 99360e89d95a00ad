/** The simulator on hosts that nobody chose, host files that are damaged, and what is pasted. */
import fc from 'fast-check';
import { restored } from '../../../client/view/restored.ts';
import { explorationOf } from '../../../server/src/features/exploration.ts';
import { doDraftHost } from '../../../server/src/features/draft-host.ts';
import { explain } from '../../../server/src/features/explain.ts';
import { doPreview } from '../../../server/src/features/preview.ts';
import { doReport } from '../../../server/src/features/report.ts';
import { doWhy } from '../../../server/src/features/why.ts';
import { readProject } from '../../../server/src/project/project.ts';
import { simulate } from '../../../server/src/simulator/branches.ts';
import type { Host } from '../../../server/src/simulator/host.ts';
import { placed, readHostText } from '../../../server/src/simulator/read-host.ts';
import { hostOf, samples } from '../../../server/src/simulator/samples.ts';
import { hostFileText } from '../../../server/src/simulator/write-host.ts';
import { hosts } from '../../oracle/random-host.ts';
import { problems as problemsOf, readSchema } from '../../unit/simulator/json-schema.ts';
import type { Chance } from '../chance.ts';
import { plantedKey } from '../documents.ts';
import { seed } from '../runs.ts';
import { must, type Property, type Subject } from '../subject.ts';

const schema = readSchema('docs/simulation.schema.json');

/** Some hundred hosts, met again and again with other files. */
const random: readonly Host[] = fc.sample(hosts, { numRuns: 300, seed });
const all: readonly Host[] = [...random, ...samples.map(hostOf)];
const texts: readonly string[] = all.map(hostFileText);

const of = <T>(choices: readonly T[], { nat }: Chance): T => choices[nat(choices.length - 1)] as T;

/** A piece of a host file that takes the place of another one. */
const pieces = [
  'null',
  '""',
  '[]',
  '{}',
  '-1',
  '1e99',
  'true',
  '"torn"',
  '"unlisted-1"',
  '"\\ud800"',
  ',',
  '{',
  '"',
  'x',
  '',
] as const;

/** A host file with some of its values or characters replaced. */
function damaged(text: string, chance: Chance): string {
  let now = text;
  for (let times = chance.nat(3); times >= 0; times--) {
    const start = chance.nat(now.length);
    const value = /"[^"]*"|[-\d.]+|true|false|null|\[[^[\]]*\]/g;
    value.lastIndex = start;
    const found = chance.isOneIn(4) ? null : value.exec(now);
    const [from, to] = found ? [found.index, value.lastIndex] : [start, start + chance.nat(20)];
    now = now.slice(0, from) + chance.pick(pieces) + now.slice(to);
  }
  return now;
}

const nothing = { conditions: {}, assumptions: {} };

function sceneOf(chance: Chance): { host: { file: string; text: string }; conditions: object; assumptions: object } {
  const conditions: Record<string, string | boolean> = {};
  if (chance.isOneIn(2))
    conditions[chance.pick(['network', 'sysfs', 'cron', 'accessKey', 'nothing'])] = chance.pick<string | boolean>([
      'down',
      'missing',
      '',
      true,
      false,
    ]);
  return {
    host: {
      file: 'file:///host.uptrack-host.json',
      text: of(chance.isOneIn(20) ? texts : texts.slice(0, random.length), chance),
    },
    conditions,
    assumptions: {},
  };
}

const mustFit = (result: unknown, what: string): void => {
  const problems = problemsOf(schema, JSON.parse(JSON.stringify(result)));
  must(problems.length === 0, `${what}: ${JSON.stringify(problems)}`);
};

const isPlanted = ({ text }: Subject): boolean => text.includes(plantedKey);

export const simulationProperties: readonly Property[] = [
  {
    name: 'a random host with any file has outcomes of the shape that is promised',
    oneIn: 8,
    hold: ({ analysis, chance }) => {
      const host = of(all, chance);
      const result = simulate(analysis.effectives, host);
      must(result.outcomes.length > 0, 'no outcome');
      if (chance.isOneIn(4)) mustFit(result, host.name);
    },
  },
  {
    name: 'a preview has moments, and each points to results that are there',
    oneIn: 300,
    hold: (subject) => {
      const { analysis, chance } = subject;
      const scene = { ...nothing, ...sceneOf(chance) } as Parameters<typeof doPreview>[1];
      const answer = doPreview(analysis, { ...scene, uri: 'file:///x', version: 1 });
      must(answer !== null && 'packed' in answer, 'no preview');
      const preview = restored(answer);
      const { moments, results, whatIfs, lists, updates, start } = preview;
      must(moments.length > 0 && start in moments, 'start');
      for (const moment of moments) {
        must(moment.results.length > 0 && moment.results.every((index) => index in results), moment.id);
        must(
          moment.whatIf.every((index) => index in whatIfs),
          moment.id,
        );
      }
      must(
        lists.every((list) => list.every((index) => index in updates)),
        'lists',
      );
      must(!isPlanted(subject) || !JSON.stringify(preview).includes(plantedKey), 'the access key is in the preview');
      const { id } = moments[chance.nat(moments.length - 1)] ?? { id: '' };
      const assuming = results[moments.find((moment) => moment.id === id)?.results[0] ?? -1]?.assuming ?? '';
      const format = chance.pick(['markdown', 'transcript', 'json', 'host']);
      const report = doReport(analysis, { ...scene, moment: id, assuming, format });
      must(report !== null && report.text !== '', `no report of ${id}`);
      must(!isPlanted(subject) || !report.text.includes(plantedKey), 'the access key is in the report');
      const update = of(['', ...updates.map((each) => each.id)], chance);
      must(
        update === '' || doWhy(analysis, { ...scene, moment: id, assuming, update }) !== null,
        `no why of ${update}`,
      );
    },
  },
  {
    name: 'exploring counts each scenario once',
    oneIn: 10000,
    hold: ({ analysis, chance }) => {
      const steps = explorationOf(analysis, { ...nothing, ...sceneOf(chance) } as Parameters<typeof explorationOf>[1]);
      let done = 0;
      let step = steps.next();
      for (; !step.done; step = steps.next()) {
        must(done <= step.value && step.value <= 1, `${step.value} done`);
        done = step.value;
      }
      must(step.value !== null, 'no exploration');
      const { scenarios, verdicts } = step.value;
      must(verdicts.reduce((sum, verdict) => sum + verdict.scenarios, 0) === scenarios, 'sum');
    },
  },
  {
    name: 'a damaged host file is a host, or has problems with places in it',
    oneIn: 16,
    hold: ({ analysis, chance }) => {
      const text = damaged(of(texts, chance), chance);
      const { host, problems } = readHostText(text);
      must((host === null) === problems.length > 0, 'problems');
      const lines = text.split(/\r\n|\r|\n/).length;
      for (const { line, message } of placed(text, problems))
        must(message !== '' && line >= 0 && line < lines, message);
      if (host !== null && chance.isOneIn(4)) mustFit(simulate(analysis.effectives, host), text);
    },
  },
  {
    name: 'whatever is pasted, asked or given as a project is answered',
    oneIn: 32,
    hold: ({ text, chance }) => {
      const draft = doDraftHost({ outputs: [text, of(texts, chance)], answers: { name: text } });
      must(draft.host !== null || draft.open.length > 0 || draft.problems.length > 0, 'no draft');
      explain(text.split('\n').slice(0, 40));
      readProject(text);
      readProject(of(texts, chance));
    },
  },
];
