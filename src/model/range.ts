/** A stretch of a text: offsets in UTF-16 code units, `end` not included. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A place in a text as people name it: both count from 1; columns are UTF-16 code units, as in LSP and SARIF. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Line numbers of a text. A line ends with LF, CRLF or a lone CR. Counted as far as somebody asks. */
export class LineIndex {
  readonly #text: string;
  readonly #hasCarriageReturns: boolean;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    this.#hasCarriageReturns = text.includes('\r');
  }

  position(offset: number): Position {
    for (let next = this.#nextStart(); next >= 0 && next <= offset; next = this.#nextStart()) this.#starts.push(next);
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 };
  }

  /** Where the line after the last one that was counted starts, or -1. */
  #nextStart(): number {
    const from = this.#starts.at(-1) ?? 0;
    if (!this.#hasCarriageReturns) return this.#text.indexOf('\n', from) + 1 || -1;
    const ending = /\r\n?|\n/g;
    ending.lastIndex = from;
    return ending.test(this.#text) ? ending.lastIndex : -1;
  }
}
