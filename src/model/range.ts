/** A stretch of a text: offsets in UTF-16 code units, `end` not included. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The one of the ranges that holds the offset, if one does. They stand in order and apart from each other. */
export function rangeAt<T extends Range>(ranges: readonly T[], offset: number): T | undefined {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const last = ranges[low - 1];
  return last !== undefined && offset < last.end ? last : undefined;
}

/** The stretches that the ranges cover together, in order and apart from each other. */
export function unionOf(ranges: readonly Range[]): Range[] {
  const union: { start: number; end: number }[] = [];
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = union.at(-1);
    if (last !== undefined && start < last.end) last.end = Math.max(last.end, end);
    else union.push({ start, end });
  }
  return union;
}

/** A place in a text as people name it: both count from 1; columns are UTF-16 code units, as in LSP and SARIF. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Line numbers of a text. A line ends with LF, CRLF or a lone CR. Counted as far as somebody asks. */
export class LineIndex {
  readonly #text: string;
  readonly #starts: number[] = [0];
  /** How far the lines were counted, and whether there was a CR up to there. */
  #countedTo = 0;
  #hasCarriageReturns = false;
  /** The start of the line behind those that are known, when it was looked for: a line may be very long. */
  #next: number | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  position(offset: number): Position {
    if (offset > this.#countedTo) this.#countTo(offset);
    const starts = this.#starts;
    let low = 0;
    let high = starts.length - 1;
    if (offset >= (starts[high] ?? 0)) low = high;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  }

  #countTo(offset: number): void {
    const starts = this.#starts;
    if (!this.#hasCarriageReturns && this.#text.slice(this.#countedTo, offset).includes('\r')) {
      this.#hasCarriageReturns = true;
      this.#next = undefined; // it was looked for without them
    }
    this.#countedTo = offset;
    let next = this.#next ?? this.#startBehind(starts.at(-1) ?? 0);
    for (; next <= offset; next = this.#startBehind(next)) starts.push(next);
    this.#next = next;
  }

  /** Where the next line starts; infinity behind the last. */
  #startBehind(from: number): number {
    if (!this.#hasCarriageReturns) return this.#text.indexOf('\n', from) + 1 || Infinity;
    const ending = /\r\n?|\n/g;
    ending.lastIndex = from;
    return ending.test(this.#text) ? ending.lastIndex : Infinity;
  }
}
