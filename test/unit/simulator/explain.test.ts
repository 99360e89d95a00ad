import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effective } from '../../../server/src/config/effective.ts';
import { get, read, type Dialect } from '../../../server/src/config/reader.ts';
import { parse } from '../../../server/src/config/syntax.ts';
import { abortCodes } from '../../../server/src/simulator/abort-codes.ts';
import {
  causesOf,
  causesOfExitCode,
  clientMessages,
  knownExitCode,
  messagesIn,
} from '../../../server/src/simulator/explain.ts';
import { endings, exitCodes } from '../../../server/src/simulator/messages.ts';
import { withoutPrefix } from '../../../server/src/simulator/recognise.ts';

const idsIn = (text: string): (readonly string[])[] =>
  messagesIn(text.split('\n').map(withoutPrefix)).map(({ ids }) => ids);

describe('words of the client', () => {
  it.each<[string, string, number | null]>([
    ['Unable to parse config file: something new', 'unparsable', 1],
    ['Unable to read autoinstall setting from /etc/uptrack/uptrack.conf.', 'not-a-boolean', 1],
    ['Not a boolean: maybe', 'not-a-boolean', 1],
    ['Not a boolean: ', 'not-a-boolean', 1],
    ["Please check that autoinstall is set to 'yes' or 'no' and try again.", 'not-a-boolean', 1],
    ['Unexpected error starting the Uptrack client.', 'crashed-at-start', -1],
    ['Please submit a copy of /var/log/uptrack.log to somebody@example.com.', 'crashed-at-start', -1],
    ['You must specify an access key to use the service.', 'key-missing', 20],
    ['Please add your key to /etc/uptrack/uptrack.conf', 'key-missing', 20],
    ['Could not connect to the Ksplice Uptrack server with your access key.', 'key-refused', 14],
    ['Please check that the key in /etc/uptrack/uptrack.conf is valid.', 'key-refused', 14],
    ['Could not connect to the Ksplice Uptrack server. A network connection is needed to go on.', 'no-network', 10],
    ['(Network error: timed out)', 'no-network', 10],
    [
      'Could not resolve your proxy server (proxy.example.com) while trying to connect to it.',
      'proxy-not-resolved',
      10,
    ],
    [
      'Malformed URL <htps:/x> for Uptrack server.  Please correct the value of Network.update_repo_url in /etc/uptrack/uptrack.conf.',
      'url-malformed',
      10,
    ],
    [
      "Could not verify the Ksplice Uptrack server's SSL certificate. Check your network configuration and try again.",
      'certificate-refused',
      10,
    ],
    [
      'You may need to update ssl_ca_cert_file or ssl_ca_cert_dir in /etc/uptrack/uptrack.conf with the path to an appropriate CA.',
      'own-certificate-refused',
      10,
    ],
    ['Unexpected error communicating with the Ksplice Uptrack server. Try later.', 'connection-failed', 10],
    ["Unable to communicate with your site's Uptrack server.", 'own-server-unreachable', 10],
    ['Please ensure that the update_repo_url setting is correct in', 'own-server-unreachable', 10],
    ['Unable to read hostname from /etc/name.', 'hostname-unreadable', 1],
    ['You must supply a non-empty hostname.', 'hostname-empty', 1],
    ['Warning: The cron output configuration options have been removed.', 'options-removed', null],
    ['Cannot find Ksplice Uptrack information for your kernel version', 'unsupported', 13],
    ['Your kernel is probably not yet supported by Ksplice Uptrack.', 'unsupported', 13],
    ['Uptrack disabled by system administrator, remove /etc/uptrack/disable to enable.', 'disabled', 1],
    ['Ksplice Uptrack: booting into a new kernel, so not installing any updates.', 'new-kernel', 0],
    ['Ksplice Uptrack could not verify the package list signature.', 'list-unverifiable', 1],
    ['Error reading init-time plan', 'plan-unreadable', 1],
    ['Installing updates is disabled.', 'expired', 17],
    ["Couldn't download update 'pwc6xmnr'.", 'download-failed', 1],
    ['An error occurred requesting upgrade plans from the server. Try again.', 'plans-refused', 10],
    ['Update pwc6xmnr has not been unpacked.', 'not-unpacked', null],
    ['It appears that another Uptrack process is currently running on this', 'locked', 1],
    ['system. Please wait a minute and try again. If this goes on, please contact Oracle support.', 'locked', 1],
    ['Error: Uptrack init script started, but some updates are already installed!', 'already-installed', 1],
    ['Aborting.', 'user-said-no', 12],
    ['The following actions failed:', 'failed', 1],
    [
      'Ksplice was unable to install the update because one or more programs are constantly using the kernel functions patched by this update. Stop them.',
      'code_busy',
      1,
    ],
    [
      'Ksplice was unable to install the update because the code in your running kernel does not match the expected version.',
      'no_match-modules',
      1,
    ],
    [
      'You may have upgraded your on-disk kernel package and subsequently loaded one of the updated modules.',
      'no_match-modules',
      1,
    ],
    [
      'It failed because your running kernel has been modified from the version provided by your vendor.',
      'no_match-modified',
      1,
    ],
    ['It failed because your kernel is out of memory.', 'out_of_memory', 1],
  ])('%s', (line, id, exitCode) => {
    expect(idsIn(line)).toEqual([[id]]);
    const causes = messagesIn([withoutPrefix(line)]).flatMap(causesOf);
    expect(causes.map((cause) => cause.exitCode)).toEqual([exitCode]);
  });

  it.each([
    ['', 'Aborting.'],
    ['a time and a level', '2025-11-02 10:11:12,345 ERROR    Aborting.'],
    ['a time in words', 'Sun Nov  2 10:11:12 2025 [WARNING]: Aborting.'],
    ['a level', 'CRITICAL Aborting.'],
    ['a journal', 'Nov 02 10:11:12 db-01 uptrack-upgrade[123]: Aborting.'],
    ['white space', '  Aborting. \r'],
  ])('with %s in front', (_, line) => {
    expect(idsIn(line)).toEqual([['user-said-no']]);
  });

  it.each([
    ['in a sentence', 'systemd is Aborting. Then it goes on'],
    ['in another case', 'ABORTING.'],
    ['nothing', ''],
    ['a part of a name', 'no_matches found'],
    ['a common word', 'an unexpected guest'],
    ['the end of a message that many have', 'See the manual for more information. It helps.'],
  ])('are not found %s', (_, line) => {
    expect(idsIn(line)).toEqual([]);
  });

  it('are found when a terminal has broken them, and with more white space', () => {
    expect(
      idsIn(
        'Ksplice was unable  to install the update because\n  one or more programs are constantly\nusing the kernel functions patched by this\nupdate. x',
      ),
    ).toEqual([['code_busy']]);
    expect(idsIn('a line\nUnexpected error communicating with\nthe Ksplice Uptrack server.\nAborting.')).toEqual([
      ['connection-failed'],
      ['user-said-no'],
    ]);
  });

  it('leave open what only one line would decide', () => {
    expect(idsIn('Error loading configuration file:')).toEqual([['unparsable', 'not-a-boolean']]);
    expect(idsIn('Please check the hostname_override_file option in /etc/uptrack/uptrack.conf.')).toEqual([
      ['hostname-unreadable', 'hostname-empty'],
    ]);
    expect(idsIn('Ksplice Uptrack client too old: 1.2.3')).toEqual([['too-old-to-install', 'too-old-to-parse']]);
    expect(idsIn('Unexpected error.')).toEqual([['plan-zero-length', 'crashed']]);
    const certificate = "Could not verify the Ksplice Uptrack server's SSL certificate.";
    expect(idsIn(certificate)).toEqual([['certificate-refused', 'own-certificate-refused']]);
    expect(
      idsIn(
        `${certificate}\nYou may need to update ssl_ca_cert_file or ssl_ca_cert_dir in /etc/uptrack/uptrack.conf with the path to an appropriate CA.`,
      ),
    ).toEqual([['own-certificate-refused']]);
  });

  it('are one message where its lines follow each other, whatever stands between', () => {
    expect(
      idsIn(
        'Error loading configuration file:\n\nsomething\nUnable to read autoinstall setting from /etc/uptrack/uptrack.conf.',
      ),
    ).toEqual([['not-a-boolean']]);
    expect(idsIn('The following actions failed:\nInstall [pwc6xmnr] KAISER\n(code_busy)')).toEqual([['code_busy']]);
    expect(idsIn('Aborting.\nInstalling updates is disabled.\nAborting.')).toHaveLength(3);
  });

  it('never throw, whatever they are', () => {
    const words = Object.values(clientMessages).flatMap(({ message }) => message.split('\n'));
    const line = fc.oneof(fc.string(), fc.constantFrom(...words), fc.constant(null));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        for (const found of messagesIn(lines)) {
          expect(found.ids.length).toBeGreaterThan(0);
          expect(causesOf(found)).toHaveLength(found.ids.length);
          expect(found.lines.every((at) => at < lines.length)).toBe(true);
        }
      }),
    );
  });
});

