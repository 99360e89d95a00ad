/** The consequences of the reboot options as words: the table in the hover, the sentence of the lens. */
import { once, type Analysis } from '../analysis.ts';
import type { Effective, Fatal } from '../config/effective.ts';
import {
  consequencesOf,
  consequenceTable,
  type Consequence,
  type Consequences,
  type ConsequenceRow,
  type Extent,
} from '../simulator/consequences.ts';

const cell: Readonly<Record<Extent, string>> = { nothing: '–', saved: 'saved set', all: 'all' };
const yesNo = (value: boolean | null): string => (value === null ? 'any' : value ? 'yes' : 'no');

const table = once((analysis: Analysis): readonly ConsequenceRow[] => {
  const effective = analysis.effectives.find(({ fatal }) => !fatal) ?? analysis.effectives[0];
  return effective ? consequenceTable(effective, analysis.context.client) : [];
});

const refusal = ({ effectives }: Analysis): Effective | undefined => effectives.find(({ fatal }) => fatal);

const cellsOf = ({ extents, isUnknown }: Consequence): string[] => {
  const mark = (extent: Extent): string => `${cell[extent]}${isUnknown && extent !== 'nothing' ? ' †' : ''}`;
  return [mark(extents.early), mark(extents.late), mark(extents.cron)];
};

/** Markdown. */
export function consequencesMarkdown(analysis: Analysis): string {
  const rows = table(analysis);
  const fatal = refusal(analysis)?.fatal;
  const head = [
    '',
    'install',
    'upgrade',
    'auto­install',
    'same kernel: early',
    'late',
    'cron',
    'other kernel: early',
    'late',
    'cron',
  ];
  const lines = rows.map(({ isCurrent, installOnReboot, upgradeOnReboot, autoinstall, consequences }) => [
    isCurrent ? '▶' : '',
    ...[yesNo(installOnReboot), yesNo(upgradeOnReboot), yesNo(autoinstall)].map((word) =>
      isCurrent ? `**${word}**` : word,
    ),
    ...cellsOf(consequences.same),
    ...cellsOf(consequences.different),
  ]);
  const notes = [
    '▶ this file · *saved set*: what the last completed run saved for that kernel · *all*: everything available',
    '*early*: before the network is up · *late*: after · *cron*: the first periodic run · *other kernel*: one never patched on this host',
  ];
  if (rows.some(({ consequences: { same, different } }) => same.isUnknown || different.isUnknown)) {
    notes.push('† not confirmed: no source says whether the late stage starts at all with `install_on_reboot` off.');
  }
  const exit = rows.find(({ isCurrent }) => isCurrent)?.consequences.same.exitCodes.late;
  if (exit === 20)
    notes.push(
      'There is no access key in this file: the late stage and cron end with exit code 20 and install nothing.',
    );
  if (fatal) notes.push(`**${capitalizedRefusal(analysis, fatal)}** The table holds once that is repaired.`);
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    '**After a power loss, with this file:**',
    [row(head), row(head.map(() => '---')), ...lines.map(row)].join('\n'),
    notes.join('  \n'),
  ].join('\n\n');
}

function capitalizedRefusal({ effectives }: Analysis, fatal: Fatal): string {
  const some = effectives.some((effective) => !effective.fatal);
  const where = fatal.line === null ? '' : ` (line ${fatal.line + 1})`;
  const what = fatal.stages.includes('cron') ? 'refuses this file' : 'refuses this file at boot';
  return some
    ? `On some Pythons the client ${what}${where}: nothing comes back there.`
    : `The client ${what}${where}: nothing comes back.`;
}

/** The lens: what comes back after a power loss with this file. */
export function consequencesSentence(analysis: Analysis): string {
  const { effectives, context } = analysis;
  const stopped = refusal(analysis)?.fatal;
  if (stopped) return `After a power loss: ${capitalizedRefusal(analysis, stopped)}`;
  const [first] = effectives;
  if (!first) return '';
  const unknown = ['Settings.install_on_reboot', 'Settings.upgrade_on_reboot', 'Settings.autoinstall'].filter(
    (id) => first.settings.get(id as 'Settings.autoinstall')?.unknown,
  );
  if (unknown.length > 0) {
    return `After a power loss: depends on what the template renders for ${unknown.map((id) => id.split('.')[1]).join(', ')}`;
  }
  return `After a power loss: ${sentence(consequencesOf(first, context.client))}`;
}

function sentence({ same }: Consequences): string {
  const { early, late, cron } = same.extents;
  const keyless = same.exitCodes.late === 20;
  const parts = [
    early === 'saved'
      ? 'the saved updates come back before the network is up'
      : 'nothing comes back before the network is up',
  ];
  if (late === 'all') parts.push('all available ones follow in the late boot stage');
  else if (cron === 'all') parts.push('all available ones follow with the first periodic run');
  else if (keyless) parts.push('nothing else follows: there is no access key');
  else
    parts.push(
      early === 'saved' ? 'newer ones only when someone installs them' : 'nor later, until someone installs them',
    );
  return `${parts.join('; ')}${same.isUnknown ? ' (not confirmed)' : ''}`;
}
