/** What `check` found, before it is printed. */
import type { Severity } from '../rules/rule.ts';
import type { Unreadable } from './files.ts';

/** 0-based; characters are UTF-16 code units, as in the language server protocol. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface Diagnostic {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
}

export interface CheckedFile {
  readonly file: string;
  readonly diagnostics: readonly Diagnostic[];
}

export interface CheckReport {
  readonly files: readonly CheckedFile[];
  readonly unreadable: readonly Unreadable[];
  /** Of this program. */
  readonly version: string;
}

/** Prints a report; ends with a line break where it prints anything. */
export type CheckPrinter = (report: CheckReport) => string;

export function count({ files }: CheckReport, severity: Severity): number {
  return files.reduce((sum, file) => sum + file.diagnostics.filter((found) => found.severity === severity).length, 0);
}
