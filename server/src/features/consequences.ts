/** The consequences of the reboot options as words: the table in the hover, the sentence of the lens. */
import { once, type Analysis } from '../analysis.ts';
import type { Effective, Fatal } from '../config/effective.ts';
import type { Dialect } from '../config/reader.ts';
import { capitalized, client, pythonNames } from '../rules/effects.ts';
import {
  canBe,
  consequenceTable,
  type Consequence,
  type ConsequenceRow,
  type Extent,
} from '../simulator/consequences.ts';

const deciding = ['Settings.install_on_reboot', 'Settings.upgrade_on_reboot', 'Settings.autoinstall'] as const;

const tables = once(
  ({ effectives, context }): ReadonlyMap<Effective, readonly ConsequenceRow[]> =>
    new Map(effectives.map((effective) => [effective, consequenceTable(effective, context.client)])),
);

const isRead = ({ fatal }: Effective): boolean => fatal === null;

const cellText: Readonly<Record<Extent, string>> = { nothing: '–', saved: 'saved', all: 'all' };
const yesNo = (value: boolean | null): string => (value === null ? 'any' : value ? 'yes' : 'no');

function cells({ extents, isUnknown }: Consequence): string[] {
  const cell = (extent: Extent): string => `${cellText[extent]}${isUnknown && extent !== 'nothing' ? ' †' : ''}`;
  return [cell(extents.early), cell(extents.late), cell(extents.cron)];
}

const heads = ['', 'install', 'upgrade', 'auto­install']
  .concat(['same kernel: early', 'late', 'cron'])
  .concat(['other kernel: early', 'late', 'cron']);

const line = (all: readonly string[]): string => `| ${all.join(' | ')} |`;

function rowLine({ installOnReboot, upgradeOnReboot, autoinstall, consequences }: ConsequenceRow, isCurrent: boolean) {
  const values = [installOnReboot, upgradeOnReboot, autoinstall].map(yesNo);
  return line([
    isCurrent ? '▶' : '',
    ...values.map((word) => (isCurrent ? `**${word}**` : word)),
    ...cells(consequences.same),
    ...cells(consequences.different),
  ]);
}

/** Markdown, the same for each of the options. */
export const consequencesMarkdown = once((analysis): string => {
  const { effectives } = analysis;
  const readable = effectives.filter(isRead);
  const considered = readable.length > 0 ? readable : effectives;
  const [shown] = considered;
  if (!shown) return '';
  const rows = tables(analysis).get(shown) ?? [];
  const current = rows.filter((row) => considered.some((effective) => canBe(row, effective)));
  return [
    '**After a power loss, with this file:**',
    [line(heads), line(heads.map(() => '---')), ...rows.map((row) => rowLine(row, current.includes(row)))].join('\n'),
    notes(analysis, rows, current).join('  \n'),
  ].join('\n\n');
});

function notes(
  analysis: Analysis,
  rows: readonly ConsequenceRow[],
  current: readonly ConsequenceRow[],
): readonly string[] {
  const { effectives, context } = analysis;
  const marked =
    current.length < 2
      ? 'this file'
      : unknownOptions(effectives).length > 0
        ? 'what this template can come out as'
        : 'this file, as one Python or another reads it';
  const texts = [
    `▶ ${marked} · *saved*: what the last completed run saved for that kernel · *all*: everything available`,
    '*early*: before the network is up · *late*: after · *cron*: the first periodic run · *other kernel*: one never patched on this host',
  ];
  if (rows.some(({ consequences: { same, different } }) => same.isUnknown || different.isUnknown)) {
    texts.push('† not confirmed: no source says whether the late stage starts at all with `install_on_reboot` off.');
  }
  if (current.some(({ consequences }) => consequences.same.exitCodes.late === 20)) {
    texts.push('**There is no access key in this file:** the late stage and cron end with exit code 20.');
  }
  const refusals = grouped(
    effectives.filter((effective) => !isRead(effective)),
    ({ fatal }) => fatal && refusal(fatal),
  );
  for (const [text, dialects] of refusals) {
    texts.push(
      `**${capitalized(client(dialects, context.dialects))} ${text}.** The table holds once that is repaired.`,
    );
  }
  return texts;
}

