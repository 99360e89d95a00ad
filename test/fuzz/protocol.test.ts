/** The built server over standard input and output: whatever is sent, it answers once, keeps the client's text and goes on. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { buildBundle, type Bundle } from '../contract/build.ts';
import { chanceOf } from './chance.ts';
import { documents } from './documents.ts';
import { seed, sessions } from './runs.ts';
import { Session } from './session.ts';

const steps = 150;

let bundle: Bundle;
beforeAll(async () => {
  bundle = await buildBundle('server');
});
afterAll(() => {
  bundle.remove();
});

test('a thousand documents are open at once, and each has its text', async () => {
  const session = new Session(bundle.path, chanceOf(seed), ['']);
  onTestFinished(() => {
    session.kill();
  });
  await session.initialize();
  const uris = Array.from({ length: 1000 }, (_, n) => `file:///${n}/uptrack.conf`);
  for (const [n, uri] of uris.entries()) {
    await session.notify('textDocument/didOpen', {
      textDocument: { uri, languageId: 'uptrack-conf', version: 1, text: `[Settings]\nnumber_${n} = yes\n` },
    });
  }
  for (const [n, uri] of uris.entries()) {
    const { result } = await session.answerTo(
      await session.ask('textDocument/documentSymbol', { textDocument: { uri } }),
    );
    expect(result).toMatchObject([{ name: 'Settings', children: [{ name: `number_${n}` }] }]);
  }
  await session.end();
});

test(
  `${sessions} sessions of ${steps} messages: each request is answered once, no text is lost, nothing is logged`,
  async () => {
    console.log(`UPTRACK_FUZZ_SEED=${seed} UPTRACK_FUZZ_SESSIONS=${sessions}`);
    for (let number = 0; number < sessions; number++) {
      const chance = chanceOf(seed + number);
      const texts = fc.sample(documents, { numRuns: 60, seed: seed + number });
      const session = new Session(bundle.path, chance, texts);
      try {
        await session.initialize();
        for (let step = 0; step < steps; step++) await session.step();
        await session.end();
      } catch (error) {
        throw new Error(`UPTRACK_FUZZ_SEED=${seed + number} UPTRACK_FUZZ_SESSIONS=1 shows it`, { cause: error });
      } finally {
        session.kill();
      }
    }
  },
  120_000 + sessions * 60_000,
);