describe('errors of Python', () => {
  const dialects: readonly Dialect[] = ['2', '3.9', '3.10'];

  it.each<[string, string, readonly Dialect[]]>([
    ['MissingSectionHeaderError', 'autoinstall = yes\n', dialects],
    ['MissingSectionHeaderError', '\uFEFF[Settings]\n', dialects],
    ['ParsingError', '[Settings]\nautoinstall\n[Auth\n', dialects],
    ['DuplicateOptionError', '[Settings]\nautoinstall = yes\nautoinstall = no\n', ['3.9', '3.10']],
    ['DuplicateSectionError', '[Settings]\n[Settings]\n', ['3.9', '3.10']],
  ])('%s of %j', (id, text, raising) => {
    for (const dialect of raising) {
      const reading = read(parse(text, false), dialect);
      expect(reading.error?.type).toBe(id);
      expect(idsIn(reading.error?.message ?? '')).toEqual([[id]]);
      expect(idsIn(effective(reading).fatal?.message ?? '')).toEqual([[id]]);
    }
  });

  it.each([
    ['InterpolationSyntaxError', '[Network]\nhttps_proxy = a%40b\n'],
    ['InterpolationSyntaxError', '[Network]\nhttps_proxy = %(b\n'],
    ['InterpolationMissingOptionError', '[Network]\nhttps_proxy = %(b)s\n'],
    ['InterpolationDepthError', '[Network]\nhttps_proxy = %(https_proxy)s\n'],
  ])('%s of %j', (id, text) => {
    for (const dialect of dialects) {
      const value = get(read(parse(text, false), dialect), 'Network', 'https_proxy');
      expect(value).toMatchObject({ kind: 'error', type: id });
      const said = value?.kind === 'error' ? value.message : '';
      expect(idsIn(said)).toEqual([[id]]);
      expect(idsIn(`Unexpected error starting the Uptrack client.\nTraceback\n${id}: ${said}`)).toEqual([[id]]);
    }
  });

  it.each([
    ["Unable to parse config file: 'utf-8' codec can't decode byte 0xe9 in position 3: invalid continuation byte"],
    ["'ascii' codec can't decode byte 0xc3 in position 3: ordinal not in range(128)"],
    ['UnicodeDecodeError'],
  ])('UnicodeDecodeError: %s', (line) => {
    expect(idsIn(line)).toEqual([['UnicodeDecodeError']]);
  });
});

