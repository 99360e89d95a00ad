import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { replace, ruleOf, takeKeys, waitForDiagnostics } from './editor.ts';
import { getButton, getSlider, readVerdict } from './powerLossPanel.ts';
import type { Test } from './runner.ts';
import { eventually, getPanel } from './window.ts';

/** Files that are on no disk, as those of a virtual workspace. */
class MemoryFiles implements vscode.FileSystemProvider {
  readonly #files: Map<string, Uint8Array>;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  /** The paths that were looked for. */
  readonly asked = new Set<string>();

  constructor(files: Readonly<Record<string, string>>) {
    this.#files = new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)]));
  }

  stat({ path }: vscode.Uri): vscode.FileStat {
    this.asked.add(path);
    const content = this.#files.get(path);
    if (content) return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: content.length };
    const isFolder = [...this.#files.keys()].some((file) => file.startsWith(`${path}/`));
    if (!isFolder) throw vscode.FileSystemError.FileNotFound(path);
    return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
  }

  readFile({ path }: vscode.Uri): Uint8Array {
    const content = this.#files.get(path);
    if (!content) throw vscode.FileSystemError.FileNotFound(path);
    return content;
  }

  writeFile({ path }: vscode.Uri, content: Uint8Array): void {
    this.#files.set(path, content);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  createDirectory(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  delete(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  rename(): void {
    throw vscode.FileSystemError.NoPermissions();
  }
}

const conf = '[Auth]\naccesskey = x\n\n[Settings]\ninstal_on_reboot = yes\nupgrade_on_reboot = no\n';
const files = {
  '/fleet/.uptrack-conf.json': '{ "rules": { "unknown-key": "information", "access-key-format": "off" } }',
  '/fleet/etc/uptrack/uptrack.conf': conf,
  '/fleet/etc/uptrack/disable': '',
};

/** Address schemes of the two kinds: with the name of a machine in it, and without. */
const addresses = [
  'uptrack-memory://fleet.example/fleet/etc/uptrack/uptrack.conf',
  'uptrack-memory:/fleet/etc/uptrack/uptrack.conf',
];

/** A file of a file system that another extension provides. */
export const virtual: readonly Test[] = addresses.map((address) => ({
  name: `a file that is on no disk is one like any other, with what stands around it: ${address}`,
  run: async () => {
    const uri = vscode.Uri.parse(address, true);
    const memory = new MemoryFiles(files);
    const registration = vscode.workspace.registerFileSystemProvider(uri.scheme, memory, { isCaseSensitive: true });
    try {
      const document = await vscode.workspace.openTextDocument(uri);
      const editor = await takeKeys(document, vscode.ViewColumn.One);
      assert.equal(document.languageId, 'uptrack-conf');
      const rules = (all: readonly vscode.Diagnostic[]): string =>
        all.map((each) => `${ruleOf(each)} ${each.severity}`).join();
      // The project file says how bad a finding is, and the file beside it is one.
      await waitForDiagnostics(document, 'findings', (all) => {
        const found = rules(all);
        return (
          found.includes(`unknown-key ${vscode.DiagnosticSeverity.Information}`) &&
          found.includes('disable-file-present')
        );
      });
      assert.deepEqual(
        [...memory.asked].filter((path) => !path.endsWith('/.git') && !path.startsWith('/.') && !(path in files)),
        ['/fleet/etc/uptrack/.uptrack-conf.json', '/fleet/etc/.uptrack-conf.json'],
      );
      await vscode.commands.executeCommand('uptrack.previewPowerLoss');
      await (await getSlider()).waitFor();
      await (await getPanel()).getByRole('heading', { name: 'uptrack.conf' }).waitFor();
      const before = await readVerdict('a verdict', () => true);
      await replace(editor, 'upgrade_on_reboot = no', 'upgrade_on_reboot = yes');
      await readVerdict('another verdict', (verdict) => verdict !== before);
      await (
        await getPanel()
      )
        .getByRole('radio', { name: /upgrade_on_reboot = no/ })
        .first()
        .check();
      await (await getButton('Apply to file')).click();
      await eventually('the option in the file', () =>
        document.getText().includes('upgrade_on_reboot = no') ? true : undefined,
      );
      assert.ok(await document.save());
    } finally {
      await takeKeys(await vscode.workspace.openTextDocument(uri), vscode.ViewColumn.One);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      registration.dispose();
    }
  },
}));
