/** The tokens of a range of code, names inside the replacement fields of format strings included. */
import {
  BACKSLASH,
  COLON,
  DOT,
  DOUBLE_QUOTE,
  EQUALS,
  HASH,
  SINGLE_QUOTE,
  afterNewline,
  at,
  isBlank,
  isIdentifier,
  isNewline,
} from './characters';
import { SOURCE, begin, clearRecords, end, offsetOf, write, writeOffset } from './memory';
import {
  failures,
  isFormatString,
  isRawString,
  isTripleQuoted,
  malformedAt,
  resetStrings,
  skipComment,
  skipFormatEscape,
  skipString,
  unterminatedAt,
} from './strings';

/** Kinds of token. */
const NAME: i32 = 1;
const NUMBER: i32 = 2;
const STRING: i32 = 3;
const OPERATOR: i32 = 4;
const NEWLINE: i32 = 5;
const FORMAT_STRING_START: i32 = 6;
const FORMAT_STRING_END: i32 = 7;

const OPEN_BRACE: i32 = 123;
const CLOSE_BRACE: i32 = 125;
const BANG: i32 = 33;

function emit(kind: i32, from: i32, to: i32): void {
  write(kind);
  writeOffset(from);
  writeOffset(to);
}

function isDigit(c: i32): bool {
  return c >= 48 && c <= 57;
}

function isHexadecimalDigit(c: i32): bool {
  return isDigit(c) || ((c | 32) >= 97 && (c | 32) <= 102);
}

/** Address after the digits at `i`, and the underscores between them. */
function skipDigits(i: i32, isHexadecimal: bool): i32 {
  while (isDigit(at(i)) || at(i) == 95 || (isHexadecimal && isHexadecimalDigit(at(i)))) i++;
  return i;
}

/**
 * Address after the number at `i` (reference manual 2.4.5 to 2.4.7). A word may follow at once, as in `1if x else 2`, or
 * an attribute, as in `1.5.real`.
 */
function skipNumber(i: i32): i32 {
  const base = at(i) == 48 ? at(i + 1) | 32 : 0;
  if (base == 120 || base == 111 || base == 98) return skipDigits(i + 2, base == 120); // 0x 0o 0b
  i = skipDigits(i, false);
  if (at(i) == DOT) i = skipDigits(i + 1, false);
  if ((at(i) | 32) == 101) {
    const sign = at(i + 1);
    const digits = sign == 43 || sign == 45 ? i + 2 : i + 1;
    if (isDigit(at(digits))) i = skipDigits(digits, false);
  }
  return (at(i) | 32) == 106 ? i + 1 : i; // j
}

/** Address after the operator at `i`, the longest there is (reference manual 2.5 and 2.6). */
function skipOperator(i: i32): i32 {
  const c = at(i);
  const d = at(i + 1);
  if (c == DOT) return d == DOT && at(i + 2) == DOT ? i + 3 : i + 1;
  const isDoubled = c == d && (c == 42 || c == 47 || c == 60 || c == 62); // ** // << >>
  if (isDoubled) return at(i + 2) == EQUALS ? i + 3 : i + 2;
  if (c == 45 && d == 62) return i + 2; // ->
  const takesEquals =
    c == 33 ||
    c == 37 ||
    c == 38 ||
    c == 42 ||
    c == 43 ||
    c == 45 ||
    c == 47 ||
    c == COLON ||
    (c >= 60 && c <= 62) ||
    c == 64 ||
    c == 94 ||
    c == 124;
  return takesEquals && d == EQUALS ? i + 2 : i + 1;
}

