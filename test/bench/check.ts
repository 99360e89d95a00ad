/** `uptrack-conf check` on many files, against a Python that only reads them. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildBundle } from '../contract/build.ts';
import { defaultFile } from '../../server/src/config/default-file.ts';
import { findInterpreters } from '../unit/python.ts';
import { withKey } from './documents.ts';
import { growth, inTurns, inWords, linear, medianOf, ratio, timed, type Row } from './measure.ts';

/** The last one is what the bar is about. */
const counts = [100, 1000, 10_000] as const;

const reading = `
import configparser, os, sys
for folder, _, files in os.walk(sys.argv[1]):
    for name in files:
        configparser.ConfigParser().read(os.path.join(folder, name), encoding='utf-8')
`;

/** As a fleet has them: some with everything on, some as shipped; all others with a key of the host's own, so that hardly two are equal. */
const texts = [
  withKey,
  withKey.replace('autoinstall = no', 'autoinstall = yes').replace('#upgrade_on_reboot', 'upgrade_on_reboot'),
  withKey.replace('https_proxy =', 'https_proxy = http://proxy.example.com:3128'),
  defaultFile,
];

function writeFiles(folder: string, count: number): string {
  for (let index = 0; index < count; index++) {
    const host = join(folder, `host-${index}`);
    mkdirSync(host, { recursive: true });
    const key = index.toString(16).padStart(8, '0').repeat(8);
    writeFileSync(join(host, 'uptrack.conf'), texts[index % texts.length]?.replace(/[0-9a-f]{64}/, key) ?? '');
  }
  return folder;
}

function run(program: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1e9 });
  if (status !== 0) throw new Error(stderr);
}

/** Processes are started for it, as many of each. */
const turns = 7;

/** Of `check` on a folder, and of reading the same with Python, both as processes. */
export async function checking(): Promise<Row[]> {
  const python = findInterpreters().findLast(({ dialect }) => dialect !== '2');
  const cli = await buildBundle('cli');
  const folder = mkdtempSync(join(tmpdir(), 'uptrack-bench-'));
  try {
    const folders = counts.map((count) => writeFiles(join(folder, String(count)), count));
    const checks = folders.map((path) =>
      timed(() => {
        run(process.execPath, [cli.path, 'check', '--fail-on', 'never', path]);
      }),
    );
    const largest = folders.length - 1;
    const read = timed(() => {
      if (python) run(python.path, ['-c', reading, folders[largest] ?? folder]);
    });
    const all = await inTurns(turns, [...checks, read]);
    const times = counts.map((_, index) => inWords(medianOf(all, index)));
    const against = all.map((numbers) => [numbers[largest] ?? NaN, numbers[counts.length] ?? NaN]);
    return [
      {
        name: `check of ${counts[largest] ?? 0} files, against reading them with configparser`,
        ...(python ? ratio(against) : { measured: null, runs: 0, spread: null }),
        bar: 1,
        unit: '×',
        note: python ? `Python ${python.version}: ${inWords(medianOf(all, counts.length))}` : 'no Python 3 here',
      },
      {
        name: 'growth of check with files',
        ...growth(all, counts),
        bar: linear,
        unit: '^',
        note: `${counts.join(', ')} files: ${times.join(', ')}`,
      },
    ];
  } finally {
    cli.remove();
    rmSync(folder, { recursive: true });
  }
}
