/**
 * The page about the simulator: the order of the checks. A host is given all that is wrong from one row to the last; the stage
 * then ends as that row says, for what comes first counts.
 */
import { describe, expect, it } from 'vitest';
import { simulateConfig } from '../../../server/src/simulator/boot.ts';
import { defaultConfig, type ClientConfig } from '../../../server/src/simulator/config.ts';
import type { Host } from '../../../server/src/simulator/host.ts';
import { endings, type EndingId } from '../../../server/src/simulator/messages.ts';
import type { SavedPlan, StageName } from '../../../server/src/simulator/outcome.ts';
import { hostOf as sampleHost, samples } from '../../../server/src/simulator/samples.ts';
import { hostOf, ids, K1, type Changes } from '../simulator/fixture.ts';
import { pageOf, tableIn } from './pages.ts';

const page = pageOf('docs/simulator.md');

interface Trouble {
  /** Null: the file is refused, which is no ending of its own. */
  readonly ending: EndingId | null;
  readonly config?: Partial<ClientConfig>;
  readonly changes?: Changes;
}

const refusal = { message: 'refused', exitCode: 1, stages: ['early', 'late', 'cron'], line: 0 } as const;
const refused: Trouble = { ending: null, config: { refusal } };
const hostname: Trouble = {
  ending: 'hostname-unreadable',
  config: { hostnameFile: true },
  changes: { boot: { hostnameFile: 'unreadable' } },
};
const sysfs: Trouble = { ending: 'sysfs-missing', changes: { boot: { sysfs: 'missing' } } };
const expired = { boot: { subscription: 'expired' } };
const failing = (stage: string): Changes => ({
  host: { failing: [{ id: 'unlisted-1', reason: 'code_busy', stages: [stage] }] },
});

/** In the order of the specification. */
const early: readonly Trouble[] = [
  refused,
  { ending: 'check-init-disabled', changes: { boot: { disableFile: true } } },
  { ending: 'check-init-off', config: { installOnReboot: false } },
  hostname,
  { ending: 'new-kernel', changes: { K1: { packageList: 'absent' } } },
  { ending: 'list-unverifiable', changes: { K1: { packageList: 'unverifiable' } } },
  { ending: 'too-old-to-install', changes: { boot: { clientTooOld: 'to-install' } } },
  { ending: 'too-old-to-parse', changes: { boot: { clientTooOld: 'to-parse' } } },
  sysfs,
  { ending: 'disabled', changes: { boot: { nouptrack: true } } },
  { ending: 'expired', changes: { K1: { expiredMarker: true } } },
  { ending: 'plan-unreadable', changes: { K1: { bootPlan: 'torn' } } },
  { ending: 'plan-zero-length', changes: { K1: { bootPlan: 'zero-length' } } },
  { ending: 'failed', changes: failing('early') },
  { ending: 'done' },
];

/** The early stage does not start, so that a new plan is another one than the old. */
const nothingInstalled = { accessKey: 'present', installOnReboot: false, upgradeOnReboot: true } as const;

const late: readonly Trouble[] = [
  refused,
  hostname,
  { ending: 'key-missing', config: { accessKey: 'missing' } },
  { ending: 'no-network', changes: { boot: { network: 'down' } } },
  { ending: 'key-refused', changes: { boot: { accessKey: 'invalid' } } },
  sysfs,
  { ending: 'unsupported', changes: { K1: { supported: false } } },
  { ending: 'no-list', changes: { K1: { packageList: 'absent' }, ...expired } },
  { ending: 'list-unverifiable', changes: { K1: { packageList: 'unverifiable' }, ...expired } },
  { ending: 'too-old-to-parse', changes: { boot: { clientTooOld: 'to-parse' } } },
  { ending: 'too-old-to-install', changes: { boot: { clientTooOld: 'to-install' } } },
  { ending: 'disabled', changes: { boot: { disableFile: true } } },
  { ending: 'expired', changes: expired },
  { ending: 'failed', changes: failing('late') },
  { ending: 'done' },
];

/** All of these at once; where two of them set the same, the one before counts. */
function sceneOf(troubles: readonly Trouble[], client: Host['client'], usual: Partial<ClientConfig>) {
  const last = [...troubles].reverse();
  const changes = last.map((trouble) => trouble.changes ?? {});
  const host = hostOf({
    K1: Object.assign({}, ...changes.map(({ K1: fields }) => fields)) as NonNullable<Changes['K1']>,
    boot: Object.assign({}, ...changes.map(({ boot }) => boot)) as NonNullable<Changes['boot']>,
    host: Object.assign({ client }, ...changes.map((change) => change.host)) as NonNullable<Changes['host']>,
  });
  const config: ClientConfig = Object.assign(
    {},
    defaultConfig,
    usual,
    ...last.map((trouble) => trouble.config),
  ) as ClientConfig;
  return { host, config };
}

function stageOf(name: StageName, troubles: readonly Trouble[], client: Host['client'], usual: Partial<ClientConfig>) {
  const { host, config } = sceneOf(troubles, client, usual);
  const stage = simulateConfig(host, config).stages.find((candidate) => candidate.stage === name);
  if (stage === undefined) throw new Error(`${name} is not there`);
  const before: SavedPlan = host.kernels.find(({ release }) => release === K1)?.bootPlan ?? null;
  return { ...stage, hasSaved: JSON.stringify(stage.savedPlan) !== JSON.stringify(before) };
}

