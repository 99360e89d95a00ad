/** Nothing that is shown of a file holds its access key or the password of its proxy. */
import { secretKey } from '../../unit/rules/documents.ts';
import { plantedKey, plantedPassword, plantedProxy } from '../documents.ts';
import { must, type Property } from '../subject.ts';
import { shownOf } from './features.ts';

/** Each with what of the text it may stand in: torn out of it, nobody could know it for a secret. */
const secrets = [
  [plantedKey, plantedKey],
  [secretKey, secretKey],
  [plantedKey.slice(0, 32), plantedKey],
  [plantedKey.slice(32), plantedKey],
  [plantedPassword, plantedProxy],
] as const;

export const secretProperties: readonly Property[] = [
  {
    name: 'no secret is shown',
    oneIn: 1,
    hold: (subject) => {
      const { text } = subject;
      const kept = secrets.filter(
        ([secret, surroundings]) => text.includes(secret) && !text.replaceAll(surroundings, '').includes(secret),
      );
      if (kept.length === 0) return;
      const shown = shownOf(subject);
      for (const [secret] of kept) must(!shown.includes(secret), `${secret} is shown`);
    },
  },
];
