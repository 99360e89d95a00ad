/** The shapes of the server's answers, checked before they are drawn. */

import { packedLimit, type PackedTables, type Preview, type StoredPreview } from '../../server/src/protocol.ts';
import { restored } from './restored.ts';
import {
  either,
  index,
  integer,
  isTrueOrFalse,
  listOf,
  number,
  object,
  oneOf,
  orNull,
  recordOf,
  text,
} from './checks.ts';
import type { Check } from './checks.ts';
import { allOptions, assumptionValue, conditionValue, optionChoices, seconds } from './values.ts';

const tone = oneOf('good', 'warn', 'bad');
const choices = listOf(object({ value: text, label: text }));
const hostFields = { id: text, name: text, description: text };
export const hostChoices = listOf(object(hostFields));

const stage = object({
  stage: oneOf('shutdown', 'early', 'late', 'cron'),
  title: text,
  tone,
  summary: text,
  message: text,
  installed: index,
  exitCode: orNull(integer),
  effectiveKernel: orNull(text),
  startsAt: seconds,
  seconds,
  evidence: text,
  source: text,
  assumes: listOf(text),
});

const result = object({
  assuming: text,
  tone,
  headline: text,
  detail: text,
  evidence: text,
  boot: object({ kernel: orNull(text), reason: text, evidence: text, source: text }),
  stages: listOf(stage),
  fix: orNull(object({ label: text, options: orNull(optionChoices), then: text })),
  trap: orNull(text),
  refusal: orNull(object({ message: text, line: orNull(index) })),
  memory: index,
  back: index,
  missing: index,
  pending: index,
  exposure: listOf(object({ from: seconds, to: orNull(seconds), missing: index, text })),
});

const moment = object({
  id: text,
  group: text,
  groupLabel: text,
  label: text,
  evidence: text,
  source: text,
  whatIf: listOf(index),
  results: listOf(index),
});

const packedNumber: Check = (value) => index(value) && (value as number) < packedLimit;

const previewShape = object({
  uri: text,
  version: integer,
  resultId: text,
  hosts: hostChoices,
  host: object({ ...hostFields, file: orNull(text), running: text, fingerprint: text, remark: text }),
  conditions: listOf(object({ id: text, group: text, label: text, help: text, value: conditionValue, choices })),
  assumptions: listOf(object({ id: text, label: text, help: text, value: assumptionValue, standard: assumptionValue })),
  combinations: listOf(object({ options: allOptions, isCurrent: isTrueOrFalse })),
  updates: listOf(object({ id: text, title: text })),
  start: index,
  packed: object({
    root: index,
    values: listOf(either((value) => value === null, isTrueOrFalse, number, text, listOf(packedNumber))),
    shapes: listOf(listOf(text)),
    words: listOf(listOf(text)),
  }),
});

const tables = object({
  whatIfs: listOf(
    object({
      tone,
      headline: text,
      installed: orNull(object({ early: index, late: index, cron: index })),
      evidence: text,
      isUnknownDifference: isTrueOrFalse,
    }),
  ),
  lists: listOf(listOf(index)),
  moments: listOf(moment),
  results: listOf(result),
} satisfies Readonly<Record<keyof PackedTables, Check>>);

/** A preview whose every index leads somewhere, so that drawing it cannot fail. */
export const preview: Check = (value) => {
  if (!previewShape(value)) return false;
  const whole = restored(value as StoredPreview);
  return tables(whole) && isConnected(whole);
};

function isConnected({ updates, lists, moments, start, results, combinations, whatIfs }: Preview): boolean {
  const isList = (ref: number) => ref < lists.length;
  return (
    lists.every((list) => list.every((update) => update < updates.length)) &&
    start < moments.length &&
    moments.every(
      (m) =>
        m.results.length > 0 &&
        m.results.every((r) => r < results.length) &&
        m.whatIf.length === combinations.length &&
        m.whatIf.every((w) => w < whatIfs.length),
    ) &&
    results.every(
      (r) =>
        [r.memory, r.back, r.missing, r.pending].every(isList) &&
        r.exposure.every(({ missing }) => isList(missing)) &&
        r.stages.every(({ installed }) => isList(installed)),
    )
  );
}

export const why = object({
  id: text,
  title: text,
  headline: text,
  because: listOf(text),
  restsOn: listOf(text),
  evidence: text,
  changes: listOf(object({ label: text, comes: text, evidence: text })),
});

const scenario = object({ text, moment: text, conditions: recordOf(conditionValue) });

export const exploration = object({
  scenarios: index,
  space: listOf(text),
  verdicts: listOf(object({ text, tone, scenarios: index, example: scenario })),
  claims: listOf(
    object({
      sentence: text,
      holds: index,
      scenarios: index,
      counterexample: orNull(scenario),
      evidence: text,
      source: text,
    }),
  ),
});

export const draft = object({
  host: orNull(text),
  open: listOf(object({ id: text, asks: text, why: text, choices, form: text, remark: text })),
  notes: listOf(text),
  problems: listOf(text),
  known: listOf(text),
});
