/** A text that is too large costs no work. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Analysis, defaultContext } from '../../../server/src/analysis.ts';
import { check } from '../../../server/src/rules/index.ts';
import { isTooLarge } from '../../../server/src/rules/size.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const sized = (length: number): string => '[Setings]\nautoinstal = perhaps\n'.padEnd(length, '#');

describe('a text that is too large', () => {
  it.each([
    ['of 49 MB in one line', 'x'.repeat(49_000_000)],
    ['of 49 MB in lines', 'autoinstall = yes\n'.repeat(2_722_223)],
    ['of one character too many', sized(1_000_001)],
  ])('%s is not parsed; one finding says so', (_, text) => {
    const parsed = vi.spyOn(Analysis.prototype, 'document', 'get');
    const found = check(new Analysis(text));
    expect(found.map(({ rule, severity, span }) => [rule, severity, span])).toEqual([
      ['file-too-large', 'information', { start: 0, end: 0 }],
    ]);
    expect(parsed).not.toHaveBeenCalled();
  });

  it('is none up to the limit', () => {
    const parsed = vi.spyOn(Analysis.prototype, 'document', 'get');
    expect(isTooLarge({ text: sized(1_000_000) })).toBe(false);
    const rules = check(new Analysis(sized(1_000_000))).map(({ rule }) => rule);
    expect(rules).toContain('unknown-section');
    expect(rules).not.toContain('file-too-large');
    expect(parsed).toHaveBeenCalled();
  });

  it('is not spoken of where the settings say so', () => {
    const severities = new Map([['file-too-large', 'off' as const]]);
    expect(check(new Analysis(sized(2_000_000), { ...defaultContext, severities }))).toEqual([]);
  });
});
