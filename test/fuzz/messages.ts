/** What a client sends: sound messages, messages about what is not there, and messages that no client should send. */
import type { Chance } from './chance.ts';

export interface Position {
  readonly line: number;
  readonly character: number;
}

/** A place within a document of usual size, or far outside of it. */
export function position({ nat, isOneIn }: Chance): Position {
  const far = isOneIn(10);
  return { line: nat(far ? 2 ** 31 - 1 : 40), character: nat(far ? 2 ** 31 - 1 : 60) };
}

/** Now and then with its end in front of its start. */
export function range(chance: Chance): { start: Position; end: Position } {
  const start = position(chance);
  const end = chance.isOneIn(3) ? position(chance) : { line: start.line + chance.nat(2), character: chance.nat(60) };
  return { start, end };
}

type Params = (uri: string, chance: Chance) => object;

const at: Params = (uri, chance) => ({ textDocument: { uri }, position: position(chance) });
const of: Params = (uri) => ({ textDocument: { uri } });
const options = { tabSize: 2, insertSpaces: true };
const moments = ['idle', 'apply-1', 'write-plan-torn', 'nothing'] as const;
const scene: Params = (uri, chance) => ({
  textDocument: { uri },
  host: chance.pick([
    null,
    { sample: 'ol7-uek6' },
    { sample: 'nothing' },
    { file: 'file:///h', text: '{' },
    { file: 'file:///h', text: 'null' },
  ]),
  conditions: chance.pick<object>([{}, { network: 'down' }, { nothing: true }]),
  assumptions: {},
  moment: chance.pick(moments),
  assuming: '',
  update: chance.pick(['pwc6xmnr', '']),
  format: chance.pick(['markdown', 'transcript', 'json', 'host']),
});

/** All that the server answers, with what it is asked. */
export const requests: Readonly<Record<string, Params>> = {
  'textDocument/hover': at,
  'textDocument/completion': at,
  'textDocument/documentHighlight': at,
  'textDocument/documentSymbol': of,
  'textDocument/foldingRange': of,
  'textDocument/codeLens': of,
  'textDocument/documentLink': of,
  'textDocument/diagnostic': (uri, { pick }) => ({ textDocument: { uri }, previousResultId: pick(['1', 'x']) }),
  'textDocument/selectionRange': (uri, chance) => ({
    textDocument: { uri },
    positions: [position(chance), position(chance)],
  }),
  'textDocument/inlayHint': (uri, chance) => ({ textDocument: { uri }, range: range(chance) }),
  'textDocument/codeAction': (uri, chance) => ({
    textDocument: { uri },
    range: range(chance),
    context: { diagnostics: [], ...(chance.isOneIn(3) && { only: ['source.fixAll'] }) },
  }),
  'textDocument/formatting': (uri) => ({ textDocument: { uri }, options }),
  'textDocument/rangeFormatting': (uri, chance) => ({ textDocument: { uri }, range: range(chance), options }),
  'textDocument/semanticTokens/full': of,
  'textDocument/semanticTokens/full/delta': (uri, { pick }) => ({
    textDocument: { uri },
    previousResultId: pick(['1', '2', 'x']),
  }),
  'textDocument/semanticTokens/range': (uri, chance) => ({ textDocument: { uri }, range: range(chance) }),
  'completionItem/resolve': (_, { pick }) =>
    pick<object>([{ label: 'x' }, { label: 'x', data: { kind: 'file' } }, { label: 'x', data: 7 }]),
  'uptrack/effective': of,
  'uptrack/status': of,
  'uptrack/defaultFile': () => ({}),
  'uptrack/preview': scene,
  'uptrack/why': scene,
  'uptrack/report': scene,
  'uptrack/explore': scene,
  'uptrack/setOptions': (uri, { pick }) => ({
    textDocument: { uri },
    options: pick<object>([{ autoinstall: 'yes' }, {}, { nothing: 'yes' }]),
  }),
  'uptrack/draftHost': (_, { pick }) => ({
    outputs: pick<readonly string[]>([[], ['x'], ['Installed updates:\n[pwc6xmnr] X.\n']]),
    answers: {},
  }),
};

/** Anything that is not what was asked for. */
export const wrongParams = [
  ...[null, 0, 'x', [], {}, { textDocument: null }, { textDocument: 'x' }, { textDocument: { uri: 7 } }],
  ...[
    { textDocument: { uri: 'file:///0/uptrack.conf' }, position: 'x' },
    { textDocument: { uri: 'file:///0/uptrack.conf' }, range: null },
  ],
  ...[{ textDocument: { uri: 'file:///0/uptrack.conf' }, position: { line: -1, character: -1 } }],
  ...[{ textDocument: { uri: 'file:///0/uptrack.conf' }, positions: [null], host: 7, outputs: 'x', options: null }],
] as const;
