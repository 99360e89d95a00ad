/** What fuzzing has found, each once and by name. */
import { expect, it } from 'vitest';
import { restored } from '../../client/view/restored.ts';
import { Analysis, defaultContext, type AnalysisContext } from '../../server/src/analysis.ts';
import { redactor } from '../../server/src/config/secrets.ts';
import { effectiveView } from '../../server/src/features/effective-view.ts';
import { doPreview } from '../../server/src/features/preview.ts';
import { doFixAll } from '../../server/src/features/fix-all.ts';
import { setOptions } from '../../server/src/features/set-options.ts';
import { doWhy } from '../../server/src/features/why.ts';
import { doSuppress } from '../../server/src/features/suppress.ts';
import { findSymbols } from '../../server/src/features/symbols.ts';
import type { StoredPreview } from '../../server/src/protocol.ts';
import { check } from '../../server/src/rules/index.ts';
import { applyEdits } from '../unit/marked.ts';
import { plantedKey, plantedPassword, plantedProxy } from './documents.ts';

const analysisOf = (text: string, context: Partial<AnalysisContext> = {}): Analysis =>
  new Analysis(text, { ...defaultContext, ...context });

it.each(['[s]\na=\n \r3', '[h]\n =\n\r['])('%j has no fix that changes nothing', (text) => {
  for (const { fixes } of check(analysisOf(text))) {
    for (const { edits } of fixes ?? []) expect(applyEdits(text, edits)).not.toBe(text);
  }
});

it('a value that begins with a non-breaking space is replaced as a whole', () => {
  const text = '[Auth]\nuse_hw_uuid=\u00a0yes\n';
  const [fix] = check(analysisOf(text, { dialects: ['2'] })).flatMap(({ rule, fixes }) =>
    rule === 'invalid-boolean' ? (fixes ?? []) : [],
  );
  expect(applyEdits(text, fix?.edits ?? [])).toBe('[Auth]\nuse_hw_uuid=yes\n');
});

it('an option that is added behind a lone carriage return begins a line for every Python', () => {
  const text = '[Settings]\rx = 1\r';
  const answered = setOptions(analysisOf(text), { autoinstall: 'yes' });
  expect('edits' in answered && applyEdits(text, answered.edits)).toBe('[Settings]\rx = 1\r\nautoinstall = yes\n');
});

it.each([
  `[${plantedKey}]\n`,
  `[${plantedProxy}]\n`,
  `[Auth]\n${plantedKey} = x\n`,
  `[Auth]\naccesskey ${plantedKey} = x\n`,
])('the outline and the view of %j hold no secret', (text) => {
  const analysis = analysisOf(text);
  const shown = JSON.stringify([findSymbols(analysis), effectiveView(analysis)]);
  expect(shown).not.toContain(plantedKey);
  expect(shown).not.toContain(plantedPassword);
});

it('fixing all goes on where Python stops at the first of many', () => {
  const text = ' ; c\n'.repeat(40);
  const edit = doFixAll(analysisOf(text));
  expect(edit && applyEdits(text, [edit])).toBe('; c\n'.repeat(40));
});

it.each(['{{-}}\ns', '%{~}h', 'a {{ x -}}\ns', '{{/-}}\n ={{}}'])(
  'no comment is put where %j joins its lines',
  (text) => {
    const analysis = analysisOf(text, { isTemplate: true });
    for (const { edits } of doSuppress(analysis, check(analysis), { start: 0, end: text.length })) {
      const after = analysisOf(applyEdits(text, edits), { isTemplate: true });
      expect(after.readings.map(({ error }) => error?.type)).toEqual(analysis.readings.map(({ error }) => error?.type));
    }
  },
);

it('of secrets that overlap, and of one within another, nothing is shown', () => {
  const { text } = redactor(analysisOf('[Auth]\naccesskey = abcdefghijkl ijklmnopqrst efghijkl\n').readings);
  expect(text('x abcdefghijklmnopqrst y ijklmnopqrst z')).toBe('x <redacted> y <redacted> z');
});

it('all comments that Python 2 would stop at, one after the other, are mended at once', () => {
  const text = ' # c\n'.repeat(2000);
  const edit = doFixAll(analysisOf(text));
  expect(edit && applyEdits(text, [edit])).toBe('# c\n'.repeat(2000));
});

it('a comment below something else is left to a finding of its own', () => {
  const text = ' # a\n\n # b\n[s]\n # c\n';
  const [first] = check(analysisOf(text, { dialects: ['2'] })).filter(({ rule }) => rule === 'indented-comment');
  expect(applyEdits(text, first?.fixes?.[0]?.edits ?? [])).toBe('# a\n\n# b\n[s]\n # c\n');
});

it('an update that a run has taken out, and that no list has any more, is explained at each moment', () => {
  const [release, gone, listed] = ['5.4.0-9-generic', 'aaaaaaaa', 'bbbbbbbb'];
  const host = {
    name: 'db-01',
    packaging: 'deb',
    client: 'online',
    running: release,
    defaultEntry: 'newest',
    installed: [gone],
    cut: { during: 'remove', done: 1 },
    kernels: [
      { release, onDisk: 'complete', packageList: 'ok', available: [listed], expiredMarker: false, bootPlan: [] },
    ],
    updates: { [gone]: {}, [listed]: {} },
  };
  const scene = { host: { file: 'file:///h.json', text: JSON.stringify(host) }, conditions: {}, assumptions: {} };
  const analysis = analysisOf('');
  const preview = doPreview(analysis, { ...scene, uri: 'file:///x', version: 1 });
  expect(preview).toHaveProperty('packed');
  const { moments, updates } = restored(preview as StoredPreview);
  expect(updates.map(({ id }) => id)).toContain(gone);
  const headlines = moments.map(
    ({ id: moment }) => doWhy(analysis, { ...scene, moment, assuming: '', update: gone })?.headline,
  );
  expect(headlines.length).toBeGreaterThan(10);
  for (const headline of headlines) expect(headline).toMatch(/^\[aaaaaaaa\] is (?:back|in|missing|not )/);
});
