/** Positions of an open document are those of the library, which are the protocol's. */
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { defaultContext } from '../../server/src/analysis.ts';
import { OpenDocument } from '../../server/src/documents.ts';

const texts = fc
  .array(fc.constantFrom('a', '[s]', ' ', '=', '\n', '\r', '\r\n', '\u2028', '\ud83d\ude00', '<% x %>'), {
    maxLength: 20,
  })
  .map((parts) => parts.join(''));

it('a place has the line and the column that the library gives it', () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: -2, max: 60 }), fc.boolean(), (text, offset, isTemplate) => {
      const source = TextDocument.create('file:///uptrack.conf', 'uptrack-conf', 1, text);
      const document = new OpenDocument(source, { ...defaultContext, isTemplate }, '1');
      expect(document.position(offset)).toEqual(source.positionAt(offset));
    }),
    { numRuns: 2000 },
  );
});

it('a text that is too large is not read for that', () => {
  const text = `a\n${'x'.repeat(2_000_000)}`;
  const document = new OpenDocument(
    TextDocument.create('file:///u.conf', 'uptrack-conf', 1, text),
    defaultContext,
    '1',
  );
  const read = vi.spyOn(document.analysis, 'document', 'get');
  expect(document.position(4)).toEqual({ line: 1, character: 2 });
  expect(read).not.toHaveBeenCalled();
});
