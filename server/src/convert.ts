/** Results of the features as the protocol wants them. */
import {
  CodeActionKind,
  CompletionItemKind,
  DiagnosticSeverity,
  DiagnosticTag,
  FoldingRangeKind,
  MarkupKind,
  SymbolKind,
  type CodeAction,
  type CompletionItem,
  type Diagnostic,
  type DocumentSymbol,
  type FoldingRange,
  type MarkupContent,
  type TextEdit,
} from 'vscode-languageserver';
import type { OpenDocument } from './documents.ts';
import type * as actions from './features/code-actions.ts';
import type * as completion from './features/completion.ts';
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

const textEdit = (document: OpenDocument, { span, newText }: Edit): TextEdit => ({
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

const completionKinds: Readonly<Record<completion.CompletionItem['kind'], CompletionItemKind>> = {
  section: CompletionItemKind.Module,
  option: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
};

/** @param suggestCommand the editor's command that opens completion again, after an option was inserted; null: none */
export function completionItem(
  document: OpenDocument,
  item: completion.CompletionItem,
  index: number,
  suggestCommand: string | null,
): CompletionItem {
  return {
    label: item.label,
    kind: completionKinds[item.kind],
    detail: item.detail,
    documentation: markdown(item.documentation),
    textEdit: textEdit(document, item.edit),
    filterText: item.label,
    sortText: String(index).padStart(3, '0'),
    ...(item.asksForValue && suggestCommand && { command: { title: 'Complete the value', command: suggestCommand } }),
  };
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
