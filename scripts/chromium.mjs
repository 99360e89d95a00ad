// Finds a Chromium to drive, or brings one here.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { findProgram, hasDisplay, isExecutable, isRoot, root } from './machine.mjs';
import { run } from './processes.mjs';

/** For a Chromium that tests drive: no window, nothing of the network but this machine. */
export const chromiumFlags = [
  '--headless=new',
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
  '--no-default-browser-check',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

const programs = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];

/** Where installers put them that do not put them on the PATH. */
const places = {
  linux: ['/snap/bin/chromium', '/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge'],
  darwin: ['', process.env.HOME].flatMap((home) =>
    ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
      (name) => `${home}/Applications/${name}.app/Contents/MacOS/${name}`,
    ),
  ),
  win32: [process.env.ProgramFiles, process.env['ProgramFiles(x86)'], process.env.LOCALAPPDATA].flatMap((folder) =>
    ['Chromium/Application/chrome', 'Google/Chrome/Application/chrome', 'Microsoft/Edge/Application/msedge']
      .filter(() => folder)
      .map((name) => path.join(folder ?? '', `${name}.exe`)),
  ),
};

/** What may be installed where none is found, in this order. */
const installers = [
  {
    what: 'the Debian packages chromium and fonts-dejavu-core, with apt-get (about 100 MB to download)',
    // A machine without a display, kept by root: nobody's desktop.
    allowed: () => isRoot && !hasDisplay && isDebian() && findProgram('apt-get') !== null,
    install: async () => {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      await run('apt-get update', 'apt-get', ['update'], { env });
      const packages = ['chromium', 'fonts-dejavu-core'];
      await run('apt-get install', 'apt-get', ['install', '-y', '--no-install-recommends', ...packages], { env });
    },
  },
  {
    what: 'the Chromium of playwright, into its own cache folder (about 180 MB to download)',
    allowed: () => true,
    install: async () => {
      const cli = path.join(root, 'node_modules/playwright-core/cli.js');
      await run('playwright install', process.execPath, [cli, 'install', '--no-shell', 'chromium']);
    },
  },
];

/**
 * The first Chromium, Chrome or Edge of this machine: on the PATH, in the usual places, or once downloaded by playwright.
 *
 * @returns {string | null} its executable
 */
export function findChromium() {
  const usual = places[/** @type {keyof typeof places} */ (process.platform)] ?? [];
  return findProgram(...programs) ?? [...usual, ...downloaded()].find(isExecutable) ?? null;
}

/**
 * A Chromium: the one found, else one that is installed now.
 *
 * @param {(line: string) => void} [log] told what is installed before it is
 * @returns {Promise<string>} its executable
 * @throws {Error} saying what to do, when there is none to be had
 */
export async function ensureChromium(log = console.log) {
  const found = findChromium();
  if (found) return found;
  const reasons = [];
  for (const { what, install } of installers.filter(({ allowed }) => allowed())) {
    log(`Installing ${what}`);
    const reason = await install().catch((/** @type {Error} */ error) => error.message);
    const installed = findChromium();
    if (installed) return installed;
    reasons.push(reason ?? `Installed, but not found: ${what}`);
  }
  throw new Error(
    [
      'There is no Chromium, Chrome or Edge here, and none could be installed. Install one, then try again.',
      ...reasons,
    ].join('\n'),
  );
}

function isDebian() {
  const file = '/etc/os-release';
  return existsSync(file) && /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync(file, 'utf8'));
}

/** Asked at run time: before `npm ci` there is no playwright. */
function downloaded() {
  try {
    return [createRequire(import.meta.url)('playwright-core').chromium.executablePath()];
  } catch {
    return [];
  }
}
