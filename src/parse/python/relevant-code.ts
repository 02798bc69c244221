import type { Range } from '../../model/range.ts';
import type { LogicalLines } from './logical-lines.ts';

/** The parts of a text that a question is about: enough to be valid Python wherever the whole is. */
export interface RelevantCode {
  /** Of the same length as the file's; definitions that do not matter may be `pass`. */
  readonly text: string;
  /** What to read of it, in order. */
  readonly ranges: readonly Range[];
}

/** What decides about the meaning of any name. */
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

/**
 * What has to be read to know the bindings and uses of some names: whole statements in which one of them stands, what
 * opens the blocks around them, the imports of the module, and one statement of every other block that is read.
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
    const words = [...names, ...always].filter((word) => text.includes(word));
    const anyWord = new RegExp(String.raw`(?<!\w)(?:${[...words, String.raw`import\s*\*`].join('|')})(?!\w)`, 'g');
    this.#words = Array.from(text.matchAll(anyWord), ({ index }) => index);
  }

  #isRelevant({ start, end }: Range): boolean {
    let low = 0;
    let high = this.#words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#words[middle] ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    return (this.#words[low] ?? end) < end;
  }

  run(): RelevantCode {
    const { length } = this.#lines;
    for (let line = 0; line < length;) line = this.#item(line);
    let text = '';
    let at = 0;
    for (const stub of this.#stubs) {
      text += `${this.#text.slice(at, stub)}pass`;
      at = stub + 'pass'.length;
    }
    return { text: text + this.#text.slice(at), ranges: this.#ranges };
  }

  /**
   * Take or leave the line, or the definition that starts there.
   * @returns the line behind it
   */
  #item(line: number): number {
    const lines = this.#lines;
    let header = line;
    while (header < lines.length && lines.text(header).startsWith('@')) header++;
    const word = header < lines.length ? lines.blockWord(header) : undefined;
    if (word !== 'def' && word !== 'class') return this.#statement(line);
    const end = this.#endOfBlock(header);
    const { start } = lines.range(line);
    if (!this.#isRelevant({ start, end: lines.range(end - 1).end })) {
      if (this.#isFirstInBlock(line)) this.#takeStub(line);
      return end;
    }
    for (let k = line; k <= header; k++) this.#take(lines.range(k));
    for (let next = header + 1; next < end;) next = this.#item(next);
    return end;
  }

  #statement(line: number): number {
    const range = this.#lines.range(line);
    const opensBlock = this.#lines.indentation(line + 1) > this.#lines.indentation(line);
    const isImport = this.#lines.indentation(line) === 0 && /^(?:from|import|lazy)\b/.test(this.#lines.text(line));
    const isKept = opensBlock || this.#isFirstInBlock(line) || isImport || this.#lines.blockWord(line) !== undefined;
    if (isKept || this.#isRelevant(range)) this.#take(range);
    return line + 1;
  }

  /** Each block has to keep a statement; the module need not. */
  #isFirstInBlock(line: number): boolean {
    return this.#lines.indentation(line - 1) < this.#lines.indentation(line);
  }

  /** The first line behind the block that the line opens. */
  #endOfBlock(header: number): number {
    const indentation = this.#lines.indentation(header);
    let line = header + 1;
    while (line < this.#lines.length && this.#lines.indentation(line) > indentation) line++;
    return line;
  }

  #takeStub(line: number): void {
    const { start } = this.#lines.range(line);
    this.#stubs.push(start);
    this.#take({ start, end: start + 'pass'.length });
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
