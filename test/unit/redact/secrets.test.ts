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

describe('an option of [DEFAULT]', () => {
  const proxy = '[DEFAULT]\nhttps_proxy = http://me:%(pass)s@proxy\n';
  const sections = (count: number, line: (n: number) => string): string =>
    Array.from({ length: count }, (_, n) => `[S${n}]\n${line(n)}\n`).join('');

  it('is a secret in each section that puts something else into it', () => {
    const { text } = fit(
      `${proxy}pass = the-first-one\n[a]\npass = the-second-one\n[b]\nPASS = %(other)s\nother = the-third-one\n`,
    );
    expect(text('the-first-one the-second-one the-third-one')).toBe(`${redacted} ${redacted} ${redacted}`);
  });

  it('is one with the name of the section in it, for a Python 2', () => {
    const document = parse('[DEFAULT]\nhttps_proxy = http://me:%(__name__)s@proxy\n[a-long-password]\n');
    const [two, three] = (['2', '3.9'] as const).map((dialect) => redactor([read(document, dialect)]));
    expect(two?.text('a-long-password')).toBe(redacted);
    expect(three?.text('a-long-password')).toBe('a-long-password');
  });

  it('is one where there is no section', () => {
    expect(fit(`[DEFAULT]\naccesskey = not-hex-at-all\n`).text('not-hex-at-all')).toBe(redacted);
  });

  it('is one in the last of very many sections', () => {
    const composed = Array.from({ length: 400 }, (_, n) => `o${n} = %(pass)s\n`).join('');
    const { text } = fit(`${proxy}${composed}${sections(400, (n) => `pass = password-${n}-x`)}`);
    expect(text('password-0-x password-399-x')).toBe(`${redacted} ${redacted}`);
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
