/** The catalogue as Markdown, the same in hover and completion. */
import { evidenceText, type Evidence } from '../config/evidence.ts';
import { defaultFile } from '../config/default-file.ts';
import {
  findOption,
  findSection,
  options,
  type ClientKind,
  type Option,
  type OptionId,
  type OptionStatus,
  type Section,
} from '../config/options.ts';

const statusText: Readonly<Record<OptionStatus, string>> = {
  documented: '',
  shipped: 'Stands in the packaged file, but not in the vendor’s guide.',
  undocumented: 'Known only from the published client of 2008–2011; whether today’s clients read it is not known.',
  // Its summary begins with that.
  removed: '',
};

const clientText = (clients: readonly ClientKind[]): string =>
  clients.length === 3 ? '' : `Only for the ${clients.join(' and the ')} client.`;

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

/** What stands in a section: all that is known of it, but for its summary. */
export const sectionDetails = (section: Section): string =>
  options
    .filter((option) => option.section === section.name && option.status !== 'removed')
    .map((option) => `- \`${option.name}\`: ${option.summary}`)
    .join('\n');

/** What documentation can be about; plain data, so that an editor can hand it back when it asks. */
export type Topic =
  | { readonly kind: 'file' }
  | { readonly kind: 'section'; readonly name: string }
  | { readonly kind: 'option'; readonly id: OptionId };

const fileDocumentation = paragraphs(
  'The sections and options of the file that the packages ship, with comments.',
  `\`\`\`ini\n${defaultFile}\`\`\``,
);

/** Markdown, beside which a completion shows a line of its own; empty for what the catalogue does not have. */
export function documentationOf(topic: Topic): string {
  switch (topic.kind) {
    case 'file':
      return fileDocumentation;
    case 'section': {
      const section = findSection(topic.name);
      return section ? sectionDetails(section) : '';
    }
    case 'option': {
      const [section = '', name = ''] = topic.id.split('.');
      const option = findOption(section, name);
      return option ? optionDocumentation(option) : '';
    }
  }
}

/** Whether what an editor hands back is a topic. */
export function isTopic(value: unknown): value is Topic {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  if (value.kind === 'file') return true;
  if (value.kind === 'section') return 'name' in value && typeof value.name === 'string';
  return value.kind === 'option' && 'id' in value && typeof value.id === 'string';
}
