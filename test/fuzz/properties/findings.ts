/** Rules, their fixes, and the comments that silence them. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Analysis } from '../../../server/src/analysis.ts';
import { parse } from '../../../server/src/config/syntax.ts';
import { OpenDocument } from '../../../server/src/documents.ts';
import { doCodeActions } from '../../../server/src/features/code-actions.ts';
import { doFixAll } from '../../../server/src/features/fix-all.ts';
import { doSuppress } from '../../../server/src/features/suppress.ts';
import { check, ruleIds } from '../../../server/src/rules/index.ts';
import type { Edit, Finding } from '../../../server/src/rules/rule.ts';
import { applyEdits } from '../../unit/marked.ts';
import { isIn, isSame, must, offsetIn, spanIn, whole, type Property, type Subject } from '../subject.ts';
import { gist } from './text.ts';

const known: ReadonlySet<string> = new Set(ruleIds);

/** The text after edits of one fix. @throws where two of them meet, or one is not in the text */
export function edited({ text, context }: Pick<Subject, 'text' | 'context'>, edits: readonly Edit[]): string {
  const after = applyEdits(text, edits);
  const { lines } = parse(after, context.isTemplate, context.hasRubyLines);
  must(lines.map(({ start, next }) => after.slice(start, next)).join('') === after, 'lossless after an edit');
  return after;
}

/** Not all where there are thousands. */
const some = ({ findings, chance }: Subject): readonly Finding[] => {
  const first = chance.nat(Math.max(0, findings.length - 12));
  return findings.slice(first, first + 12);
};

const isOrdered = (starts: readonly number[]): boolean => starts.every((at, index) => at >= (starts[index - 1] ?? 0));

export const findingProperties: readonly Property[] = [
  {
    name: 'findings are of known rules, in the text and in its order',
    oneIn: 1,
    hold: ({ text, findings }) => {
      must(isOrdered(findings.map(({ span }) => span.start)), 'order');
      for (const { rule, span, related, message } of findings) {
        must(known.has(rule) && message !== '', rule);
        for (const each of [span, ...(related ?? []).map((place) => place.span)])
          must(isIn(each, whole({ text })), rule);
      }
    },
  },
  {
    name: 'the same text has the same findings again',
    oneIn: 4,
    hold: ({ text, context, findings }) => {
      must(isSame(check(new Analysis(text, context)), findings), 'findings');
    },
  },
  {
    name: 'the edits of a fix do not meet, change the text, and leave one that can be read',
    oneIn: 1,
    hold: (subject) => {
      for (const { rule, fixes } of some(subject)) {
        for (const { edits, title } of fixes ?? []) must(edited(subject, edits) !== subject.text, `${rule}: ${title}`);
      }
    },
  },
  {
    name: 'a text that a fix has changed has findings, too',
    oneIn: 8,
    hold: ({ text, context, findings, chance }) => {
      const fixes = findings.flatMap((finding) => finding.fixes ?? []);
      const fix = fixes[chance.nat(fixes.length)];
      if (fix) check(new Analysis(applyEdits(text, fix.edits), context));
    },
  },
  {
    name: 'fixing all is done once it is done',
    oneIn: 4,
    hold: ({ text, context, analysis, findings }) => {
      const edit = doFixAll(analysis, findings);
      if (edit === null) return;
      const after = applyEdits(text, [edit]);
      must(doFixAll(new Analysis(after, context)) === null, `is not done: ${JSON.stringify(after)}`);
    },
  },
  {
    name: 'the actions of a selection are those of findings that it touches',
    oneIn: 1,
    hold: (subject) => {
      const { findings, chance, text } = subject;
      const selection = spanIn(text, chance);
      for (const { finding, edits } of doCodeActions(findings, selection)) {
        must(finding.span.start <= selection.end && selection.start <= finding.span.end, finding.rule);
        for (const { span } of edits) must(isIn(span, whole(subject)), finding.rule);
      }
      for (const finding of some(subject)) {
        const at = doCodeActions(findings, finding.span).filter((action) => action.finding === finding);
        must(at.length === (finding.fixes ?? []).length, `${finding.rule} at its own place`);
      }
    },
  },
  {
    name: 'comments that silence change nothing that any Python reads',
    oneIn: 8,
    hold: (subject) => {
      const { analysis, findings, context, chance } = subject;
      const actions = doSuppress(analysis, findings, whole(subject));
      const action = actions[chance.nat(actions.length)];
      if (!action) return;
      const after = new Analysis(edited(subject, action.edits), context);
      must(isSame(after.readings.map(gist), analysis.readings.map(gist)), action.title);
    },
  },
  {
    name: 'after edits on its way, a document has the text and the findings of a fresh one',
    oneIn: 8,
    hold: ({ text, context, chance }) => {
      const document = TextDocument.create('file:///x', 'uptrack-conf', 1, text);
      const open = new OpenDocument(document, context, '1');
      must(open.findings.length >= 0, 'findings');
      let expected = text;
      for (let version = 2; version < 5; version++) {
        const [a, b] = [offsetIn(expected, chance), offsetIn(expected, chance)];
        const [start, end] = [Math.min(a, b), Math.min(Math.max(a, b), Math.min(a, b) + chance.nat(9))];
        const from = offsetIn(expected, chance);
        const newText = chance.pick(['', '\n', '\r', 'x', expected.slice(from, from + 20), '[Settings]\n']);
        const range = { start: document.positionAt(start), end: document.positionAt(end) };
        const [first, last] = [document.offsetAt(range.start), document.offsetAt(range.end)];
        TextDocument.update(document, [{ range, text: newText }], version);
        expected = expected.slice(0, first) + newText + expected.slice(last);
      }
      must(document.getText() === expected, 'text');
      const after = new OpenDocument(document, context, '2');
      must(isSame(after.findings, check(new Analysis(expected, context))), 'findings');
      const ends = after.findings.map(({ span }) => after.span(after.range(span)));
      must(
        after.findings.every(({ span }, index) => (ends[index]?.start ?? -1) <= span.start),
        'ranges',
      );
    },
  },
];
