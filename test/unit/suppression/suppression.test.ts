import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Analysis, defaultContext, type AnalysisContext } from '../../../server/src/analysis.ts';
import type { RuleLevel } from '../../../server/src/config/severity.ts';
import { dialects, type Reading } from '../../../server/src/config/reader.ts';
import { lineAt } from '../../../server/src/config/syntax.ts';
import { doSuppress } from '../../../server/src/features/suppress.ts';
import { check } from '../../../server/src/rules/index.ts';
import type { Finding } from '../../../server/src/rules/rule.ts';
import { applyEdits } from '../marked.ts';
import { auth, findings, findingsOf } from '../rules/check.ts';
import { documents } from '../rules/documents.ts';

/** `line rule`, both as a person counts them. */
const found = (text: string, context: Partial<AnalysisContext> = {}): string[] => {
  const analysis = new Analysis(text, { ...defaultContext, ...context });
  return check(analysis).map(({ rule, span }) => `${lineAt(analysis.document, span.start).index + 1} ${rule}`);
};

const wrong = 'autoinstal = yes';

describe('comments that silence', () => {
  it.each([
    // Without one.
    [`[Settings]\n${wrong}\n`, ['4 unknown-key']],
    // The next line.
    [`[Settings]\n# uptrack-conf-disable-next-line unknown-key\n${wrong}\n`, []],
    [`[Settings]\n; uptrack-conf-disable-next-line unknown-key\n${wrong}\n`, []],
    [`[Settings]\n#uptrack-conf-disable-next-line\n${wrong}\n`, []],
    [`[Settings]\n# uptrack-conf-disable-next-line unknown-key -- ours\n${wrong}\n`, []],
    [
      `[Settings]\n# uptrack-conf-disable-next-line unknown-key\nautoinstall = yes\n${wrong}\n`,
      ['4 unused-suppression', '6 unknown-key'],
    ],
    [
      `[Settings]\n# uptrack-conf-disable-next-line duplicate-key\n${wrong}\n`,
      ['4 unused-suppression', '5 unknown-key'],
    ],
    [
      `[Settings]\n# uptrack-conf-disable-next-line unknown-key, duplicate-key\n${wrong}\n${wrong}\n`,
      ['4 unused-suppression', '6 duplicate-key', '6 unknown-key'],
    ],
    // Comments in a row are for the same line.
    [
      `[Settings]\n${wrong}\n# uptrack-conf-disable-next-line unknown-key\n; uptrack-conf-disable-next-line duplicate-key\n${wrong}\n`,
      ['4 unknown-key'],
    ],
    // A line with the rest of its value.
    ['[Settings]\n# uptrack-conf-disable-next-line accidental-continuation\nautoinstall = yes\n  a = b\n', []],
    // Not at column 0, no comment of ours, not on a line of its own.
    [`[Settings]\nautoinstall = yes\n# x uptrack-conf-disable-file\n${wrong}\n`, ['6 unknown-key']],
    [`[Settings]\n# uptrack-conf-disable-files unknown-key\n${wrong}\n`, ['5 unknown-key']],
    // From here to there.
    [`[Settings]\n# uptrack-conf-disable\n${wrong}\n# uptrack-conf-enable\nautoinstal2 = no\n`, ['7 unknown-key']],
    [
      `[Settings]\n# uptrack-conf-disable unknown-key\n${wrong}\n# uptrack-conf-enable unknown-key\nautoinstal2 = no\n`,
      ['7 unknown-key'],
    ],
    [
      `[Settings]\n# uptrack-conf-disable\n${wrong}\n# uptrack-conf-enable duplicate-key\n${wrong}\n`,
      ['7 duplicate-key'],
    ],
    [`[Settings]\n# uptrack-conf-enable unknown-key\n${wrong}\n`, ['4 unused-suppression', '5 unknown-key']],
    [`[Settings]\n${wrong}\n# uptrack-conf-disable unknown-key\n`, ['4 unknown-key', '5 unused-suppression']],
    // The whole file, wherever it stands.
    [`[Settings]\n${wrong}\n# uptrack-conf-disable-file unknown-key\n`, []],
    [`# uptrack-conf-disable-file\n[Settings]\n${wrong}\n`, []],
    [`[Settings]\n# uptrack-conf-disable-file nonsense\n`, ['4 unused-suppression']],
    // Bytes are for others to see.
    [`[Settings]\n# uptrack-conf-disable-file not-utf8\n`, []],
  ])('%j', (text, expected) => {
    expect(found(auth + text)).toEqual(expected);
  });

  it('are for what the first line stands for, too', () => {
    expect(found('# uptrack-conf-disable-next-line missing-access-key\n')).toEqual([]);
    expect(found('# uptrack-conf-disable missing-access-key\n')).toEqual([]);
    expect(found('')).toEqual(['1 missing-access-key']);
  });

  it('are none inside a template tag', () => {
    const text = `${auth}<%#\n# uptrack-conf-disable-file unknown-key\n%>\n[Settings]\n${wrong}\n`;
    expect(found(text, { isTemplate: true })).toEqual(['7 unknown-key']);
  });

  it('are named one by one when they are not used, with a fix each', () => {
    const text = `${auth}[Settings]\n# uptrack-conf-disable-next-line a, unknown-key, b -- why\n${wrong}\n`;
    const unused = findingsOf('unused-suppression', text);
    expect(unused.map(({ span }) => text.slice(span.start, span.end))).toEqual(['a', 'b']);
    expect(unused.map(({ severity }) => severity)).toEqual(['hint', 'hint']);
    const [first, second] = unused.map(({ fixes }) => applyEdits(text, fixes?.[0]?.edits ?? []));
    expect(first).toContain('line unknown-key, b -- why\n');
    expect(second).toContain('line a, unknown-key -- why\n');
    const all = `${auth}# uptrack-conf-disable-file\n`;
    expect(findingsOf('unused-suppression', all).map(({ fixes }) => applyEdits(all, fixes?.[0]?.edits ?? []))).toEqual([
      auth,
    ]);
  });
});

