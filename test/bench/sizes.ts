/** How large what is shipped is. It has to be built and packaged. */
import * as built from '../../scripts/sizes.mjs';
import type { Row } from './measure.ts';

export function sizes(): Row[] {
  return built.sizes().map(({ what, size, most }) => ({
    name: `size: ${what}`,
    measured: size,
    p95: null,
    bar: most,
    unit: 'KB',
    runs: 1,
    spread: null,
    note: '',
  }));
}
