/** A comparison as text for terminals. */
import type { Stage } from '../config/effective.ts';
import {
  isSame,
  type Comparison,
  type DiagnosticOf,
  type ForPythons,
  type OptionChange,
  type OptionState,
  type Refusal,
  type Worse,
} from '../features/compare.ts';
import { pythonNames } from '../rules/effects.ts';
import type { Change, ConsequenceChange, OutcomeChange, Possible, StageState } from '../simulator/compare.ts';
import type { Extent } from '../simulator/consequences.ts';
import type { Host } from '../simulator/host.ts';
import type { SavedPlan, StageName } from '../simulator/outcome.ts';
import { assumingText } from '../simulator/report.ts';
import { grouped, named, updates } from '../simulator/words.ts';
import { printable, printableLines, escaped } from './io.ts';
import { inWords } from './settings.ts';

type Part = readonly [title: string, lines: readonly string[]];

/** @param host null: none was given */
export function comparisonText(comparison: Comparison, names: Change<string>, host: Host | null): string {
  const title = `${escaped(names.old)} -> ${escaped(names.new)}`;
  if (isSame(comparison)) return printableLines(`${title}\n\nNo difference: ${sameFor(host)}\n`);
  const { python, refusals, options, diagnostics, consequences, outcomes, worse } = comparison;
  const each = <T>(changes: readonly (ForPythons & T)[], linesOf: (change: T) => Headed): string[] =>
    underHeads(
      changes.map((change) => withPythons(change.python.length < python.length ? change : null, linesOf(change))),
    );
  const parts: readonly Part[] = [
    ['The client', each(refusals, refusalLines)],
    ['Options', each(options, optionLine)],
    ['Problems that appear', diagnostics.appear.map(diagnosticLine)],
    ['Problems that disappear', diagnostics.disappear.map(diagnosticLine)],
    ['After a power loss, on any host that is idle', each(consequences, consequenceLine)],
    [`After the power loss of ${host?.name ?? ''}`, each(outcomes, outcomeLines)],
    ['This is for the worse', worse.map((reason) => worseTexts[reason])],
  ];
  const blocks = parts.flatMap(([head, lines]) => (lines.length > 0 ? [[`${head}:`, ...lines.map(indented)]] : []));
  const unchanged = host !== null && outcomes.length === 0 ? [[`${host.name} comes back the same.`]] : [];
  return printableLines(`${[[title], ...blocks, ...unchanged].map((lines) => lines.join('\n')).join('\n\n')}\n`);
}

/** What is said of a change, and what it holds for. */
interface Headed {
  readonly conditions?: readonly string[];
  readonly lines: readonly string[];
}

/** @param only null: it is so for all Pythons */
function withPythons(only: ForPythons | null, { conditions = [], lines }: Headed): Headed {
  return { conditions: [...(only === null ? [] : [`With ${pythonNames(only.python)}`]), ...conditions], lines };
}

/** What holds for the same stands under one head. */
function underHeads(all: readonly Headed[]): string[] {
  const byHead = new Map<string, string[]>();
  for (const { conditions = [], lines } of all) {
    const head = conditions.join(', ');
    byHead.set(head, [...(byHead.get(head) ?? []), ...lines]);
  }
  return [...byHead].flatMap(([head, lines]) => (head === '' ? lines : [`${head}:`, ...lines.map(indented)]));
}

const sameFor = (host: Host | null): string =>
  `the client does the same with both files${host === null ? '' : `, on ${host.name} too`}.`;

const indented = (text: string): string => text.replace(/^/gm, '  ');

const worseTexts: Readonly<Record<Worse, string>> = {
  refused: 'The client refuses what it did not refuse before.',
  'fewer-updates': 'There can be fewer updates after the late boot stage or the periodic run.',
  'new-errors': 'There are new errors.',
};

function refusalLines(change: Change<Refusal | null>): Headed {
  const said = (which: string, refusal: Refusal | null): string => {
    if (refusal === null) return `reads the ${which} file`;
    const { exitCode, line, stages, message } = refusal;
    const where = line === null ? '' : `, line ${line}`;
    return `refuses the ${which} file (exit code ${exitCode}${where}; ${stages.join(', ')}):\n${indented(message)}`;
  };
  return { lines: [said('old', change.old), said('new', change.new)] };
}

function optionLine({ option, old, new: changed, hidden }: OptionChange): Headed {
  return { lines: [`${option}: ${optionText(old)} -> ${optionText(changed)}${hidden ? ', another one' : ''}`] };
}

const optionText = (state: OptionState): string =>
  `${inWords(state)} (${state.line === null ? 'default' : `line ${state.line}`})`;

const diagnosticLine = ({ rule, severity, message, line }: DiagnosticOf): string =>
  printable(`line ${line}: ${severity} ${rule} ${message}`);

const kernelTexts = { same: 'same kernel', different: 'a kernel never patched' } as const;
const stageTexts: Readonly<Record<Stage | StageName, string>> = {
  shutdown: 'orderly shutdown',
  early: 'early boot stage',
  late: 'late boot stage',
  cron: 'first periodic run',
};
const extentTexts: Readonly<Record<Extent, string>> = {
  nothing: 'nothing',
  saved: 'what was saved',
  all: 'all available',
};

function consequenceLine({ kernel, stage, old, new: changed }: ConsequenceChange): Headed {
  return { lines: [`${kernelTexts[kernel]}, ${stageTexts[stage]}: ${possibleText(old)} -> ${possibleText(changed)}`] };
}

function possibleText({ extents, exitCodes }: Possible): string {
  return `${extents.map((extent) => extentTexts[extent]).join(' or ')} (${exitCodes.map(codeText).join(' or ')})`;
}

const codeText = (code: number | null): string => (code === null ? 'not started' : `exit code ${code}`);

function outcomeLines({ assuming, boot, kernel, verdict, missing, stages }: OutcomeChange): Headed {
  const condition = assumingText(assuming).replace(/:$/, '');
  return {
    conditions: [condition, boot === 0 ? '' : `boot ${boot + 1}`].filter((part) => part !== ''),
    lines: [
      ...(kernel ? [`kernel: ${kernel.old ?? 'none'} -> ${kernel.new ?? 'none'}`] : []),
      ...(verdict ? [`verdict: ${verdict.old} -> ${verdict.new}`] : []),
      ...(missing ? [`missing: ${idsText(missing.old)} -> ${idsText(missing.new)}`] : []),
      ...stages.map(
        ({ stage, old, new: changed }) => `${stageTexts[stage]}: ${stateText(old)} -> ${stateText(changed)}`,
      ),
    ],
  };
}

function stateText({ installed, exitCode, savedPlan }: StageState): string {
  return `${updates(installed.length)} (${codeText(exitCode)}; ${planText(savedPlan)})`;
}

function planText(plan: SavedPlan): string {
  if (plan === null) return 'no plan';
  return typeof plan === 'string' ? `${plan} plan` : `plan of ${grouped(plan.length)}`;
}

function idsText(ids: readonly string[]): string {
  const names = named(ids, 3);
  return `${grouped(ids.length)}${names === '' ? '' : ` (${names})`}`;
}
