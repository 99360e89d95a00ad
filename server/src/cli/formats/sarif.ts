/** SARIF 2.1.0, the format of code scanning services. */
import { describedRules } from '../../rules/described.ts';
import type { Severity } from '../../rules/rule.ts';
import type { CheckPrinter, Diagnostic, Range } from '../diagnostics.ts';
import { notUtf8 } from '../not-utf8.ts';

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

const table = [...describedRules, notUtf8];
const indices = new Map(table.map(({ id }, index) => [id, index]));

export const sarif: CheckPrinter = ({ files, unreadable, version }) => {
  const notifications = unreadable.map(({ name, reason }) => ({
    level: 'error',
    message: { text: `${name}: ${reason}` },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(name) } } }],
  }));
  const run = {
    tool: {
      driver: {
        name: 'uptrack-conf',
        semanticVersion: version,
        rules: table.map(({ id, title, effect }) => ({
          id,
          shortDescription: { text: `${title}.` },
          fullDescription: { text: effect.replaceAll('`', ''), markdown: effect },
        })),
      },
    },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: unreadable.length === 0,
        ...(notifications.length > 0 && { toolExecutionNotifications: notifications }),
      },
    ],
    results: files.flatMap(({ file, diagnostics }) => diagnostics.map((diagnostic) => resultOf(file, diagnostic))),
  };
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return `${JSON.stringify(log)}\n`;
};

function resultOf(file: string, { rule, severity, message, range }: Diagnostic) {
  return {
    ruleId: rule,
    ruleIndex: indices.get(rule) ?? -1,
    level: levels[severity],
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: regionOf(range) } }],
  };
}

/** 1-based; the end is excluded. */
function regionOf({ start, end }: Range) {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** A relative path stays a relative reference; a colon in its first part would be taken for a scheme. */
function uriOf(file: string): string {
  const path = file.split('/').map(encodeURIComponent).join('/');
  return file.startsWith('/') ? `file://${path}` : path;
}
