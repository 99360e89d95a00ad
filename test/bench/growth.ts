/** With which power of the size each cost grows, at 1, 10 and 100 times the size; without the way to a client. */
import { Analysis } from '../../server/src/analysis.ts';
import { parse } from '../../server/src/config/syntax.ts';
import { doComplete } from '../../server/src/features/completion.ts';
import { doFormat } from '../../server/src/features/formatting.ts';
import { doHover } from '../../server/src/features/hover.ts';
import { findSemanticTokens } from '../../server/src/features/semantic-tokens.ts';
import { check } from '../../server/src/rules/index.ts';
import { manySections } from './documents.ts';
import { growth, inTurns, inWords, linear, medianOf, ratio, timed, type Row } from './measure.ts';
import { sampleOf } from './samples.ts';

const lines = [60, 600, 6000] as const;

interface Cost {
  readonly name: string;
  /** How often in a turn at the smallest size; one alone is over too soon. */
  readonly calls: number;
  /** What is measured, of a document with the offset of a known name and that of a wrong value. */
  readonly of: (text: string, name: number, value: number) => () => unknown;
}

/** Asked of a document that is analysed: the diagnostics have come before. */
function analysed(text: string): Analysis {
  const analysis = new Analysis(text);
  check(analysis);
  return analysis;
}

const costs: readonly Cost[] = [
  { name: 'parse', calls: 100, of: (text) => () => parse(text) },
  { name: 'edit to diagnostics', calls: 100, of: (text) => () => check(new Analysis(text)) },
  {
    name: 'hover',
    calls: 200,
    of: (text, name) => {
      const analysis = analysed(text);
      return () => doHover(analysis, name);
    },
  },
  {
    name: 'completion of a name',
    calls: 200,
    of: (text, name) => {
      const analysis = analysed(text);
      return () => doComplete(analysis, name);
    },
  },
  {
    name: 'completion of a value',
    calls: 200,
    of: (text, _, value) => {
      const analysis = analysed(text);
      return () => doComplete(analysis, value);
    },
  },
  { name: 'format', calls: 100, of: (text) => () => doFormat(new Analysis(text)) },
  { name: 'semantic tokens', calls: 100, of: (text) => () => findSemanticTokens(new Analysis(text)) },
];

/** Of everything that is done with a document. */
export async function documentGrowth(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { name, calls, of } of costs) {
    const runs = lines.map((count) => {
      const { text, name: at, value } = sampleOf('conf', count, '');
      const starts = text.split('\n').map((line) => line.length + 1);
      const offsetOf = ({ line, character }: typeof at): number =>
        starts.slice(0, line).reduce((sum, length) => sum + length, character);
      const run = of(text, offsetOf(at), offsetOf(value));
      const times = Math.max(1, Math.round((calls * (lines[0] as number)) / count));
      const measured = timed(run, times);
      return async () => (await measured()) / times;
    });
    const turns = await inTurns(41, runs);
    rows.push({
      name: `growth of ${name} with lines`,
      ...growth(turns, lines),
      bar: linear,
      unit: '^',
      note: `${lines.join(', ')} lines: ${lines.map((_, index) => inWords(medianOf(turns, index))).join(', ')}`,
    });
  }
  return rows;
}

const megabyte = 1_000_000;

/** Of the parser, in texts that are far larger than a configuration file. */
export async function parsing(): Promise<Row[]> {
  const [one, ten] = [manySections(megabyte), manySections(10 * megabyte)];
  const kept = () => Array.from({ length: 10 }, () => parse(one));
  const turns = await inTurns(11, [timed(() => parse(ten)), timed(kept)]);
  const perSecond = (10 / medianOf(turns, 1)) * 1000;
  return [
    {
      name: 'parsing 10 MB, against ten times 1 MB that are kept',
      ...ratio(turns),
      bar: 10 ** (linear - 1),
      unit: '×',
      note: `${perSecond.toPrecision(2)} MB a second`,
    },
  ];
}
