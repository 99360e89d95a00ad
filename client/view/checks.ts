/** Small checks of what has come from another process, to be put together to the shape of a message. */

/** Whether a value is what it should be. */
export type Check = (value: unknown) => boolean;

export const text: Check = (value) => typeof value === 'string';
export const isTrueOrFalse: Check = (value) => typeof value === 'boolean';
export const number: Check = (value) => Number.isFinite(value);
export const integer: Check = (value) => Number.isSafeInteger(value);
export const index: Check = (value) => integer(value) && (value as number) >= 0;
/** From 0 to 1. */
export const share: Check = (value) => number(value) && (value as number) >= 0 && (value as number) <= 1;

export const either =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.some((check) => check(value));

export const orNull = (check: Check): Check => either((value) => value === null, check);

export const oneOf =
  (...values: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && values.includes(value);

export const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

/** Exactly as many items as checks. */
export const tuple =
  (...checks: readonly Check[]): Check =>
  (value) =>
    Array.isArray(value) && value.length === checks.length && checks.every((check, i) => check(value[i]));

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** At least these fields. */
export const object = (fields: Readonly<Record<string, Check>>): Check => {
  const checks = Object.entries(fields);
  return (value) => isObject(value) && checks.every(([name, check]) => check(value[name]));
};

/** Any names, each with such a value. */
export const recordOf =
  (check: Check): Check =>
  (value) =>
    isObject(value) && Object.values(value).every(check);
