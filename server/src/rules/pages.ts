/** The rule table as Markdown: a page for each rule, and one that lists them. `scripts/rule-pages.mjs` writes them to docs/rules. */
import { Analysis } from '../analysis.ts';
import type { Effective, Setting } from '../config/effective.ts';
import { evidenceText } from '../config/evidence.ts';
import { dialects, type Dialect } from '../config/reader.ts';
import { pythons } from './effects.ts';
import { rules } from './index.ts';
import type { Rule } from './rule.ts';

const generated = '<!-- Written by scripts/rule-pages.mjs from the rule table. Change that, not this page. -->';

/** Content by file name. */
export function rulePages(): ReadonlyMap<string, string> {
  return new Map([['README.md', list()], ...rules.map((rule) => [`${rule.id}.md`, page(rule)] as const)]);
}

function list(): string {
  const rows = rules.map(({ id, title, severities }) => `| [${id}](${id}.md) | ${severities.join(', ')} | ${title} |`);
  return joined(
    generated,
    '# Rules',
    'Severity follows consequence: *error* where a Python that the file is for refuses it, a stage of the client ends early, or a name is nearly a known one; *warning* where a line does not do what it seems to; *information* and *hint* below.',
    ['| Rule | Severity | What it finds |', '| --- | --- | --- |', ...rows].join('\n'),
  );
}

function page(rule: Rule): string {
  const { id, title, severities, effect, evidence, example } = rule;
  const wrong = new Analysis(example.wrong);
  const findings = [...rule.check(wrong)];
  const fixes = new Set(findings.flatMap((finding) => (finding.fixes ?? []).map((fix) => fix.title)));
  return joined(
    generated,
    `# ${title}`,
    `\`${id}\` · ${severities.join(', ')}`,
    effect,
    '## Wrong',
    fenced('ini', visible(example.wrong)),
    'What the client does with it:',
    behaviours(wrong, new Analysis(example.right)),
    '## Right',
    fenced('ini', example.right),
    ...(fixes.size > 0 ? ['## Quick fixes', [...fixes].map((each) => `- ${each}`).join('\n')] : []),
    '## Evidence',
    evidence.map((level) => `- ${level}: ${evidenceText[level]}`).join('\n'),
  );
}

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

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text.replace(/\n$/, '')}\n\`\`\``;
const indented = (text: string): string => text.replace(/^(?=.)/gm, '  ');
/** A byte order mark cannot be seen. */
const visible = (text: string): string => text.replace('\uFEFF', '<BOM>');
const joined = (...parts: readonly string[]): string => `${parts.join('\n\n').replace(/\n{3,}/g, '\n\n')}\n`;
