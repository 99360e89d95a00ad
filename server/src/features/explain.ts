/** What an exit code, a rule or the client's own words mean, with the rules that find the mistake in the file. */
import { Analysis } from '../analysis.ts';
import { closest } from '../config/distance.ts';
import type { Evidence } from '../config/evidence.ts';
import { options } from '../config/options.ts';
import { describedRules, type DescribedRule } from '../rules/described.ts';
import { ruleIds } from '../rules/index.ts';
import { exampleContexts } from '../rules/pages.ts';
import type { Severity } from '../rules/rule.ts';
import {
  causesOf,
  causesOfExitCode,
  clientMessages,
  knownExitCode,
  messagesIn,
  type Cause,
} from '../simulator/explain.ts';
import { exitCodes } from '../simulator/messages.ts';
import { withoutPrefix } from '../simulator/recognise.ts';

export interface ExplainedCause extends Cause {
  /** Ids of the rules that find it in the file; none where the file has no part in it. */
  readonly rules: readonly string[];
}

interface Explained {
  /** Where it stands, 1-based. */
  readonly lines: readonly number[];
}

export interface ExplainedExitCode extends Explained {
  readonly kind: 'exit-code';
  readonly exitCode: number;
  readonly meaning: string;
  /** Any of these. */
  readonly causes: readonly ExplainedCause[];
}

export interface ExplainedMessage extends Explained {
  readonly kind: 'message';
  /** The options of the file that it names. */
  readonly options: readonly string[];
  /** Several where the words leave it open. */
  readonly causes: readonly ExplainedCause[];
}

export interface ExplainedRule extends Explained {
  readonly kind: 'rule';
  readonly rule: string;
  readonly title: string;
  /** Markdown. */
  readonly effect: string;
  readonly severities: readonly Severity[];
  readonly example: { readonly wrong: string; readonly right: string } | null;
  readonly fixes: readonly string[];
  readonly evidence: readonly Evidence[];
}

/** As JSON this is a contract: extend it, rename nothing. None of it is taken from the text, which may hold secrets. */
export type Explanation = ExplainedExitCode | ExplainedMessage | ExplainedRule;

export interface Explanations {
  /** Each once, in the order of their first lines. */
  readonly explanations: readonly Explanation[];
  /** Lines with something in them that nothing is known of, 1-based. */
  readonly unrecognised: readonly number[];
}

/** A rule that is found where bytes are read has no example. */
export type RuleFacts = Pick<DescribedRule, 'id' | 'title' | 'effect' | 'evidence'> & Partial<DescribedRule>;

/** @param more rules besides those of the table */
export function explain(lines: readonly string[], more: readonly RuleFacts[] = []): Explanations {
  const found = new Map<string, Explanation>();
  const add = (key: string, explanation: Explanation): void => {
    const known = found.get(key);
    const all = [...(known?.lines ?? []), ...explanation.lines];
    const names = [known, explanation].flatMap((each) => (each?.kind === 'message' ? each.options : []));
    found.set(key, {
      ...explanation,
      lines: all,
      ...(explanation.kind === 'message' && { options: [...new Set(names)] }),
    });
  };

  const texts = lines.map(withoutPrefix);
  const words = texts.map((text, index) => {
    const single = explainWord(text, index + 1, [...describedRules, ...more]);
    if (single === null) return text;
    add(single.kind === 'rule' ? single.rule : String(single.exitCode), single);
    return null;
  });
  for (const recognised of messagesIn(words)) {
    const causes = causesOf(recognised).map(withRules);
    const named = optionsNamed(recognised.lines.map((line) => texts[line] ?? ''));
    const at = recognised.lines.map((line) => line + 1);
    add(recognised.ids.join(' '), { kind: 'message', lines: at, options: named, causes });
  }

  const explanations = [...found.values()].sort((a, b) => (a.lines[0] ?? 0) - (b.lines[0] ?? 0));
  const explained = new Set(explanations.flatMap((each) => each.lines));
  const unrecognised = texts.flatMap((text, index) => (text === '' || explained.has(index + 1) ? [] : [index + 1]));
  return { explanations, unrecognised };
}

/** The rule that was probably meant; null where none is near. */
export const meantRule = (text: string): string | null => closest(text, ruleIds)?.word ?? null;

/** An exit code or a rule, alone on its line; null for anything else. */
function explainWord(
  text: string,
  line: number,
  known: readonly RuleFacts[],
): ExplainedExitCode | ExplainedRule | null {
  const [, sign, digits] = /^(?:exit(?:ed)?\b ?)?(?:with )?(?:code|status)?[ :=]*([-−])?(\d{1,3})$/i.exec(text) ?? [];
  if (digits !== undefined) return explainExitCode(Number(digits) * (sign === undefined ? 1 : -1), line);
  const rule = known.find(({ id }) => id === text.toLowerCase());
  return rule === undefined ? null : explainRule(rule, line);
}

