/** One JSON object. A contract: extend it, rename nothing. */
import { count, type CheckPrinter } from '../diagnostics.ts';

export const json: CheckPrinter = (report) => {
  const { files } = report;
  const summary = { files: files.length, errors: count(report, 'error'), warnings: count(report, 'warning') };
  return `${JSON.stringify({ files, summary })}\n`;
};
