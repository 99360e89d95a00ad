/** Results of the features as the protocol wants them. */
import type {
  CodeAction,
  CompletionItem,
  Diagnostic,
  DocumentSymbol,
  FoldingRange,
  MarkupContent,
  TextEdit,
} from 'vscode-languageserver';
import {
  CodeActionKind,
  CompletionItemKind,
  DiagnosticSeverity,
  DiagnosticTag,
  FoldingRangeKind,
  InsertTextFormat,
  MarkupKind,
  SymbolKind,
} from 'vscode-languageserver-types';
import type { OpenDocument } from './documents.ts';
import type * as actions from './features/code-actions.ts';
import type * as completion from './features/completion.ts';
import { documentationOf, isTopic } from './features/documentation.ts';
import type * as folding from './features/folding.ts';
import type * as symbols from './features/symbols.ts';
import type { Edit, Finding, Severity } from './rules/rule.ts';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export const source = 'uptrack';

export const markdown = (value: string): MarkupContent => ({ kind: MarkupKind.Markdown, value });

export const textEdit = (document: OpenDocument, { span, newText }: Edit): TextEdit => ({
  range: document.range(span),
  newText,
});

/** @param rulePages address of the folder with the page of each rule; null: not known */
export function diagnostic(document: OpenDocument, finding: Finding, rulePages: string | null): Diagnostic {
  return {
    source,
    code: finding.rule,
    ...(rulePages && { codeDescription: { href: `${rulePages}/${finding.rule}.md` } }),
    severity: severities[finding.severity],
    range: document.range(finding.span),
    message: finding.message,
    ...(finding.deprecated && { tags: [DiagnosticTag.Deprecated] }),
    relatedInformation: (finding.related ?? []).map(({ span, message }) => ({
      message,
      location: { uri: document.source.uri, range: document.range(span) },
    })),
  };
}

export function codeAction(document: OpenDocument, action: actions.CodeAction, rulePages: string | null): CodeAction {
  return {
    title: action.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic(document, action.finding, rulePages)],
    isPreferred: action.preferred,
    edit: { changes: { [document.source.uri]: action.edits.map((edit) => textEdit(document, edit)) } },
  };
}

/** The safe fixes of all findings at once. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.uptrack`;

/** Whether a client that wants these kinds, or any where it does not say, wants this one: a kind holds those below it. */
export const asksFor = (kind: CodeActionKind, only: readonly CodeActionKind[] | undefined): boolean =>
  only?.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`)) ?? true;

export function fixAll(document: OpenDocument, edit: Edit): CodeAction {
  return {
    title: 'Fix all that has a safe fix',
    kind: fixAllKind,
    edit: { changes: { [document.source.uri]: [textEdit(document, edit)] } },
  };
}

const completionKinds: Readonly<Record<completion.CompletionItem['kind'], CompletionItemKind>> = {
  section: CompletionItemKind.Module,
  option: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  file: CompletionItemKind.File,
};

/** What completion depends on in an editor. */
export interface CompletionClient {
  /** The command that opens completion again, after an option was inserted; null: none. */
  readonly suggestCommand: string | null;
  readonly knowsSnippets: boolean;
  /** It asks for the documentation of the item that it shows. */
  readonly resolvesDocumentation: boolean;
}

export function completionItem(
  document: OpenDocument,
  item: completion.CompletionItem,
  index: number,
  { suggestCommand, knowsSnippets, resolvesDocumentation }: CompletionClient,
): CompletionItem {
  const isSnippet = knowsSnippets && item.snippet !== undefined;
  const edit = { ...item.edit, newText: isSnippet ? item.snippet : item.edit.newText };
  return {
    label: item.label,
    kind: completionKinds[item.kind],
    detail: item.detail,
    ...(resolvesDocumentation ? { data: item.topic } : { documentation: markdown(documentationOf(item.topic)) }),
    textEdit: textEdit(document, edit),
    ...(isSnippet && { insertTextFormat: InsertTextFormat.Snippet }),
    ...(item.otherEdits && { additionalTextEdits: item.otherEdits.map((other) => textEdit(document, other)) }),
    filterText: item.filterText ?? item.label,
    sortText: String(index).padStart(3, '0'),
    ...(item.asksForValue && suggestCommand && { command: { title: 'Complete the value', command: suggestCommand } }),
  };
}

export function resolvedCompletionItem(item: CompletionItem): CompletionItem {
  const topic: unknown = item.data;
  return isTopic(topic) ? { ...item, documentation: markdown(documentationOf(topic)) } : item;
}

export function documentSymbol(document: OpenDocument, symbol: symbols.DocumentSymbol): DocumentSymbol {
  return {
    name: symbol.name,
    kind: symbol.kind === 'section' ? SymbolKind.Module : SymbolKind.Property,
    range: document.range(symbol.span),
    selectionRange: document.range(symbol.selection),
    children: symbol.children.map((child) => documentSymbol(document, child)),
  };
}

export const foldingRange = ({ startLine, endLine, kind }: folding.FoldingRange): FoldingRange => ({
  startLine,
  endLine,
  kind: kind === 'comment' ? FoldingRangeKind.Comment : FoldingRangeKind.Region,
});
