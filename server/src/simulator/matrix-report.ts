/** The option matrix as text and as a table. */
import { assumptionLabels } from './assumptions.ts';
import {
  defaultOf,
  matrixOptions,
  type Matrix,
  type MatrixGroup,
  type MatrixOption,
  type MatrixOutcome,
  type Pattern,
} from './matrix.ts';
import { capitalized } from './words.ts';

const remarks = {
  current: 'as the file is',
  canBe: 'as the file can come out',
  unknown: 'nobody knows whether it differs so from what the file says',
} as const;

export function matrixText(matrix: Matrix): string {
  const groups = matrix.groups.map((group) =>
    [
      ...group.outcomes.map(
        ({ assuming, headline }) => `${assuming}${assuming && ' '}${headline}${markOf(group, matrix)}`,
      ),
      ...group.patterns.map((pattern) => `  ${patternText(pattern)}`),
      ...group.outcomes.map((outcome) => `    ${countsOf(outcome)} (${restsOf(outcome)})`),
    ].join('\n'),
  );
  return `${[...refusalOf(matrix), ...groups].join('\n\n')}\n`;
}

export function matrixMarkdown(matrix: Matrix): string {
  const columns = [
    ...matrixOptions.map((name) => `\`${name}\``),
    'early',
    'late',
    'cron',
    'what comes back',
    'evidence',
  ];
  const rows = matrix.groups.flatMap((group) =>
    group.patterns.flatMap((pattern) =>
      group.outcomes.map((outcome) => cellsOf(pattern, outcome, group.isCurrent, markOf(group, matrix))),
    ),
  );
  const lines = [columns, columns.map(() => '---'), ...rows].map(
    (cells) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`,
  );
  return `${[...refusalOf(matrix), lines.join('\n')].join('\n\n')}\n`;
}

function cellsOf(
  pattern: Pattern,
  outcome: MatrixOutcome,
  isCurrent: boolean,
  mark: string,
): readonly (string | number)[] {
  const { installed, assuming, headline } = outcome;
  const sentence = `${assuming}${assuming && ' '}${headline}`;
  return [
    ...matrixOptions.map((option) => valueText(option, pattern[option])),
    ...(installed === null ? ['–', '–', '–'] : [installed.early, installed.late, installed.cron]),
    `${isCurrent ? `**${sentence}**` : sentence}${mark}`,
    restsOf(outcome),
  ];
}

function refusalOf({ refusal }: Matrix): readonly string[] {
  if (refusal === null) return [];
  return [`${refusal.remark} ${refusal.message.split('\n').slice(0, 2).join(' ')}`];
}

function markOf({ isCurrent, isUnknownDifference }: MatrixGroup, { groups }: Matrix): string {
  if (isUnknownDifference) return ` (${remarks.unknown})`;
  if (!isCurrent) return '';
  return ` (${groups.filter((group) => group.isCurrent).length > 1 ? remarks.canBe : remarks.current})`;
}

function patternText(pattern: Pattern): string {
  return matrixOptions.map((option) => `${option} ${valueText(option, pattern[option])}`).join(', ');
}

function valueText(option: MatrixOption, value: Pattern[MatrixOption]): string {
  return value === defaultOf(option) ? `${value} or unset` : value;
}

function countsOf({ installed }: MatrixOutcome): string {
  if (installed === null) return 'Nothing boots';
  const { early, late, cron } = installed;
  return capitalized(`installed after the early stage ${early}, the late stage ${late}, cron ${cron}`);
}

function restsOf({ evidence, assumes }: MatrixOutcome): string {
  const labels = assumes.map((name) => assumptionLabels[name] ?? name);
  return labels.length === 0 ? evidence : `${evidence}; assumes that ${labels.join(', and that ')}`;
}
