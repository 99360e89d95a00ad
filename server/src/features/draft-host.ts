/** The answer to `uptrack/draftHost`: pasted output of the client as a host file, or what it does not say. */
import { lineRedactor } from '../config/secrets.ts';
import type { DraftHostParams, HostDraft } from '../protocol.ts';
import { knownFrom, type Known } from '../simulator/client-known.ts';
import { parseClientOutput } from '../simulator/client-output.ts';
import { answerKey, draftHost } from '../simulator/host-draft.ts';
import { placeOf } from '../simulator/read-host.ts';
import { updates } from '../simulator/words.ts';

export function doDraftHost({ outputs, answers }: DraftHostParams): HostDraft {
  const parsed = outputs.map(parseClientOutput);
  const known = knownFrom(parsed);
  const draft = draftHost(known, answers);
  const lines = parsed.flatMap(({ problems }, index) => {
    if (problems.length === 0) return [];
    const fit = lineRedactor(outputs[index] ?? '');
    const part = outputs.length > 1 ? `Part ${index + 1}, line` : 'Line';
    return problems.map(({ line, text, message }) => `${part} ${line}: ${message} ${fit(text)}`.trim());
  });
  const unused = draft.unused.map((key) => `Nothing asks for ${key}: the answer changes nothing.`);
  if (draft.host !== null) {
    return {
      host: `${JSON.stringify(draft.host, null, 2)}\n`,
      open: [],
      notes: draft.notes.map(({ text, evidence }) => `${text} (${evidence})`),
      problems: [...lines, ...unused],
      known: knownTexts(known),
    };
  }
  return {
    host: null,
    open: draft.open.map(({ id, subject, ...question }) => ({ ...question, id: answerKey(id, subject) })),
    notes: [],
    problems: [...lines, ...draft.problems.map((problem) => `${placeOf(problem)}${problem.message}`), ...unused],
    known: knownTexts(known),
  };
}

/** In the order in which a person would tell it. */
function knownTexts({ installed, pending, run, effectiveKernel, running, failing, isDisabled, isExpired }: Known) {
  return [
    ...(running === null ? [] : [`${running} runs`]),
    ...(installed === null ? [] : [`${updates(installed.length)} installed`]),
    ...(pending === null ? [] : [`${updates(pending.length)} available and not installed`]),
    ...(effectiveKernel === null ? [] : [`effective kernel ${effectiveKernel}`]),
    ...(run === null ? [] : [`a run of ${run.steps.length} steps that has not come to its end`]),
    ...failing.map(({ id }) => `[${id}] cannot be applied`),
    ...(isDisabled ? ['/etc/uptrack/disable exists'] : []),
    ...(isExpired ? ['the subscription has expired'] : []),
  ];
}
