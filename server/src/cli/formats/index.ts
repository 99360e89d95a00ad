/** The formats of `check`. */
import type { CheckPrinter } from '../diagnostics.ts';
import { github } from './github.ts';
import { json } from './json.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';

export const checkFormats = { text, json, sarif, github } as const satisfies Record<string, CheckPrinter>;

export type CheckFormat = keyof typeof checkFormats;
