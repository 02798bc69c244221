import type { LogicalLines } from './logical-lines.ts';
import { PickedCode } from './picked-code.ts';
import type { RelevantCode } from './picked-code.ts';

export type { RelevantCode } from './picked-code.ts';

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
  readonly #lines: LogicalLines;
  /** Where the words stand, in order. */
  readonly #words: readonly number[];
  readonly #picked: PickedCode;

  constructor(text: string, lines: LogicalLines, names: readonly string[]) {
    this.#lines = lines;
    this.#picked = new PickedCode(text, lines);
    // V8 compiles it once for all files that ask for the same names.
    const words = [...names, ...always].join('|');
    const anyWord = new RegExp(String.raw`(?<!\w)(?:(?<!\.)(?:${words})(?!\w)|import\s*\*)`, 'g');
    this.#words = Array.from(text.matchAll(anyWord), ({ index }) => index);
  }

  run(): RelevantCode {
    this.#statements(0, this.#lines.length);
    return this.#picked.code();
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
      this.#picked.take(line, line + 1);
      const end = this.#lines.blockEnd(line);
      const hasBlock = end > line + 1;
      // Its cases are clauses, none of which can stand for the others.
      if (hasBlock && this.#lines.blockWord(line) === 'match') this.#picked.take(line + 1, end);
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

  /** A block has to keep a statement: its first one, or `pass` in place of one with blocks of its own. */
  #takeFiller(line: number): void {
    this.#picked.takeFiller(line, this.#endOfStatement(line) === line + 1);
  }
}