describe('severities of a project', () => {
  const severities = (...levels: (readonly [string, RuleLevel])[]): Partial<AnalysisContext> => ({
    severities: new Map(levels),
  });
  const text = `${auth}[Settings]\n${wrong}\n# uptrack-conf-disable-file duplicate-key\n`;

  it('take the place of those of the rules', () => {
    const levels = (context: Partial<AnalysisContext>): string[] =>
      findings(text, context).map(({ rule, severity }) => `${severity} ${rule}`);
    expect(levels({})).toEqual(['error unknown-key', 'hint unused-suppression']);
    expect(levels(severities(['unknown-key', 'hint']))).toEqual(['hint unknown-key', 'hint unused-suppression']);
    expect(levels(severities(['unknown-key', 'off'], ['unused-suppression', 'warning']))).toEqual([
      'warning unused-suppression',
    ]);
    expect(levels(severities(['duplicate-key', 'error']))).toEqual(['error unknown-key', 'hint unused-suppression']);
  });

  it('do not make a comment unused', () => {
    expect(
      findings(`${auth}[Settings]\n# uptrack-conf-disable-next-line\n${wrong}\n`, severities(['unknown-key', 'off'])),
    ).toEqual([]);
  });
});

/** Files with lone carriage returns, and with the odd comment of ours. */
const texts = fc
  .tuple(documents, fc.constantFrom('none', 'carriage returns', 'comments'), fc.nat(20))
  .map(([text, what, at]) => {
    if (what === 'carriage returns')
      return text.replace(/\r?\n/g, (end, offset: number) => (offset % 3 === 0 ? '\r' : end));
    if (what === 'none') return text;
    const lines = text.split('\n');
    const comment = ['# uptrack-conf-disable-next-line rem-comment', '; uptrack-conf-disable-file utf8-bom'][at % 2];
    return lines.toSpliced(at % (lines.length + 1), 0, comment ?? '').join('\n');
  });
const contexts: fc.Arbitrary<AnalysisContext> = fc.record({
  isTemplate: fc.boolean(),
  dialects: fc.subarray([...dialects], { minLength: 1 }),
  client: fc.constantFrom('online', 'offline'),
});

