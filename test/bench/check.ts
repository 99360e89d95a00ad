/** `uptrack-conf check` on many files, against a Python that only reads them. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildBundle } from '../contract/build.ts';
import { defaultFile } from '../../server/src/config/default-file.ts';
import { findInterpreters } from '../unit/python.ts';
import { withKey } from './documents.ts';
import { inTurns, inWords, medianOf, ratio, timed, type Row } from './measure.ts';

const count = 10_000;

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

function writeFiles(folder: string): void {
  for (let index = 0; index < count; index++) {
    const host = join(folder, `host-${index}`);
    mkdirSync(host);
    const key = index.toString(16).padStart(8, '0').repeat(8);
    writeFileSync(join(host, 'uptrack.conf'), texts[index % texts.length]?.replace(/[0-9a-f]{64}/, key) ?? '');
  }
}

function run(program: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1e9 });
  if (status !== 0) throw new Error(stderr);
}

export async function checking(): Promise<Row[]> {
  const name = `check of ${count} files, against reading them with configparser`;
  const python = findInterpreters().findLast(({ dialect }) => dialect !== '2');
  if (!python) return [{ name, measured: null, bar: 1, unit: '×', runs: 0, spread: null, note: 'no Python 3 here' }];
  const cli = await buildBundle('cli');
  const folder = mkdtempSync(join(tmpdir(), 'uptrack-bench-'));
  try {
    writeFiles(folder);
    const turns = await inTurns(5, [
      timed(() => {
        run(process.execPath, [cli.path, 'check', '--fail-on', 'never', folder]);
      }),
      timed(() => {
        run(python.path, ['-c', reading, folder]);
      }),
    ]);
    const note = `Python ${python.version}: ${inWords(medianOf(turns, 1))}`;
    return [{ name, ...ratio(turns), bar: 1, unit: '×', note }];
  } finally {
    cli.remove();
    rmSync(folder, { recursive: true });
  }
}
