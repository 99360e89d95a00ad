import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { Preview, Result, Tone } from '../../../server/src/protocol.ts';
import { columns, countUnlisted, isUnlisted, kinds, rowsOf } from '../rows.ts';
import type { Cell, Kind, Row } from '../rows.ts';

interface UpdatesProps {
  readonly preview: Preview;
  readonly result: Result;
}

const cellWords: Readonly<Record<Cell, { readonly mark: string; readonly word: string; readonly tone: Tone | '' }>> = {
  installed: { mark: '✓', word: 'installed', tone: '' },
  back: { mark: '✓', word: 'back', tone: 'good' },
  new: { mark: '✓', word: 'new', tone: 'good' },
  missing: { mark: '✕', word: 'missing', tone: 'bad' },
  pending: { mark: '●', word: 'pending', tone: 'warn' },
  none: { mark: '–', word: '', tone: '' },
};

const kindWords: Readonly<Record<Kind, string>> = { back: 'back', missing: 'missing', pending: 'pending', new: 'new' };

/** Every update with its way from before the cut to cron, and what to leave out of that list. */
export function Updates({ preview, result }: UpdatesProps): JSX.Element {
  const [kind, setKind] = useState<Kind | null>(null);
  const [filter, setFilter] = useState('');
  const rows = useMemo(() => rowsOf(preview, result), [preview, result]);
  const wanted = filter.trim().toLowerCase();
  const ofKind = kind === null ? rows : rows.filter((row) => row.kind === kind);
  const named = ofKind.filter(
    (row) => !isUnlisted(row) && (row.id.includes(wanted) || row.title.toLowerCase().includes(wanted)),
  );
  const unlisted = wanted === '' ? [...countUnlisted(ofKind)] : [];

  return (
    <section aria-labelledby="updates-title">
      <h2 id="updates-title">Updates</h2>
      <div class="filters">
        <div role="group" aria-label="Show" class="choices">
          <KindButton
            word="all"
            count={rows.length}
            isOn={kind === null}
            onClick={() => {
              setKind(null);
            }}
          />
          {kinds.map((one) => (
            <KindButton
              key={one}
              word={kindWords[one]}
              count={rows.filter((row) => row.kind === one).length}
              isOn={kind === one}
              onClick={() => {
                setKind(kind === one ? null : one);
              }}
            />
          ))}
        </div>
        <input
          type="search"
          aria-label="Filter updates by id or title"
          placeholder="Filter by id or title"
          spellcheck={false}
          value={filter}
          onInput={(event) => {
            setFilter(event.currentTarget.value);
          }}
        />
      </div>
      <table class="updates">
        <thead>
          <tr>
            <th scope="col" class="id">
              Id
            </th>
            <th scope="col" class="title">
              Title
            </th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column === 'before' ? 'Before the cut' : `${column.charAt(0).toUpperCase()}${column.slice(1)}`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {named.map(({ id, title, cells }) => (
            <UpdateRow key={id} id={id} title={title} cells={cells} />
          ))}
          {unlisted.map(([cells, count]) => (
            <UnlistedRow key={cells} count={count} cells={cells} isAll={named.length === 0} />
          ))}
        </tbody>
      </table>
      {named.length + unlisted.length === 0 && <p class="dim">No update matches.</p>}
    </section>
  );
}

interface KindButtonProps {
  readonly word: string;
  readonly count: number;
  readonly isOn: boolean;
  readonly onClick: () => void;
}

function KindButton({ word, count, isOn, onClick }: KindButtonProps): JSX.Element {
  return (
    <button type="button" class="choice" aria-pressed={isOn} onClick={onClick}>
      <span class="number">{count}</span> {word}
    </button>
  );
}

/** The same element for the same words: a row that says nothing new is not compared again. */
function UpdateRow({ id, title, cells }: Pick<Row, 'id' | 'title' | 'cells'>): JSX.Element {
  return useMemo(
    () => (
      <tr>
        <th scope="row" class="id">
          <code>{id}</code>
        </th>
        <td class="title" dir="auto">
          {title === '' ? <span class="dim">The listing gives no title.</span> : title}
        </td>
        <Cells cells={cells} />
      </tr>
    ),
    [id, title, cells],
  );
}

interface UnlistedRowProps {
  readonly count: number;
  readonly cells: string;
  readonly isAll: boolean;
}

function UnlistedRow({ count, cells, isAll }: UnlistedRowProps): JSX.Element {
  return (
    <tr>
      <th scope="row" colSpan={2} class="unlisted">
        {isAll ? count : `… and ${count} more`} that the listing only counts
      </th>
      <Cells cells={cells} />
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
