/** Rules about the names of sections and options. */
import type { Analysis } from '../analysis.ts';
import { closest } from '../config/distance.ts';
import { findSection, options, sections, type Option } from '../config/options.ts';
import type { OutlineSection } from '../config/outline.ts';
import { textOf, type Document, type HeaderLine, type Span } from '../config/syntax.ts';
import { trimmed } from '../config/whitespace.ts';
import { appendLines, deleteLines, insertLinesBehind, moveCommentAbove, replace, textOfLines } from './edits.ts';
import { ignored, pythons, quoted, sentences } from './effects.ts';
import { knownSections, optionsInKnownSections, type NamedOption } from './named-options.ts';
import type { Draft, Edit, Fix, Rule } from './rule.ts';
import { isExploitOption, isExploitSection } from './surroundings.ts';

const namesOf = (all: readonly { readonly name: string }[]): readonly string[] => all.map(({ name }) => name);
const optionsByName = new Map<string, Option>(options.map((option) => [option.name, option]));

const didYouMean = (span: Span, word: string, shown: string): Fix => ({
  title: `Change to ${shown}`,
  edits: [replace(span, word)],
  preferred: true,
  safe: false,
});

function unknownSection({ name, header, options: inside }: OutlineSection): Draft[] {
  if (!header || name === null || name === '' || name === 'DEFAULT' || findSection(name) || isExploitSection(name))
    return [];
  const meant = closest(name, namesOf(sections));
  const loses =
    inside.length === 0
      ? ''
      : `, with ${inside.length === 1 ? 'the option' : `the ${inside.length} options`} in it: the defaults apply`;
  const question = meant ? ` Did you mean [${meant.word}]? Case and spaces count.` : '';
  return [
    {
      severity: meant ? 'error' : 'warning',
      span: header.name,
      message: `Unknown section [${quoted(name)}]. ${ignored}${loses}.${question}`,
      fixes: meant ? [didYouMean(header.name, meant.word, `[${meant.word}]`)] : [],
    },
  ];
}

/** “Did you mean “upgrade_on_reboot”? It keeps its default: no.” */
function question(analysis: Analysis, section: string, word: string): string {
  const option = optionsByName.get(word);
  if (!option) return '';
  const where = option.section === section ? '' : ` in [${option.section}]`;
  const isSet = knownSections(analysis).get(option.section)?.names.has(word) ?? false;
  const keeps =
    isSet || typeof option.default !== 'boolean' ? '' : ` It keeps its default: ${option.default ? 'yes' : 'no'}.`;
  return `Did you mean “${word}”${where}?${keeps}`;
}

function unknownKey(analysis: Analysis, { name, line, section }: NamedOption): Draft[] {
  const { document } = analysis;
  if (optionsByName.has(name) || isExploitOption(name)) return [];
  const here = options.filter((option) => option.section === section.name);
  const meant = closest(name, namesOf(here)) ?? closest(name, namesOf(options));
  return [
    {
      severity: meant ? 'error' : 'warning',
      span: line.key,
      message: sentences(
        `Unknown option “${quoted(textOf(document, line.key))}” in [${section.name}]. ${ignored}.`,
        meant ? question(analysis, section.name, meant.word) : '',
      ),
      fixes: meant ? [didYouMean(line.key, meant.word, `“${meant.word}”`)] : [],
    },
  ];
}

function moveTo(analysis: Analysis, { line, lastLine }: NamedOption, option: Option): Fix {
  const { document } = analysis;
  const home = knownSections(analysis).get(option.section);
  const lines = textOfLines(document, line.index, lastLine).trimStart();
  const remove = deleteLines(document, line.index, lastLine);
  const withHeader = `\n[${option.section}]\n${lines}`;
  const isLast = lastLine === document.lines.length - 1;
  const edits: readonly Edit[] = home
    ? [insertLinesBehind(document, home.section.lastLine, lines), remove]
    : isLast
      ? [replace(remove.span, withHeader)]
      : [remove, appendLines(document, withHeader)];
  return { title: `Move to [${option.section}]`, edits, preferred: true, safe: false };
}

function keyInWrongSection(analysis: Analysis, named: NamedOption): Draft[] {
  const { name, line, section } = named;
  const option = optionsByName.get(name);
  if (!option || option.section === section.name) return [];
  const isSet = knownSections(analysis).get(option.section)?.names.has(name) ?? false;
  const remove: Fix = {
    title: 'Delete the line',
    edits: [deleteLines(analysis.document, line.index, named.lastLine)],
    preferred: false,
    safe: false,
  };
  return [
    {
      severity: 'warning',
      span: line.key,
      message: `“${name}” belongs in [${option.section}]. ${ignored} here${isSet ? ', and takes the one that stands there.' : ': the default applies.'}`,
      fixes: isSet ? [remove] : [moveTo(analysis, named, option), remove],
    },
  ];
}

/** What stands behind a header whatever a template renders. */
function restOf({ text, isTemplate }: Document, { rest, templates }: HeaderLine): Span {
  const tag = isTemplate ? templates.find(({ end }) => end > rest.start) : undefined;
  return tag === undefined ? rest : trimmed(text, rest.start, Math.max(rest.start, Math.min(rest.end, tag.start)));
}

function textAfterHeader({ context, document }: Analysis, header: HeaderLine | null): Draft[] {
  if (!header?.close) return [];
  const { close } = header;
  const rest = restOf(document, header);
  const text = textOf(document, rest);
  if (text === '') return [];
  const isTagged = rest.end < header.rest.end;
  const isName = context.dialects.includes('3.10') && text.includes(']');
  const comment = /^[#;]/.test(text);
  return [
    {
      severity: isName ? 'warning' : 'hint',
      span: rest,
      message: isName
        ? `For ${pythons(['3.10'])} the name of a section goes on to the last bracket: there this is another section, which the client ignores.`
        : 'Text behind a section header is ignored.',
      fixes: isTagged
        ? []
        : [
            comment
              ? moveCommentAbove(header, close.end, text)
              : {
                  title: 'Remove the text behind the header',
                  edits: [replace({ start: close.end, end: header.end }, '')],
                  preferred: false,
                  safe: false,
                },
          ],
    },
  ];
}

export const nameRules: readonly Rule[] = [
  {
    id: 'unknown-section',
    severities: ['error', 'warning'],
    check: ({ outline }) => outline.flatMap(unknownSection),
  },
  {
    id: 'unknown-key',
    severities: ['error', 'warning'],
    check: (analysis) => optionsInKnownSections(analysis).flatMap((option) => unknownKey(analysis, option)),
  },
  {
    id: 'key-in-wrong-section',
    severities: ['warning'],
    check: (analysis) => optionsInKnownSections(analysis).flatMap((option) => keyInWrongSection(analysis, option)),
  },
  {
    id: 'text-after-section-header',
    severities: ['warning', 'hint'],
    check: (analysis) => analysis.outline.flatMap(({ header }) => textAfterHeader(analysis, header)),
  },
];
