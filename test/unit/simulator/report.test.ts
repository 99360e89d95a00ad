/** Sentences for people: the verdict of every kind, the stages, the transcript. */
import { describe, expect, it } from 'vitest';
import { evidenceText } from '../../../server/src/config/evidence.ts';
import { sourceTexts } from '../../../server/src/config/sources.ts';
import { simulate } from '../../../server/src/simulator/branches.ts';
import { exitCodes, endingOf, endings } from '../../../server/src/simulator/messages.ts';
import {
  asMarkdown,
  asText,
  describe as describeOutcome,
  describeNextBoots,
} from '../../../server/src/simulator/report.ts';
import { hostOf as sampleHost, samples } from '../../../server/src/simulator/samples.ts';
import type { Host } from '../../../server/src/simulator/host.ts';
import { effectiveOf, hostOf, K0, K1, K2, type Changes, type Config } from './fixture.ts';

function told(config: string, changes: Changes | Host = {}, more: Config = {}) {
  const host = 'kernels' in changes ? changes : hostOf(changes);
  const [outcome] = simulate([effectiveOf({ config, ...more })], host).outcomes;
  if (outcome === undefined) throw new Error('no outcome');
  return { ...describeOutcome(outcome, host), next: describeNextBoots(outcome, host) };
}

const applying: Changes = { host: { cut: { during: 'apply', done: 2 } } };
const newKernel: Changes = { K2: { onDisk: 'complete' } };

function sample(index: number): Host {
  const found = samples[index];
  if (found === undefined) throw new Error('no such sample');
  return sampleHost(found);
}

describe('headline', () => {
  it.each<[string, string, string, Changes, Config?]>([
    ['good', 'db-01 comes back with the 5 updates that it had; 3 more are available.', 'y/n/n', {}],
    ['good', 'db-01 comes back with the 5 updates that it had, and cron installs the other 3.', 'y/n/y', {}],
    ['good', 'db-01 comes back with all 8 updates.', 'y/y/n', {}],
    ['warn', 'db-01 comes back with 5 of 7 updates, and stays there (inferred).', 'y/n/n', applying],
    ['warn', 'db-01 comes back with 5 of 7 updates until cron installs the rest (inferred).', 'y/n/y', applying],
    ['bad', 'db-01 comes back with none of its 5 updates, and stays there (as far as is known).', 'n/n/n', {}],
    [
      'warn',
      'db-01 comes back with none of its 5 updates until cron installs the rest (as far as is known).',
      'n/n/y',
      {},
    ],
    ['warn', 'db-01 comes back with all 8 updates, if the late stage starts.', 'n/y/n', {}],
    ['bad', 'db-01 comes back on another kernel, with no updates, and stays there.', 'y/n/n', newKernel],
    ['good', 'db-01 comes back on another kernel, with all 3 updates for it.', 'y/y/n', newKernel],
    [
      'warn',
      'db-01 comes back on another kernel, with 2 of the 4 updates for it, and stays there (inferred).',
      'y/n/n',
      { boot: { chosenEntry: K0 } },
    ],
    ['bad', 'db-01 does not boot by itself.', 'y/n/n', { K2: { onDisk: 'mixed' } }],
    [
      'warn',
      'db-01 comes back with the 5 updates that it had; 3 more are available.',
      'y/y/y',
      { boot: { network: 'down' } },
    ],
    [
      'bad',
      'db-01 comes back without any update: the client refuses the file.',
      'y/y/y',
      {},
      { fatal: { exitCode: 1, message: 'Error loading configuration file:\nUnable to parse config file: x' } },
    ],
    [
      'warn',
      'db-01 comes back with all 8 updates, if an offline client has a late stage.',
      'y/y/n',
      { host: { client: 'offline' } },
    ],
    [
      'good',
      'db-01 comes back; there are no updates for this kernel.',
      'y/n/n',
      { K1: { available: [], bootPlan: [] }, host: { installed: [] } },
    ],
  ])('%s: %s', (tone, headline, config, changes, more) => {
    expect(told(config, changes, more)).toMatchObject({ tone, headline });
  });

  it('counts what a real host loses', () => {
    const { headline, detail } = told('y/n/n', sample(0));
    expect(headline).toBe('ol6-uek4 comes back with 22 of 82 updates, and stays there (as far as is known).');
    expect(detail).toContain('The power fails with 60 of 135 steps applied.');
    expect(detail).toContain('60 are missing, and nothing in this file installs them: that takes an uptrack-upgrade.');
    expect(detail).toContain('75 more are available.');
  });
});

