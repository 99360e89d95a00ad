import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { credentialsOf, isSecret, redact, redacted, redactMessage } from '../../../server/src/config/redact.ts';

const key = '0123456789abcdef'.repeat(4);

describe('redact', () => {
  it.each([
    ['accesskey', key, redacted],
    ['accesskey', 'any text', redacted],
    ['accesskey', '', ''],
    ['AccessKey', 'x', redacted],
    // Misspelled or misplaced: a credential all the same.
    ['acceskey', 'x', redacted],
    ['access_key', 'x', redacted],
    ['autoinstall', key, redacted],
    ['autoinstall', 'yes', 'yes'],
    ['https_proxy', 'None', 'None'],
    ['https_proxy', '', ''],
    ['https_proxy', 'http://proxy.example.com:3128/', 'http://proxy.example.com:3128/'],
    ['https_proxy', 'http://user:pass@proxy:3128', `http://${redacted}@proxy:3128`],
    ['https_proxy', 'user:pass@proxy', `${redacted}@proxy`],
    ['https_proxy', 'http://user:p@ss@proxy', `http://${redacted}@proxy`],
    ['https_proxy', 'http://user:my pass@proxy', `http://${redacted}@proxy`],
    ['https_proxy', 'http://user:my\npass@proxy', `http://${redacted}@proxy`],
    ['https_proxy', 'http://user:p/ss@proxy', `http://${redacted}@proxy`],
    ['update_repo_url', 'https://user:pass@host/repo', `https://${redacted}@host/repo`],
  ])('%s = %j', (name, text, expected) => {
    expect(redact({ name }, text)).toBe(expected);
  });

  it('hides credentials in what no option is known of', () => {
    expect(redact(undefined, 'http://user:pass@proxy')).toBe(`http://${redacted}@proxy`);
    expect(redact(undefined, 'yes')).toBe('yes');
  });

  it('never shows the password of a proxy', () => {
    const password = fc
      .string({ minLength: 4 })
      .filter((text) => !text.includes('@') && !'http://proxy:3128<redacted>'.includes(text));
    fc.assert(
      fc.property(password, fc.constantFrom('http://', 'https://', 'socks5h://', ''), (secret, scheme) => {
        expect(redact({ name: 'https_proxy' }, `${scheme}user:${secret}@proxy:3128`)).not.toContain(secret);
      }),
    );
  });
});

describe('isSecret', () => {
  it.each([
    ['accesskey', 'any text', true],
    ['access_key', 'x', true],
    ['autoinstall', key, true],
    ['autoinstall', `${key} and more`, false],
    ['autoinstall', key.slice(1), false],
    ['https_proxy', 'http://user:pass@proxy', false],
  ])('of %s = %j is %s: then nothing of the value is shown', (name, text, expected) => {
    expect(isSecret(name, text)).toBe(expected);
    expect(redact({ name }, text) === redacted).toBe(expected);
  });
});

describe('redactMessage', () => {
  it.each([
    ["option 'accesskey' in section 'Auth' already exists", "option 'accesskey' in section 'Auth' already exists"],
    ["[line  2]: 'accesskey abc\\n'", `[line  2]: 'accesskey ${redacted}`],
    [
      'Not a boolean: yes\naccesskey = abc def\nPlease check',
      `Not a boolean: yes\naccesskey = ${redacted}\nPlease check`,
    ],
    [`Not a boolean: ${key}`, `Not a boolean: ${redacted}`],
    [`'\\ufeff${key}'`, `'\\u${redacted}'`],
    ["'https_proxy http://user:pass@proxy'", `'https_proxy http://${redacted}@proxy'`],
    ["found: '%40s3cret'", `found: '%${redacted}'`],
    ["found: '%'", "found: '%'"],
    ['Not a boolean: enabled', 'Not a boolean: enabled'],
  ])('%j', (message, expected) => {
    expect(redactMessage(message)).toBe(expected);
  });
});

describe('credentialsOf', () => {
  it.each([
    ['http://user:pass@proxy:3128', ['user', 'pass']],
    ['user:p:a@ss@proxy', ['user', 'p:a@ss']],
    ['https://token@proxy', ['token']],
    ['http://proxy:3128', []],
    ['', []],
  ])('%j', (text, expected) => {
    expect(credentialsOf(text)).toEqual(expected);
  });
});
