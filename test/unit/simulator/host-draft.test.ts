/** From output and answers to a host: what neither says is asked for. */
import { describe, expect, it } from 'vitest';
import { knownFrom } from '../../../server/src/simulator/client-known.ts';
import { parseClientOutput } from '../../../server/src/simulator/client-output.ts';
import { readHost } from '../../../server/src/simulator/host.ts';
import { answerKey, draftHost, type Answers, type HostDraft } from '../../../server/src/simulator/host-draft.ts';
import { questions, type QuestionId } from '../../../server/src/simulator/host-questions.ts';

const K1 = '4.1.12-124.24.3.el6uek.x86_64';
const K2 = '4.1.12-124.26.5.el6uek.x86_64';

const installed =
  'Installed updates:\n[pwc6xmnr] KAISER.\n[5dq87kra] Freeze.\n\nEffective kernel version is 4.1.12-124.26.5.el6uek\n';
const available = 'Available updates:\n[get3rovj] Alternatives.\n[opm180mz] Improved.\n';
const uname = `$ uname -r\n${K1}\n`;

/** Everything about a host of one kernel of which nothing has been pasted. */
const all: Answers = {
  name: 'db-01',
  packaging: 'rpm',
  client: 'online',
  running: K1,
  'other-kernels': 'none',
  'default-entry': 'newest',
  'on-disk': 'complete',
  'package-list': 'ok',
  installed: 'pwc6xmnr,5dq87kra',
  available: 'get3rovj',
  'boot-plan': 'installed',
  'expired-marker': 'no',
  cut: 'idle',
};

function draft(text: string, changes: Readonly<Record<string, string | null>> = {}): HostDraft {
  const answers = Object.entries({ ...all, ...changes }).filter((pair): pair is [string, string] => pair[1] !== null);
  return draftHost(knownFrom([parseClientOutput(text)]), Object.fromEntries(answers));
}

function hostOf(text: string, changes: Readonly<Record<string, string | null>> = {}) {
  const made = draft(text, changes);
  if (made.host === null) throw new Error(JSON.stringify(made));
  const { host, problems } = readHost(made.host);
  expect(problems).toEqual([]);
  if (host === null) throw new Error('no host');
  return { ...host, kernel: host.kernels[0], notes: made.notes, unused: made.unused };
}

/** The flags of the questions that stay open, with what is wrong with an answer. */
function openOf(text: string, changes: Readonly<Record<string, string | null>> = {}) {
  const made = draft(text, changes);
  if (made.host !== null) throw new Error('nothing is open');
  return made.open.map(({ id, subject, remark }) => answerKey(id, subject) + (remark && ` (${remark})`));
}

describe('what stays open', () => {
  it('is all that a host needs where nothing is said', () => {
    const made = draftHost(knownFrom([]), {});
    const ids = made.host === null ? made.open.map(({ id }) => id) : [];
    // A saved plan only where there is a package list.
    expect(ids).toEqual(Object.keys(all).filter((id) => id !== 'boot-plan'));
  });

  it.each(Object.keys(all))('is %s where only that is missing', (id) => {
    expect(openOf('', { [id]: null })).toEqual([id]);
  });

  it.each<[string, string, string | null]>([
    ['running', uname, K1],
    ['installed', installed, 'pwc6xmnr,5dq87kra'],
    ['installed', '$ uptrack-show --count\n2\n', null],
    ['available', available, null],
    ['package-list', available, null],
    ['expired-marker', available, null],
    ['expired-marker', 'Installing updates is disabled.\n', null],
  ])('is not %s where the output says it: %j', (id, text) => {
    expect(hostOf(text, { [id]: null }).name).toBe('db-01');
    expect(hostOf(text).unused).toContain(id);
  });

  it('is the rest where a list is there', () => {
    const made = draftHost(knownFrom([parseClientOutput(uname + installed + available)]), {});
    expect(made.host === null && made.open.map(({ id }) => id)).toEqual([
      'name',
      'packaging',
      'client',
      'other-kernels',
      'default-entry',
      'on-disk',
      'boot-plan',
      'cut',
    ]);
  });

  it.each([
    [{ packaging: 'dpkg' }, 'packaging (“dpkg” is no answer to this.)'],
    [{ installed: 'get3rovj,ABC' }, 'installed (“get3rovj,ABC” is no answer to this.)'],
    [{ cut: 'tomorrow' }, 'cut (“tomorrow” is no answer to this.)'],
    [{ cut: 'toString' }, 'cut (“toString” is no answer to this.)'],
    [{ cut: 'idle:3' }, 'cut (“idle:3” is no answer to this.)'],
    [{ name: '' }, 'name (“” is no answer to this.)'],
    [{ cut: 'apply:2' }, 'cut (Write a number from 0 to 1: there are no more steps.)'],
    [{ cut: 'apply' }, 'cut (Add done.)'],
    [{ 'other-kernels': K1 }, 'other-kernels (Name each kernel once, and not the one that runs.)'],
    [{ 'other-kernels': `${K2},${K2}` }, 'other-kernels (Name each kernel once, and not the one that runs.)'],
    [{ 'default-entry': K2 }, `default-entry (Name one of the kernels here, or add a kernel ${K2}.)`],
    [{ installed: 'pwc6xmnr,pwc6xmnr' }, 'installed (“pwc6xmnr,pwc6xmnr” is no answer to this.)'],
  ])('is asked again: %j', (changes, expected) => {
    expect(openOf('', changes)).toEqual([expected]);
  });

  it('says what can be answered, and why it matters', () => {
    for (const id of Object.keys(questions) as QuestionId[]) {
      const { asks, why, choices, form } = questions[id];
      expect(asks).toMatch(/\?$/);
      expect(why).toMatch(/\.$/);
      expect(Object.keys(choices).length + form.length).toBeGreaterThan(0);
    }
  });
});

