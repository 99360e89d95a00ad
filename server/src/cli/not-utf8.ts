/** The one rule that needs the bytes of a file: an editor sees what it decoded. */
import type { DescribedRule } from '../rules/described.ts';

export const notUtf8: Pick<DescribedRule, 'id' | 'title' | 'effect' | 'evidence'> = {
  id: 'not-utf8',
  title: 'Bytes that are not UTF-8',
  effect:
    'Python 3 cannot decode the file (UnicodeDecodeError): the client refuses to start, and after a reboot no update is re-applied. Python 2 reads any bytes.',
  evidence: ['measured'],
};
