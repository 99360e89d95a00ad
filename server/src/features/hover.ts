/** What a section, an option or its value means; the reboot options with their consequences for this file. */
import type { Analysis } from '../analysis.ts';
import { findSection, idOf, type Option } from '../config/options.ts';
import { textOf, type Span } from '../config/syntax.ts';
import { consequencesMarkdown } from './consequences.ts';
import { optionMarkdown, sectionMarkdown } from './documentation.ts';
import { placeAt } from './place.ts';

export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

/** Where the vendor's guide says two things about an option, and which of them is right (evidence: client). */
const contradictions: Readonly<Record<string, string>> = {
  'Settings.install_on_reboot':
    '**The guide contradicts itself here.** One sentence says that the set present before the reboot is installed again; that one is right. Another says that all available updates are installed: that is what `upgrade_on_reboot` does.',
  'Settings.upgrade_on_reboot':
    '**The guide contradicts itself here.** One sentence says that all available updates are installed even if another kernel boots; that one is right. The next one limits it to the same kernel: that limit belongs to `install_on_reboot`.',
};

export function doHover(analysis: Analysis, offset: number): Hover | null {
  const place = placeAt(analysis, offset);
  if (place.kind === 'header') {
    const section = findSection(textOf(analysis.document, place.line.name));
    return section ? { span: place.line.name, markdown: `**[${section.name}]**\n\n${sectionMarkdown(section)}` } : null;
  }
  if ((place.kind !== 'key' && place.kind !== 'value') || !place.option) return null;
  const span = place.kind === 'key' ? place.line.key : place.line.value;
  if (offset < span.start || offset > span.end) return null;
  return { span, markdown: optionHover(analysis, place.option) };
}

function optionHover(analysis: Analysis, option: Option): string {
  const contradiction = contradictions[idOf(option)];
  const parts = [`**${option.name}** in [${option.section}], ${option.type}`, optionMarkdown(option)];
  if (contradiction) parts.splice(1, 0, option.summary, consequencesMarkdown(analysis), contradiction);
  return parts.join('\n\n');
}