describe('lists', () => {
  it('makes available what is installed and what is listed as available, in this order', () => {
    const { kernel, notes } = hostOf(uname + installed + available);
    expect(kernel).toMatchObject({ available: ['pwc6xmnr', '5dq87kra', 'get3rovj', 'opm180mz'], upgradePlan: null });
    expect(notes).toContainEqual(expect.objectContaining({ evidence: 'assumed' }));
  });

  it('knows none installed from not said', () => {
    expect(hostOf(`Installed updates:\nNone\n${available}`).kernel?.available).toEqual(['get3rovj', 'opm180mz']);
    expect(openOf(available, { installed: null })).toEqual(['installed']);
  });

  it('puts the effective kernel down to the last installed update, and says so', () => {
    const { updates, notes } = hostOf(installed);
    expect(updates).toEqual({
      pwc6xmnr: { title: 'KAISER.' },
      '5dq87kra': { title: 'Freeze.', effectiveKernel: '4.1.12-124.26.5.el6uek' },
    });
    expect(notes).toContainEqual(expect.objectContaining({ evidence: 'inferred' }));
  });

  it('asks how many an ellipsis stands for, unless a count says it', () => {
    const excerpt = 'Installed updates:\n[pwc6xmnr] KAISER.\n...\n[5dq87kra] Freeze.\n';
    expect(openOf(excerpt)).toEqual(['more 1']);
    const filled = ['pwc6xmnr', 'unlisted-1', 'unlisted-2', '5dq87kra'];
    expect(hostOf(excerpt, { 'more 1': '2' }).installed).toEqual(filled);
    expect(hostOf(`${excerpt}$ uptrack-show --count\n4\n`).installed).toEqual(filled);
    expect(openOf(`${excerpt}$ uptrack-show --count\n1\n`)).toEqual(['more 1']);
  });

  it('counts what is answered with a number', () => {
    const { installed: ids, kernel } = hostOf('', { installed: '2', available: '1', 'boot-plan': '1' });
    expect(ids).toEqual(['unlisted-1', 'unlisted-2']);
    expect(kernel).toMatchObject({ available: [...ids, 'unlisted-3'], bootPlan: ['unlisted-1'] });
  });

  it('takes no list that a count contradicts', () => {
    const made = draft(`${installed}$ uptrack-show --count\n3\n`);
    expect(made.host === null && made.problems).toEqual([
      { path: ['installed'], message: expect.stringContaining('lists 2, and uptrack-show --count says 3') as string },
    ]);
  });
});

