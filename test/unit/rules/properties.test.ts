import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Analysis, type AnalysisContext } from '../../../server/src/analysis.ts';
import { dialects } from '../../../server/src/config/reader.ts';
import type { Edit } from '../../../server/src/rules/rule.ts';
import { lineAt, type Span } from '../../../server/src/config/syntax.ts';
import { check, rules } from '../../../server/src/rules/index.ts';
import { applyEdits } from '../marked.ts';
import { documents, secretKey, secretPassword } from './documents.ts';

const plain: fc.Arbitrary<AnalysisContext> = fc.record({
  isTemplate: fc.constant(false),
  dialects: fc.subarray([...dialects], { minLength: 1 }),
  client: fc.constantFrom('online', 'offline'),
  facts: fc.record({
    mode: fc.constantFrom(null, 0o644, 0o640),
    disableFileBeside: fc.boolean(),
    isVersionControlled: fc.boolean(),
  }),
});
const any: fc.Arbitrary<AnalysisContext> = fc
  .tuple(plain, fc.boolean())
  .map(([context, isTemplate]) => ({ ...context, isTemplate }));

/** Errors about what happens after the file was read, or that are errors because they are typing mistakes. */
const others = ['unknown-section', 'unknown-key', 'missing-access-key', 'placeholder-access-key', 'empty-ssl-ca-path'];

/** Where the start of a span stands once the edits are made; null where all of it is deleted. */
function afterEdits(edits: readonly Edit[], { start, end }: Span): number | null {
  if (edits.some((edit) => edit.span.start <= start && end <= edit.span.end && edit.newText === '')) return null;
  return edits
    .filter((edit) => edit.span.end <= start && edit.span.start < Math.max(start, 1))
    .reduce((at, edit) => at + edit.newText.length - (edit.span.end - edit.span.start), start);
}

const runs = { numRuns: 2000 };

describe('findings', () => {
  it('hold an error wherever a selected Python refuses the file', () => {
    fc.assert(
      fc.property(documents, any, (text, context) => {
        const analysis = new Analysis(text, context);
        const isRefused = analysis.effectives.some(({ fatal }) => fatal !== null);
        const errors = check(analysis).filter(({ rule, severity }) => severity === 'error' && !others.includes(rule));
        if (isRefused) expect(errors).not.toEqual([]);
      }),
      runs,
    );
  });

  it('hold an error only where a selected Python refuses the file, with the exceptions', () => {
    fc.assert(
      fc.property(documents, plain, (text, context) => {
        const analysis = new Analysis(text, context);
        const errors = check(analysis).filter(({ rule, severity }) => severity === 'error' && !others.includes(rule));
        if (errors.length > 0) expect(analysis.effectives.some(({ fatal }) => fatal !== null)).toBe(true);
      }),
      runs,
    );
  });

  it('blame each Python that refuses the file, and no other', () => {
    fc.assert(
      fc.property(documents, (text) => {
        for (const dialect of dialects) {
          const analysis = new Analysis(text, { isTemplate: false, dialects: [dialect], client: 'online' });
          const errors = check(analysis).filter(({ rule, severity }) => severity === 'error' && !others.includes(rule));
          expect(errors.length > 0).toBe(analysis.effectives[0]?.fatal !== null);
        }
      }),
      runs,
    );
  });

  it('stand in the text, have a severity of their rule, and fixes whose edits do not overlap', () => {
    const severities = new Map(rules.map((rule) => [rule.id, rule.severities]));
    fc.assert(
      fc.property(documents, any, (text, context) => {
        for (const { rule, severity, span, fixes, related } of check(new Analysis(text, context))) {
          expect(severities.get(rule)).toContain(severity);
          for (const each of [span, ...(related ?? []).map((place) => place.span)]) {
            expect(0 <= each.start && each.start <= each.end && each.end <= text.length).toBe(true);
          }
          for (const { edits } of fixes ?? []) expect(applyEdits(text, edits)).not.toBe(text);
        }
      }),
      runs,
    );
  });

  it('are gone once they are fixed', () => {
    fc.assert(
      fc.property(documents, plain, (text, context) => {
        const found = check(new Analysis(text, context));
        // Deleting one of three leaves two.
        const isTwice = found.filter(({ rule }) => rule === 'duplicate-key').length < 2;
        for (const { rule, span, fixes } of found) {
          if (rule === 'duplicate-key' && !isTwice) continue;
          for (const { edits, title } of fixes ?? []) {
            const place = afterEdits(edits, span);
            if (place === null) continue;
            const after = new Analysis(applyEdits(text, edits), context);
            const { start, end } = lineAt(after.document, place);
            const rest = check(after).filter(
              (each) => each.rule === rule && start <= each.span.start && each.span.start <= end,
            );
            expect(rest, title).toEqual([]);
          }
        }
      }),
      runs,
    );
  });

  it('hold no secret', () => {
    fc.assert(
      fc.property(documents, any, (text, context) => {
        const analysis = new Analysis(text, context);
        const shown = [
          ...check(analysis).flatMap(({ message, fixes, related }) => [
            message,
            ...(fixes ?? []).map(({ title }) => title),
            ...(related ?? []).map((place) => place.message),
          ]),
          ...analysis.effectives.map(({ fatal }) => fatal?.message ?? ''),
        ].join('\n');
        expect(shown).not.toContain(secretKey);
        expect(shown).not.toContain(secretPassword);
      }),
      runs,
    );
  });
});
