import type { Range } from '../../model/range.ts';

/** Blanks of the same length, with the same line endings. */
export function blank(text: string): string {
  return text.replace(/\S+/g, (word) => ' '.repeat(word.length));
}

/** The text of the ranges, which are in order, with blanks in the place of everything else. */
export function onlyRanges(text: string, ranges: readonly Range[]): string {
  let shown = '';
  let at = 0;
  for (const { start, end } of ranges) {
    shown += blank(text.slice(at, start)) + text.slice(start, end);
    at = end;
  }
  return shown + blank(text.slice(at));
}
