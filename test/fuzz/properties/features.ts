/** What an editor asks at a position, and of a whole file. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Analysis } from '../../../server/src/analysis.ts';
import { lineAt } from '../../../server/src/config/syntax.ts';
import { findCodeLenses } from '../../../server/src/features/code-lens.ts';
import { doComplete } from '../../../server/src/features/completion.ts';
import { findDocumentHighlights } from '../../../server/src/features/document-highlights.ts';
import { findDocumentLinks } from '../../../server/src/features/document-links.ts';
import { documentationOf } from '../../../server/src/features/documentation.ts';
import { effectiveView } from '../../../server/src/features/effective-view.ts';
import { findFoldingRanges } from '../../../server/src/features/folding.ts';
import { doFormat } from '../../../server/src/features/formatting.ts';
import { doHover } from '../../../server/src/features/hover.ts';
import { findInlayHints } from '../../../server/src/features/inlay-hints.ts';
import { findSelectionRanges } from '../../../server/src/features/selection-ranges.ts';
import { diffTokens, encodeTokens, findSemanticTokens } from '../../../server/src/features/semantic-tokens.ts';
import { setOptions } from '../../../server/src/features/set-options.ts';
import { statusOf } from '../../../server/src/features/status.ts';
import { findSymbols, type DocumentSymbol } from '../../../server/src/features/symbols.ts';
import { applyEdits } from '../../unit/marked.ts';
import { isIn, isSame, must, offsetIn, spanIn, whole, type Property, type Subject } from '../subject.ts';
import { edited } from './findings.ts';

export const uri = 'file:///etc/uptrack/uptrack.conf';

function mustNest(symbols: readonly DocumentSymbol[], within: { start: number; end: number }): void {
  for (const { name, span, selection, children } of symbols) {
    must(name !== '' && isIn(span, within) && isIn(selection, span), `symbol ${JSON.stringify(name)}`);
    mustNest(children, span);
  }
}

/** Sections, values and raw texts, without what only tells where a line stands. */
const readAs = ({ readings }: Analysis): unknown =>
  readings.map(({ error, sections, defaults }) => [
    error?.type,
    error?.lines.length,
    [...sections].map(([name, { options }]) => [name, [...options].map(([key, { raw }]) => [key, raw])]),
    [...defaults].map(([key, { raw }]) => [key, raw]),
  ]);

const settingsOf = ({ effectives }: Analysis): unknown =>
  effectives.map(({ settings, fatal }) => [
    fatal?.exitCode,
    [...settings].map(([id, { value, unknown, source }]) => [id, value, unknown, source]),
  ]);

