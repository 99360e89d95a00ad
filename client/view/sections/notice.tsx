import type { JSX } from 'preact';
import type { FromView } from '../messages.ts';
import { ToneIcon } from '../parts.tsx';
import type { ShownMessage } from '../state.ts';
import { LoadHost } from './bar.tsx';

interface NoticeProps {
  readonly shown: ShownMessage;
  /** Left out where the page has its list of hosts above. */
  readonly onChoose?: (host: string) => void;
  readonly post: (message: FromView) => void;
}

/** Instead of a preview: why there is none. */
export function Notice({ shown, onChoose, post }: NoticeProps): JSX.Element {
  switch (shown.type) {
    case 'waiting':
      return (
        <div class="notice" role="status">
          <p dir="auto">{shown.text}</p>
        </div>
      );
    case 'preview':
      return (
        <div class="notice" role="status">
          <p>There is nothing to show of this file.</p>
        </div>
      );
    case 'problem':
      return (
        <div class="notice" role="alert">
          <ToneIcon tone="bad" />
          <p dir="auto">{shown.text}</p>
        </div>
      );
    case 'hostProblems':
      return <HostProblems {...shown} {...(onChoose && { onChoose })} post={post} />;
  }
}

type HostProblemsProps = Extract<ShownMessage, { type: 'hostProblems' }> & Pick<NoticeProps, 'onChoose' | 'post'>;

function HostProblems({ fileName, problems, hosts, onChoose, post }: HostProblemsProps): JSX.Element {
  return (
    <div class="notice" role="alert">
      <ToneIcon tone="bad" />
      <div>
        <p>
          <b>
            The host file <bdi>{fileName}</bdi> cannot be used.
          </b>{' '}
          The preview comes back as soon as it is right, or with another host.
        </p>
        <ul class="problems">
          {problems.map(({ message, line }) => (
            <li key={`${line} ${message}`}>
              <button
                type="button"
                class="link"
                onClick={() => {
                  post({ type: 'openHostLine', line });
                }}
              >
                Line {line + 1}
              </button>
              : <span dir="auto">{message}</span>
            </li>
          ))}
        </ul>
        {onChoose && (
          <p>
            <label for="host">Host</label>{' '}
            <select
              id="host"
              onChange={(event) => {
                onChoose(event.currentTarget.value);
              }}
            >
              <option value="" disabled selected>
                {fileName}
              </option>
              {hosts.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </p>
        )}
        <LoadHost post={post} />
      </div>
    </div>
  );
}
