import type { Range } from '../model/range.ts';

/** A line of a file, without its end; `end` is the offset of that. */
export interface Line extends Range {
  readonly text: string;
  /** Empty at the end of the file. */
  readonly ending: string;
}

/** The lines of a text, which end with LF, CRLF or a lone CR. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const { index, 0: ending } of text.matchAll(/\r\n?|\n/g)) {
    lines.push({ start, end: index, text: text.slice(start, index), ending });
    start = index + ending.length;
  }
  lines.push({ start, end: text.length, text: text.slice(start), ending: '' });
  return lines;
}

/** The rest of a line from a column on. */
export function lineFrom({ start, end, text, ending }: Line, column: number): Line {
  const from = Math.min(column, text.length);
  return { start: start + from, end, text: text.slice(from), ending };
}
