/** Entry point under Node: the server on standard input and output, or on the channel that the editor chose. */
import { createConnection } from 'vscode-languageserver/node';

import { loggable } from './config/redact.ts';
import { features } from './log.ts';
import { nodeFiles } from './node-files.ts';
import { startServer } from './server.ts';

/** Set by the build. */
declare const PACKAGE_VERSION: string;

// Node would print the whole message, which the editor logs. Also for a promise that nobody waits for.
process.on('uncaughtException', (error: unknown) => {
  process.stderr.write(`${loggable(error instanceof Error ? (error.stack ?? error.name) : 'Not an error')}\n`);
  process.exit(1);
});

startServer(createConnection(features), {
  version: PACKAGE_VERSION,
  rulePages: new URL('../docs/rules', import.meta.url).href,
  files: nodeFiles,
});
