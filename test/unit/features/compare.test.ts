import { describe, expect, it } from 'vitest';
import { Analysis, defaultContext, type AnalysisContext } from '../../../server/src/analysis.ts';
import { redactor } from '../../../server/src/config/secrets.ts';
import { compareFiles, isSame, type ComparedFile, type Comparison } from '../../../server/src/features/compare.ts';
import { check } from '../../../server/src/rules/index.ts';
import { auth, key } from '../rules/check.ts';
import { hostOf, type Changes } from '../simulator/fixture.ts';

function fileOf(text: string, context: Partial<AnalysisContext>): ComparedFile {
  const analysis = new Analysis(text, { ...defaultContext, ...context });
  const { document, readings, effectives } = analysis;
  return { document, readings, effectives, findings: check(analysis), redactor: redactor(readings) };
}

function compare(
  old: string,
  changed: string,
  { host = null, ...context }: Partial<AnalysisContext> & { host?: Changes | null } = {},
): Comparison {
  const client = context.client ?? 'online';
  return compareFiles(fileOf(old, context), fileOf(changed, context), client, host && hostOf(host));
}

const settings = `${auth}\n[Settings]\n`;
const all = ['2', '3.9', '3.10'];

describe('a change without any effect', () => {
  it.each([
    ['none', settings, settings],
    ['a comment above', settings, `# c\n\n${settings}`],
    ['another word', `${settings}autoinstall = yes\n`, `${settings}autoinstall = On\n`],
    ['the default written out', settings, `${settings}autoinstall = no\n`],
    ['a line that moves', `${settings}autoinstall = ye\n`, `# c\n${settings}autoinstall = ye\n`],
    [
      'a line that moves, whose number Python names',
      `${settings}autoinstall = no\nautoinstall = no\n`,
      `# c\n${settings}autoinstall = no\nautoinstall = no\n`,
    ],
    ['a file that nobody can read before and after', 'autoinstall = no\n', '# c\nautoinstall = no\n'],
  ])('%s', (_, old, changed) => {
    const comparison = compare(old, changed, { host: {} });
    expect(comparison.worse).toEqual([]);
    expect(isSame(comparison)).toBe(true);
  });
});

describe('options', () => {
  it('with their values, where those come from, and for which Pythons', () => {
    const old = `${settings}autoinstall = yes\n`;
    const { options } = compare(old, `${settings}upgrade_on_reboot = yes\nautoinstall = no ; c\n`);
    expect(options).toEqual([
      {
        python: all,
        option: 'Settings.upgrade_on_reboot',
        old: { value: false, source: 'default', line: null },
        new: { value: true, source: 'file', line: 5 },
      },
      {
        python: ['2'],
        option: 'Settings.autoinstall',
        old: { value: true, source: 'file', line: 5 },
        new: { value: false, source: 'file', line: 6 },
      },
      {
        python: ['3.9', '3.10'],
        option: 'Settings.autoinstall',
        old: { value: true, source: 'file', line: 5 },
        new: { value: null, source: 'file', line: 6 },
      },
    ]);
  });

  it('that a template leaves open', () => {
    const { options } = compare(`${settings}autoinstall = yes\n`, `${settings}autoinstall = {{ a }}\n`, {
      isTemplate: true,
    });
    expect(options).toMatchObject([{ option: 'Settings.autoinstall', new: { value: null, unknown: true } }]);
  });

  it('are none for a Python that cannot read one of the files', () => {
    const changed = `${settings}autoinstall = yes\nautoinstall = yes\n`;
    expect(compare(settings, changed).options.map(({ python }) => python)).toEqual([['2']]);
  });
});

describe('secrets', () => {
  const other = 'fedcba9876543210'.repeat(4);
  const proxy = (password: string): string => `${auth}[Network]\nhttps_proxy = http://me:${password}@proxy:3128\n`;

  it('that differ are said to, and not shown', () => {
    const comparison = compare(auth, auth.replace(key, other));
    expect(comparison.options).toEqual([
      {
        python: all,
        option: 'Auth.accesskey',
        old: { value: '<redacted>', source: 'file', line: 2 },
        new: { value: '<redacted>', source: 'file', line: 2 },
        hidden: true,
      },
    ]);
  });

  it.each([
    ['a proxy', proxy('s3cretone'), proxy('s3crettwo')],
    ['a line that no Python can read', auth, `[Auth]\naccesskey s3cretone\n`],
    [
      'a key in a value of the other file',
      '[Auth]\naccesskey = s3cretone\n',
      `${auth}[Network]\nupdate_repo_url = https://x/s3cretone\n`,
    ],
    [
      'a key that the other file quotes',
      '[Auth]\naccesskey = s3cretone\n',
      `${auth}[Settings]\nautoinstall = s3cretone\n`,
    ],
  ])('are nowhere in it: %s', (_, old, changed) => {
    const comparison = compare(old, changed, { host: {} });
    expect(isSame(comparison)).toBe(false);
    expect(JSON.stringify(comparison)).not.toMatch(/s3cret/);
  });
});

