import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Analysis } from '../../../server/src/analysis.ts';
import { doFixAll } from '../../../server/src/features/fix-all.ts';
import { check } from '../../../server/src/rules/index.ts';
import type { Edit, Finding, Fix } from '../../../server/src/rules/rule.ts';
import { applyEdits } from '../marked.ts';
import { documents } from '../rules/documents.ts';

const fixed = (text: string): string => {
  const edit = doFixAll(new Analysis(text));
  return edit ? applyEdits(text, [edit]) : text;
};

const key = '0123456789abcdef'.repeat(4);
const auth = `[Auth]\naccesskey = ${key}\n`;

describe('fixing all', () => {
  it.each([
    ['a byte order mark', `\ufeff${auth}`, auth],
    ['an indented first option', `[Auth]\n  accesskey = ${key}\n`, auth],
    ['an indented header', ` ${auth}`, auth],
    [
      'an indented comment',
      `${auth}[Settings]\nautoinstall = no\n  # why\n`,
      `${auth}[Settings]\nautoinstall = no\n# why\n`,
    ],
    [
      'a removed option',
      `${auth}[Settings]\ncron_output_error = yes\nautoinstall = no\n`,
      `${auth}[Settings]\nautoinstall = no\n`,
    ],
    ['several at once', `\ufeff[Auth]\n  accesskey = ${key}\n  # c\n`, `[Auth]\naccesskey = ${key}\n# c\n`],
  ])('repairs %s', (_, text, expected) => {
    expect(fixed(text)).toBe(expected);
  });

  it.each([
    ['where nothing is wrong', auth],
    ['a name that may be meant otherwise', `${auth}[Settings]\nautoinstal = yes\n`],
    ['which of two duplicates counts', `${auth}[Settings]\nautoinstall = yes\nautoinstall = no\n`],
    ['the text of a lost comment', `${auth}[Settings]\nautoinstall = maybe\n`],
  ])('leaves alone %s', (_, text) => {
    expect(doFixAll(new Analysis(text))).toBeNull();
  });

  it('makes no larger edit than it must', () => {
    const text = `${auth}[Settings]\nautoinstall = no\n  # why\nupgrade_on_reboot = yes\n`;
    const edit = doFixAll(new Analysis(text));
    expect(edit && text.slice(edit.span.start, edit.span.end).trim()).toBe('');
  });

  it('makes one of two fixes that meet, and no unsafe one', () => {
    const text = '[Auth]\nx = abc\n';
    const fix = (edits: readonly Edit[], safe = true): Fix => ({ title: '', edits, preferred: true, safe });
    const finding = (...fixes: Fix[]): Finding => ({
      rule: 'a',
      severity: 'hint',
      span: { start: 0, end: 1 },
      message: '',
      fixes,
    });
    const a = { span: { start: 11, end: 13 }, newText: '1' };
    const b = { span: { start: 12, end: 14 }, newText: '2' };
    const c = { span: { start: 7, end: 8 }, newText: 'use_hw_uuid' };
    const edit = doFixAll(new Analysis(text), [finding(fix([c], false)), finding(fix([a])), finding(fix([b]))]);
    expect(edit && applyEdits(text, [edit])).toBe('[Auth]\nx = 1c\n');
    // Which of two insertions at one place stands first is nobody's to say.
    const [d, e] = ['1', '2'].map((newText) => ({ span: { start: 14, end: 14 }, newText }));
    const twice = doFixAll(new Analysis(text), d && e ? [finding(fix([d])), finding(fix([e]))] : []);
    expect(twice && applyEdits(text, [twice])).toBe('[Auth]\nx = abc1\n');
  });

  it('is done once it is done, on any text', () => {
    fc.assert(
      fc.property(documents, (text) => {
        const once = fixed(text);
        expect(fixed(once)).toBe(once);
        const left = check(new Analysis(once)).flatMap(({ fixes }) => fixes ?? []);
        expect(left.filter(({ safe }) => safe)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});