export const featureProperties: readonly Property[] = [
  {
    name: 'a hover holds its position, and says something',
    oneIn: 1,
    hold: ({ text, analysis, chance }) => {
      const offset = offsetIn(text, chance);
      const hover = doHover(analysis, offset);
      if (hover) must(hover.span.start <= offset + 1 && offset - 1 <= hover.span.end && hover.markdown !== '', 'hover');
    },
  },
  {
    name: 'the edit of a completion is on the line of the position, and holds it',
    oneIn: 1,
    hold: (subject) => {
      const { text, analysis, chance } = subject;
      const offset = offsetIn(text, chance);
      const line = lineAt(analysis.document, offset);
      for (const { label, topic, edit, otherEdits } of doComplete(analysis, offset)) {
        must(isIn({ start: offset, end: offset }, edit.span) && isIn(edit.span, line), label);
        must(documentationOf(topic) !== '', `no documentation of ${label}`);
        if (otherEdits) edited(subject, [edit, ...otherEdits]);
      }
    },
  },
  {
    name: 'tokens grow, none meets another or the end of its line',
    oneIn: 1,
    hold: ({ text, analysis, chance }) => {
      const tokens = findSemanticTokens(analysis);
      let at = 0;
      for (const { line, start, end } of tokens) {
        must(start >= at && end > start && isIn({ start, end }, line), `token at ${start}`);
        at = end;
      }
      const data = encodeTokens(tokens);
      must(
        data.every((number) => Number.isInteger(number) && number >= 0),
        'numbers',
      );
      const [first, last] = [chance.nat(analysis.document.lines.length), chance.nat(analysis.document.lines.length)];
      const some = tokens.filter(({ line }) => first <= line.index && line.index <= last);
      must(isSame(encodeTokens(findSemanticTokens(analysis, first, last)), encodeTokens(some)), 'of a range');
      const other = encodeTokens(tokens.filter(() => !chance.isOneIn(8)));
      const [edit] = diffTokens(other, data);
      const after = edit ? other.toSpliced(edit.start, edit.deleteCount, ...edit.data) : other;
      must(isSame(after, data), 'changes');
      must(text.length >= at, 'end');
    },
  },
  {
    name: 'selections grow from the position to the whole text',
    oneIn: 1,
    hold: ({ text, analysis, chance }) => {
      const offset = offsetIn(text, chance);
      const [spans = []] = findSelectionRanges(analysis, [offset]);
      let inner = { start: offset, end: offset };
      for (const span of spans) {
        must(isIn(inner, span) && isIn(span, whole({ text })), `selection at ${offset}`);
        inner = span;
      }
      must(inner.start === 0 && inner.end === text.length, 'the last one');
    },
  },
  {
    name: 'folds are of more than a line, and lie beside or inside of one another',
    oneIn: 1,
    hold: ({ analysis }) => {
      const open: number[] = [];
      for (const { startLine, endLine } of findFoldingRanges(analysis)) {
        must(startLine < endLine && endLine < analysis.document.lines.length, `fold at ${startLine}`);
        while ((open.at(-1) ?? Infinity) < startLine) open.pop();
        must(endLine <= (open.at(-1) ?? Infinity), `fold at ${startLine}`);
        open.push(endLine);
      }
    },
  },
  {
    name: 'symbols, links, lenses, hints and highlights lie in the text',
    oneIn: 2,
    hold: (subject) => {
      const { text, analysis, findings, chance } = subject;
      mustNest(findSymbols(analysis), whole(subject));
      const offset = offsetIn(text, chance);
      for (const { span, target } of findDocumentLinks(analysis, uri)) {
        must(isIn(span, whole(subject)) && URL.canParse(target), target);
      }
      for (const { span, title } of findCodeLenses(analysis)) must(isIn(span, whole(subject)), title);
      for (const hint of findInlayHints(analysis)) must(0 <= hint.offset && hint.offset <= text.length, hint.label);
      const highlights = findDocumentHighlights(analysis, offset);
      for (const { span } of highlights) must(isIn(span, whole(subject)), 'highlight');
      must(statusOf(analysis, findings).summary.length <= 50, 'summary');
      must(effectiveView(analysis) !== '', 'effective view');
    },
  },
  {
    name: 'formatting is done once it is done, moves white space alone, and changes no setting',
    oneIn: 4,
    hold: (subject) => {
      const { text, context, analysis } = subject;
      const edits = doFormat(analysis);
      if (edits.length === 0) return;
      const formatted = edited(subject, edits);
      const after = new Analysis(formatted, context);
      must(formatted.replace(/\s+/g, '') === text.replace(/\s+/g, ''), 'other characters');
      must(isSame(readAs(after), readAs(analysis)), `is read otherwise: ${JSON.stringify(formatted)}`);
      must(isSame(settingsOf(after), settingsOf(analysis)), 'settings');
      must(doFormat(after).length === 0, `is not done: ${JSON.stringify(formatted)}`);
    },
  },
  {
    name: 'formatting a range makes edits of it that the whole makes, too',
    oneIn: 4,
    hold: ({ text, analysis, chance }) => {
      const range = spanIn(text, chance);
      const all = new Set(doFormat(analysis).map((edit) => JSON.stringify(edit)));
      for (const edit of doFormat(analysis, range)) {
        must(isIn(edit.span, range) && all.has(JSON.stringify(edit)), `edit at ${edit.span.start}`);
      }
    },
  },
  {
    name: 'setting options makes edits that can be applied, and sets them',
    oneIn: 8,
    hold: (subject) => {
      const { analysis, context, chance, text } = subject;
      // A client that cannot read the file reads no option of it, before and after.
      if (analysis.readings.some(({ error }) => error !== null)) return;
      const choices = { autoinstall: chance.pick(['yes', 'no']), upgrade_on_reboot: chance.pick(['yes', 'no']) };
      const answered = setOptions(analysis, choices);
      if ('problem' in answered) return;
      const again = setOptions(new Analysis(applyEdits(text, answered.edits), context), choices);
      must('edits' in again, `cannot be set again: ${'problem' in again ? again.problem : ''}`);
    },
  },
  {
    name: 'positions of an editor and offsets are the same places',
    oneIn: 4,
    hold: ({ text, chance }) => {
      const document = TextDocument.create(uri, 'uptrack-conf', 1, text);
      const offset = offsetIn(text, chance);
      must(document.offsetAt(document.positionAt(offset)) === offset, `offset ${offset}`);
    },
  },
];

/** What of a document is shown elsewhere than in its own text. */
export function shownOf({ analysis, findings, text, chance }: Subject): string {
  const offset = offsetIn(text, chance);
  return plainly([
    findings.map(({ message, fixes, related }) => [
      message,
      (fixes ?? []).map(({ title }) => title),
      (related ?? []).map((place) => place.message),
    ]),
    doHover(analysis, offset),
    doComplete(analysis, offset).map(({ label, detail, topic, filterText }) => [
      label,
      detail,
      documentationOf(topic),
      filterText,
    ]),
    findSymbols(analysis),
    findDocumentLinks(analysis, uri),
    findCodeLenses(analysis),
    findInlayHints(analysis),
    effectiveView(analysis),
    statusOf(analysis, findings),
    analysis.effectives.map(({ fatal }) => fatal?.message),
  ]);
}

/** As JSON, but without letters that stand for other characters: a form feed and “eed” are no “feed”. */
function plainly(shown: unknown): string {
  return JSON.stringify(shown).replace(/\\(?:([bfnrt])|.)/g, (all, letter?: string) =>
    letter === undefined ? all : ' ',
  );
}
