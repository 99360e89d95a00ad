/** The catalogue as Markdown, the same in hover and completion. */
import { evidenceText, type Evidence } from '../config/evidence.ts';
import { options, type ClientKind, type Option, type OptionStatus, type Section } from '../config/options.ts';

const statusText: Readonly<Record<OptionStatus, string>> = {
  documented: '',
  shipped: 'Stands in the packaged file, but not in the vendor’s guide.',
  undocumented: 'Known only from the published client of 2008–2011; whether today’s clients read it is not known.',
  removed: 'Removed from the client.',
};

const clientText = (clients: readonly ClientKind[]): string =>
  clients.length === 3 ? '' : `Only for the ${clients.join(' and ')} client.`;

export function valueText(value: boolean | string | null): string {
  if (value === null || value === '') return '*none*';
  return `\`${typeof value === 'boolean' ? (value ? 'yes' : 'no') : value}\``;
}

const levels = (evidence: readonly Evidence[]): string =>
  `*Evidence: ${evidence.map((level) => `${level} (${evidenceText[level]})`).join('; ')}.*`;

/** Markdown, without the empty ones. */
export const paragraphs = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n');

/** All that is known of an option, but for its summary. */
export const optionDetails = (option: Option): string =>
  paragraphs(
    `Default when absent: ${valueText(option.default)}`,
    option.details,
    statusText[option.status],
    clientText(option.clients),
    levels(option.evidence),
  );

export const optionDocumentation = (option: Option): string => paragraphs(option.summary, optionDetails(option));

export function sectionMarkdown(section: Section): string {
  const inside = options.filter((option) => option.section === section.name && option.status !== 'removed');
  return paragraphs(section.summary, inside.map((option) => `- \`${option.name}\`: ${option.summary}`).join('\n'));
}
