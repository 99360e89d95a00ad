/** Entry point under Node: the server on standard input and output, or on the channel that the editor chose. */
import { pathToFileURL } from 'node:url';
import { createConnection } from 'vscode-languageserver/node';

import { features } from './log.ts';
import { nodeFiles } from './node-files.ts';
import { startServer } from './server.ts';

/** Set by the build. */
declare const PACKAGE_VERSION: string;

startServer(createConnection(features), {
  version: PACKAGE_VERSION,
  rulePages: new URL('../docs/rules', pathToFileURL(__filename)).href,
  files: nodeFiles,
});
