import type { Range } from '../../model/range.ts';

/** Words that open a block. `match` and `case` are soft, and told by what follows. */
const blockWords =
  /^(?:async[ \t]+)?(def|class|if|elif|else|for|while|try|except|finally|with)\b|^(match|case)\b(?![ \t]*[=.,:;)\]])/;

/** The clauses that may stand between a `try` and another clause of it. */
const clausesOfTry = ['except', 'else'];

/** The line that opens a block, such as `try:` or `def f(a):`. */
export interface BlockHeader {
  /** Index of its logical line. */
  readonly line: number;
  /** Its first word, `async` left out. */
  readonly word: string;
}

/** The logical lines of a file (reference manual 2.1.1) and the blocks that their indentation makes. */
export class LogicalLines {
  readonly #lines: Int32Array;
  readonly #text: string;
  /** Two more than the nearest line above with less indentation, for each line of which that is known; else 0. */
  #above: Int32Array | undefined;
  /** The line of the `try`, by the line of each clause that was asked for and of the clauses above it. */
  readonly #tries = new Map<number, number | undefined>();

  /** @param lines start, end and columns of indentation of each line, counted in UTF-16 code units of `text` */
  constructor(lines: Int32Array, text: string) {
    this.#lines = lines;
    this.#text = text;
  }

  get length(): number {
    return this.#lines.length / 3;
  }

  /** From the first token of the line to its line ending, a trailing comment included. */
  range(line: number): Range {
    return { start: this.#lines[line * 3] ?? 0, end: this.#lines[line * 3 + 1] ?? 0 };
  }

  text(line: number): string {
    const { start, end } = this.range(line);
    return this.#text.slice(start, end);
  }

  /** Index of the logical line that holds the offset, or of the last one before it. */
  at(offset: number): number {
    let low = 0;
    let high = this.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.range(middle).start <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The word that opens a block on this line, or undefined. */
  blockWord(line: number): string | undefined {
    const { start } = this.range(line);
    const match = blockWords.exec(this.#text.slice(start, start + 32));
    return match?.[1] ?? match?.[2];
  }

  /** Does the statement at `offset` stand at the start of its line, and so in no block? */
  startsLine(offset: number): boolean {
    const before = offset === 0 ? '\n' : this.#text[offset - 1];
    return before === '\n' || before === '\r';
  }

  /** The header of the block that the statement at `offset` stands in; undefined at the top level of the module. */
  header(offset: number): BlockHeader | undefined {
    const line = this.at(offset);
    const word = this.range(line).start < offset ? this.blockWord(line) : undefined;
    return word === undefined ? this.#enclosing(line) : { line, word };
  }

  /** The headers of the blocks around the statement at `offset`, innermost first. */
  headers(offset: number): BlockHeader[] {
    const headers: BlockHeader[] = [];
    for (let header = this.header(offset); header !== undefined; header = this.#enclosing(header.line))
      headers.push(header);
    return headers;
  }

  /** A key for the block of the statement at `offset`: equal for statements that run one after another. */
  block(offset: number): number {
    return this.header(offset)?.line ?? -1;
  }

  /** The line after the last one of the block that the header on this line opens. */
  blockEnd(header: number): number {
    const indentation = this.indentation(header);
    let line = header + 1;
    while (line < this.length && this.indentation(line) > indentation) line++;
    return line;
  }

  /** The lines directly in the block that the header on this line opens. */
  blockLines(header: number): number[] {
    const found: number[] = [];
    const [first, end] = [header + 1, this.blockEnd(header)];
    for (let line = first; line < end; line++) if (this.indentation(line) === this.indentation(first)) found.push(line);
    return found;
  }

  /** The line of the `try` that an `except`, `else` or `finally` belongs to, or undefined. */
  matchingTry(header: BlockHeader): number | undefined {
    const indentation = this.indentation(header.line);
    const clauses = [header.line];
    let found: number | undefined;
    for (let line = header.line - 1; line >= 0 && this.indentation(line) >= indentation; line--) {
      if (this.indentation(line) > indentation) continue;
      const word = this.blockWord(line) ?? '';
      const isClause = clausesOfTry.includes(word);
      const isKnown = isClause && this.#tries.has(line);
      if (isClause && !isKnown) clauses.push(line);
      else {
        found = word === 'try' ? line : this.#tries.get(line);
        break;
      }
    }
    for (const clause of clauses) this.#tries.set(clause, found);
    return found;
  }

  /** In columns, tabs counted as Python does; 0 for lines that the file does not have. */
  indentation(line: number): number {
    return this.#lines[line * 3 + 2] ?? 0;
  }

  #enclosing(line: number): BlockHeader | undefined {
    if (this.indentation(line) === 0) return undefined;
    const above = this.#lineAbove(line);
    return above < 0 ? undefined : { line: above, word: this.blockWord(above) ?? '' };
  }

  /** The nearest line above with less indentation, or -1. What was found for lines on the way is a short cut for others. */
  #lineAbove(line: number): number {
    const lines = this.#lines;
    const known = (this.#above ??= new Int32Array(this.length));
    const indentation = this.indentation(line);
    const beside: number[] = [];
    let above = line;
    for (let own: number; above >= 0 && (own = lines[above * 3 + 2] ?? 0) >= indentation;) {
      const next = known[above] ?? 0;
      if (next !== 0) above = next - 2;
      else {
        if (own === indentation) beside.push(above);
        above--;
      }
    }
    for (const one of beside) known[one] = above + 2;
    return above;
  }
}
