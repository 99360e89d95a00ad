import type { JSX } from 'preact';
import type { HostChoice, HostSummary } from '../../../server/src/protocol.ts';
import type { FromView } from '../messages.ts';
import { hostKey } from '../scene.ts';
import { Export } from './export.tsx';
import type { ExportProps } from './export.tsx';

interface BarProps extends ExportProps {
  readonly fileName: string;
  readonly hosts: readonly HostChoice[];
  readonly host: HostSummary;
  /** As in `ViewState`: ahead of `host` until the server has answered. */
  readonly chosen: string;
  readonly pinned: boolean;
  readonly isPasting: boolean;
  readonly onPin: (pinned: boolean) => void;
  readonly onChoose: (host: string) => void;
  readonly onPaste: () => void;
  readonly onSaveHost: () => void;
  readonly post: (message: FromView) => void;
}

/** Which file is read, which host runs it, and what goes in and out. */
export function Bar(props: BarProps): JSX.Element {
  const { fileName, hosts, host, chosen, pinned, isPasting, onPin, onChoose, onPaste, onSaveHost, post } = props;
  return (
    <header class="bar" aria-busy={chosen !== hostKey({ host })}>
      <div class="bar-line">
        <h1>
          Power-loss preview <span aria-hidden="true">·</span>{' '}
          <code>
            <bdi>{fileName}</bdi>
          </code>
        </h1>
        <div class="tools">
          <button
            type="button"
            aria-pressed={pinned}
            title={`Pinned, the panel stays with ${fileName}; else it follows the editor.`}
            onClick={() => {
              onPin(!pinned);
            }}
          >
            {pinned ? 'Pinned' : 'Pin'}
          </button>
          <Export {...props} />
        </div>
      </div>
      <div class="bar-line">
        <div class="host">
          <label for="host">Host</label>
          <select
            id="host"
            aria-describedby="host-description"
            value={chosen}
            onChange={(event) => {
              onChoose(event.currentTarget.value);
            }}
          >
            {host.file !== null && <option value={host.file}>{host.name}</option>}
            {hosts.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <p id="host-description" class="dim" dir="auto">
          {host.description}; running <code>{host.running}</code>
        </p>
      </div>
      <div class="bar-line">
        <button id="paste" type="button" aria-expanded={isPasting} onClick={onPaste}>
          Paste uptrack-show output…
        </button>
        <LoadHost post={post} />
        <button type="button" onClick={onSaveHost}>
          Save host file…
        </button>
      </div>
    </header>
  );
}

/** Asks for a host file. */
export function LoadHost({ post }: Pick<BarProps, 'post'>): JSX.Element {
  return (
    <button
      type="button"
      onClick={() => {
        post({ type: 'loadHost' });
      }}
    >
      Load host file…
    </button>
  );
}
