/** The command line as a process, on more than anybody has: it ends, says what is true, and takes memory in proportion. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildBundle, node, type Bundle } from '../contract/build.ts';

const healthy = `[Auth]\naccesskey = ${'0123456789abcdef'.repeat(4)}\n\n[Settings]\ninstall_on_reboot = yes\n`;

let bundle: Bundle;
let cwd: string;

beforeAll(async () => {
  bundle = await buildBundle('cli');
  cwd = mkdtempSync(join(tmpdir(), 'uptrack-extreme-'));
  writeFileSync(join(cwd, 'good.conf'), healthy);
});

afterAll(() => {
  bundle.remove();
  rmSync(cwd, { recursive: true });
});

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** The most memory that it had at once, in megabytes. */
  readonly peak: number;
}

/** Tells on a line of its own, at the end, how much memory the process has had. */
const telling =
  'data:text/javascript,process.on("exit",()=>process.stderr.write("PEAK "+process.resourceUsage().maxRSS+"\\n"))';

function run(...argv: string[]): Ended {
  const { status, stdout, stderr } = spawnSync(node, ['--import', telling, bundle.path, ...argv], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  const [, err = '', peak = 'NaN'] = /^([^]*)PEAK (\d+)\n$/.exec(stderr) ?? [];
  return { code: status, out: stdout, err, peak: Number(peak) / 1024 };
}

/** What the program takes for nothing at all. */
const idle = (): number => run('--version').peak;

describe('a file of 1 GB', () => {
  it.each([['check'], ['settings'], ['format'], ['simulate', '--host', 'sample:ubuntu-22.04'], ['host']])(
    'is refused unread by %s',
    (...argv) => {
      writeFileSync(join(cwd, 'huge.conf'), '');
      truncateSync(join(cwd, 'huge.conf'), 1_000_000_000);
      const { code, err, peak } = run(...argv, 'huge.conf');
      expect({ code, err }).toEqual({
        code: 2,
        err: `huge.conf: too large: more than ${argv[0] === 'host' ? 256 : 4} MB\n`,
      });
      expect(peak).toBeLessThan(idle() + 50);
    },
  );
});

describe('the largest file that is read', () => {
  it.each([['check'], ['settings'], ['format', '--check']])('takes less than a gigabyte: %s', (...argv) => {
    const lines = Array.from({ length: 380_000 }, (_, index) => `k${index}=1\n`);
    writeFileSync(join(cwd, 'dense.conf'), `[Settings]\n${lines.join('')}`);
    const { code, err, peak } = run(...argv, 'dense.conf');
    expect({ code, err }).toEqual({ code: argv[0] === 'format' ? 1 : 0, err: '' });
    expect(peak).toBeLessThan(1000);
  });
});

describe('a folder of 100,000 files', () => {
  it('is checked, each of them', () => {
    for (let index = 0; index < 100_000; index++) {
      const folder = join(cwd, 'fleet', `rack-${Math.floor(index / 100)}`, `host-${index}`);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'uptrack.conf'), healthy, { mode: 0o640 });
    }
    const { code, out, err, peak } = run('check', 'fleet');
    expect({ code, out, err }).toEqual({ code: 0, out: '100000 files checked: no problems\n', err: '' });
    expect(peak).toBeLessThan(500);
  });
});

const release = '4.1.12-124.24.3.el6uek.x86_64';

function writeHost(updates: number): void {
  const ids = Array.from({ length: updates }, (_, index) => index.toString(36).padStart(8, '0'));
  const host = {
    name: 'big',
    packaging: 'rpm',
    client: 'online',
    running: release,
    defaultEntry: 'newest',
    kernels: [{ release, onDisk: 'complete', packageList: 'ok', bootPlan: ids.slice(0, updates / 2), available: ids }],
    installed: ids.slice(0, updates / 2),
    updates: Object.fromEntries(ids.map((id) => [id, { title: `Update ${id}.` }])),
    cut: { during: 'apply', done: updates / 10 },
  };
  writeFileSync(join(cwd, 'big.json'), JSON.stringify(host));
}

describe('a host with 100,000 updates', () => {
  it('is simulated', () => {
    writeHost(100_000);
    const { code, out, err, peak } = run('simulate', '--host', 'big.json', '--format', 'json', 'good.conf');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const simulation = JSON.parse(out) as { outcomes: { verdict: string; missing: string[]; pending: string[] }[] };
    // Half were installed and saved, a tenth came on top before the cut; without upgrade_on_reboot only the saved come back.
    expect(
      simulation.outcomes.map(({ verdict, missing, pending }) => [verdict, missing.length, pending.length]),
    ).toEqual([['partly-restored', 10_000, 40_000]]);
    expect(peak).toBeLessThan(500);
  });

  it('is asked why an update is missing', () => {
    writeHost(100_000);
    const id = (55_000).toString(36).padStart(8, '0');
    const { code, out } = run('simulate', '--host', 'big.json', '--why', id, 'good.conf');
    expect(code).toBe(0);
    expect(out).toContain(id);
  });

  it('is explored, at as many moments as there is room for', () => {
    writeHost(100_000);
    const { code, out, peak } = run('explore', '--host', 'big.json', '--format', 'json', 'good.conf');
    expect(code).toBe(0);
    const exploration = JSON.parse(out) as { momentsLeftOut: number; scenarios: number };
    expect(exploration.momentsLeftOut).toBeGreaterThan(100_000);
    expect(exploration.scenarios).toBeGreaterThan(1000);
    expect(peak).toBeLessThan(1500);
  });
});
