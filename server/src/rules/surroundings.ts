/** Rules about where the file stands: who writes it, who can read it, what stands beside it, what belongs in another file. */
import type { Analysis } from '../analysis.ts';
import { noFacts, type Facts } from '../config/facts.ts';
import { textOf, type Span } from '../config/syntax.ts';
import { octal } from './effects.ts';
import { optionsInKnownSections } from './named-options.ts';
import { proxiesOf } from './network.ts';
import type { Draft, Rule } from './rule.ts';

const factsOf = ({ context }: Analysis): Facts => context.facts ?? noFacts;

/** For what is wrong with the file as a whole. */
const firstLine = ({ document: { lines } }: Analysis): Span => {
  const line = lines.find(({ kind }) => kind === 'header') ?? lines[0];
  return { start: line?.indent.end ?? 0, end: line?.end ?? 0 };
};

/** Also in comments, and where the option is misspelt or has no section: it is a credential all the same. */
const assignedKey = /^[\s#;]{0,20}acc?ess?[ _-]?key[ \t]{0,20}[=:][ \t"']{0,20}([0-9a-f]{64})(?![0-9a-z])/i;

const keysIn = ({ document }: Analysis): Span[] =>
  document.lines.flatMap((line) => {
    if (line.kind !== 'option' && line.kind !== 'comment') return [];
    const found = assignedKey.exec(textOf(document, line));
    if (!found?.[1]) return [];
    const end = line.start + found[0].length;
    return [{ start: end - found[1].length, end }];
  });

const credentialsIn = (analysis: Analysis): Span[] => [
  ...keysIn(analysis),
  ...proxiesOf(analysis).flatMap(({ credentials }) => credentials ?? []),
];

const manager = /\b(?:Ansible|Cfengine|Chef|Cobbler|Juju|Puppet|Rudder|Salt(?:Stack)?|Terraform)\b/i;
const banner =
  /\b(?:managed|maintained|controlled|generated|rendered|created|written|installed) (?:automatically )?(?:by|with|from)\b|\b(?:ansible|cfengine|chef|puppet|salt)[- ]managed\b|\bauto(?:matically |-)?generated\b/i;

function managedFile({ document }: Analysis): Draft[] {
  if (document.isTemplate) return [];
  for (const line of document.lines) {
    if (line.kind !== 'comment') continue;
    const text = textOf(document, line);
    if (!banner.test(text)) continue;
    const by = manager.exec(text)?.[0];
    if (by === undefined && !/generated/i.test(text)) continue;
    return [
      {
        severity: 'information',
        span: { start: line.indent.end, end: line.end },
        message: `${by ?? 'A program'} writes this file, as this line says. What is changed here may be gone after its next run: change the template instead.`,
      },
    ];
  }
  return [];
}

const exploitSections = ['email', 'actions'];
const exploitOption = /^(?:recipients|cve-\d{4}-\d+)$/;

/** Whether a section, or an option in a known section, belongs in the file of known exploit detection. */
export const isExploitSection = (name: string): boolean => exploitSections.includes(name.toLowerCase());
export const isExploitOption = (name: string): boolean => exploitOption.test(name);

const misplaced =
  'This belongs in /etc/log-known-exploit.conf. The client ignores it here: nobody is told of an attempt, and no action is taken.';

export const surroundingsRules: readonly Rule[] = [
  {
    id: 'managed-file',
    severities: ['information'],
    check: managedFile,
  },
  {
    id: 'misplaced-exploit-setting',
    severities: ['warning'],
    check: (analysis) => [
      ...analysis.outline.flatMap(({ header, name }): Draft[] =>
        header && name !== null && isExploitSection(name)
          ? [{ severity: 'warning', span: header.name, message: misplaced }]
          : [],
      ),
      ...optionsInKnownSections(analysis)
        .filter(({ name }) => isExploitOption(name))
        .map(({ line }): Draft => ({ severity: 'warning', span: line.key, message: misplaced })),
    ],
  },
  {
    id: 'disable-file-present',
    severities: ['warning'],
    check: (analysis) =>
      factsOf(analysis).disableFileBeside && !analysis.document.isTemplate
        ? [
            {
              severity: 'warning',
              span: firstLine(analysis),
              message:
                'A file “disable” stands beside this one: the client refuses to run (exit code 1). After a reboot no update is re-applied, whatever stands here. Remove that file if this is not what you want.',
            },
          ]
        : [],
  },
  {
    id: 'world-readable-secret',
    severities: ['information'],
    check: (analysis) => {
      const { mode, isVersionControlled } = factsOf(analysis);
      // A working copy has the modes of its checkout; there the next rule speaks.
      if (mode === null || (mode & 0o004) === 0 || isVersionControlled) return [];
      const [span] = credentialsIn(analysis);
      if (!span) return [];
      return [
        {
          severity: 'information',
          span,
          message: `Every user of this host can read this: the mode of the file is ${octal(mode)}. Set it to 0640.`,
        },
      ];
    },
  },
  {
    id: 'key-under-version-control',
    severities: ['warning'],
    check: (analysis) =>
      factsOf(analysis).isVersionControlled
        ? keysIn(analysis).map((span): Draft => ({
            severity: 'warning',
            span,
            message:
              'This access key is under version control. Whoever has a copy of the repository has it: ask for a new one, and fill it in where the file is installed.',
          }))
        : [],
  },
];
