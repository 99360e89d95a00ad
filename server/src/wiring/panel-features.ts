/** What the panel asks for: loaded with its first question, none of it before. */
export { doDraftHost } from '../features/draft-host.ts';
export { explorationOf } from '../features/exploration.ts';
export { doPreview } from '../features/preview.ts';
export { doReport } from '../features/report.ts';
export { setOptions } from '../features/set-options.ts';
export { doWhy } from '../features/why.ts';
