/** Secrets leave the document only through here. */
import type { Option } from './options.ts';

export const redacted = '<redacted>';

/** A value fit to be shown: without the access key and without the credentials of a proxy. */
export function redact(option: Pick<Option, 'section' | 'name'> | undefined, text: string): string {
  if (option?.section === 'Auth' && option.name === 'accesskey') return text === '' ? '' : redacted;
  // Everything up to the last @ may be part of a password.
  return text.replace(
    /^([a-z][a-z0-9+.-]*:\/\/)?\S*@/i,
    (_, scheme: string | undefined) => `${scheme ?? ''}${redacted}@`,
  );
}
