/** The panel of the power loss, by what a user of it sees. */
import type { Locator } from 'playwright-core';
import { eventually, getPanel } from './window.ts';

/** The slider of the moments. */
export async function getSlider(): Promise<Locator> {
  return (await getPanel()).getByRole('slider', { name: 'Moment of the power cut' });
}

/** The verdict for the chosen moment, once there is one that `accept` takes. */
export async function readVerdict(what: string, accept: (verdict: string) => boolean): Promise<string> {
  // Before there is a preview, the status says what it waits for.
  await (await getSlider()).waitFor();
  const status = (await getPanel()).getByRole('status');
  return eventually(what, async () => {
    const verdict = (await status.innerText()).replaceAll(/\s+/g, ' ').trim();
    return verdict !== '' && accept(verdict) ? verdict : undefined;
  });
}
