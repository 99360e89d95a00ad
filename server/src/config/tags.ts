/** What a template tag is: output or a statement, and what a statement does to the branches of the template. */
import type { Span } from './syntax.ts';

/**
 * Where a branch begins and ends: a block is opened, goes on with another branch (`else`: with what is left), or is closed.
 * Null: the statement is none of these.
 */
export type Step = 'opens' | 'switches' | 'else' | 'closes' | null;

/** In double braces: Mustache and Handlebars (`{{#a}}`, `{{^a}}`, `{{/a}}`, `{{! a }}`), Go (`{{ if .a }}`, `{{ end }}`, `{{ $a := 1 }}`). */
const bracesStatement =
  /^\{\{[-~]?\s*(?:[#^/!]|(?:end|else)\s*[-~]?\}\}|else\s+(?:if|with)\b|(?:if|unless|each|range|with|define|block)\s+[^|\s]|\$\w+\s*:?=)/;

/** What brings in text from elsewhere. */
const inclusion = /^\{%[-+]?\s*(?:include|extends|block|call|filter)\b/;

/** What a tag is shows at its start. */
const startOf = (text: string, { start, end }: Span): string => text.slice(start, Math.min(end, start + 80));

/** Renders to nothing by itself: control flow or a comment, not a value. */
export function isStatement(text: string, span: Span): boolean {
  switch (text.charAt(span.start)) {
    case '<':
      return text.charAt(span.start + 2) !== '=';
    case '{':
      return text.charAt(span.start + 1) !== '{' || bracesStatement.test(startOf(text, span));
    case '%':
      return true;
    default:
      return false;
  }
}

/** Whether spans that stand alone may be rendered as any line. */
export const mayWrite = (text: string, spans: readonly Span[]): boolean =>
  spans.some((span) => !isStatement(text, span) || inclusion.test(startOf(text, span)));

interface Words {
  readonly opens: RegExp;
  readonly closes: RegExp;
  readonly switches: RegExp;
  /** Of those that switch: the branch that is taken where no other is. */
  readonly else: RegExp;
}

/** Jinja2, Twig, Liquid, Terraform. */
const keywords: Words = {
  opens: /^(?:if|unless|case|for|block|call|filter|with|autoescape|trans|raw)\b/,
  closes: /^end/,
  switches: /^(?:else|elif|elseif|elsif|when|empty)\b/,
  else: /^else$/,
};

/** Mustache, Handlebars, Go. */
const braces: Words = {
  opens: /^(?:#|\^.|(?:if|unless|each|range|with|define|block)\s)/,
  closes: /^(?:\/(?!\*)|end$)/,
  switches: /^(?:else\b|\^$)/,
  else: /^(?:else|\^)$/,
};

/** A statement of Ruby, or of Puppet, where braces are around a block. */
const ruby: Words = {
  opens:
    /^(?:\w+ *= *)?(?:if|unless|case|while|until|for|begin)\b(?!.*\bend$)|\bdo(?: *\|[^|]*\|)?$|\{(?: *\|[^|]*\|)?$/,
  closes: /^(?:end\b|\})/,
  switches: /^(?:\} *)?(?:else|elsif|when|in|rescue)\b/,
  else: /^(?:\} *)?else\b/,
};

function stepIn(words: Words, content: string): Step {
  if (words.switches.test(content)) return words.else.test(content) ? 'else' : 'switches';
  if (words.closes.test(content)) return 'closes';
  return words.opens.test(content) ? 'opens' : null;
}

/** A tag may hold a program, of which only what is left open counts. */
function rubyStep(content: string): Step {
  const statements = content
    .split(/[\n\r;]/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '' && !statement.startsWith('#'));
  const [first = ''] = statements;
  if (statements.length < 2) return stepIn(ruby, first);
  let depth = 0;
  for (const statement of statements) {
    const step = stepIn(ruby, statement);
    if (step === 'opens') depth++;
    if (step === 'closes') depth--;
  }
  if (depth !== 0) return depth > 0 ? 'opens' : 'closes';
  const step = stepIn(ruby, first);
  return step === 'switches' || step === 'else' ? step : null;
}

/** text[start, end), without the marks that trim. */
function contentOf(text: string, start: number, end: number): string {
  const content = text.slice(start, end).trim();
  return content
    .replace(/^[-+~_]/, '')
    .replace(/[-+~_]$/, '')
    .trim();
}

/** What a statement does to the branches. */
export function stepOf(text: string, span: Span): Step {
  const { start, end } = span;
  if (!isStatement(text, span)) return null;
  switch (text.slice(start, start + 2)) {
    case '<%':
      return text.charAt(start + 2) === '#' ? null : rubyStep(contentOf(text, start + 2, end - 2));
    case '{{':
      return stepIn(braces, contentOf(text, start + 2, end - 2));
    case '{%':
      return stepIn(keywords, contentOf(text, start + 2, end - 2));
    case '%{':
      return stepIn(keywords, contentOf(text, start + 2, end - 1));
    case '{#':
      return null;
    default:
      return rubyStep(contentOf(text, start + 1, end));
  }
}

const lineStatement = /^%[ \t]*(?:#|(?:if|unless|else|elsif|end|case|when|for|while|until|begin)\b)/;
const blockStart = /\bdo(?:[ \t]*\|[^|]*\|)?$/;

/** Whether a line that starts with `%` is Ruby to an ERB template (trim mode `%`). */
export const isLineStatement = (line: string): boolean => lineStatement.test(line) || blockStart.test(line.trimEnd());
