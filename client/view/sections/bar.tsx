import type { JSX } from 'preact';
import type { HostChoice, HostSummary } from '../../../server/src/protocol.ts';

interface BarProps {
  readonly fileName: string;
  readonly hosts: readonly HostChoice[];
  readonly host: HostSummary;
  /** Id of the choice: ahead of `host` until the server has answered. */
  readonly chosen: string;
  readonly onChoose: (host: string) => void;
}

/** Which file is read and which host runs it. */
export function Bar({ fileName, hosts, host, chosen, onChoose }: BarProps): JSX.Element {
  return (
    <header class="bar">
      <h1>
        Power-loss preview <span aria-hidden="true">·</span>{' '}
        <code>
          <bdi>{fileName}</bdi>
        </code>
      </h1>
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
      {host.remark !== '' && (
        <details class="dim">
          <summary>What the listing behind this host leaves out</summary>
          <p dir="auto">{host.remark}</p>
        </details>
      )}
    </header>
  );
}
