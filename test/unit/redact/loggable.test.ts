import { expect, it } from 'vitest';
import { loggable } from '../../../server/src/config/redact.ts';

it.each([
  ['A message as the library logs it:\n{\n    "text": "accesskey = x"\n}', 'A message as the library logs it:'],
  [
    'hover failed: Error: oops\n    at f (server.cjs:1:2)\n    at g',
    'hover failed: Error: oops\n    at f (server.cjs:1:2)\n    at g',
  ],
  ['failed: accesskey = abc', 'failed: accesskey = <redacted>'],
])('%j', (message, expected) => {
  expect(loggable(message)).toBe(expected);
});
