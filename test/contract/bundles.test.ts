/** What ends up in the bundles: packages that were chosen, and parts of Node and of the browser that are needed. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import esbuild, { type Metafile } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import lock from '../../package-lock.json' with { type: 'json' };
import { bundles } from '../../esbuild.mjs';

const root = path.resolve(import.meta.dirname, '../..');
type Name = keyof typeof bundles;
const names = Object.keys(bundles) as Name[];

const protocol = ['vscode-jsonrpc', 'vscode-languageserver-protocol', 'vscode-languageserver-types'];
/** What the language client brings along to match file names and compare versions. */
const ofClient = ['balanced-match', 'brace-expansion', 'minimatch', 'semver'];
const server = [
  ...protocol,
  ...['vscode-languageserver', 'vscode-languageserver-textdocument', 'valibot', 'jsonc-parser'],
];

/** The packages that may be in a bundle. */
const packages: Readonly<Record<Name, readonly string[]>> = {
  client: [...protocol, ...ofClient, 'vscode-languageclient', 'vscode-languageserver-textdocument'],
  server,
  serverBrowser: server,
  cli: ['valibot', 'jsonc-parser'],
  view: ['preact'],
};

/** The modules of Node, and `vscode`, that our own files may import. */
const ownModules: Readonly<Record<Name, readonly string[]>> = {
  client: ['vscode'],
  server: ['fs/promises', 'path', 'url'],
  serverBrowser: [],
  cli: ['buffer', 'crypto', 'fs', 'os', 'path', 'process', 'util'],
  view: [],
};

/**
 * Those that libraries may import besides. `net` holds the pipes and sockets that `vscode-jsonrpc` offers and nobody here asks for;
 * `child_process` starts the server, and in the server would look for npm packages, which nobody asks for either. That nothing comes
 * of them is recorded in a real workbench.
 */
const libraryModules: Readonly<Record<Name, readonly string[]>> = {
  client: ['vscode', 'child_process', 'crypto', 'fs', 'net', 'os', 'path', 'readline', 'util'],
  server: ['child_process', 'crypto', 'fs', 'net', 'os', 'path', 'url', 'util'],
  serverBrowser: [],
  cli: [],
  view: [],
};

/** What reaches out of the machine, or runs a program or a text. */
const forbidden =
  /\bimport\((?!'(?:\.|node:))|\b(?:fetch|eval|importScripts|createTerminal|executeTask|openExternal|asExternalUri|sendBeacon)\(|\b(?:XMLHttpRequest|WebSocket|EventSource|WebTransport|RTCPeerConnection|ShellExecution|ProcessExecution)\b|\bnew Function\b/;

const built = new Map<Name, { readonly metafile: Metafile; readonly text: string }>();
beforeAll(async () => {
  for (const name of names) {
    const options = { ...bundles[name], absWorkingDir: root, write: false, metafile: true, logLevel: 'error' } as const;
    const { metafile, outputFiles } = await esbuild.build(options);
    built.set(name, { metafile, text: outputFiles.map(({ text }) => text).join('\n') });
  }
});

const inputsOf = (name: Name) => Object.entries(built.get(name)?.metafile.inputs ?? {});
const packageOf = (file: string): string | undefined => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];

/** What files import from outside of the bundle, without the prefix of Node. */
const modulesOf = (name: Name, isMeant: (file: string) => boolean): readonly string[] => [
  ...new Set(
    inputsOf(name)
      .filter(([file]) => isMeant(file) && !file.endsWith('.css'))
      .flatMap(([, { imports }]) => imports.filter(({ external }) => external))
      .map((each) => each.path.replace(/^node:/, '')),
  ),
];
const isOwn = (file: string): boolean => packageOf(file) === undefined;
const others = (found: readonly string[], allowed: readonly string[]): readonly string[] =>
  found.filter((each) => !allowed.includes(each));

describe.each(names)('the bundle %s', (name) => {
  it('holds the packages that were chosen, and no other', () => {
    const found = new Set(inputsOf(name).flatMap(([file]) => packageOf(file) ?? []));
    expect(others([...found], packages[name])).toEqual([]);
  });

  it('imports of Node what it needs, and nothing that opens connections', () => {
    expect(inputsOf(name).length).toBeGreaterThan(1);
    expect(others(modulesOf(name, isOwn), ownModules[name])).toEqual([]);
    expect(
      others(
        modulesOf(name, (file) => !isOwn(file)),
        libraryModules[name],
      ),
    ).toEqual([]);
  });

  it('reaches out of the machine in none of our files, and runs no program and no text', () => {
    const own = inputsOf(name).filter(([file]) => isOwn(file) && /\.tsx?$/.test(file));
    expect(own.length).toBeGreaterThan(1);
    const found = own.filter(([file]) => forbidden.test(readFileSync(path.join(root, file), 'utf8')));
    expect(found.map(([file]) => file)).toEqual([]);
  });
});

it('what runs in a browser holds no call that would connect, not even in a library', () => {
  for (const name of ['serverBrowser', 'view'] as const) {
    expect(built.get(name)?.text).not.toMatch(/\bfetch\(|XMLHttpRequest|\bnew (?:WebSocket|EventSource)\b|sendBeacon/);
  }
});

describe('the packages', () => {
  it('at run time are the chosen ones, each in one exact version', () => {
    expect(Object.keys(manifest.dependencies).sort()).toEqual([
      'jsonc-parser',
      'preact',
      'valibot',
      'vscode-languageclient',
      'vscode-languageserver',
      'vscode-languageserver-textdocument',
      'vscode-languageserver-types',
    ]);
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  it('run an install script only where that is allowed by name', () => {
    const all = Object.entries(lock.packages) as [string, { readonly hasInstallScript?: boolean }][];
    const scripts = all
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([folder]) => packageOf(`${folder}/`));
    expect([...new Set(scripts)].sort()).toEqual(Object.keys(manifest.allowScripts).sort());
    // The one that brings the Node of the project.
    const allowed = Object.entries(manifest.allowScripts).filter(([, isAllowed]) => isAllowed);
    expect(allowed.map(([name]) => name)).toEqual(['node']);
  });
});
