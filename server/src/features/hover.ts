/** What a section, an option or its value means; the reboot options with their consequences for this file. */
import type { Analysis } from '../analysis.ts';
import { findSection, idOf, type Option, type OptionId } from '../config/options.ts';
import { textOf, type Span } from '../config/syntax.ts';
import { consequencesMarkdown } from './consequences.ts';
import { optionDetails, paragraphs, sectionDetails } from './documentation.ts';
import { placeAt } from './place.ts';

export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

/** Where the vendor's guide says two things about an option, and which of them is right (evidence: client). */
const contradictions: Readonly<Partial<Record<OptionId, string>>> = {
  'Settings.install_on_reboot':
    '**The guide contradicts itself here.** One sentence says that the set present before the reboot is installed again; that one is right. Another says that all available updates are installed: that is what `upgrade_on_reboot` does.',
  'Settings.upgrade_on_reboot':
    '**The guide contradicts itself here.** One sentence says that all available updates are installed even if another kernel boots; that one is right. The next one limits it to the same kernel: that limit belongs to `install_on_reboot`.',
};

export function doHover(analysis: Analysis, offset: number): Hover | null {
  const place = placeAt(analysis, offset);
  if (place.kind === 'header') {
    const span = place.line.name;
    const section = findSection(textOf(analysis.document, span));
    if (!section || offset < span.start - 1 || offset > span.end + 1) return null;
    return { span, markdown: paragraphs(`**[${section.name}]**`, section.summary, sectionDetails(section)) };
  }
  if ((place.kind !== 'key' && place.kind !== 'value') || !place.option) return null;
  const span = place.line[place.kind];
  if (offset < span.start || offset > span.end) return null;
  return { span, markdown: optionMarkdown(analysis, place.option) };
}

function optionMarkdown(analysis: Analysis, option: Option): string {
  const contradiction = contradictions[idOf(option)];
  return paragraphs(
    `**${option.name}** in [${option.section}], ${option.type}`,
    option.summary,
    contradiction ? consequencesMarkdown(analysis) : '',
    contradiction ?? '',
    optionDetails(option),
  );
}
