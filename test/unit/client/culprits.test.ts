/** What is set aside after which deaths of the server, and what is not. */
import { describe, expect, it } from 'vitest';
import {
  addressesOf,
  answered,
  asked,
  delayOf,
  died,
  dropped,
  nothingKnown,
  readmitted,
  setAside,
  subjectOf,
  type Known,
} from '../../../client/src/culprits.ts';

const a = 'file:///a/uptrack.conf';
const b = 'file:///b/uptrack.conf';

const hover = 'textDocument/hover';
const lens = 'textDocument/codeLens';
const diagnostic = 'textDocument/diagnostic';

type Step =
  | readonly [what: 'ask', id: number, subject: string, method: string | null]
  | readonly [what: 'answer' | 'drop', id: number]
  | readonly [what: 'die', minutes?: number]
  | readonly [what: 'readmit', subject: string];

function after(steps: readonly Step[]): Known {
  return steps.reduce((known: Known, step): Known => {
    switch (step[0]) {
      case 'ask':
        return asked(known, { id: step[1], subject: step[2], method: step[3] });
      case 'answer':
        return answered(known, step[1]);
      case 'drop':
        return dropped(known, step[1]);
      case 'die':
        return died(known, (step[1] ?? 0) * 60_000);
      case 'readmit':
        return readmitted(known, step[1]);
    }
  }, nothingKnown);
}

const dying = (subject: string, method: string | null = hover): readonly Step[] => [
  ['ask', 1, subject, method],
  ['die'],
];

describe('set aside is', () => {
  it.each<readonly [string, readonly Step[], readonly string[]]>([
    ['nothing after two deaths over a document', [...dying(a), ...dying(a)], []],
    ['a document after the third', [...dying(a), ...dying(a), ...dying(a)], [a]],
    ['a document whose mere text ends the server', [...dying(a, null), ...dying(a, null), ...dying(a, null)], [a]],
    ['nothing when the server is ended while it has nothing to do', Array<Step>(5).fill(['die']), []],
    ['nothing after deaths over three documents', [...dying(a), ...dying(b), ...dying('c')], []],
    [
      'nothing where the same was answered in between',
      [...dying(a), ...dying(a), ['ask', 2, a, hover], ['answer', 2], ...dying(a)],
      [],
    ],
    [
      'a document of which only other things were answered in between',
      [...dying(a), ['ask', 2, a, lens], ['answer', 2], ...dying(a), ['ask', 3, a, lens], ['answer', 3], ...dying(a)],
      [a],
    ],
    [
      'a document that ends the server over one thing or the other',
      [...dying(a, hover), ...dying(a, lens), ['ask', 2, a, hover], ['answer', 2], ...dying(a, lens)],
      [a],
    ],
    [
      'nothing where all was answered that was not before',
      [
        ...dying(a, hover),
        ...dying(a, lens),
        ['ask', 2, a, hover],
        ['answer', 2],
        ['ask', 3, a, lens],
        ['answer', 3],
        ...dying(a, lens),
      ],
      [],
    ],
    [
      'a document where its requests are only cancelled in between',
      [...dying(a), ['ask', 2, a, hover], ['drop', 2], ...dying(a), ...dying(a)],
      [a],
    ],
    [
      'nothing where a notification was followed by an answer',
      [1, 2, 3].flatMap((): Step[] => [['ask', 1, a, null], ['ask', 2, b, hover], ['answer', 2], ['die']]),
      [],
    ],
    [
      'nothing after deaths that are hours apart',
      [0, 60, 120].flatMap((minutes): Step[] => [
        ['ask', 1, a, hover],
        ['die', minutes],
      ]),
      [],
    ],
    [
      'the document that was asked about first, where both wait',
      [1, 2, 3].flatMap((): Step[] => [['ask', 1, a, hover], ['ask', 2, b, hover], ['die']]),
      [a],
    ],
    [
      'the one that the server was at, not one whose diagnostics wait for files',
      [1, 2, 3].flatMap((): Step[] => [['ask', 1, b, diagnostic], ['ask', 2, a, hover], ['die']]),
      [a],
    ],
    [
      'the one that was asked about, not one that was only opened before',
      [1, 2, 3].flatMap((): Step[] => [['ask', 1, b, null], ['ask', 2, a, null], ['ask', 3, a, hover], ['die']]),
      [a],
    ],
    [
      'all whose diagnostics wait, where there is nothing else',
      [1, 2, 3].flatMap((): Step[] => [['ask', 1, b, diagnostic], ['ask', 2, a, diagnostic], ['die']]),
      [b, a],
    ],
    ['nothing once it is tried again', [...dying(a), ...dying(a), ...dying(a), ['readmit', a]], []],
    [
      'a document again after one more death',
      [...dying(a), ...dying(a), ...dying(a), ['readmit', a], ...dying(a)],
      [a],
    ],
    [
      'nothing after one more death where it was answered after it was tried again',
      [...dying(a), ...dying(a), ...dying(a), ['readmit', a], ['ask', 2, a, hover], ['answer', 2], ...dying(a)],
      [],
    ],
    [
      'the document with its host, not the document',
      [1, 2, 3].flatMap(() => [...dying(subjectOf(a, 'file:///h.json'))]),
      [subjectOf(a, 'file:///h.json')],
    ],
  ])('%s', (_, steps, expected) => {
    expect(setAside(after(steps))).toEqual(expected);
  });
});

it('takes a subject apart', () => {
  expect(addressesOf(subjectOf(a, b))).toEqual([a, b]);
  expect(addressesOf(subjectOf(a))).toEqual([a]);
});

describe('the next start', () => {
  it('comes at once, and later and later where nothing is answered', () => {
    const waits = Array.from({ length: 10 }, (_, deaths) => delayOf(after(Array<Step>(deaths + 1).fill(['die']))));
    expect(waits[0]).toBe(0);
    expect(waits).toEqual(waits.toSorted((one, other) => one - other));
    expect(waits.at(-1)).toBe(30_000);
  });

  it('comes at once after an answer', () => {
    expect(delayOf(after([['die'], ['die'], ['die'], ['ask', 1, a, hover], ['answer', 1], ['die']]))).toBe(0);
  });
});
