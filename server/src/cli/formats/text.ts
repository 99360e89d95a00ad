/** `path:line:column severity rule message`, a line each as compilers print them, and a summary. */
import { count, type CheckPrinter } from '../diagnostics.ts';
import { printable, escaped } from '../io.ts';

export const text: CheckPrinter = (report) => {
  const lines = report.files.flatMap(({ file, diagnostics }) =>
    diagnostics.map(({ rule, severity, message, range: { start } }) =>
      printable(`${escaped(file)}:${start.line + 1}:${start.character + 1} ${severity} ${rule} ${message}`),
    ),
  );
  const counts = [
    plural(count(report, 'error'), 'error'),
    plural(count(report, 'warning'), 'warning'),
    plural(count(report, 'information') + count(report, 'hint'), 'remark'),
  ].filter((part) => part !== null);
  const summary = `${plural(report.files.length, 'file') ?? 'no file'} checked: ${counts.join(', ') || 'no problems'}`;
  return `${[...lines, summary].join('\n')}\n`;
};

/** Null for none. */
function plural(number: number, word: string): string | null {
  return number === 0 ? null : `${number} ${word}${number === 1 ? '' : 's'}`;
}
