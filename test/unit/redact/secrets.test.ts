import { describe, expect, it } from 'vitest';
import { read } from '../../../server/src/config/reader.ts';
import { redacted } from '../../../server/src/config/redact.ts';
import { lineRedactor, redactor } from '../../../server/src/config/secrets.ts';
import { parse } from '../../../server/src/config/syntax.ts';

const fit = (text: string) => redactor([read(parse(text), '3.9')]);

describe('the redactor of a file', () => {
  it('hides a password wherever the value of a proxy takes it from', () => {
    const text =
      '[DEFAULT]\npass = s3cr\nlong = a-long-password\n[Network]\nhttps_proxy = http://%(pass)s:%(long)s@proxy\n';
    const { value, message } = fit(text);
    expect(value('https_proxy', 'http://s3cr:a-long-password@proxy')).toBe(`http://${redacted}@proxy`);
    // A short one may be part of any word: it is one only where it is the whole value.
    expect(value('pass', 's3cr')).toBe(redacted);
    expect(value('other', 's3crets')).toBe('s3crets');
    expect(value('other', 'x a-long-password')).toBe(`x ${redacted}`);
    expect(message('Not a boolean: a-long-password')).toBe(`Not a boolean: ${redacted}`);
    expect(value('other', '')).toBe('');
  });
});

describe('lineRedactor', () => {
  it.each([
    ['accesskeys = any text', `accesskeys = ${redacted}`],
    ['https_proxy: http://user:my pass@proxy', `https_proxy: http://${redacted}@proxy`],
    ['[cp7canj8] Known exploit detection.', '[cp7canj8] Known exploit detection.'],
  ])('%j', (line, expected) => {
    expect(lineRedactor(line)(line).replaceAll(/\s+/g, ' ')).toBe(expected);
  });
});
