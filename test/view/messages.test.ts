import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFromView, readViewState } from '../../client/view/messages.ts';
import { readToView } from '../../client/view/received.ts';
import { packedKinds, type PackedValue } from '../../server/src/protocol.ts';
import { draftOf, exploration, whyOf } from './answers.ts';
import { previewOf } from './fixture.ts';
import { stored } from './stored.ts';

const preview = previewOf();
const [moment] = preview.moments;
const [result] = preview.results;

describe('messages to the page', () => {
  it.each([
    { type: 'preview', preview: stored(preview), fileName: 'uptrack.conf' },
    { type: 'waiting', text: 'Starting…' },
    { type: 'problem', text: 'The server has stopped.' },
    { type: 'hostProblems', fileName: 'a.uptrack-host.json', problems: [{ message: 'x', line: 0 }], hosts: [] },
    { type: 'why', why: whyOf('r1ci4o1u') },
    { type: 'exploring', done: 0.5 },
    { type: 'exploration', exploration },
    { type: 'draft', draft: draftOf(false) },
    { type: 'pinned', pinned: true },
  ])('reads $type', (message) => {
    expect(readToView(message)).toBe(message);
  });

  it.each([
    ['no object', 'preview'],
    ['null', null],
    ['an array', [{ type: 'waiting', text: '' }]],
    ['no type', { text: 'x' }],
    ['an unknown type', { type: 'toString', text: 'x' }],
    ['a missing text', { type: 'waiting' }],
    ['a text that is none', { type: 'problem', text: 5 }],
    ['a missing file name', { type: 'preview', preview: stored(preview) }],
    ['a preview without moments', withPreview({ moments: [] })],
    ['a moment without results', withMoment({ results: [] })],
    ['a result that is not there', withMoment({ results: [preview.results.length] })],
    ['a part that is not there', withPacked([packedKinds.list, 1e6])],
    ['a kind that is not one', withPacked([9, 0])],
    ['more neighbours than any list has', withPacked([packedKinds.runs, 0, 1e9])],
    ['a list that is not there', withResult({ memory: preview.lists.length })],
    ['an update that is not there', withPreview({ lists: [...preview.lists, [preview.updates.length]] })],
    ['a tone that is not one', withResult({ tone: 'green' })],
    ['a stage that is not one', withResult({ stages: [{ stage: 'middle' }] })],
    ['a problem without a line', { type: 'hostProblems', fileName: '', problems: [{ message: 'x' }], hosts: [] }],
    ['half an explanation', { type: 'why', why: { ...whyOf('x'), changes: [{ label: 'x' }] } }],
    ['more than all scenarios', { type: 'exploring', done: 1.5 }],
    ['an example that is none', { type: 'exploration', exploration: { ...exploration, claims: [{}] } }],
    ['a question without an id', { type: 'draft', draft: { ...draftOf(false), open: [{ asks: 'x' }] } }],
    ['a pin that is no boolean', { type: 'pinned', pinned: 'yes' }],
    ['a fix that sets another option', withResult({ fix: fixOf({ accesskey: 'yes' }) })],
    ['a fix that sets no boolean', withResult({ fix: fixOf({ autoinstall: 'maybe' }) })],
    ['a time that ends before it begins', withResult({ exposure: [exposed([5, 1])] })],
    ['an exposure that is not there', withResult({ exposure: [exposed([1, 5], 1e9)] })],
    ['a moment without its combinations', withMoment({ whatIf: [] })],
    ['a combination that is not there', withMoment({ whatIf: preview.combinations.map(() => 1e9) })],
    ['an assumption of three numbers', withPreview({ assumptions: [{ ...preview.assumptions[0], value: [1, 2, 3] }] })],
    ['a condition that is a number', withPreview({ conditions: [{ ...preview.conditions[0], value: 1 }] })],
  ])('drops %s', (_, message) => {
    expect(readToView(message)).toBeNull();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (value, inner) => {
        readToView(value);
        readFromView(value);
        readViewState(value);
        readToView({ type: 'preview', fileName: '', preview: inner });
        readToView({ type: 'preview', fileName: '', preview: { ...stored(preview), packed: inner } });
      }),
    );
  });

  function fixOf(options: object) {
    return { label: '', options, then: '' };
  }

  function exposed(from: readonly number[], missing = 0) {
    return { from, to: null, missing, text: '' };
  }

  function withPreview(change: object) {
    return { type: 'preview', fileName: '', preview: stored({ ...preview, ...change }) };
  }

  function withResult(change: object) {
    return withPreview({ results: [{ ...result, ...change }, ...preview.results.slice(1)] });
  }

  /** In the place of every list of updates. */
  function withPacked(value: readonly number[]) {
    const { packed, ...rest } = stored(preview);
    const isList = (one: PackedValue) => Array.isArray(one) && one[0] === packedKinds.runs;
    const values = packed.values.map((one) => (isList(one) ? value : one));
    return { type: 'preview', fileName: '', preview: { ...rest, packed: { ...packed, values } } };
  }

  function withMoment(change: object) {
    return withPreview({ moments: [{ ...moment, ...change }] });
  }
});

