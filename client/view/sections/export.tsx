import type { JSX } from 'preact';

export interface ExportProps {
  readonly onExport: (what: ExportKind) => void;
}

/** What can be taken along. */
export type ExportKind = 'markdown' | 'transcript' | 'image' | 'json';

const kinds: readonly { readonly kind: ExportKind; readonly label: string }[] = [
  { kind: 'markdown', label: 'Copy as Markdown' },
  { kind: 'transcript', label: 'Copy transcript' },
  { kind: 'image', label: 'Save picture (SVG)…' },
  { kind: 'json', label: 'Save JSON…' },
];

/** A list of buttons that opens below its own: the browser closes it on Escape and on a click beside it. */
export function Export({ onExport }: ExportProps): JSX.Element {
  return (
    <div class="export">
      <button type="button" popovertarget="export">
        Export <span aria-hidden="true">▾</span>
      </button>
      <div id="export" class="menu" popover="auto" role="group" aria-label="Export">
        {kinds.map(({ kind, label }) => (
          <button
            key={kind}
            type="button"
            popovertarget="export"
            popovertargetaction="hide"
            onClick={() => {
              onExport(kind);
            }}
          >
            {label}
          </button>
        ))}
      </div>
    </div>
  );
}
