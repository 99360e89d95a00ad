/** The rule table as Markdown: a page for each rule, and one that lists them. `scripts/rule-pages.mjs` writes them to docs/rules. */
import { Analysis, defaultContext, type AnalysisContext } from '../analysis.ts';
import type { Effective, Setting } from '../config/effective.ts';
import { evidenceText } from '../config/evidence.ts';
import { noFacts } from '../config/facts.ts';
import { dialects, type Dialect } from '../config/reader.ts';
import { describedRules, type DescribedRule } from './described.ts';
import { octal, pythons } from './effects.ts';

const generated = '<!-- Written by scripts/rule-pages.mjs from the rule table. Change that, not this page. -->';

/** Content by file name. */
export function rulePages(): ReadonlyMap<string, string> {
  return new Map([['README.md', list()], ...describedRules.map((rule) => [`${rule.id}.md`, page(rule)] as const)]);
}

function list(): string {
  const rows = describedRules.map(
    ({ id, title, severities }) => `| [${id}](${id}.md) | ${severities.join(', ')} | ${title} |`,
  );
  return joined(
    generated,
    '# Rules',
    'Severity follows consequence: *error* where a Python that the file is for refuses it, a stage of the client ends early, or a name is nearly a known one; *warning* where a line does not do what it seems to; *information* and *hint* below.',
    ['| Rule | Severity | What it finds |', '| --- | --- | --- |', ...rows].join('\n'),
  );
}

function page(rule: DescribedRule): string {
  const { id, title, severities, effect, evidence, example } = rule;
  const contexts = exampleContexts(rule);
  const wrong = new Analysis(example.wrong, contexts.wrong);
  const situation = situationOf(rule);
  const findings = [...rule.check(wrong)];
  const fixes = new Set(findings.flatMap((finding) => (finding.fixes ?? []).map((fix) => fix.title)));
  return joined(
    generated,
    `# ${title}`,
    `\`${id}\` · ${severities.join(', ')}`,
    effect,
    '## Wrong',
    ...(situation === '' ? [] : [situation]),
    fenced('ini', visible(example.wrong)),
    'What the client does with it:',
    example.facts?.disableFileBeside ? disabled : behaviours(wrong, new Analysis(example.right, contexts.right)),
    '## Right',
    ...(example.facts ? ['Otherwise:'] : []),
    fenced('ini', example.right),
    ...(fixes.size > 0 ? ['## Quick fixes', [...fixes].map((each) => `- ${each}`).join('\n')] : []),
    '## Evidence',
    evidence.map((level) => `- ${level}: ${evidenceText[level]}`).join('\n'),
  );
}

/** What is known of the two examples besides their text. */
export function exampleContexts({ example }: DescribedRule): { wrong: AnalysisContext; right: AnalysisContext } {
  const right = { ...defaultContext, client: example.client ?? defaultContext.client };
  return { right, wrong: { ...right, facts: { ...noFacts, ...example.facts } } };
}

/** In words; empty where there is nothing special. */
function situationOf({ example: { client, facts } }: DescribedRule): string {
  if (client === 'offline') return 'In a file for an offline client:';
  if (facts?.disableFileBeside) return 'Where a file `disable` stands in the same folder:';
  if (facts?.isVersionControlled) return 'In a folder under version control:';
  return typeof facts?.mode === 'number' ? `Where the mode of the file is ${octal(facts.mode)}:` : '';
}

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text.replace(/\n$/, '')}\n\`\`\``;
const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ');

/** What the client says before it looks at the configuration (evidence: client). */
const disabled = `- Every Python: exit code 1\n\n${indented(fenced('text', 'Uptrack disabled by system administrator, remove /etc/uptrack/disable to enable.'))}\n`;

/** What each Python makes of a file; of the options that it or the repaired file sets, the values. */
function behaviours(wrong: Analysis, right: Analysis): string {
  const named = (effective: Effective): Setting[] =>
    [...effective.settings.values()].filter(({ source }) => source === 'file');
  const ids = new Set([...wrong.effectives, ...right.effectives].flatMap(named).map(({ option }) => option.name));
  const groups = new Map<string, Dialect[]>();
  for (const effective of wrong.effectives) {
    const text = behaviour(effective, ids);
    groups.set(text, [...(groups.get(text) ?? []), effective.dialect]);
  }
  return [...groups]
    .map(([text, each]) => `- ${each.length === dialects.length ? 'Every Python' : pythons(each)}: ${text}`)
    .join('\n');
}

function behaviour({ fatal, settings }: Effective, names: ReadonlySet<string>): string {
  if (fatal) {
    const after = fatal.stages.includes('cron') ? '' : ', but not in the periodic run';
    return `exit code ${fatal.exitCode}${after}\n\n${indented(fenced('text', fatal.message))}\n`;
  }
  const values = [...settings.values()].filter(({ option }) => names.has(option.name)).map(shown);
  return `the file is read${values.length > 0 ? `, with ${values.join(' and ')}` : ''}`;
}

function shown({ option, value, source }: Setting): string {
  const text = typeof value === 'boolean' ? (value ? 'yes' : 'no') : (value ?? '');
  if (text === '') return `${source === 'default' ? 'no' : 'an empty'} \`${option.name}\``;
  return `\`${option.name} = ${text}\`${source === 'default' ? ' (the default)' : ''}`;
}

/** With words for what cannot be seen. */
const visible = (whole: string): string => {
  const text = saidOnce(whole);
  return text
    .replace('\uFEFF', '<BOM>')
    .replaceAll('\r', '<CR>')
    .replace(/([^\n])$/, '$1<end of the file>');
};
/** Without the lines of a long text that only repeat the one above. */
const saidOnce = (text: string): string =>
  text.length < 10_000
    ? text
    : text
        .split('\n')
        .filter((line, index, lines) => line !== lines[index - 1])
        .join('\n');
const joined = (...parts: readonly string[]): string => `${parts.join('\n\n').replace(/\n{3,}/g, '\n\n')}\n`;
