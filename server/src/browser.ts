/** Entry point in a browser: the server in a worker, spoken to by messages. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';

import { features } from './log.ts';
import { startServer } from './server.ts';

/** Set by the build. */
declare const PACKAGE_VERSION: string;

/** The worker, as far as it is used here: the types of the server know no browser. */
declare const self: {
  readonly location: { readonly href: string };
  readonly close: () => void;
};

const connection = createConnection(features, new BrowserMessageReader(self), new BrowserMessageWriter(self));
connection.onExit(() => {
  self.close();
});
startServer(connection, { version: PACKAGE_VERSION, rulePages: rulePages(self.location.href), files: null });

/** Beside the folder of the bundle; a worker made from a blob does not know where that was. */
function rulePages(address: string): string | null {
  try {
    return new URL('../docs/rules', address).href;
  } catch {
    return null;
  }
}
