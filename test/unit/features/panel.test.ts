/** What the panel asks: hosts, reports, examples that it can load, drafts. */
import { describe, expect, it } from 'vitest';
import { Analysis, defaultContext } from '../../../server/src/analysis.ts';
import { evidenceLevels } from '../../../server/src/config/evidence.ts';
import { doDraftHost } from '../../../server/src/features/draft-host.ts';
import { explorationOf } from '../../../server/src/features/exploration.ts';
import { doPreview } from '../../../server/src/features/preview.ts';
import { doReport } from '../../../server/src/features/report.ts';
import { doWhy } from '../../../server/src/features/why.ts';
import type { Exploration, HostRef, Preview, PreviewAnswer } from '../../../server/src/protocol.ts';
import { verdictTexts } from '../../../server/src/simulator/explore-report.ts';
import type { Simulation } from '../../../server/src/simulator/outcome.ts';
import { readHostText } from '../../../server/src/simulator/read-host.ts';
import { simulate } from '../../../server/src/simulator/branches.ts';
import { capitalized } from '../../../server/src/simulator/words.ts';
import { hostFile, hostOf, ids, K0 } from '../simulator/fixture.ts';
import { restored } from '../../../client/view/restored.ts';

const key = '0123456789abcdef'.repeat(4);
const conf = (lines = ''): Analysis => new Analysis(`[Auth]\naccesskey = ${key}\n[Settings]\n${lines}`);
const file = (text = JSON.stringify(hostFile(), null, 2)): HostRef => ({
  file: 'file:///db-01.uptrack-host.json',
  text,
});
const scene = { host: file(), conditions: {}, assumptions: {} };
const at = (moment: string) => ({ ...scene, moment, assuming: '' });

function previewOf(analysis: Analysis, request: Partial<typeof scene> & { readonly moment?: string } = {}): Preview {
  const answer = doPreview(analysis, { ...scene, ...request, uri: 'file:///uptrack.conf', version: 3 });
  if (answer === null || !('packed' in answer)) throw new Error(JSON.stringify(answer));
  return restored(answer);
}

describe('the host of a preview', () => {
  it('is a file, by its address', () => {
    const { host, uri, version } = previewOf(conf());
    expect([uri, version]).toEqual(['file:///uptrack.conf', 3]);
    expect(host).toMatchObject({ name: 'db-01', file: 'file:///db-01.uptrack-host.json' });
    expect(host.description).toBe('rpm, online client; 5 updates installed');
  });

  it('has another fingerprint once its file has another text, and the same one with the same text', () => {
    const fingerprintOf = (text?: string): string => previewOf(conf(), { host: file(text) }).host.fingerprint;
    const other = JSON.stringify(hostFile({ host: { name: 'db-02' } }), null, 2);
    expect(fingerprintOf(other)).not.toBe(fingerprintOf());
    expect(fingerprintOf(other)).toBe(fingerprintOf(other));
  });

  it('is a sample, or else the first one', () => {
    expect(previewOf(conf(), { host: { sample: 'ubuntu-22.04' } }).host).toMatchObject({
      id: 'ubuntu-22.04',
      file: null,
    });
    const unknown = previewOf(conf(), { host: { sample: 'x' } });
    expect(unknown.host.id).toBe(unknown.hosts[0]?.id);
  });

  it('is asked anew where a template leaves another level open', () => {
    const template = (line: string) =>
      new Analysis(`[Settings]\nupgrade_on_reboot = yes\n${line}`, { ...defaultContext, isTemplate: true });
    const offline = { host: file(JSON.stringify(hostFile({ host: { client: 'offline' } }))) };
    const countOf = (line: string) => previewOf(template(line), offline).results.length;
    const known = countOf('');
    expect(countOf('effective_version = <%= @level %>\n')).toBeGreaterThan(known);
  });

  it('has the assumptions that are made', () => {
    const { assumptions } = previewOf(conf(), { assumptions: { secondsPerUpdate: [7, 8] } });
    expect(assumptions.find(({ id }) => id === 'secondsPerUpdate')?.value).toEqual([7, 8]);
  });

  it.each([
    ['is no JSON', '{\n  "name": "db-01",\n  "x"\n}', 3, 'Correct the JSON in line 4: ColonExpected.'],
    [
      'has a wrong value',
      JSON.stringify(hostFile({ host: { packaging: 'apk' } }), null, 2),
      2,
      'Write "rpm" or "deb" as packaging, not "apk".',
    ],
    ['lacks a field', '{\n  "name": "db-01"\n}', 0, 'Add packaging.'],
    [
      'contradicts itself',
      JSON.stringify(hostFile({ host: { running: 'x' } }), null, 2),
      4,
      'Name one of the kernels here, or add a kernel x.',
    ],
  ])('is told where a file %s', (_, text, line, message) => {
    const answer = doPreview(conf(), { ...scene, host: file(text), uri: '', version: 1 });
    expect(answer).toEqual({
      problems: expect.arrayContaining([{ message, line }]) as unknown,
      hosts: previewOf(conf()).hosts,
    });
  });
});