describe('a run', () => {
  const plan =
    'The following steps will be taken:\nRemove [5dq87kra] Freeze.\nInstall [get3rovj] A.\nInstall [5dq87kra] Freeze.\n';
  const progress = 'Removing [5dq87kra] Freeze.\nInstalling [get3rovj] A.\n';

  it('that is cut off suggests the cut, and decides nothing', () => {
    const made = draft(installed + plan + progress, { cut: null, available: null });
    const [question] = made.host === null ? made.open : [];
    expect(question?.choices.map(({ value }) => value)).toEqual(['apply:1', 'apply:2', 'idle', 'reboot']);
    const host = hostOf(installed + plan + progress, { cut: 'apply:1' });
    expect(host.installed).toEqual(['pwc6xmnr', '5dq87kra']);
    expect(host.kernel).toMatchObject({
      available: ['pwc6xmnr', 'get3rovj', '5dq87kra'],
      upgradePlan: ['Remove 5dq87kra', 'Install get3rovj', 'Install 5dq87kra'],
      packageList: 'ok',
      expiredMarker: false,
    });
  });

  it('that ends well has saved its plan', () => {
    const host = hostOf(
      `${installed}${plan}${progress}Installing [5dq87kra] Freeze.\nYour kernel is fully up to date.\n`,
    );
    expect(host.installed).toEqual(['pwc6xmnr', 'get3rovj', '5dq87kra']);
    expect(host.kernel).toMatchObject({ bootPlan: host.installed, available: host.installed, upgradePlan: null });
    expect(host.unused).toContain('boot-plan');
  });

  it('that fails asks where it would fail again', () => {
    const failed = `${installed}${plan}${progress}\nThe following actions failed:\nInstall [get3rovj] A.\nA riddle.\n\n`;
    expect(openOf(failed)).toEqual(['failing-reason get3rovj', 'failing-stages get3rovj'].toSorted());
    const why = { 'failing-stages get3rovj': 'early,late', 'failing-reason get3rovj': 'module_busy' };
    expect(hostOf(failed, why).failing).toEqual([{ id: 'get3rovj', reason: 'module_busy', stages: ['early', 'late'] }]);
    const never = hostOf(failed, { 'failing-stages get3rovj': 'never' });
    expect(never.failing).toEqual([]);
    expect(never.installed).toEqual(['pwc6xmnr']);
  });

  it('that the disable file stops says that it is there', () => {
    const text = 'Uptrack disabled by system administrator, remove /etc/uptrack/disable to enable.';
    expect(hostOf(text).boot.disableFile).toBe(true);
    expect(hostOf('').boot.disableFile).toBe(false);
  });
});

describe('other kernels', () => {
  const about = (id: string) => `${id} ${K2}`;
  const answers = {
    'other-kernels': K2,
    [about('on-disk')]: 'complete',
    [about('package-list')]: 'ok',
    [about('available')]: '3',
    [about('boot-plan')]: '2',
    [about('expired-marker')]: 'no',
  };

  it('are asked about one by one', () => {
    expect(openOf('', { 'other-kernels': K2 })).toEqual([
      about('on-disk'),
      about('package-list'),
      about('available'),
      about('expired-marker'),
    ]);
    expect(hostOf('', { ...answers, 'default-entry': K2 }).kernels[1]).toMatchObject({
      release: K2,
      available: ['unlisted-1', 'unlisted-2', 'unlisted-3'],
      bootPlan: ['unlisted-1', 'unlisted-2'],
    });
  });

  it('have no plan without a list, and nothing installed', () => {
    const absent = { ...answers, [about('package-list')]: 'absent' };
    const host = hostOf('', absent);
    expect(host.kernels[1]?.bootPlan).toBeNull();
    expect(host.unused).toEqual([about('boot-plan')]);
    expect(openOf('', { ...answers, [about('boot-plan')]: 'installed' })).toEqual([
      expect.stringMatching(/^boot-plan .*does not run/),
    ]);
  });
});

describe('the cut', () => {
  it.each<[string, unknown]>([
    ['idle', { during: 'idle' }],
    ['reboot', null],
    ['apply:1', { during: 'apply', done: 1 }],
    ['download-list', { during: 'download-list', leaves: 'old' }],
    ['download-list:torn', { during: 'download-list', leaves: 'torn' }],
    ['write-plan:short:1', { during: 'write-plan', leaves: 'short', keeps: 1 }],
    ['remove:2', { during: 'remove', done: 2 }],
    [`package:done:${K1}`, { during: 'package', phase: 'done', release: K1 }],
    ['early-boot:0', { during: 'early-boot', done: 0 }],
    ['late-boot:1', { during: 'late-boot', done: 1 }],
  ])('%s', (answer, cut) => {
    expect(hostOf('', { cut: answer }).cut).toEqual(cut);
  });
});