/** What a client gets, lines aside. */
const gist = ({ error, sections, defaults }: Reading): unknown => ({
  error: error?.type ?? null,
  blamed: error?.lines.length ?? 0,
  options: [...sections, ['DEFAULT', { options: defaults }] as const].map(([name, { options }]) => [
    name,
    [...options].map(([key, { raw }]) => [key, raw]),
  ]),
});

const everything = (text: string): { start: number; end: number } => ({ start: 0, end: text.length });

describe('the comments that are offered', () => {
  it('change nothing that any client reads', () => {
    fc.assert(
      fc.property(texts, contexts, (text, context) => {
        const analysis = new Analysis(text, context);
        for (const { edits } of doSuppress(analysis, check(analysis), everything(text))) {
          const after = new Analysis(applyEdits(text, edits), context);
          for (const [index, reading] of analysis.readings.entries()) {
            const again = after.readings[index];
            expect(again && gist(again)).toEqual(gist(reading));
          }
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('silence the finding, and are used', () => {
    const key = ({ rule, message }: Finding): string => `${rule} ${message.replace(/ *\d+/g, '')}`;
    fc.assert(
      fc.property(texts, contexts, (text, context) => {
        const analysis = new Analysis(text, context);
        const before = check(analysis);
        for (const { edits, finding, title } of doSuppress(analysis, before, everything(text))) {
          const after = check(new Analysis(applyEdits(text, edits), context));
          const unused = (all: readonly Finding[]): number =>
            all.filter(({ rule }) => rule === 'unused-suppression').length;
          expect(unused(after), title).toBeLessThanOrEqual(unused(before));
          const same = (all: readonly Finding[]): number => all.filter((each) => key(each) === key(finding)).length;
          expect(same(after), title).toBeLessThan(same(before));
          if (title.endsWith('file')) expect(after.map(({ rule }) => rule)).not.toContain(finding.rule);
          // Nothing else goes, and nothing comes.
          const others = (all: readonly Finding[]): string[] =>
            all
              .filter(({ rule }) => rule !== finding.rule && rule !== 'unused-suppression')
              .map(key)
              .toSorted();
          expect(others(after)).toEqual(others(before));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('are a line above the value, never inside of it', () => {
    const text = `${auth}[Settings]\r\nautoinstall = yes\r\n  # note\r\n  more\r\n`;
    const analysis = new Analysis(text, defaultContext);
    const at = text.indexOf('more');
    const [line, file] = doSuppress(analysis, check(analysis), { start: at, end: at });
    expect(line?.title).toBe('Disable accidental-continuation for this line');
    expect(applyEdits(text, line?.edits ?? [])).toBe(
      text.replace('autoinstall', '# uptrack-conf-disable-next-line accidental-continuation\nautoinstall'),
    );
    expect(applyEdits(text, file?.edits ?? [])).toBe(`# uptrack-conf-disable-file accidental-continuation\n${text}`);
  });

  it('join one that is there', () => {
    const text = `${auth}# uptrack-conf-disable-file rem-comment -- old\n[Settings]\n# uptrack-conf-disable-next-line unknown-key -- ours\n${wrong}\n${wrong} \n`;
    const analysis = new Analysis(text.replace(`${wrong}\n`, '').replace('unknown-key', 'duplicate-key'));
    const actions = doSuppress(analysis, check(analysis), everything(analysis.text));
    expect(actions.map(({ edits }) => applyEdits(analysis.text, edits))).toEqual([
      analysis.text.replace('duplicate-key --', 'duplicate-key, unknown-key --'),
      analysis.text.replace('rem-comment --', 'rem-comment, unknown-key --'),
    ]);
  });

  it('keep the first line of a template first', () => {
    const text = `<%- | String $key | -%>\n${auth}[Settings]\n${wrong}\n`;
    const analysis = new Analysis(text, { ...defaultContext, isTemplate: true });
    const actions = doSuppress(analysis, check(analysis), everything(text));
    expect(applyEdits(text, actions.at(-1)?.edits ?? [])).toBe(
      text.replace('[Auth]', '# uptrack-conf-disable-file unknown-key\n[Auth]'),
    );
  });

  it('are none behind a byte order mark', () => {
    expect(doSuppress(new Analysis('\uFEFFx'), findings('\uFEFFx'), { start: 0, end: 2 })).toEqual([]);
  });
});