function explainExitCode(number: number, line: number): ExplainedExitCode | null {
  const exitCode = knownExitCode(number);
  if (exitCode === null) return null;
  const causes = causesOfExitCode(exitCode).map(withRules);
  return { kind: 'exit-code', lines: [line], exitCode, meaning: exitCodes[exitCode] ?? '', causes };
}

function explainRule(rule: RuleFacts, line: number): ExplainedRule {
  const { id, title, effect, severities = ['error'], evidence, example = null } = rule;
  const fixes = isRule(rule) ? fixesOf(rule) : [];
  return {
    kind: 'rule',
    lines: [line],
    rule: id,
    title,
    effect,
    severities,
    example: example && { wrong: example.wrong, right: example.right },
    fixes,
    evidence,
  };
}

const isRule = (rule: RuleFacts): rule is DescribedRule => rule.check !== undefined && rule.example !== undefined;

function fixesOf(rule: DescribedRule): string[] {
  const wrong = new Analysis(rule.example.wrong, exampleContexts(rule).wrong);
  const titles = [...rule.check(wrong)].flatMap(({ fixes }) => (fixes ?? []).map(({ title }) => title));
  return [...new Set(titles)];
}

const naming = /(?:Unable to read|check that|option) '?(\w+)'? (?:setting|is set|in section)/g;
const optionNames = new Set(options.map(({ name }) => name));

/** Only names of the catalogue: anything else may be a secret in the wrong place. */
function optionsNamed(texts: readonly string[]): string[] {
  const names = texts.flatMap((text) => Array.from(text.matchAll(naming), ([, name = '']) => name));
  return [...new Set(names)].filter((name) => optionNames.has(name));
}

/** What the examples of the rules do not show, by the message that it leads to. */
const furtherRules: Readonly<Record<string, readonly string[]>> = {
  ParsingError: ['indented-comment', 'unterminated-section-header'],
  UnicodeDecodeError: ['not-utf8', 'non-ascii'],
  'key-missing': ['missing-access-key', 'placeholder-access-key'],
  'key-refused': ['access-key-format', 'api-key-as-access-key', 'placeholder-access-key', 'quoted-value'],
  'not-activated': ['access-key-format', 'api-key-as-access-key'],
  'no-network': ['proxy-without-port', 'proxy-tls-scheme'],
  'proxy-not-resolved': ['quoted-value', 'inline-comment', 'proxy-without-port'],
  'url-malformed': ['quoted-value', 'inline-comment', 'non-default-repo-url'],
  'own-server-unreachable': ['non-default-repo-url', 'oci-legacy-host'],
  'own-certificate-refused': ['non-default-repo-url', 'empty-ssl-ca-path'],
  'connection-failed': ['empty-ssl-ca-path'],
  'options-removed': ['removed-option'],
  'gconf-without-display': ['legacy-option'],
  disabled: ['disable-file-present'],
  'hostname-unreadable': ['undocumented-option'],
  'hostname-empty': ['undocumented-option'],
  'hardware-uuid': ['undocumented-option'],
};

const isFatal = ({ severities }: DescribedRule): boolean => severities.includes('error');

let shown: ReadonlyMap<string, readonly string[]> | undefined;

/** The rules whose examples make the client say this, by the message. */
function rulesShown(): ReadonlyMap<string, readonly string[]> {
  if (shown !== undefined) return shown;
  const byMessage = new Map<string, string[]>();
  for (const rule of describedRules.filter(isFatal)) {
    const { effectives } = new Analysis(rule.example.wrong, exampleContexts(rule).wrong);
    const said = effectives.flatMap(({ fatal }) => fatal?.message.split('\n') ?? []);
    for (const id of new Set(messagesIn(said.map(withoutPrefix)).flatMap(({ ids }) => ids))) {
      byMessage.set(id, [...(byMessage.get(id) ?? []), rule.id]);
    }
  }
  return (shown = byMessage);
}

function withRules(cause: Cause): ExplainedCause {
  return { ...cause, rules: rulesBehind(cause.id) };
}

/** Of a message all that lead to it or to a case of it; of a case for which there are none, those of the whole. */
function rulesBehind(id: string): readonly string[] {
  const cases = Object.keys(clientMessages).filter((other) => clientMessages[other]?.partOf === id);
  const found = [id, ...cases].flatMap((each) => [...(rulesShown().get(each) ?? []), ...(furtherRules[each] ?? [])]);
  const whole = clientMessages[id]?.partOf;
  return found.length === 0 && whole !== undefined ? rulesBehind(whole) : [...new Set(found)];
}
