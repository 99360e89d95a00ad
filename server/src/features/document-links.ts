/** What can be opened: addresses in values and comments, and files of the host that options name. */
import type { Analysis, ValueSite } from '../analysis.ts';
import { idOf, type OptionId } from '../config/options.ts';
import { redact, redactMessage } from '../config/redact.ts';
import { textOf, type Span } from '../config/syntax.ts';
import { ownerOf, valueWithContinuation } from './owners.ts';

export interface DocumentLink {
  readonly span: Span;
  /** An address. */
  readonly target: string;
}

/** Where links are looked for: a value with its continuation, a comment, the rest of a line. */
interface Passage {
  readonly span: Span;
  /** In lower case; null where it is no value. */
  readonly option: string | null;
}

/**
 * A passage with a secret, or with what looks like one, has no link: a link is a copy of its text.
 *
 * @param uri of the document itself
 */
export function findDocumentLinks(analysis: Analysis, uri: string): readonly DocumentLink[] {
  const { text, templateSpans, isTemplate } = analysis.document;
  const links: DocumentLink[] = [];
  let template = 0;
  for (const passage of passages(analysis)) {
    const { span, option } = passage;
    const written = text.slice(span.start, span.end);
    if (!written.includes('://') || holdsSecret(option, written)) continue;
    for (const match of written.matchAll(addresses)) {
      const address = withoutPunctuation(match[0]);
      const start = span.start + match.index;
      const end = start + address.length;
      while ((templateSpans[template]?.end ?? Infinity) <= start) template++;
      const isRendered = isTemplate && (templateSpans[template]?.start ?? Infinity) <= end;
      const target = option === null ? address : asRead(address);
      if (!isRendered && target !== null && wellFormed.test(target)) links.push({ span: { start, end }, target });
    }
  }
  return [...links, ...analysis.valueSites.flatMap((site) => fileLink(analysis, site, uri))];
}

const addresses = /\bhttps?:\/\/[^\s<>"'`]+/gi;

/** Without a user's name, and of a length that a browser takes. */
const wellFormed = /^https?:\/\/(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?(?:[/?#][^@\ud800-\udfff]{0,2000})?$/i;

function* passages(analysis: Analysis): Generator<Passage> {
  const { document } = analysis;
  for (const line of document.lines) {
    const { option } = ownerOf(analysis, line);
    if (option) {
      if (option.line === line) yield { span: valueWithContinuation(document, option), option: option.name ?? '' };
    } else if (line.kind === 'comment' || line.kind === 'text') {
      yield { span: line.content, option: null };
    } else if (line.kind === 'header') {
      yield { span: line.rest, option: null };
    }
  }
}

const holdsSecret = (option: string | null, text: string): boolean =>
  redactMessage(text) !== text || (option !== null && redact({ name: option }, text) !== text);

/** Python reads `%%` as a percent sign, and `%(name)s` as something else; null: as no address. */
function asRead(address: string): string | null {
  return /%(?!%)/.test(address.replaceAll('%%', '')) ? null : address.replaceAll('%%', '%');
}

/** What ends a sentence is no part of an address, nor is a bracket that was opened before it. */
function withoutPunctuation(address: string): string {
  let end = address.length;
  let open = 0;
  for (const character of address) open += Number(character === '(') - Number(character === ')');
  for (; end > 0; end--) {
    const last = address.charAt(end - 1);
    if (last === ')' && open < 0) open++;
    else if (!'.,:;!?]}'.includes(last)) break;
  }
  return address.slice(0, end);
}

/** Options whose value is a file that an editor can open, not a folder. */
const fileOptions: ReadonlySet<OptionId> = new Set([
  'Network.ssl_ca_cert_file',
  'Settings.hostname_override_file',
] satisfies OptionId[]);

const configurationPath = '/etc/uptrack/uptrack.conf';

/** Only in the file at its place on a host: in a copy or a template the path belongs to another machine. */
function fileLink({ document }: Analysis, { option, span, values }: ValueSite, uri: string): readonly DocumentLink[] {
  if (!fileOptions.has(idOf(option)) || !uri.endsWith(configurationPath)) return [];
  const host = uri.slice(0, -configurationPath.length);
  const path = textOf(document, span);
  const isRead = [...values.values()].every((value) => value.kind === 'text' && value.text === path);
  // No scheme, authority, or `//server`, and nothing that could not be written as an address.
  if (!/^[a-z][a-z0-9+.-]*:\/\/[^/]*$/i.test(host) || !isRead || !/^\/[^/]/.test(path)) return [];
  if (holdsSecret(option.name, path) || /[\ud800-\udfff]/u.test(path)) return [];
  return [{ span, target: host + path.split('/').map(encodeURIComponent).join('/') }];
}
