/** A host of the user's own, as a file and as output of the client. */
import * as vscode from 'vscode';

/** Its file, in the folder that is open. */
export const name = 'db-01.uptrack-host.json';
export const running = '4.1.12-124.24.3.el6uek.x86_64';

/** The example of a host with one of two updates installed. */
export const host = {
  name: 'db-01',
  packaging: 'rpm',
  client: 'online',
  running,
  defaultEntry: 'newest',
  kernels: [
    {
      release: running,
      onDisk: 'complete',
      packageList: 'ok',
      bootPlan: ['pwc6xmnr'],
      available: ['pwc6xmnr', '5dq87kra'],
      expiredMarker: false,
    },
  ],
  installed: ['pwc6xmnr'],
  updates: {
    pwc6xmnr: { title: 'KAISER/KPTI enablement for Ksplice.' },
    '5dq87kra': { title: 'Improve the interface to freeze tasks.' },
  },
  cut: null,
  boot: {},
};

/** What its client prints. */
export const output = `$ uname -r
${running}
$ uptrack-show
Installed updates:
[pwc6xmnr] KAISER/KPTI enablement for Ksplice.

Effective kernel version is 4.1.12-124.26.5.el6uek
$ uptrack-show --available
Available updates:
[5dq87kra] Improve the interface to freeze tasks.
`;

export const address = (): vscode.Uri => {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('No folder is open');
  return vscode.Uri.joinPath(folder.uri, name);
};

/** Puts the file where it belongs. */
export async function writeHost(written: Partial<typeof host> = host): Promise<void> {
  await vscode.workspace.fs.writeFile(address(), new TextEncoder().encode(JSON.stringify(written, null, 2)));
}
