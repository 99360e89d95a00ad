/** What the server writes into the log of the editor. The library logs messages that it does not understand, with all that is in them. */
import type { Features, RemoteConsole } from 'vscode-languageserver';
import { loggable } from './config/redact.ts';
import { ProposedFeatures } from './library.ts';

const withoutText = (Console: new () => RemoteConsole): new () => RemoteConsole =>
  class extends Console {
    override error(message: string): void {
      super.error(loggable(message));
    }
    override warn(message: string): void {
      super.warn(loggable(message));
    }
    override info(message: string): void {
      super.info(loggable(message));
    }
    override log(message: string): void {
      super.log(loggable(message));
    }
    override debug(message: string): void {
      super.debug(loggable(message));
    }
  };

/** To create a connection with. */
export const features = { ...ProposedFeatures.all, console: withoutText } satisfies Features;
