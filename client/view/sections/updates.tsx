import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { Preview, Result } from '../../../server/src/protocol.ts';
import { columns, countUnlisted, isUnlisted, kinds, rowsOf, sorted } from '../rows.ts';
import type { Kind, Order, Row, SortKey } from '../rows.ts';
import type { Explained } from '../state.ts';
import { UnlistedRow, UpdateRow } from './row.tsx';
import { WhyText } from './why.tsx';

interface UpdatesProps {
  readonly preview: Preview;
  readonly result: Result;
  readonly explained: Explained | null;
  /** See `WhyText`. */
  readonly isOld: boolean;
  readonly onAskWhy: (update: string) => void;
  readonly onCloseWhy: () => void;
}

/** More than that are shown when they are asked for: a row is three stops of the tab key in a screen reader. */
const firstRows = 100;

const headings: Readonly<Record<SortKey, string>> = {
  id: 'Id',
  title: 'Title',
  cves: 'CVEs',
  before: 'Before',
  early: 'Early',
  late: 'Late',
  cron: 'Cron',
};
const sortKeys: readonly SortKey[] = ['id', 'title', 'cves', ...columns];

/** Every update with its way from before the cut to cron, and what to leave out of that list. */
export function Updates({ preview, result, explained, isOld, onAskWhy, onCloseWhy }: UpdatesProps): JSX.Element {
  const [kind, setKind] = useState<Kind | null>(null);
  const [filter, setFilter] = useState('');
  const [order, setOrder] = useState<Order | null>(null);
  const [showsAll, setShowsAll] = useState(false);
  const rows = useMemo(() => rowsOf(preview, result), [preview, result]);
  const ordered = useMemo(() => sorted(rows, order), [rows, order]);
  const wanted = filter.trim().toLowerCase();
  const ofKind = kind === null ? ordered : ordered.filter((row) => row.kind === kind);
  const named = ofKind.filter((row) => !isUnlisted(row) && isWanted(row, wanted));
  const unlisted = wanted === '' ? [...countUnlisted(ofKind)] : [];
  const shown = showsAll ? named : named.slice(0, firstRows);

  return (
    <section aria-labelledby="updates-title">
      <h2 id="updates-title">Updates</h2>
      {preview.host.remark !== '' && (
        <details class="listing dim">
          <summary>What the listing behind this host leaves out</summary>
          <p dir="auto">{preview.host.remark}</p>
        </details>
      )}
      <div class="filters">
        <div role="group" aria-label="Show" class="choices">
          {[null, ...kinds].map((one) => (
            <KindButton
              key={one}
              word={one ?? 'all'}
              count={one === null ? rows.length : rows.filter((row) => row.kind === one).length}
              isOn={kind === one}
              onClick={() => {
                setKind(kind === one ? null : one);
              }}
            />
          ))}
        </div>
        <input
          type="search"
          aria-label="Filter updates by id, CVE or title"
          placeholder="Filter by id, CVE or title"
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
            {sortKeys.map((key) => (
              <Heading key={key} by={key} order={order} onOrder={setOrder} />
            ))}
            <th scope="col" class="ask">
              <span class="unseen">Explanation</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => {
            const isOpen = explained?.update === row.id;
            return [
              <UpdateRow key={row.id} {...row} isOpen={isOpen} onToggle={isOpen ? onCloseWhy : onAskWhy} />,
              isOpen && (
                <tr key={`${row.id}-why`} class="explanation">
                  <td colSpan={sortKeys.length + 1}>
                    <WhyText
                      explained={explained}
                      isOld={isOld}
                      onAskAgain={() => {
                        onAskWhy(row.id);
                      }}
                    />
                  </td>
                </tr>
              ),
            ];
          })}
          {unlisted.map(([cells, count]) => (
            <UnlistedRow key={cells} count={count} cells={cells} isAll={named.length === 0} />
          ))}
        </tbody>
      </table>
      {shown.length < named.length && (
        <button
          type="button"
          class="rest"
          onClick={() => {
            setShowsAll(true);
          }}
        >
          Show the other {named.length - shown.length}
        </button>
      )}
      {named.length + unlisted.length === 0 && <p class="dim">No update matches.</p>}
    </section>
  );
}

const isWanted = ({ id, title, cves }: Row, wanted: string) =>
  [id, title.toLowerCase(), cves.toLowerCase()].some((text) => text.includes(wanted));

interface HeadingProps {
  readonly by: SortKey;
  readonly order: Order | null;
  readonly onOrder: (order: Order | null) => void;
}

/** Sorts by its column, then the other way round, then as the listing does. */
function Heading({ by, order, onOrder }: HeadingProps): JSX.Element {
  const isDescending = order?.by === by ? order.isDescending : null;
  const direction = { null: undefined, false: 'ascending', true: 'descending' } as const;
  return (
    <th scope="col" class={by} aria-sort={direction[`${isDescending}`]}>
      <button
        type="button"
        class="plain"
        onClick={() => {
          onOrder(isDescending === true ? null : { by, isDescending: isDescending === false });
        }}
      >
        {headings[by]}
        {isDescending !== null && <span aria-hidden="true">{isDescending ? ' ↓' : ' ↑'}</span>}
      </button>
    </th>
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