const code = (text: string | undefined) => (text === '–' ? null : Number(text?.replace(/ or -1$/, '')));

describe.each([
  ['The early stage', 'early', early, { accessKey: 'present' }],
  ['The late stage, cron and the shutdown', 'late', late, nothingInstalled],
] as const)('%s', (title, name, troubles, usual) => {
  const table = tableIn(page, title);

  it('has a row for each check, in numbers', () => {
    expect(table.map(([number]) => number)).toEqual(troubles.map((_, index) => String(index + 1)));
  });

  it.each(
    troubles.map((trouble, index) => [index + 1, trouble.ending ?? 'refused', trouble, table[index] ?? []] as const),
  )('%i: %s', (number, _name, { ending }, row) => {
    const stage = stageOf(name, troubles.slice(number - 1), 'online', usual);
    expect(row[1]).toContain(ending === null ? 'the client refuses the file' : endings[ending].meaning);
    expect(stage.exitCode).toBe(code(row[2]));
    expect(row.at(-1)).toBe(ending === null ? 'measured' : endings[ending].evidence);
    if (ending !== null) {
      expect(stage.exitCode).toBe(endings[ending].exitCode);
      expect(stage.message).toContain(endings[ending].message);
    }
    expect(stage.hasSaved).toBe(name === 'late' && row[3] === 'yes');
  });
});

describe('an offline client', () => {
  const table = tableIn(page, 'The late stage, cron and the shutdown');

  it.each(late.map((trouble, index) => [trouble.ending ?? 'refused', trouble, table[index]?.[4]] as const))(
    'meets %s: as the table says',
    (_name, trouble, told) => {
      const { exitCode } = stageOf('late', [trouble], 'offline', nothingInstalled);
      const expected = trouble.ending === null ? 1 : endings[trouble.ending].exitCode;
      expect(exitCode).toBe(told === 'yes' ? expected : 0);
    },
  );
});

describe('the three times of a run with the network', () => {
  const [installs, network, missing] = tableIn(page, 'The late stage, cron and the shutdown', 1);
  const runs = ['late', 'cron', 'shutdown'] as const;
  const on = { accessKey: 'present', upgradeOnReboot: true, autoinstall: true } as const;
  const reboot: Trouble = { ending: 'done', changes: { host: { cut: null } } };
  const result = (run: StageName, changes: Changes, config: Partial<ClientConfig>) =>
    stageOf(
      run,
      [{ ending: 'done', changes: { ...changes, host: { cut: null, ...changes.host } } }, reboot],
      'online',
      config,
    );

  it.each([
    ['late', 'upgrade_on_reboot is on', { upgradeOnReboot: false, autoinstall: true }],
    ['cron', 'autoinstall is on', { upgradeOnReboot: true, autoinstall: false }],
  ] as const)('%s installs, if %s', (run, told, others) => {
    expect(installs?.[1 + runs.indexOf(run)]).toBe(told);
    const before = run === 'late' ? 'P1' : 'A1';
    expect(result(run, {}, { accessKey: 'present', ...others }).installed).toEqual(ids(before));
    expect(result(run, {}, on).installed).toEqual(ids('A1'));
  });

  it('the shutdown never installs', () => {
    expect(installs?.[3]).toBe('never');
    expect(result('shutdown', {}, on).installed).toEqual(ids('P1'));
  });

  it.each(runs)('%s and a slow network', (run) => {
    const told = network?.[1 + runs.indexOf(run)];
    expect(result(run, { boot: { network: 'slow' } }, on).exitCode).toBe(told === 'up in time' ? 10 : 0);
    expect(told).toMatch(/^up (?:in time|by then)$/);
  });

  it('cron is not started without its file', () => {
    expect(missing?.[2]).toContain('the cron file is gone');
    expect(result('cron', { boot: { cron: false } }, on).exitCode).toBeNull();
  });
});

describe('the trap of the second reboot', () => {
  const [after, afterwards] = tableIn(page, 'The trap of the second reboot');

  it('is what its table says', () => {
    const sample = samples.find(({ id }) => id === 'ol9-uek7');
    if (sample === undefined) throw new Error('no such sample');
    const host: Host = {
      ...sampleHost(sample),
      cut: { during: 'download-list', leaves: 'torn' },
      nextBoots: [{ after: 'reboot' }],
    };
    const { stages, nextBoots } = simulateConfig(host, { ...defaultConfig, accessKey: 'present' });
    const rows = [stages, nextBoots[0]?.stages ?? []].map((boot) => {
      const at = (name: StageName) => boot.find(({ stage }) => stage === name);
      const plan = at('cron')?.savedPlan;
      return [
        `exit code ${String(at('early')?.exitCode)}`,
        `${String(at('early')?.installed.length)} of ${host.installed.length}`,
        `exit code ${String(at('late')?.exitCode)}`,
        `${Array.isArray(plan) ? plan.length : String(plan)} updates`,
      ];
    });
    expect([after, afterwards].map((row) => row?.slice(1))).toEqual(rows);
  });
});
