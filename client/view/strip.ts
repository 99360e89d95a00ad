/** Geometry of the strip of moments: the drawing, the handle and the pointer all ask here. */

import type { Moment } from '../../server/src/protocol.ts';

/** Neighbouring moments of one group. `start` and `end` are shares of the strip's width, 0 to 1. */
export interface Segment {
  readonly group: string;
  readonly label: string;
  /** Index of its first moment. */
  readonly first: number;
  readonly count: number;
  readonly start: number;
  readonly end: number;
}

/**
 * The segments from left to right. A group's width grows with the logarithm of its moments: next to an upgrade of
 * 135 steps, a group of a single moment can still be read and hit.
 */
export function segmentsOf(moments: readonly Moment[]): readonly Segment[] {
  const groups: { readonly group: string; readonly label: string; readonly first: number; count: number }[] = [];
  for (const [first, { group, groupLabel }] of moments.entries()) {
    const last = groups.at(-1);
    if (last?.group === group) last.count++;
    else groups.push({ group, label: groupLabel, first, count: 1 });
  }
  const widths = groups.map(({ count }) => Math.log2(count + 1) + 1.5);
  const total = widths.reduce((sum, width) => sum + width, 0);
  let start = 0;
  return groups.map((group, i) => {
    const end = i === groups.length - 1 ? 1 : start + (widths[i] ?? 0) / total;
    const segment: Segment = { ...group, start, end };
    start = end;
    return segment;
  });
}

/** The segment of a moment. */
export function segmentAt(segments: readonly Segment[], moment: number): Segment | undefined {
  return segments.findLast(({ first }) => first <= moment);
}

/** Where a moment's own part of the strip begins and ends, as shares of the strip's width. */
export function cellOf(segments: readonly Segment[], moment: number): { readonly start: number; readonly end: number } {
  const segment = segmentAt(segments, moment);
  if (segment === undefined) return { start: 0, end: 1 };
  const width = (segment.end - segment.start) / segment.count;
  const start = segment.start + width * (moment - segment.first);
  return { start, end: start + width };
}

/** The moment at a share of the strip's width; beyond its ends the first and the last. */
export function momentAt(segments: readonly Segment[], share: number): number {
  const segment = segments.findLast(({ start }) => start <= share) ?? segments[0];
  if (segment === undefined) return 0;
  const step = Math.floor(((share - segment.start) / (segment.end - segment.start)) * segment.count);
  return segment.first + Math.min(Math.max(step, 0), segment.count - 1);
}
