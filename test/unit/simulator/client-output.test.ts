/** Pasted output of the client is read line by line: what is not understood is said, nothing is guessed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abortCodes } from '../../../server/src/simulator/abort-codes.ts';
import { reasonOfText, wordsOf } from '../../../server/src/simulator/abort-reasons.ts';
import { parseClientOutput } from '../../../server/src/simulator/client-output.ts';
import { knownFrom, type Known } from '../../../server/src/simulator/client-known.ts';
import { failureReasons } from '../../../server/src/simulator/host-schema.ts';

const read = (...texts: string[]) => knownFrom(texts.map(parseClientOutput));
const problems = (text: string) => parseClientOutput(text).problems.map(({ line, message }) => `${line}: ${message}`);

// Host D of the listings, and the beginning of host A's plan.
const [enable, freeze, label] = ['r9hrmw28', 'qeibbp29', '5r11iivt'];
const hostD = [
  'Installed updates:',
  '[r9hrmw28] Enablement update for live patching.',
  '[qeibbp29] Provide an interface to freeze tasks.',
  '[5r11iivt] Denial-of-service when checking if an address is a jump label.',
  '',
  'Effective kernel version is 5.15.0-89.99',
].join('\n');
const plan = [
  'The following steps will be taken:',
  'Remove [nz0sbas8] Denial-of-service in Reliable Datagram Socket reconnection.',
  'Install [get3rovj] Enablement for applying custom alternative instructions.',
  'Install [opm180mz] Improved enablement update for applying custom alternatives instructions.',
].join('\n');
const shown = 'Installed updates:\n[pwc6xmnr] KAISER/KPTI enablement for Ksplice.\n[nz0sbas8] Denial-of-service.\n';
const steps = ['Remove nz0sbas8', 'Install get3rovj', 'Install opm180mz'];

describe('a list', () => {
  it('has ids, titles and the effective kernel', () => {
    const known = read(hostD);
    expect(known.installed).toEqual([enable, freeze, label]);
    expect(known.titles).toMatchObject({ qeibbp29: 'Provide an interface to freeze tasks.' });
    expect(known.effectiveKernel).toBe('5.15.0-89.99');
    expect(known.levels).toEqual({ '5r11iivt': '5.15.0-89.99' });
    expect(known.pending).toBeNull();
  });

  it.each<[string, string, Partial<Known>]>([
    ['none installed', 'Installed updates:\nNone\n', { installed: [], pending: null }],
    ['none available', 'Available updates:\nNone\n', { installed: null, pending: [], isListRead: false }],
    [
      'available alone',
      'Available updates:\n[get3rovj] Enablement.\n',
      { installed: null, pending: ['get3rovj'], isListRead: true },
    ],
    ['no title', 'Installed updates:\n[r9hrmw28]\n', { installed: ['r9hrmw28'], titles: {} }],
    [
      'a count',
      'Installed updates:\n[r9hrmw28] A.\n… 3 more\n[qeibbp29] B.\n',
      { installed: ['r9hrmw28', 'unlisted-1', 'unlisted-2', 'unlisted-3', 'qeibbp29'], gaps: {} },
    ],
    [
      'counts in two lists',
      'Installed updates:\n… 2 more\nAvailable updates:\n... (1 more)\n',
      { installed: ['unlisted-1', 'unlisted-2'], pending: ['unlisted-3'] },
    ],
    [
      'an ellipsis alone',
      'Installed updates:\n[r9hrmw28] A.\n...\n',
      { installed: ['r9hrmw28', '…1'], gaps: { '…1': 3 } },
    ],
  ])('%s', (_, text, expected) => {
    expect(problems(text)).toEqual([]);
    expect(read(text)).toMatchObject(expected);
  });

  it('is the same when it is printed again, counts included', () => {
    const list = 'Installed updates:\n[r9hrmw28] A.\n… 2 more\n';
    expect(read(list, list).installed).toEqual(['r9hrmw28', 'unlisted-1', 'unlisted-2']);
  });
});

describe('what it is pasted with', () => {
  const esc = '\u001b';
  it.each([
    ['CRLF', hostD.replaceAll('\n', '\r\n')],
    ['colours', hostD.replaceAll('[r9', `${esc}[1;32m[r9`).replaceAll('] ', `]${esc}[0m `)],
    ['a title of the terminal', `${esc}]0;root@db-01\u0007${hostD}`],
    ['indentation', hostD.replace(/^/gm, '    ')],
    ['quoting', hostD.replace(/^/gm, '> ')],
    ['quoting twice', hostD.replace(/^/gm, '> > ')],
    ['spaces behind', hostD.replace(/$/gm, '  ')],
    ['a byte order mark', `\uFEFF${hostD}`],
    ['a fence', `\`\`\`text\n${hostD}\n\`\`\``],
    ['a prompt', `[root@db-01 ~]# uptrack-show\n${hostD}\n[root@db-01 ~]#`],
    ['a prompt of Debian', `root@db-01:/etc# uptrack-show\n${hostD}`],
    ['a short prompt', `$ sudo /usr/sbin/uptrack-show\n${hostD}`],
    ['a command alone', `uptrack-show\n${hostD}`],
    ['a harmless pipe', `# uptrack-show | cat\n${hostD}`],
  ])('%s', (_, text) => {
    expect(problems(text)).toEqual([]);
    expect(read(text)).toMatchObject({ installed: [enable, freeze, label], effectiveKernel: '5.15.0-89.99' });
  });
});

describe('releases and counts', () => {
  const release = '4.1.12-124.24.3.el6uek.x86_64';
  const version = '#2 SMP Mon Jan 14 15:08:09 PST 2019';
  it.each<[string, string, Partial<Known>]>([
    ['uname -r', `$ uname -r\n${release}`, { running: release }],
    ['uname -rv', `$ uname -rv\n${release} ${version}`, { running: release }],
    ['uname -a', `$ uname -a\nLinux db-01 ${release} ${version} x86_64 GNU/Linux`, { running: release }],
    ['uptrack-uname -r', `$ uptrack-uname -r\n${release}`, { running: null, effectiveKernel: release }],
    ['--count', '$ uptrack-show --count\n22', { installed: null, count: 22 }],
    ['--count alone in a file', '22\n', { count: 22 }],
  ])('%s', (_, text, expected) => {
    expect(problems(text)).toEqual([]);
    expect(read(text)).toMatchObject(expected);
  });

  it.each([
    ['a release without its command', release],
    ['a number behind another command', '$ uptrack-show --available\n22'],
    ['a number among other lines', `${hostD}\n22`],
  ])('does not guess whose output is %s', (_, text) => {
    expect(parseClientOutput(text).problems).toHaveLength(1);
    expect(read(text)).toMatchObject({ running: null, count: null });
  });
});

describe('uptrack-upgrade', () => {
  const asks = '\n\nGo ahead [y/N]? ';
  const removing = 'Removing [nz0sbas8] Denial-of-service.';
  const installing = 'Installing [get3rovj] Enablement for applying custom alternative instructions.';
  const done = `${removing}\n${installing}\nInstalling [opm180mz] Improved enablement.\n`;
  const frame = `\nThe following actions failed:\nInstall [get3rovj] Enablement.\n${wordsOf('code_busy')}\n  - krfcommd (pid 12)\n\n`;

  it.each<[string, string, Partial<Known>]>([
    [
      'a plan that nobody goes on with',
      `${plan}${asks}n\nAborting.`,
      {
        installed: ['pwc6xmnr', 'nz0sbas8'],
        pending: ['get3rovj', 'opm180mz'],
        run: { steps, begun: 0 },
        isListRead: true,
      },
    ],
    [
      'a run that is cut off',
      `${plan}${asks}y\n${removing}\n${installing}`,
      { installed: ['pwc6xmnr', 'nz0sbas8'], run: { steps, begun: 2 }, isSaved: false },
    ],
    [
      'a run to its end',
      `${plan}\n${done}Your kernel is fully up to date.\nEffective kernel version is 4.1.12-124.39.2.el6uek`,
      {
        installed: ['pwc6xmnr', 'get3rovj', 'opm180mz'],
        pending: [],
        run: null,
        isSaved: true,
        levels: { opm180mz: '4.1.12-124.39.2.el6uek' },
      },
    ],
    [
      'a failure',
      `${plan}\n${removing}\n${installing}${frame}`,
      {
        installed: ['pwc6xmnr'],
        pending: ['get3rovj', 'opm180mz'],
        failing: [{ id: 'get3rovj', reason: 'code_busy' }],
        isSaved: false,
      },
    ],
    [
      'nothing to do',
      'Nothing to be done.\nYour kernel is fully up to date.\nEffective kernel version is 3.16.0-49.65',
      { installed: ['pwc6xmnr', 'nz0sbas8'], pending: [], run: null, levels: { nz0sbas8: '3.16.0-49.65' } },
    ],
    [
      'nothing to do, with -n',
      '# uptrack-upgrade -n\nEffective kernel version is 3.16.0-49.65\nNothing to be done.',
      { installed: ['pwc6xmnr', 'nz0sbas8'], pending: [], levels: { nz0sbas8: '3.16.0-49.65' } },
    ],
    [
      'the end of a run without its plan',
      `${installing}\nYour kernel is fully up to date.`,
      { installed: null, pending: [] },
    ],
    [
      'the disable file',
      'Uptrack disabled by system administrator, remove /etc/uptrack/disable to enable.',
      { isDisabled: true, isListRead: false },
    ],
    [
      'no network, in more words than are known',
      'Could not connect to the Ksplice Uptrack server. A network connection is needed to go on.',
      { isListRead: false, isDisabled: false },
    ],
    ['an expired subscription', 'Installing updates is disabled.', { isExpired: true }],
  ])('%s', (_, text, expected) => {
    expect(problems(text)).toEqual([]);
    expect(read(shown, text)).toMatchObject(expected);
  });

  it('counts steps that have begun by the last one that is named', () => {
    const counted = `The following steps will be taken:\nInstall [get3rovj] A.\n… 5 more\nInstall [opm180mz] B.\n`;
    const begun = (text: string) => read(shown, counted + text).run?.begun;
    expect(begun('Installing [get3rovj] A.\n… 3 more\n')).toBe(4);
    expect(begun('Installing [get3rovj] A.\n...\nInstalling [opm180mz] B.\n')).toBe(7);
    expect(begun('Installing [get3rovj] A.\n...\n')).toBeNull();
  });

  it('tells a replacement under the same id from what is removed', () => {
    const text =
      'The following steps will be taken:\nRemove [iw8wjvh1] A.\nInstall [lx0gzdnf] B.\nInstall [iw8wjvh1] A.\n' +
      'Removing [iw8wjvh1] A.\nInstalling [lx0gzdnf] B.\nInstalling [iw8wjvh1] A.\n' +
      'The following actions failed:\nInstall [iw8wjvh1] A.\n';
    expect(read('Installed updates:\n[iw8wjvh1] A.\n', text)).toMatchObject({
      installed: ['lx0gzdnf'],
      pending: ['iw8wjvh1'],
    });
  });

  it('does not take a plan that leaves out steps of which kind is not said', () => {
    const text = 'The following steps will be taken:\nRemove [nz0sbas8] A.\n… 3 more\nInstall [get3rovj] B.\n';
    expect(problems(text)).toEqual([expect.stringMatching(/^4: .*paste the whole plan/)]);
    expect(read(shown, text)).toMatchObject({ run: null, pending: null });
  });
});

describe('reasons', () => {
  it.each([
    [
      'code_busy',
      'Ksplice was unable to install the update because one or more programs are constantly using the kernel functions patched by this update. You may be able to avoid this.',
    ],
    [
      'no_match',
      'Ksplice was unable to install the update because the code in your running kernel does not match the expected version.',
    ],
    [
      'no_match',
      'Ksplice was unable to install the update because your running kernel has been modified\nfrom the version provided by your vendor.',
    ],
    ['out_of_memory', 'Ksplice was unable to install the update because your kernel is out of memory.'],
    [null, 'Something else went wrong.'],
    [null, ''],
  ])('%s', (reason, text) => {
    expect(reasonOfText(text)).toBe(reason);
  });

  it('has a row for every abort code, and finds each by its own words', () => {
    expect(Object.keys(abortCodes)).toEqual(expect.arrayContaining([...failureReasons]));
    for (const reason of failureReasons) {
      if (wordsOf(reason) !== '') expect(reasonOfText(wordsOf(reason))).toBe(reason);
    }
  });
});

describe('what it does not take', () => {
  it.each([
    ['prose', `${hostD}\nSee you tomorrow.`, '7: Not understood'],
    ['no id', 'Installed updates:\n[ABCDEFGH] A.\n[r9hrmw28] B.', '2: No update id'],
    ['a short id', 'Installed updates:\n[r9hrmw2] A.\n[r9hrmw28] B.', '2: No update id'],
    ['no id in a plan', 'The following steps will be taken:\nInstall [r9hrmw2!] A.', '2: No update id'],
    ['an id twice', 'Installed updates:\n[r9hrmw28] A.\n[r9hrmw28] A.', '3: This stands here twice'],
    ['lines without their heading, once', '[r9hrmw28] A.\n[qeibbp29] B.', '1: Which list'],
    [
      'steps without their heading',
      'Install [r9hrmw28] A.\nInstall [qeibbp29] B.',
      '1: This may not be the whole plan',
    ],
    ['a list that is cut off', '$ uptrack-show\nInstalled updates:\n', '2: This list is cut off'],
    ['what a pipe may have cut', `$ uptrack-show | head\n${hostD}`, '1: A pipe'],
    ['a removal', `$ uptrack-remove r9hrmw28\n${plan}`, '1: This output is passed over'],
    ['a single update', '$ uptrack-show r9hrmw28\nwhatever', '1: A single update'],
  ])('%s', (_, text, expected) => {
    expect(problems(text)).toEqual([expect.stringContaining(expected)]);
  });

  it('says nothing of a list that it passes over', () => {
    expect(read(`$ uptrack-show | head\n${hostD}`).installed).toBeNull();
    expect(read(`$ uptrack-show | head\n${hostD}\n$ ls\n${shown}`).installed).toEqual(['pwc6xmnr', 'nz0sbas8']);
  });
});

const line = fc.oneof(
  fc.constantFrom(
    ...hostD.split('\n'),
    ...plan.split('\n'),
    'None',
    '...',
    '… 3 more',
    '$ uname -r',
    '$ uptrack-show --count',
    '7',
  ),
  fc.constantFrom(
    'The following actions failed:',
    'Available updates:',
    'Aborting.',
    'Nothing to be done.',
    'Installing [get3rovj] A.',
  ),
  fc.string(),
);

describe('any text', () => {
  it('is read without an error, and every id in the result is one', () => {
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const text = lines.join('\n');
        const { problems: found } = parseClientOutput(text);
        for (const { line: at } of found) expect(at).toBeLessThanOrEqual(text.split(/\r\n|\r|\n/).length);
        const { installed, pending, run } = read(text);
        const ids = [
          ...(installed ?? []),
          ...(pending ?? []),
          ...(run?.steps ?? []).map((step) => step.split(' ')[1] ?? ''),
        ];
        for (const id of ids) expect(id).toMatch(/^(?:[a-z0-9]{8}|unlisted-[1-9]\d*|…\d+)$/);
        for (const list of [installed, pending, run?.steps]) expect(new Set(list).size).toBe(list?.length ?? 0);
      }),
    );
  });
});
