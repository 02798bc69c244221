import type { Range } from './range.ts';

/** The text of a range. */
export type Slice = (start: number, end: number) => string;

/**
 * Gives the same texts for the ranges in a stretch, which is sliced, and may have to be decoded, once. Where it is shorter
 * than the stretch, its characters take several bytes each, and offsets say nothing of their places.
 */
export function slicer(slice: Slice, { start, end }: Range): Slice {
  const whole = slice(start, end);
  return whole.length === end - start ? (from, to) => whole.slice(from - start, to - start) : slice;
}