describe('a preview that is shown', () => {
  const base = { ...scene, uri: 'file:///uptrack.conf', version: 3 };
  const idOf = (answer: PreviewAnswer): string => (answer && 'packed' in answer ? answer.resultId : '');
  const shown = idOf(doPreview(conf(), base));

  it('is not sent again as long as it is the same', () => {
    expect(doPreview(conf(), { ...base, previousResultId: shown })).toEqual({ isSame: true });
  });

  it.each<[string, Analysis, object]>([
    ['the document', conf(), { uri: 'file:///other/uptrack.conf' }],
    ['its version', conf(), { version: 4 }],
    ['what the client reads in it', conf('upgrade_on_reboot = yes\n'), {}],
    ['how the client reads it', new Analysis(conf().text, { ...defaultContext, dialects: ['2'] }), {}],
    ['the host', conf(), { host: file(JSON.stringify(hostFile({ host: { name: 'db-02' } }))) }],
    ['a condition', conf(), { conditions: { network: 'down' } }],
    ['an assumption', conf(), { assumptions: { secondsPerUpdate: [7, 8] } }],
    ['a moment that it holds besides', conf(), { moment: 'remove-1' }],
  ])('is sent once %s is another', (_, analysis, change) => {
    const answer = doPreview(analysis, { ...base, ...change, previousResultId: shown });
    expect(idOf(answer)).not.toBe('');
    expect(idOf(answer)).not.toBe(shown);
  });
});

describe('why', () => {
  it('explains an update at a moment', () => {
    const why = doWhy(conf(), { ...at('apply-2'), update: 'unlisted-6' });
    expect(why).toMatchObject({ id: 'unlisted-6', evidence: 'inferred' });
    expect(why?.headline).toContain('is missing');
    expect(why?.changes[0]?.label).toBe('Set upgrade_on_reboot = yes');
  });

  it('has none of what there is not', () => {
    expect(doWhy(conf(), { ...at('nowhere'), update: 'unlisted-6' })).toBeNull();
    expect(doWhy(conf(), { ...at('idle'), update: 'aaaaaaaa' })).toBeNull();
    expect(doWhy(conf(), { ...at('idle'), assuming: 'If x:', update: 'unlisted-6' })).toBeNull();
  });
});

describe('a report', () => {
  const report = (moment: string, format: 'markdown' | 'transcript' | 'json' | 'host', conditions = {}) =>
    doReport(conf('upgrade_on_reboot = yes\n'), { ...at(moment), conditions, format })?.text ?? '';

  it('is Markdown, with what is not as the host has it', () => {
    const text = report('apply-2', 'markdown', { network: 'down', cron: false });
    expect(text).toMatch(/^With Network: down; Cron file: no\.\n\n\*\*db-01 comes back/);
    expect(text).toContain('- An orderly reboot instead:');
    expect(report('apply-2', 'markdown')).toMatch(/^\*\*db-01 comes back/);
  });

  it('is a transcript', () => {
    expect(report('idle', 'transcript')).toContain('Late boot stage, exit code 0');
  });

  it('is the simulation as JSON', () => {
    const { effectives } = conf('upgrade_on_reboot = yes\n');
    const host = hostOf({ host: { cut: { during: 'apply', done: 2 } } });
    expect(report('apply-2', 'json')).toBe(`${JSON.stringify(simulate(effectives, host))}\n`);
  });

  it('is the host at this moment under these conditions', () => {
    const text = report('apply-2', 'host', { chosenEntry: K0, cache: 'marked', failing: 'first-saved-always' });
    const { host } = readHostText(text);
    expect(host?.cut).toEqual({ during: 'apply', done: 2 });
    expect(host?.boot.chosenEntry).toBe(K0);
    expect(host?.kernels.every(({ expiredMarker }) => expiredMarker)).toBe(true);
    expect(host?.failing).toEqual([{ id: ids('P0')[0], reason: 'code_busy', stages: ['early', 'late', 'cron'] }]);
  });
});

