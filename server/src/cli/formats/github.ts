/** Workflow commands of GitHub Actions, which show each finding at its line. */
import type { Severity } from '../../rules/rule.ts';
import type { CheckPrinter, Diagnostic } from '../diagnostics.ts';

const commands: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

const escapes: Readonly<Record<string, string>> = { '%': '%25', '\r': '%0D', '\n': '%0A', ':': '%3A', ',': '%2C' };
const escapeMessage = (text: string): string => text.replace(/[%\r\n]/g, (character) => escapes[character] ?? '');
const escapeProperty = (text: string): string => text.replace(/[%\r\n:,]/g, (character) => escapes[character] ?? '');

export const github: CheckPrinter = ({ files }) =>
  files.flatMap(({ file, diagnostics }) => diagnostics.map((diagnostic) => `${command(file, diagnostic)}\n`)).join('');

function command(file: string, { rule, severity, message, range: { start, end } }: Diagnostic): string {
  const properties: Record<string, string | number> = { file, line: start.line + 1 };
  properties.endLine = end.line + 1;
  properties.col = start.character + 1;
  // Columns count only within one line, and the last one is included.
  if (end.line === start.line) properties.endColumn = Math.max(end.character, start.character + 1);
  properties.title = rule;
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${commands[severity]} ${list.join(',')}::${escapeMessage(message)}`;
}