describe('detail', () => {
  it('says what stands in the way, and what helps', () => {
    expect(told('y/y/y', { boot: { disableFile: true } }).detail).toContain('What helps: remove /etc/uptrack/disable.');
    expect(told('y/y/y', { boot: { accessKey: 'invalid' } }).detail).toContain('What helps: correct accesskey');
  });

  it('says what it rests on', () => {
    expect(told('n/y/n').detail).toContain('Whether the late stage starts after --check-init has said no is not known');
    expect(told('y/n/n', { host: { client: 'offline' } }).detail).toContain(
      'Whether an offline client has a late stage',
    );
    expect(told('n/n/n', { boot: { nouptrack: true } }).detail).toContain(
      'What nouptrack does while install_on_reboot is off',
    );
    expect(told('y/n/n').detail).not.toMatch(/not known/);
  });

  it('says which entry to pick, and how to repair the other', () => {
    const { detail, reason } = told('y/n/n', { K2: { onDisk: 'torn-initramfs' } });
    expect(detail).toContain(`Pick ${K1} in the boot menu. Then run dracut -f --kver ${K2}.`);
    expect(reason).toContain('torn');
  });

  it('tells how long the power was away, once', () => {
    const { detail, next } = told('y/n/n', { boot: { outageMinutes: 5 }, host: { nextBoots: [{}] } });
    expect(detail).toContain('The power is back after 5 min.');
    expect(next[0]?.detail).not.toContain('The power is back');
  });

  it('tells later boots by what came before', () => {
    const changes: Changes = {
      boot: { nouptrack: true },
      host: { nextBoots: [{}, { after: 'reboot', disableFile: false }] },
    };
    const { next } = told('y/y/n', changes);
    expect(next.map(({ headline }) => headline)).toEqual([
      'db-01 comes back with no updates, and stays there (as far as is known).',
      'db-01 comes back with all 8 updates (inferred).',
    ]);
  });
});

describe('stages', () => {
  const summaries = (config: string, changes: Changes = {}, more: Config = {}) =>
    told(config, changes, more).stages.map(({ tone, summary }) => [tone, summary]);

  it('say what each installs, and what leaves the rest out', () => {
    expect(summaries('y/n/y')).toEqual([
      ['good', '5 of 5 from the saved plan, before the network is up.'],
      ['warn', '3 available, none installed: upgrade_on_reboot is off.'],
      ['good', '3 installed: all 8 updates are in.'],
    ]);
  });

  it('say how the trap closes', () => {
    const torn: Changes = { K1: { packageList: 'unverifiable' } };
    expect(summaries('y/n/n', torn)).toEqual([
      ['bad', 'The package list on disk does not match its signature.'],
      ['warn', '8 available, none installed: upgrade_on_reboot is off. The saved plan shrinks from 5 to 0 updates.'],
      ['warn', '8 available, none installed: autoinstall is off.'],
    ]);
  });

  it('say why they do not start', () => {
    expect(summaries('n/n/n')[0]).toEqual(['bad', 'Not started: install_on_reboot is off.']);
    expect(summaries('y/n/n', { boot: { disableFile: true } })[0]).toEqual([
      'bad',
      'Not started: /etc/uptrack/disable exists.',
    ]);
    expect(summaries('y/n/n', { boot: { cron: false } })[2]).toEqual(['warn', 'Not started: the cron file is gone.']);
    const offline: Changes = { host: { client: 'offline' }, assumptions: { offlineHasLateStage: false } };
    expect(summaries('y/n/n', offline)[1]?.[1]).toContain('the offline client is assumed to have no such stage');
    const trusting: Changes = { assumptions: { lateStageAlwaysStarts: false } };
    expect(summaries('n/n/n', trusting)[1]?.[1]).toContain('assumed to follow --check-init');
  });

  it('say what the client replaces', () => {
    const changes: Changes = { K1: { available: ['unlisted-1', 'unlisted-2', 'unlisted-9'] } };
    expect(summaries('y/y/n', changes)[1]).toEqual(['good', '1 installed and 3 removed: all 3 updates are in.']);
  });

  it('name the update that fails', () => {
    const plan = ['pwc6xmnr', '5dq87kra'];
    const changes: Changes = {
      K1: { bootPlan: plan, available: plan },
      host: { installed: plan, failing: [{ id: '5dq87kra', reason: 'no_match', stages: ['early', 'late', 'cron'] }] },
    };
    expect(summaries('y/y/y', changes).map(([, summary]) => summary)).toEqual([
      '1 of 2 from the saved plan: [5dq87kra] fails, and the plan ends there.',
      '0 installed, then [5dq87kra] fails: 1 is left. The saved plan shrinks from 2 to 1 update.',
      '0 installed, then [5dq87kra] fails: 1 is left.',
    ]);
  });
});