/** Write the tokens of [i, to). In a replacement field, stops after the field. Returns the address where it stopped. */
function writeCode(i: i32, to: i32, isField: bool, quote: i32): i32 {
  let depth = 0;
  while (i < to) {
    const c = at(i);
    if (isBlank(c)) {
      i++;
    } else if (isNewline(c)) {
      const next = afterNewline(i);
      if (depth == 0 && !isField) emit(NEWLINE, i, next);
      i = next;
    } else if (c == BACKSLASH) {
      i = isNewline(at(i + 1)) ? afterNewline(i + 1) : i + 1;
    } else if (c == HASH) {
      i = skipComment(i);
    } else if (c == DOUBLE_QUOTE || c == SINGLE_QUOTE) {
      i = writeString(i, i);
    } else if (isDigit(c) || (c == DOT && isDigit(at(i + 1)))) {
      const start = i;
      i = skipNumber(i);
      emit(NUMBER, start, i);
    } else if (isIdentifier(i)) {
      const start = i;
      while (isIdentifier(i)) i++;
      const isPrefix = (at(i) == DOUBLE_QUOTE || at(i) == SINGLE_QUOTE) && i - start <= 2 && isStringPrefix(start, i);
      if (isPrefix) i = writeString(start, i);
      else emit(NAME, start, i);
    } else if (isField && depth == 0 && c == BANG && at(i + 1) != EQUALS) {
      i += 2; // the conversion
    } else if (isField && depth == 0 && c == COLON) {
      return writeFormatSpec(i + 1, to, quote);
    } else {
      const next = skipOperator(i);
      emit(OPERATOR, i, next);
      if (c == 40 || c == 91 || c == OPEN_BRACE) depth++;
      else if (c == 41 || c == 93 || c == CLOSE_BRACE) {
        if (isField && depth == 0) return next;
        if (depth > 0) depth--;
      }
      i = next;
    }
  }
  return i;
}

/** Are the letters [start, quote) a string prefix? */
function isStringPrefix(start: i32, quote: i32): bool {
  for (let i = start; i < quote; i++) {
    const c = at(i) | 32;
    if (c != 114 && c != 98 && c != 117 && c != 102 && c != 116) return false;
  }
  return true;
}

/** Write the string whose prefix starts at `start` and whose quote is at `quote`; returns the address after it. */
function writeString(start: i32, quote: i32): i32 {
  const failuresBefore = failures;
  const close = skipString(quote);
  if (!isFormatString(quote) || failures != failuresBefore) {
    emit(STRING, start, close);
    return close;
  }
  const quotes = isTripleQuoted(quote) && close - quote >= 6 ? 3 : 1;
  const isRaw = isRawString(quote);
  const contentEnd = close - quotes;
  emit(FORMAT_STRING_START, start, quote + quotes);
  let i = quote + quotes;
  while (i < contentEnd) {
    const c = at(i);
    if (c == BACKSLASH) i = skipFormatEscape(i, isRaw);
    else if (c == OPEN_BRACE && at(i + 1) == OPEN_BRACE) i += 2;
    else if (c == OPEN_BRACE) {
      emit(OPERATOR, i, i + 1);
      i = writeCode(i + 1, contentEnd, true, quote);
    } else i++;
  }
  emit(FORMAT_STRING_END, contentEnd, close);
  return close;
}

/** Write the tokens of the fields nested in a format specification; returns the address after the field's `}`. */
function writeFormatSpec(i: i32, to: i32, quote: i32): i32 {
  const isRaw = isRawString(quote);
  while (i < to) {
    const c = at(i);
    if (c == CLOSE_BRACE) {
      emit(OPERATOR, i, i + 1);
      return i + 1;
    }
    if (c == OPEN_BRACE) {
      emit(OPERATOR, i, i + 1);
      i = writeCode(i + 1, to, true, quote);
    } else if (c == BACKSLASH) i = skipFormatEscape(i, isRaw);
    else i++;
  }
  return i;
}

/** Write three integers for each token of the file: kind, start, end. Comments are left out. */
export function tokenize(): void {
  clearRecords();
  resetStrings();
  writeCode(begin, end, false, 0);
}

/** Does the same as tokenize, for the bytes [from, to) of the file. */
export function tokenizeBytes(from: i32, to: i32): void {
  clearRecords();
  resetStrings();
  writeCode(SOURCE + from, SOURCE + to, false, 0);
}

/** Offset of the first string or f-string of the last `tokenize` that is not well formed, or -1. */
export function firstTokenError(): i32 {
  let first = unterminatedAt;
  if (malformedAt >= 0 && (first < 0 || malformedAt < first)) first = malformedAt;
  return first < 0 ? -1 : offsetOf(first);
}
