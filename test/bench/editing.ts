/** What somebody who types waits for. */
import { Analysis } from '../../server/src/analysis.ts';
import { doComplete } from '../../server/src/features/completion.ts';
import { doHover } from '../../server/src/features/hover.ts';
import { parse } from '../../server/src/config/syntax.ts';
import { check } from '../../server/src/rules/index.ts';
import { documentOf, manySections } from './documents.ts';
import { inTurns, inWords, linear, medianOf, ofTurns, ratio, timed, type Row } from './measure.ts';

const [short, long] = [500, 6000] as const;

const features = [
  { name: 'hover', at: 'install_on_reboot', ask: doHover },
  { name: 'completion of a name', at: 'install_on', ask: doComplete },
  { name: 'completion of a value', at: 'autoinstall = ', ask: doComplete },
] as const;

/** Asked of a document that is analysed: the diagnostics have come before. */
export async function featureGrowth(): Promise<Row[]> {
  const rows: Row[] = [];
  const calls = 500;
  for (const { name, at, ask } of features) {
    const measures = [long, short].map((lines) => {
      const analysis = new Analysis(documentOf(lines));
      const offset = analysis.text.indexOf(at) + at.length;
      check(analysis);
      if ([ask(analysis, offset) ?? []].flat().length === 0) throw new Error(`No ${name} at ${at}`);
      return timed(() => ask(analysis, offset), calls);
    });
    const turns = await inTurns(21, measures);
    rows.push({
      name: `${name} at ${long} lines, against ${short}`,
      ...ratio(turns),
      bar: 2,
      unit: '×',
      note: `at ${short} lines ${inWords(medianOf(turns, 1) / calls)}`,
    });
  }
  return rows;
}

/** The best peer answers 123 ms after an edit, as long as it waits for more of them. */
const peer = 123;

export async function diagnosticsAfterEdit(): Promise<Row[]> {
  const text = documentOf(short);
  let edits = 0;
  const edited = (): string => text.replace('autoinstall = no', `autoinstall = ${++edits % 2 === 0 ? 'no' : 'maybe'}`);
  const turns = await inTurns(41, [timed(() => check(new Analysis(edited())))]);
  return [
    {
      name: `edit to diagnostics at ${short} lines, without the way there`,
      ...ofTurns(turns, ([time = NaN]) => time),
      bar: peer / 10,
      unit: 'ms',
      note: `a tenth of ${peer} ms, the wait of the best peer`,
    },
  ];
}

const megabyte = 1_000_000;

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
