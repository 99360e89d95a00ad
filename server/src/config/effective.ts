/** What the client works with: a reading typed by the catalogue, defaults filled in, or what makes the client refuse to run. */
import type { Dialect, OptionReading } from './reader.ts';
import type { Option } from './options.ts';

/** The runs of the client around a boot, named after when they come. */
export type Stage = 'early' | 'late' | 'cron';
export const stages: readonly Stage[] = ['early', 'late', 'cron'];

export interface Setting {
  readonly option: Option;
  /** Booleans as the client understands them, all else as text; null where unknown, or where it has no default. */
  readonly value: boolean | string | null;
  /** The file is a template and a template span is in the value. */
  readonly unknown: boolean;
  readonly source: 'file' | 'default';
  /** Null for a default. */
  readonly reading: OptionReading | null;
}

/** What makes the client refuse to run, whatever the host. */
export interface Fatal {
  /** The client's own words. */
  readonly message: string;
  readonly exitCode: 1 | -1;
  /** 0-based. */
  readonly line: number | null;
  /** `Section.option`, null where the file as a whole cannot be read. */
  readonly option: string | null;
  /** Those that it stops. */
  readonly stages: readonly Stage[];
}

export interface Effective {
  readonly dialect: Dialect;
  /** By `Section.option`; every option of the catalogue is in it. */
  readonly settings: ReadonlyMap<string, Setting>;
  readonly fatal: Fatal | null;
}
