/** What a request must say to be understood: one that does not is the client's mistake, and is told so. */

type Check = (value: unknown) => boolean;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText: Check = (value) => typeof value === 'string';
const isCount: Check = (value) => Number.isInteger(value) && Number(value) >= 0;
const isPosition: Check = (value) => isObject(value) && isCount(value.line) && isCount(value.character);

const fields = {
  position: isPosition,
  positions: (value) => Array.isArray(value) && value.every(isPosition),
  range: (value) => isObject(value) && isPosition(value.start) && isPosition(value.end),
  context: isObject,
  host: (value) =>
    value === null || (isObject(value) && (isText(value.sample) || (isText(value.file) && isText(value.text)))),
  conditions: isObject,
  assumptions: isObject,
  moment: isText,
  assuming: isText,
  update: isText,
  format: (value) => ['markdown', 'transcript', 'json', 'host'].includes(String(value)),
} satisfies Readonly<Record<string, Check>>;

type Field = keyof typeof fields;

const scene: readonly Field[] = ['host', 'conditions', 'assumptions'];

/** By the name under which a request is answered; what is not in here needs its document alone. */
const needed: Readonly<Record<string, readonly Field[]>> = {
  completion: ['position'],
  hover: ['position'],
  highlights: ['position'],
  'code actions': ['range', 'context'],
  'inlay hints': ['range'],
  'formatting a range': ['range'],
  'tokens of a range': ['range'],
  'selection ranges': ['positions'],
  preview: scene,
  explore: scene,
  why: [...scene, 'moment', 'assuming', 'update'],
  report: [...scene, 'moment', 'assuming', 'format'],
};

/** The first field that is missing or of another shape; null: none. */
export function faultOf(name: string, params: unknown): string | null {
  if (!isObject(params) || !isObject(params.textDocument) || !isText(params.textDocument.uri)) return 'textDocument';
  return (needed[name] ?? []).find((field) => !fields[field](params[field])) ?? null;
}