describe('an exploration', () => {
  function explorationIn(analysis: Analysis, host: HostRef): Exploration {
    const steps = explorationOf(analysis, { ...scene, host });
    for (;;) {
      const step = steps.next();
      if (!step.done) continue;
      if (step.value === null) throw new Error('no host');
      return step.value;
    }
  }

  it.each([
    ['the fixture', file()],
    ['a sample', { sample: 'ol7-uek5' }],
  ] as const)('of %s has examples that the panel can load, whatever its form says', (_, host) => {
    const analysis = conf();
    const { verdicts, scenarios, claims, space } = explorationIn(analysis, host);
    expect(verdicts.reduce((sum, verdict) => sum + verdict.scenarios, 0)).toBe(scenarios);
    expect(space.length).toBeGreaterThan(1);
    for (const { text, example } of verdicts) {
      const { moments } = previewOf(analysis, { host, ...example });
      expect(moments.map(({ id }) => id)).toContain(example.moment);
      const loaded = doReport(analysis, { ...scene, ...example, host, assuming: '', format: 'json' });
      const { outcomes } = JSON.parse(loaded?.text ?? '{}') as Simulation;
      expect(outcomes.map(({ verdict }) => capitalized(verdictTexts[verdict]))).toEqual([text]);
    }
    for (const { holds, scenarios: all, counterexample } of claims) expect(holds === all).toBe(counterexample === null);
  });

  it('has examples that say every condition of the form, the cache and the failing update among them', () => {
    const analysis = conf();
    const { verdicts, claims } = explorationIn(analysis, file());
    const fields = previewOf(analysis).conditions.map(({ id }) => id);
    expect(fields).toEqual(expect.arrayContaining(['cache', 'failing', 'chosenEntry']));
    const examples = [
      ...verdicts.map(({ example }) => example),
      ...claims.flatMap((claim) => claim.counterexample ?? []),
    ];
    for (const { conditions } of examples) expect(Object.keys(conditions).sort()).toEqual(fields.toSorted());
  });

  it('tells how well each claim is known, and by what', () => {
    const { claims } = explorationIn(conf(), file());
    expect(claims).not.toHaveLength(0);
    for (const { evidence, source } of claims) {
      expect(evidenceLevels).toContain(evidence);
      expect(source).not.toBe('');
    }
  });

  it('names no flags of the command line', () => {
    const { verdicts } = explorationIn(conf(), file());
    for (const { example } of verdicts) expect(example.text).not.toContain('--');
  });
});

describe('a drafted host', () => {
  const output = `${K0}\nInstalled updates:\n[cp7canj8] Known exploit detection.\n\nEffective kernel version is 4.1.12\n`;

  it('asks what the output does not say', () => {
    const draft = doDraftHost({ outputs: [output, 'what is this\n'], answers: { packaging: 'apk', nothing: 'x' } });
    expect(draft.host).toBeNull();
    expect(draft.known).toContain('1 update installed');
    expect(draft.open.find(({ id }) => id === 'packaging')?.remark).toBe('“apk” is no answer to this.');
    expect(draft.problems).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Part 2, line 1: Not understood/),
        'Nothing asks for nothing: the answer changes nothing.',
      ]),
    );
  });

  it('is a host file once all is answered, by the ids of the questions', () => {
    let draft = doDraftHost({ outputs: [output], answers: {} });
    const answers: Record<string, string> = {
      name: 'db-02',
      running: K0,
      available: '0',
      cut: 'idle',
    };
    for (let round = 0; round < 9 && draft.host === null; round++) {
      for (const { id, choices } of draft.open) answers[id] ??= choices[0]?.value ?? '0';
      draft = doDraftHost({ outputs: [output], answers });
    }
    expect(draft.open).toEqual([]);
    expect(readHostText(draft.host ?? '').host).toMatchObject({ name: 'db-02', running: K0, installed: ['cp7canj8'] });
  });
});

describe('no secret', () => {
  it('is in what is told of a refused file', () => {
    const analysis = new Analysis(
      `[Auth]\naccesskey = s3cr3t-key-of-mine\n[Settings]\nautoinstall = %(k)s s3cr3t-key-of-mine\nno_rmmod = s3cr3t-key-of-mine\n`,
    );
    const answers = [
      previewOf(analysis),
      ...(['markdown', 'transcript', 'json', 'host'] as const).map((format) =>
        doReport(analysis, { ...at('idle'), format }),
      ),
      doWhy(analysis, { ...at('idle'), update: 'unlisted-1' }),
    ];
    expect(JSON.stringify(answers)).toContain('refuses');
    expect(JSON.stringify(answers)).not.toContain('s3cr3t');
  });
});