describe('refusals', () => {
  it('before and after', () => {
    const bad = `${settings}autoinstall = ye\n`;
    const refusal = { exitCode: 1, line: 5, stages: ['early', 'late', 'cron'] };
    expect(compare(settings, bad).refusals).toMatchObject([{ python: all, old: null, new: refusal }]);
    expect(compare(settings, bad).worse).toContain('refused');
    expect(compare(bad, settings).refusals).toMatchObject([{ python: all, old: refusal, new: null }]);
    expect(compare(bad, settings).worse).toEqual([]);
  });

  it('for another reason are no worse, for more stages they are', () => {
    const cron = `${settings}cron_output_error = ye\n`;
    const other = `${settings}no_rmmod = ye\n`;
    expect(compare(`${settings}autoinstall = ye\n`, other).worse).not.toContain('refused');
    expect(compare(`${settings}autoinstall = ye\n`, other).refusals).toHaveLength(1);
    expect(compare(cron, other).worse).toContain('refused');
    expect(compare(other, cron).worse).not.toContain('refused');
  });

  it('of some Pythons', () => {
    const { refusals } = compare(settings, `${settings}autoinstall = no\nautoinstall = no\n`);
    expect(refusals.map(({ python }) => python)).toEqual([['3.9', '3.10']]);
  });
});

describe('diagnostics', () => {
  const rulesOf = ({ diagnostics: { appear, disappear } }: Comparison): unknown => ({
    appear: appear.map(({ rule, line }) => [rule, line]),
    disappear: disappear.map(({ rule, line }) => [rule, line]),
  });

  it.each<[string, string, string, unknown]>([
    [
      'new and gone',
      `${settings}autoinstal = yes\n`,
      `# c\n${settings}autoinstall = ye\n`,
      { appear: [['invalid-boolean', 6]], disappear: [['unknown-key', 5]] },
    ],
    [
      'the same mistake once more',
      `${settings}# c\nfoo = 1\n`,
      `${settings}foo = 1\nbar = 1\n`,
      { appear: [['unknown-key', 6]], disappear: [] },
    ],
    ['in a line that was changed', `${settings}foo = 1\n`, `${settings}foo = 2\n`, { appear: [], disappear: [] }],
  ])('%s', (_, old, changed, expected) => {
    expect(rulesOf(compare(old, changed))).toEqual(expected);
  });

  it('are worse only where they are errors', () => {
    expect(compare(settings, `${settings}foo = 1\n`).worse).toEqual([]);
    expect(compare(settings, `${settings}autoinstal = yes\n`).worse).toEqual(['new-errors']);
  });
});

describe('what comes back', () => {
  it('on any host, for the client that the files are for', () => {
    const changed = `${settings}autoinstall = yes\n`;
    expect(compare(settings, changed).consequences).toMatchObject([
      { python: all, kernel: 'same', stage: 'cron', old: { extents: ['saved'] }, new: { extents: ['all'] } },
      { python: all, kernel: 'different', stage: 'cron', old: { extents: ['nothing'] }, new: { extents: ['all'] } },
    ]);
    expect(compare(changed, settings).worse).toEqual(['fewer-updates']);
    // An offline client needs no key.
    const [online, offline] = (['online', 'offline'] as const).map((client) =>
      compare(settings, '[Settings]\n', { client }),
    );
    expect(online?.consequences).not.toEqual([]);
    expect(offline?.consequences).toEqual([]);
  });

  it('on a host, for each Python', () => {
    const host = { K1: { bootPlan: [] } };
    const comparison = compare(settings, `${settings}autoinstall = yes\n`, { host });
    expect(comparison.outcomes).toMatchObject([
      { python: all, boot: 0, stages: [{ stage: 'cron', old: { installed: [] }, new: { exitCode: 0 } }] },
    ]);
    expect(comparison.worse).toEqual([]);
    const twice = compare(settings, `${settings}autoinstall = no\nautoinstall = no\n`, { host: {} });
    expect(twice.outcomes).toMatchObject([{ python: ['3.9', '3.10'], verdict: { old: 'restored', new: 'unpatched' } }]);
  });
});