describe('transcript', () => {
  it('shows named ids and counts the rest', () => {
    const text = asText(simulate([effectiveOf({})], sample(0)), sample(0));
    expect(text).toContain('Missing: 60 updates: get3rovj, opm180mz');
    expect(text).toContain('… and 52 more');
    expect(text).toContain('Available, not installed: 75 updates: fs7u7bbu, ef78ph72, h7blpl4p … and 72 more');
    expect(text).not.toContain('unlisted');
  });

  it('has a part for each outcome and each boot', () => {
    const host = hostOf({ host: { nextBoots: [{}] } });
    const markdown = asMarkdown(simulate([effectiveOf({ config: 'y/n/?' })], host), host);
    expect(markdown.match(/^### If .*$/gm)).toEqual([
      '### If autoinstall is yes:',
      '### If autoinstall is no:',
      '### If autoinstall comes out as no boolean:',
    ]);
    expect(markdown.match(/^\*\*db-01 .*\*\*$/gm)).toHaveLength(6);
  });
});

describe('messages', () => {
  it.each([
    ['empty', 'You must supply a non-empty hostname.'],
    ['unreadable', 'Unable to read hostname from …'],
  ])('a host name file that is %s', (hostnameFile, words) => {
    const settings = { 'Settings.hostname_override_file': '/etc/name' };
    const host = hostOf({ boot: { hostnameFile } });
    const [outcome] = simulate([effectiveOf({ settings })], host).outcomes;
    expect(outcome?.stages.map(({ message }) => message.split('\n')[0])).toEqual([words, words, words]);
  });

  it('every ending can be told from its code and words, and has a code that is listed', () => {
    for (const [id, { exitCode, message }] of Object.entries(endings)) {
      if (exitCode !== null) expect(exitCodes[exitCode]).toBeDefined();
      if (exitCode !== null && id !== 'done') expect(endingOf(exitCode, message)).toBe(id);
    }
  });
});

describe('a transcript', () => {
  it('says what its levels mean and what it was read in, and nothing else', () => {
    const host = hostOf(applying);
    const text = asText(simulate([effectiveOf({})], host), host);
    const legend = text
      .trimEnd()
      .split('\n\n')
      .at(-1)
      ?.split('\n')
      .map((line) => line.trim());
    expect(legend).toEqual([
      `documented: ${evidenceText.documented}`,
      `inferred: ${evidenceText.inferred}`,
      `sources: ${[sourceTexts.guide, sourceTexts.client, sourceTexts.grub].join(' · ')}`,
    ]);
    const idle = hostOf();
    expect(asText(simulate([effectiveOf({})], idle), idle)).toContain(`client: ${evidenceText.client}`);
  });
});
