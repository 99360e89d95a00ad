/** What is said of the rules in ../access-key.ts. */
import { accessKeySentinel } from '../../config/options.ts';
import { noKey, refusedKey } from '../access-key.ts';
import type { RuleTexts } from '../rule.ts';

export const accessKeyTexts: RuleTexts = {
  'missing-access-key': {
    title: 'No access key',
    effect: `${noKey} An offline client asks no server; whether it needs a key is not known.`,
    evidence: ['client', 'documented'],
    example: { wrong: '[Auth]\n', right: `[Auth]\naccesskey = ${'0123456789abcdef'.repeat(4)}\n` },
  },
  'placeholder-access-key': {
    title: 'Placeholder in the place of the access key',
    effect: `The client takes \`${accessKeySentinel}\` for no key (exit code 20); any other placeholder the server refuses (exit code 14). Either way the late boot stage and the periodic run install nothing.`,
    evidence: ['client', 'observed'],
    example: {
      wrong: `[Auth]\naccesskey = ${accessKeySentinel}\n`,
      right: `[Auth]\naccesskey = ${'0123456789abcdef'.repeat(4)}\n`,
    },
  },
  'api-key-as-access-key': {
    title: 'API key in the place of the access key',
    effect: `The key of the API (\`/etc/uptrack-api.conf\`) has 32 hex digits, all known access keys have 64. ${refusedKey}`,
    evidence: ['documented', 'inferred'],
    example: {
      wrong: `[Auth]\naccesskey = ${'0123456789abcdef'.repeat(2)}\n`,
      right: `[Auth]\naccesskey = ${'0123456789abcdef'.repeat(4)}\n`,
    },
  },
  'access-key-format': {
    title: 'Access key of an unusual form',
    effect:
      'All known access keys have 64 hex digits. The client sends what stands here, and the server decides (exit code 14 where it refuses).',
    evidence: ['documented', 'client', 'observed'],
    example: {
      wrong: `[Auth]\naccesskey = ${'0123456789abcdef'.repeat(4)}0\n`,
      right: `[Auth]\naccesskey = ${'0123456789abcdef'.repeat(4)}\n`,
    },
  },
};
