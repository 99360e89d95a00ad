import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Tone } from '../../../server/src/protocol.ts';
import { columns } from '../rows.ts';
import type { Cell, Row } from '../rows.ts';

const cellWords: Readonly<Record<Cell, { readonly mark: string; readonly word: string; readonly tone: Tone | '' }>> = {
  installed: { mark: '✓', word: 'installed', tone: '' },
  back: { mark: '✓', word: 'back', tone: 'good' },
  new: { mark: '✓', word: 'new', tone: 'good' },
  missing: { mark: '✕', word: 'missing', tone: 'bad' },
  pending: { mark: '●', word: 'pending', tone: 'warn' },
  none: { mark: '–', word: '', tone: '' },
};

interface UpdateRowProps extends Pick<Row, 'id' | 'title' | 'cves' | 'cells'> {
  readonly isOpen: boolean;
  readonly onToggle: (update: string) => void;
}

/** The same element for the same words: a row that says nothing new is not compared again. */
export function UpdateRow({ id, title, cves, cells, isOpen, onToggle }: UpdateRowProps): JSX.Element {
  return useMemo(
    () => (
      <tr>
        <th scope="row" class="id">
          <code>{id}</code>
        </th>
        <td class="title" dir="auto">
          {title === '' ? <span class="dim">The listing gives no title.</span> : title}
        </td>
        <td class="cves">{cves !== '' && cves.split(' ').flatMap((cve) => [<span key={cve}>{cve}</span>, ' '])}</td>
        <Cells cells={cells} />
        <td class="ask">
          <button
            type="button"
            class="link"
            aria-expanded={isOpen}
            aria-label={`Why ${id}`}
            onClick={() => {
              onToggle(id);
            }}
          >
            why
          </button>
        </td>
      </tr>
    ),
    [id, title, cves, cells, isOpen, onToggle],
  );
}

interface UnlistedRowProps {
  readonly count: number;
  readonly cells: string;
  readonly isAll: boolean;
}

/** Updates that have no name to be listed by. */
export function UnlistedRow({ count, cells, isAll }: UnlistedRowProps): JSX.Element {
  return (
    <tr>
      <th scope="row" colSpan={3} class="unlisted">
        {isAll ? count : `… and ${count} more`} that the listing only counts
      </th>
      <Cells cells={cells} />
      <td class="ask" />
    </tr>
  );
}

function Cells({ cells }: { readonly cells: string }): JSX.Element {
  return (
    <>
      {(cells.split(' ') as Cell[]).map((cell, i) => {
        const { mark, word, tone } = cellWords[cell];
        return (
          <td key={i} class="cell" data-column={columns[i]}>
            <span class={`mark ${tone}`} aria-hidden="true">
              {mark}
            </span>{' '}
            {word === '' ? <span class="unseen">not installed</span> : word}
          </td>
        );
      })}
    </>
  );
}
