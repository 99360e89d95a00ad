/** What an editor asks for to show a file and to work on it: loaded with the first such question, none of it before. */
export { doCodeActions } from '../features/code-actions.ts';
export { findCodeLenses } from '../features/code-lens.ts';
export { findDocumentHighlights } from '../features/document-highlights.ts';
export { findDocumentLinks } from '../features/document-links.ts';
export { effectiveView } from '../features/effective-view.ts';
export { doFixAll } from '../features/fix-all.ts';
export { findFoldingRanges } from '../features/folding.ts';
export { doFormat } from '../features/formatting.ts';
export { doHover } from '../features/hover.ts';
export { findInlayHints } from '../features/inlay-hints.ts';
export { findSelectionRanges } from '../features/selection-ranges.ts';
export { diffTokens, encodeTokens, findSemanticTokens } from '../features/semantic-tokens.ts';
export { statusOf } from '../features/status.ts';
export { doSuppress } from '../features/suppress.ts';
export { findSymbols } from '../features/symbols.ts';
