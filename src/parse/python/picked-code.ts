import type { Range } from '../../model/range.ts';
import type { LogicalLines } from './logical-lines.ts';

/** The parts of a text that a question is about: enough to be valid Python wherever the whole is. */
export interface RelevantCode {
  /** The text, as long as the file's. The bodies of definitions that do not matter may be `pass`. */
  readonly text: string;
  /** The ranges of it to read, in order. */
  readonly ranges: readonly Range[];
}

/** Picks logical lines of a text, in order. */
export class PickedCode {
  readonly #text: string;
  readonly #lines: LogicalLines;
  readonly #ranges: { start: number; end: number }[] = [];
  readonly #stubs: number[] = [];

  constructor(text: string, lines: LogicalLines) {
    this.#text = text;
    this.#lines = lines;
  }

  /** Pick the lines [from, to). */
  take(from: number, to: number): void {
    for (let line = from; line < to; line++) this.#take(this.#lines.range(line));
  }

  /** Pick a statement to stand for a block: its first line if that is all of the statement, or else `pass` in its place. */
  takeFiller(line: number, isSimple: boolean): void {
    const { start, end } = this.#lines.range(line);
    if (!isSimple) this.#stubs.push(start);
    this.#take({ start, end: isSimple ? end : start + 'pass'.length });
  }

  code(): RelevantCode {
    let text = '';
    let at = 0;
    for (const stub of this.#stubs) {
      text += `${this.#text.slice(at, stub)}pass`;
      at = stub + 'pass'.length;
    }
    return { text: text + this.#text.slice(at), ranges: this.#ranges };
  }

  /** A line with the line ending and the indentation before it. */
  #take({ start, end }: Range): void {
    let from = start;
    while (from > 0 && !isLineEnding(this.#text.charCodeAt(from - 1))) from--;
    if (from > 0) from--;
    const last = this.#ranges.at(-1);
    if (last !== undefined && from <= last.end) last.end = Math.max(last.end, end);
    else this.#ranges.push({ start: from, end });
  }
}

function isLineEnding(character: number): boolean {
  return character === 0x0a || character === 0x0d;
}