describe('messages from the page', () => {
  it.each([
    { type: 'ready' },
    { type: 'chooseHost', host: 'ol6-uek4' },
    { type: 'setConditions', conditions: { network: 'down', cron: false }, moment: 'idle' },
    { type: 'openLine', line: 0 },
    { type: 'setAssumptions', assumptions: { a: true, b: 3, c: [1, 2] } },
    { type: 'openHostLine', line: 3 },
    { type: 'askWhy', update: 'r1ci4o1u', moment: 'idle', assuming: '' },
    { type: 'explore' },
    { type: 'cancelExploring' },
    { type: 'setOptions', options: { upgrade_on_reboot: 'yes' } },
    { type: 'draftHost', outputs: ['x'], answers: { running: 'y' } },
    { type: 'useDraft', host: '{}' },
    { type: 'loadHost' },
    { type: 'saveHost', moment: 'idle', assuming: '' },
    { type: 'copy', format: 'markdown', moment: 'idle', assuming: '' },
    { type: 'saveJson', moment: 'idle', assuming: '' },
    { type: 'saveImage', svg: '<svg/>' },
    { type: 'pin', pinned: false },
  ])('reads $type', (message) => {
    expect(readFromView(message)).toBe(message);
  });

  it.each([
    ['nothing', undefined],
    ['an unknown type', { type: 'move', moment: 3 }],
    ['a name inherited by every object', { type: 'constructor' }],
    ['a host that is no text', { type: 'chooseHost', host: null }],
    ['conditions without a moment', { type: 'setConditions', conditions: {} }],
    ['conditions that are a list', { type: 'setConditions', conditions: ['down'], moment: null }],
    ['a condition that is a number', { type: 'setConditions', conditions: { network: 1 }, moment: null }],
    ['a negative line', { type: 'openLine', line: -1 }],
    ['half a line', { type: 'openLine', line: 0.5 }],
    ['an assumption that is a text', { type: 'setAssumptions', assumptions: { a: 'x' } }],
    ['no moment', { type: 'askWhy', update: 'r1ci4o1u', assuming: '' }],
    ['another option', { type: 'setOptions', options: { accesskey: 'yes' } }],
    ['an option that is neither yes nor no', { type: 'setOptions', options: { autoinstall: 'true' } }],
    ['outputs that are a text', { type: 'draftHost', outputs: 'x', answers: {} }],
    ['an answer that is none', { type: 'draftHost', outputs: [], answers: { running: 1 } }],
    ['a host that is an object', { type: 'useDraft', host: {} }],
    ['another format', { type: 'copy', format: 'html', moment: 'idle', assuming: '' }],
    ['no picture', { type: 'saveImage', svg: null }],
    ['no line', { type: 'openLine', line: NaN }],
  ])('drops %s', (_, message) => {
    expect(readFromView(message)).toBeNull();
  });
});

describe('the state kept over a reload', () => {
  const state = {
    uri: 'file:///u',
    host: 'a',
    moment: 'idle',
    conditions: { cron: false },
    assumptions: { a: [1, 2] },
    pinned: false,
  };

  it('is read', () => {
    expect(readViewState(state)).toBe(state);
  });

  it.each([
    undefined,
    null,
    'idle',
    {},
    { ...state, moment: 7 },
    { ...state, conditions: { cron: {} } },
    { ...state, assumptions: undefined },
    { ...state, assumptions: { a: 'x' } },
    { ...state, pinned: 1 },
  ])('is dropped where it is %j', (value) => {
    expect(readViewState(value)).toBeNull();
  });
});
