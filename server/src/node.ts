/** Entry point under Node: the server on standard input and output, or on the channel that the editor chose. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';

import { nodeFiles } from './node-files.ts';
import { startServer } from './server.ts';

/** Set by the build. */
declare const PACKAGE_VERSION: string;

startServer(createConnection(ProposedFeatures.all), {
  version: PACKAGE_VERSION,
  rulePages: new URL('../docs/rules', import.meta.url).href,
  files: nodeFiles,
});
