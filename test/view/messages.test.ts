import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFromView, readToView, readViewState } from '../../client/view/messages.ts';
import { previewOf } from './fixture.ts';

const preview = previewOf();
const [moment] = preview.moments;
const [result] = preview.results;

describe('messages to the page', () => {
  it.each([
    { type: 'preview', preview, fileName: 'uptrack.conf' },
    { type: 'waiting', text: 'Starting…' },
    { type: 'problem', text: 'The server has stopped.' },
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
    ['a missing file name', { type: 'preview', preview }],
    ['a preview without moments', { type: 'preview', fileName: '', preview: { ...preview, moments: [] } }],
    ['a moment without results', withMoment({ results: [] })],
    ['a result that is not there', withMoment({ results: [preview.results.length] })],
    ['a list that is not there', withPreview({ results: [{ ...result, memory: preview.lists.length }] })],
    ['an update that is not there', withPreview({ lists: [...preview.lists, [preview.updates.length]] })],
    ['a tone that is not one', withPreview({ results: [{ ...result, tone: 'green' }] })],
    ['a stage that is not one', withPreview({ results: [{ ...result, stages: [{ stage: 'middle' }] }] })],
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
      }),
    );
  });

  function withPreview(change: object) {
    return { type: 'preview', fileName: '', preview: { ...preview, ...change } };
  }

  function withMoment(change: object) {
    return withPreview({ moments: [{ ...moment, ...change }] });
  }
});

describe('messages from the page', () => {
  it.each([
    { type: 'ready' },
    { type: 'chooseHost', host: 'ol6-uek4' },
    { type: 'setConditions', conditions: { network: 'down', cron: false } },
    { type: 'openLine', line: 0 },
  ])('reads $type', (message) => {
    expect(readFromView(message)).toBe(message);
  });

  it.each([
    ['nothing', undefined],
    ['an unknown type', { type: 'move', moment: 3 }],
    ['a name inherited by every object', { type: 'constructor' }],
    ['a host that is no text', { type: 'chooseHost', host: null }],
    ['conditions that are a list', { type: 'setConditions', conditions: ['down'] }],
    ['a condition that is a number', { type: 'setConditions', conditions: { network: 1 } }],
    ['a negative line', { type: 'openLine', line: -1 }],
    ['half a line', { type: 'openLine', line: 0.5 }],
    ['no line', { type: 'openLine', line: NaN }],
  ])('drops %s', (_, message) => {
    expect(readFromView(message)).toBeNull();
  });
});

describe('the state kept over a reload', () => {
  const state = { uri: 'file:///u', host: 'a', moment: 'idle', conditions: { cron: false } };

  it('is read', () => {
    expect(readViewState(state)).toBe(state);
  });

  it.each([undefined, null, 'idle', {}, { ...state, moment: 7 }, { ...state, conditions: { cron: {} } }])(
    'is dropped where it is %j',
    (value) => {
      expect(readViewState(value)).toBeNull();
    },
  );
});
