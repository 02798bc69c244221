import type { Range } from '../../../model/range.ts';
import {
  APOSTROPHE,
  BACKSLASH,
  CARRIAGE_RETURN,
  DOT,
  FORM_FEED,
  HASH,
  LINE_FEED,
  QUOTE,
  SPACE,
  TAB,
  characterClass,
  isBlank,
  isDigit,
  isLineEnd,
} from './characters.ts';
import { operatorAt } from './operators.ts';
import { wordKind } from './token-kind.ts';
import * as Kind from './token-kind.ts';

const restOfForeignWord = /[\p{XID_Continue}]+/uy;
const foreignStart = /[\p{XID_Start}]/uy;
const stringPrefix = /^(?:[rRuUbBfFtT]|[rR][bBfFtT]|[bBfFtT][rR])$/;
/**
 * Numbers (reference manual 2.6). A number may be followed directly only by a keyword, as in `1if x else 2`. A decimal
 * number with leading zeros is invalid.
 */
const number =
  /(?:0[xX](?:_?[\da-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:\d(?:_?\d)*(?:(?!\.)|\.(?:\d(?:_?\d)*)?)|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?[jJ]?)(?!\d|(?!and|else|for|if|in|is|not|or)[\p{XID_Start}_])/uy;
const leadingZeros = /^0[0_]*[1-9][\d_]*$/;

/** Where a tokenizer stands, to go back to. */
export interface Mark {
  readonly at: number;
  readonly kind: number;
  readonly start: number;
  readonly end: number;
  readonly previousEnd: number;
  readonly column: number;
  readonly nesting: number;
  readonly range: number;
}

/**
 * The tokens of a text (reference manual 2), one at a time. Indentation is no token: the first token of a logical line
 * tells its column. Nothing is thrown: invalid text is of the kind INVALID.
 */
export class Tokenizer {
  readonly text: string;
  readonly #ranges: readonly Range[];
  #range = 0;
  /** Where the range ends that is read. */
  #stop: number;
  #at: number;
  #isLineStart = true;
  /** The first lone CR or CRLF, and the first backslash, from where they were looked for; Infinity when there is none. */
  #carriageReturn = -1;
  #backslash = -1;

  /** The kind of the current token. `start` and `end` are its offsets in UTF-16 code units. */
  kind: number = Kind.END;
  start = 0;
  end = 0;
  /** Where the token before the current one ends. */
  previousEnd = 0;
  /** The column of the first token of the logical line. Tabs count as they do in Python. */
  column = 0;
  /** How many brackets are open: in them, lines do not end. */
  nesting = 0;

  /** @param ranges what to read of the text: whole logical lines */
  constructor(text: string, ranges: readonly Range[]) {
    this.text = text;
    this.#ranges = ranges;
    this.#at = ranges[0]?.start ?? 0;
    this.#stop = ranges[0]?.end ?? 0;
    this.end = this.#at;
  }

  mark(): Mark {
    const { kind, start, end, previousEnd, column, nesting } = this;
    return { at: this.#at, kind, start, end, previousEnd, column, nesting, range: this.#range };
  }

  /** Stand again where the mark was set. */
  goBack(mark: Mark): void {
    this.#at = mark.at;
    this.#range = mark.range;
    this.#stop = this.#ranges[mark.range]?.end ?? 0;
    this.kind = mark.kind;
    this.start = mark.start;
    this.end = mark.end;
    this.previousEnd = mark.previousEnd;
    this.column = mark.column;
    this.nesting = mark.nesting;
    this.#isLineStart = mark.kind === Kind.NEWLINE || mark.kind === Kind.END;
    this.#carriageReturn = this.#backslash = -1;
  }

  /** Is the current token this word? Of soft keywords. */
  is(word: string): boolean {
    return this.kind === Kind.NAME && this.end - this.start === word.length && this.text.startsWith(word, this.start);
  }

  /** Is the current token the first of its line in the text, whether or not a logical line starts there? */
  isFirstOnLine(): boolean {
    const before = this.#blanksBefore() - 1;
    return before < 0 || isLineEnd(this.text.charCodeAt(before));
  }

  /** The column of the current token, which is the first of its line. */
  indentation(): number {
    let column = 0;
    for (let at = this.#blanksBefore(); at < this.start; at++) {
      const code = this.text.charCodeAt(at);
      if (code === SPACE) column++;
      else column = code === TAB ? (column | 7) + 1 : 0;
    }
    return column;
  }

  /** Go on to the next token. */
  next(): void {
    this.previousEnd = this.end;
    if (this.#isLineStart && !this.#startLine()) return;
    const { text } = this;
    let at = this.#at;
    for (;;) {
      const code = text.charCodeAt(at);
      if (at >= this.#stop) {
        this.#endRange();
        return;
      }
      if (code === SPACE || code === TAB || code === FORM_FEED) at++;
      else if (isLineEnd(code)) {
        if (this.nesting === 0) {
          this.#take(Kind.NEWLINE, at, this.#behindLineEnd(at));
          this.#isLineStart = true;
          return;
        }
        at++;
      } else if (code === HASH) at = this.#lineEnd(at);
      else if (code === BACKSLASH && isLineEnd(text.charCodeAt(at + 1))) at = this.#behindLineEnd(at + 1);
      else {
        this.#token(code, at);
        return;
      }
    }
  }

  /** Read again from an offset before the current token, as if no bracket was open there. */
  restartAt(offset: number): void {
    while ((this.#ranges[this.#range]?.start ?? 0) > offset) this.#range--;
    this.#stop = this.#ranges[this.#range]?.end ?? 0;
    this.#carriageReturn = this.#backslash = -1;
    this.nesting = 0;
    this.#isLineStart = false;
    this.continueAt(offset);
  }

  /** Take the current token, the first of its line, for the first one of a logical line. */
  startLine(): void {
    this.column = this.indentation();
    this.nesting = 0;
  }

  /** Read on at an offset, which is in the range that is read. */
  continueAt(offset: number): void {
    this.#at = this.end = offset;
    this.next();
  }

  /** @returns the offset behind the string whose text goes on at `from`; -1 when it does not end. */
  stringEnd(from: number, quote: number, isTriple: boolean): number {
    return isTriple ? this.#tripleEnd(from, quote) : this.#singleEnd(from, quote);
  }

  /** Where the blanks before the current token start. */
  #blanksBefore(): number {
    let at = this.start;
    while (at > 0 && isBlank(this.text.charCodeAt(at - 1))) at--;
    return at;
  }

  #take(kind: number, start: number, end: number): void {
    this.kind = kind;
    this.start = start;
    this.end = this.#at = end;
  }

  /** Skip blank lines and comments, and measure the indentation of the next line. Is there one? */
  #startLine(): boolean {
    const { text } = this;
    for (;;) {
      let at = this.#at;
      let column = 0;
      let code = text.charCodeAt(at);
      while (code === SPACE || code === TAB || code === FORM_FEED) {
        if (code === SPACE) column++;
        else column = code === TAB ? (column | 7) + 1 : 0;
        code = text.charCodeAt(++at);
      }
      if (at >= this.#stop) {
        if (this.#nextRange()) continue;
        this.column = 0;
        this.#take(Kind.END, this.#stop, this.#stop);
        return false;
      }
      if (code === HASH) this.#at = this.#lineEnd(at);
      else if (isLineEnd(code)) this.#at = this.#behindLineEnd(at);
      else {
        this.#at = at;
        this.column = column;
        this.#isLineStart = false;
        return true;
      }
    }
  }

  #nextRange(): boolean {
    const range = this.#ranges[this.#range + 1];
    if (range === undefined) return false;
    this.#range++;
    this.#at = range.start;
    this.#stop = range.end;
    return true;
  }

  /** The logical line ends where its range does. */
  #endRange(): void {
    this.#take(this.nesting > 0 ? Kind.END : Kind.NEWLINE, this.#stop, this.#stop);
    this.#isLineStart = true;
  }

  #behindLineEnd(at: number): number {
    return this.text.charCodeAt(at) === CARRIAGE_RETURN && this.text.charCodeAt(at + 1) === LINE_FEED ? at + 2 : at + 1;
  }

  /** The end of the line that goes on at `from`, without the line ending. */
  #lineEnd(from: number): number {
    if (this.#carriageReturn < from) this.#carriageReturn = find(this.text, '\r', from);
    return Math.min(find(this.text, '\n', from), this.#carriageReturn, this.#stop);
  }

  #token(code: number, at: number): void {
    switch (characterClass[code]) {
      case 0:
        if (code === QUOTE || code === APOSTROPHE) this.#string(at, at, code, false);
        else if (code === DOT && isDigit(this.text.charCodeAt(at + 1))) this.#number(at);
        else this.#operator(code, at);
        return;
      case 1:
        this.#number(at);
        return;
      case 2:
        this.#word(at);
        return;
      case undefined:
      default:
        foreignStart.lastIndex = at;
        if (foreignStart.test(this.text)) this.#word(at);
        else this.#take(Kind.INVALID, at, at + 1);
    }
  }

  #word(start: number): void {
    const { text } = this;
    let at = start;
    let code = text.charCodeAt(at);
    while ((characterClass[code] ?? 0) > 0) code = text.charCodeAt(++at);
    if (code > 127) {
      restOfForeignWord.lastIndex = at;
      const rest = restOfForeignWord.exec(text);
      if (rest !== null) {
        this.#take(Kind.NAME, start, at + rest[0].length);
        return;
      }
    } else if ((code === QUOTE || code === APOSTROPHE) && at - start <= 2) {
      const prefix = text.slice(start, at);
      if (stringPrefix.test(prefix)) {
        this.#string(start, at, code, /[fFtT]/.test(prefix));
        return;
      }
    }
    this.#take(wordKind(text, start, at), start, at);
  }

  #number(start: number): void {
    const { text } = this;
    let at = start + 1;
    let code = text.charCodeAt(at);
    while (isDigit(code)) code = text.charCodeAt(++at);
    // Nearly all numbers are only digits.
    const isPlain = code !== DOT && !((characterClass[code] ?? 2) > 0);
    if (isPlain && (at === start + 1 || text.charCodeAt(start) !== 48)) {
      this.#take(Kind.NUMBER, start, at);
      return;
    }
    number.lastIndex = start;
    const found = number.exec(text)?.[0] ?? '';
    const isValid = found !== '' && !leadingZeros.test(found);
    this.#take(isValid ? Kind.NUMBER : Kind.INVALID, start, start + Math.max(found.length, 1));
  }

  /** @param at of the quote behind the prefix */
  #string(start: number, at: number, quote: number, isFormat: boolean): void {
    const { text } = this;
    const isTriple = text.charCodeAt(at + 1) === quote && text.charCodeAt(at + 2) === quote;
    const from = isTriple ? at + 3 : at + 1;
    if (isFormat) {
      this.#take(Kind.FORMAT_STRING, start, from);
      return;
    }
    const end = this.stringEnd(from, quote, isTriple);
    if (end >= 0) this.#take(Kind.STRING, start, end);
    else this.#take(Kind.INVALID, start, isTriple ? this.#stop : this.#lineEnd(from));
  }

  #singleEnd(from: number, quote: number): number {
    const { text } = this;
    for (let at = from; at < this.#stop; at++) {
      const code = text.charCodeAt(at);
      if (code === quote) return at + 1;
      if (code === BACKSLASH) at = this.#behindLineEnd(at + 1) - 1;
      else if (isLineEnd(code)) return -1;
    }
    return -1;
  }

  #tripleEnd(from: number, quote: number): number {
    const quotes = quote === QUOTE ? '"""' : "'''";
    let at = from;
    for (;;) {
      const end = find(this.text, quotes, at);
      if (end + 3 > this.#stop) return -1;
      if (this.#backslash < at) this.#backslash = find(this.text, '\\', at);
      if (this.#backslash > end) return end + 3;
      at = this.#backslash + 2;
    }
  }

  #operator(code: number, at: number): void {
    const found = operatorAt(this.text, code, at);
    const kind = found >> 2;
    if (kind >= Kind.LEFT_PARENTHESIS && kind <= Kind.RIGHT_BRACE) {
      if (kind === Kind.LEFT_PARENTHESIS || kind === Kind.LEFT_BRACKET || kind === Kind.LEFT_BRACE) this.nesting++;
      else if (this.nesting > 0) this.nesting--;
    }
    this.#take(kind, at, at + (found & 3));
  }
}

function find(text: string, part: string, from: number): number {
  const at = text.indexOf(part, from);
  return at < 0 ? Infinity : at;
}
