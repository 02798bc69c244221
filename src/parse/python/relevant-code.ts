import type { Range } from '../../model/range.ts';
import type { LogicalLines } from './logical-lines.ts';

/** The parts of a text that a question is about: enough to be valid Python wherever the whole is. */
export interface RelevantCode {
  /** The text, as long as the file's. The bodies of definitions that do not matter may be `pass`. */
  readonly text: string;
  /** The ranges of it to read, in order. */
  readonly ranges: readonly Range[];
}

/** Words that decide the meaning of any name. */
const always = [
  'locals',
  'globals',
  'vars',
  'dir',
  'eval',
  'exec',
  '__all__',
  'typing',
  'typing_extensions',
  'collections',
];

/** Lines that go on with the compound statement before them (reference manual 8). */
const clauseWords = ['elif', 'else', 'except', 'finally'];

/**
 * Selects the code that tells the bindings and uses of some names. It takes the logical lines in which one of the names
 * stands other than behind a dot, the headers of the blocks around them, the other clauses of those statements with a
 * body of one statement, and the imports of the module.
 * @param lines of the text, whose brackets and strings must balance
 */
export function relevantCode(text: string, lines: LogicalLines, names: readonly string[]): RelevantCode {
  return new Selection(text, lines, names).run();
}

class Selection {
  readonly #text: string;
  readonly #lines: LogicalLines;
  /** Where the words stand, in order. */
  readonly #words: readonly number[];
  readonly #ranges: { start: number; end: number }[] = [];
  readonly #stubs: number[] = [];

  constructor(text: string, lines: LogicalLines, names: readonly string[]) {
    this.#text = text;
    this.#lines = lines;
    // V8 compiles it once for all files that ask for the same names.
    const words = [...names, ...always].join('|');
    const anyWord = new RegExp(String.raw`(?<!\w)(?:(?<!\.)(?:${words})(?!\w)|import\s*\*)`, 'g');
    this.#words = Array.from(text.matchAll(anyWord), ({ index }) => index);
  }

  run(): RelevantCode {
    this.#statements(0, this.#lines.length);
    let text = '';
    let at = 0;
    for (const stub of this.#stubs) {
      text += `${this.#text.slice(at, stub)}pass`;
      at = stub + 'pass'.length;
    }
    return { text: text + this.#text.slice(at), ranges: this.#ranges };
  }

  /**
   * Take what matters of the statements on the lines [from, to).
   * @returns whether there is any
   */
  #statements(from: number, to: number): boolean {
    let hasTaken = false;
    for (let line = from; line < to;) {
      const end = this.#endOfStatement(line);
      if (this.#holdsWord(line, end) || this.#isImportOfModule(line)) {
        this.#statement(line, end);
        hasTaken = true;
      }
      line = end;
    }
    return hasTaken;
  }

  /** Take a statement on the lines [from, to): its decorators and headers, and of each block what matters. */
  #statement(from: number, to: number): void {
    for (let line = from; line < to;) {
      this.#take(this.#lines.range(line));
      const end = this.#lines.blockEnd(line);
      const hasBlock = end > line + 1;
      // Its cases are clauses, none of which can stand for the others.
      if (hasBlock && this.#lines.blockWord(line) === 'match') this.#takeAll(line + 1, end);
      else if (hasBlock && !this.#statements(line + 1, end)) this.#takeFiller(line + 1);
      line = end;
    }
  }

  /** The line behind the statement that starts on the line: behind all of its clauses. */
  #endOfStatement(line: number): number {
    const lines = this.#lines;
    let header = line;
    while (header < lines.length - 1 && lines.text(header).startsWith('@')) header++;
    let end = lines.blockEnd(header);
    while (
      end < lines.length &&
      lines.indentation(end) === lines.indentation(line) &&
      clauseWords.includes(lines.blockWord(end) ?? '')
    )
      end = lines.blockEnd(end);
    return end;
  }

  #holdsWord(from: number, to: number): boolean {
    const { start } = this.#lines.range(from);
    const { end } = this.#lines.range(to - 1);
    let low = 0;
    let high = this.#words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#words[middle] ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    return (this.#words[low] ?? end) < end;
  }

  #isImportOfModule(line: number): boolean {
    return this.#lines.indentation(line) === 0 && /^(?:from|import|lazy)\b/.test(this.#lines.text(line));
  }

  #takeAll(from: number, to: number): void {
    for (let line = from; line < to; line++) this.#take(this.#lines.range(line));
  }

  /** A block has to keep a statement: its first one, or `pass` in place of one with blocks of its own. */
  #takeFiller(line: number): void {
    const { start, end } = this.#lines.range(line);
    const isSimple = this.#endOfStatement(line) === line + 1;
    if (!isSimple) this.#stubs.push(start);
    this.#take({ start, end: isSimple ? end : start + 'pass'.length });
  }

  /** A line with the line ending and the indentation before it. */
  #take({ start, end }: Range): void {
    let from = start;
    while (from > 0 && !/[\r\n]/.test(this.#text.charAt(from - 1))) from--;
    if (from > 0) from--;
    const last = this.#ranges.at(-1);
    if (last !== undefined && from <= last.end) last.end = Math.max(last.end, end);
    else this.#ranges.push({ start: from, end });
  }
}