describe('exit codes', () => {
  it('are those of the reference, and each has a cause', () => {
    const codes = [-1, 0, 1, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21];
    expect(
      Object.keys(exitCodes)
        .map(Number)
        .sort((a, b) => a - b),
    ).toEqual(codes);
    for (const code of codes) expect(causesOfExitCode(code)).not.toEqual([]);
  });

  it('list all causes, each with a repair where something is wrong', () => {
    expect(causesOfExitCode(14).map(({ id }) => id)).toEqual(['key-refused']);
    expect(causesOfExitCode(1).map(({ id }) => id)).toEqual(
      expect.arrayContaining(['unparsable', 'not-a-boolean', 'disabled', 'locked', 'list-unverifiable', 'failed']),
    );
    // Nothing is known that would bring a list which the server does not give.
    const without = Object.keys(exitCodes)
      .map(Number)
      .filter((code) => code !== 0)
      .flatMap((code) => causesOfExitCode(code).filter(({ repair }) => repair === ''));
    expect(without.map(({ id }) => id)).toEqual(['no-list']);
  });

  it('name the likeliest stage first', () => {
    const first = (id: string): unknown => clientMessages[id]?.runs[0];
    expect(['plan-unreadable', 'no-network', 'user-said-no', 'disabled'].map(first)).toEqual([
      'early',
      'late',
      'manual',
      'late',
    ]);
  });

  it('are 1 where --check-init says no', () => {
    const asked = causesOfExitCode(1).filter(({ runs }) => runs.includes('check-init'));
    expect(asked.map(({ id }) => id)).toEqual(['check-init-disabled', 'check-init-off']);
  });

  it('are -1 where a shell shows 255, and unknown where no source has them', () => {
    expect([255, -1, 0, 21, 7, 22, 254].map(knownExitCode)).toEqual([-1, -1, 0, 21, null, null, null]);
  });
});

describe('the tables', () => {
  it('know every abort code', () => {
    const names =
      'no_match code_busy module_busy out_of_memory failed_to_find already_reversed missing_export unexpected_running_task unexpected target_not_loaded call_failed cold_update_loaded bad_system_map';
    for (const name of names.split(' ')) expect(idsIn(name)).toEqual([[name]]);
    expect(Object.keys(abortCodes)).toEqual(expect.arrayContaining(names.split(' ')));
  });

  it('hold nothing twice, and parts of what there is', () => {
    for (const [id, { partOf, runs }] of Object.entries(clientMessages)) {
      if (partOf !== undefined) expect(clientMessages[partOf]).toBeDefined();
      expect(runs, id).not.toEqual([]);
    }
    const count = Object.keys(endings).length;
    expect(Object.keys(clientMessages).length).toBeGreaterThan(count);
    for (const id of Object.keys(endings)) expect(clientMessages[id]).toBe(endings[id as keyof typeof endings]);
  });
});
