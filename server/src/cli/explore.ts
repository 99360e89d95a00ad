/** `uptrack-conf explore`: every modelled scenario of a power cut on one host. */
import { readingsOf } from '../simulator/branches.ts';
import type { Exploration } from '../simulator/exploration.ts';
import { exploring } from '../simulator/explore.ts';
import { asMarkdown, asText } from '../simulator/explore-report.ts';
import { spaceOf, type Space } from '../simulator/space.ts';
import { oneOf, parseArguments } from './arguments.ts';
import { exit, printableLines, type Command, type ExitCode, type Io } from './io.ts';
import { readScene, sceneHelp, sceneOptions } from './scene.ts';
import { effectivesOf } from './source.ts';

const help = `Usage: uptrack-conf explore --host HOST [options] [FILE]

Runs every modelled scenario of a power cut on a host with this configuration file: each moment of the cut
with each condition that the boot after it can meet. Counts how they end, each with the smallest example,
and says what holds in all of them. Without FILE the file is empty; - is standard input.

Options:
${sceneHelp}  --format text|json|markdown      (default: text)
  -h, --help                       prints this

Exit codes: 0 done, 2 wrong usage, or a file or a host that cannot be read.
`;

async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArguments(argv, { ...sceneOptions, format: { type: 'string' } });
  const format = oneOf('format', values.format, ['text', 'json', 'markdown'], 'text');
  const scene = await readScene(values, positionals, io);
  if (scene === null) return exit.failed;
  const exploration = runWithProgress(spaceOf(scene.host, readingsOf(effectivesOf(scene.source), scene.host)), io);
  if (format === 'json') await io.write(`${JSON.stringify(exploration)}\n`);
  else await io.write(format === 'text' ? printableLines(asText(exploration)) : asMarkdown(exploration));
  return exit.done;
}

/** Says how far it is about every second. */
function runWithProgress(space: Space, io: Io): Exploration {
  const steps = exploring(space);
  let said = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - said < 1000) continue;
    said = performance.now();
    io.warn(`${Math.floor(step.value * 100)} % of the scenarios run`);
  }
}

export const exploreCommand: Command = {
  name: 'explore',
  summary: 'runs every modelled scenario of a power cut and counts how they end',
  help,
  run,
};