/** What the client does with a file that it cannot use. */
function refusal({ line: index, stages }: Fatal): string {
  const where = index === null ? '' : ` (line ${index + 1})`;
  return stages.includes('cron')
    ? `refuses this file${where}: nothing comes back`
    : `refuses this file at boot${where}: nothing comes back before the first periodic run`;
}

/** The Pythons for which the same is said; nothing where nothing is. */
function grouped(
  effectives: readonly Effective[],
  say: (effective: Effective) => string | null,
): ReadonlyMap<string, readonly Dialect[]> {
  const groups = new Map<string, Dialect[]>();
  for (const effective of effectives) {
    const text = say(effective);
    if (text !== null) groups.set(text, [...(groups.get(text) ?? []), effective.dialect]);
  }
  return groups;
}

const unknownOptions = (effectives: readonly Effective[]): readonly string[] =>
  deciding
    .filter((id) => effectives.some(({ settings }) => settings.get(id)?.unknown))
    .map((id) => id.split('.')[1] ?? id);

/** The lens: what comes back after a power loss with this file. */
export function consequencesSentence(analysis: Analysis): string {
  const groups = grouped(analysis.effectives, (effective) => sentence(analysis, effective));
  const [only] = groups.keys();
  const text =
    groups.size < 2
      ? (only ?? '')
      : [...groups].map(([each, dialects]) => `on ${pythonNames(dialects)} ${each}`).join('. But ');
  return `After a power loss: ${text}`;
}

function sentence(analysis: Analysis, effective: Effective): string {
  if (effective.fatal) return `the client ${refusal(effective.fatal)}`;
  const ways = [...new Set(currentRows(analysis, effective).map(({ consequences: { same } }) => sentenceOf(same)))];
  const [only] = ways;
  return ways.length === 1 && only !== undefined
    ? only
    : `what comes back depends on what the template renders for ${unknownOptions([effective]).join(', ')}`;
}

/** The same in at most fifty characters, for where more is cut off. */
export function consequencesInShort(analysis: Analysis): string {
  const { effectives } = analysis;
  const ways = new Set(
    effectives.flatMap((effective) =>
      effective.fatal ? [refusalInShort(effective.fatal)] : currentRows(analysis, effective).map(rowInShort),
    ),
  );
  const [only = ''] = ways;
  const open = unknownOptions(effectives).length > 0 ? 'depends on the template' : 'depends on the Python';
  return `After a power loss: ${ways.size < 2 ? only : open}`;
}

const currentRows = (analysis: Analysis, effective: Effective): readonly ConsequenceRow[] =>
  (tables(analysis).get(effective) ?? []).filter((row) => canBe(row, effective));

const refusalInShort = ({ stages }: Fatal): string =>
  stages.includes('cron') ? 'the client refuses this file' : 'nothing until a periodic run';

function rowInShort({ consequences: { same } }: ConsequenceRow): string {
  const { early, late, cron } = same.extents;
  if (late === 'all') {
    return early === 'saved' ? 'all updates come back' : `${same.isUnknown ? 'perhaps ' : ''}all, late in the boot`;
  }
  if (cron === 'all') return early === 'saved' ? 'the saved updates, later all' : 'nothing until a periodic run';
  return early === 'saved' ? 'the saved updates come back' : 'nothing comes back';
}

/** What happens on the same kernel: short enough to stand above half an editor. */
function sentenceOf({ extents: { early, late, cron }, exitCodes, isUnknown }: Consequence): string {
  const isRestored = early === 'saved';
  const doubt = isUnknown ? ' (not confirmed)' : '';
  const start = isRestored ? 'the saved updates come back' : 'nothing comes back';
  if (late === 'all') return `${start}${isRestored ? '' : ' at first'}, all available ones late in the boot${doubt}`;
  if (cron === 'all') return `${start}${isRestored ? '' : ' at first'}, all available ones with the first periodic run`;
  if (exitCodes.late === 20) return `${start}${isRestored ? ', nothing newer' : ''}: there is no access key`;
  return `${start}${isRestored ? ', newer ones only when' : ' until'} someone installs them`;
}
