/**
 * Comments and string literals: every prefix, single and triple quotes, and the replacement fields of f-strings
 * (PEP 701) and t-strings (PEP 750), which nest strings, brackets, comments and further fields.
 */
import {
  BACKSLASH,
  COLON,
  CR,
  DOT,
  DOUBLE_QUOTE,
  EQUALS,
  HASH,
  LF,
  OPEN,
  afterNewline,
  at,
  isIdentifier,
  isNewline,
  skipToAny3,
  skipToAny4,
  skipToAny5,
} from './characters';
import { begin, end } from './memory';

const RAW: i32 = 1;
const FORMAT: i32 = 2;
const PLAIN: i32 = 4;
const OPEN_BRACE: i32 = 123;
const CLOSE_BRACE: i32 = 125;

/** The meaning of each letter in a string prefix; 0 for a byte that is in none. */
const PREFIX_LETTER = memory.data(256);
store<u8>(PREFIX_LETTER + 114, RAW); // r
store<u8>(PREFIX_LETTER + 82, RAW);
store<u8>(PREFIX_LETTER + 98, PLAIN); // b
store<u8>(PREFIX_LETTER + 66, PLAIN);
store<u8>(PREFIX_LETTER + 117, PLAIN); // u
store<u8>(PREFIX_LETTER + 85, PLAIN);
store<u8>(PREFIX_LETTER + 102, FORMAT); // f
store<u8>(PREFIX_LETTER + 70, FORMAT);
store<u8>(PREFIX_LETTER + 116, FORMAT); // t
store<u8>(PREFIX_LETTER + 84, FORMAT);

/** Address of the quote of the first string that does not end, or -1. */
export let unterminatedAt: i32 = -1;
/** Address of the quote of the first f-string whose replacement fields are malformed, or -1. */
export let malformedAt: i32 = -1;
/** How many strings were unterminated or malformed so far. */
export let failures: i32 = 0;
/** A string starts as the relative name of a module does, or a call of `__import__` was seen. */
export let hasRelativeName: bool = false;
/**
 * A replacement field ran to the end of the file, or nests deeper than CPython allows: looking into the next ones could
 * take quadratic time, so they are taken for text.
 */
let areFieldsText: bool = false;
/** CPython's own limit on nested format strings (Parser/lexer/state.h, MAXFSTRINGLEVEL). */
const MAX_NESTING: i32 = 150;
let nesting: i32 = 0;
/**
 * The quotes of the last strings in three double and three single quotes that ran to the end of the file, or `end`: no
 * later one of its kind ends either, since what would end it would have ended that one.
 */
let openDoubles: i32 = 0;
let openSingles: i32 = 0;

export function resetStrings(): void {
  unterminatedAt = -1;
  malformedAt = -1;
  failures = 0;
  hasRelativeName = false;
  areFieldsText = false;
  nesting = 0;
  openDoubles = end;
  openSingles = end;
}

/** Notes the function that the parenthesis at `open` calls, if that is `__import__`. */
export function noteCall(open: i32): void {
  let last = open - 1;
  while (last > begin && (at(last) <= 32 || at(last) == BACKSLASH)) last--;
  if (load<u64>(last - 7) == 0x5f5f74726f706d69) hasRelativeName = true; // import__
}

/** Note whether the string that opens at `quote` is the first argument of a call, or named, and starts as a relative name does. */
function noteRelativeName(quote: i32): void {
  if (at(quote + 1) != DOT) return;
  let i = quote + 2;
  while (at(i) == DOT) i++;
  let last = quote - 1;
  while (last > begin && at(last) <= 32) last--;
  if (isIdentifier(i) && (at(last) == OPEN || at(last) == EQUALS)) hasRelativeName = true;
}

/** Address of the line ending, or of the end of the file, that ends the comment at `i`. */
export function skipComment(i: i32): i32 {
  return skipToAny3(i, end, i8x16.splat(<i8>LF), i8x16.splat(<i8>CR), i8x16.splat(<i8>LF));
}

/** The letters before the quote at `quote`, as a set of RAW, FORMAT and PLAIN; 0 where the word there is not a prefix. */
function prefixOf(quote: i32): i32 {
  if (quote <= begin) return 0;
  const last: i32 = load<u8>(PREFIX_LETTER + <usize>at(quote - 1));
  if (last == 0 || quote - 2 < begin || !isIdentifier(quote - 2)) return last;
  const first: i32 = load<u8>(PREFIX_LETTER + <usize>at(quote - 2));
  const isLonger = quote - 3 >= begin && isIdentifier(quote - 3);
  return first == 0 || isLonger ? 0 : first | last;
}

/** Does the quote at `quote` open an f-string or a t-string? */
export function isFormatString(quote: i32): bool {
  return (prefixOf(quote) & FORMAT) != 0;
}

/** Is the prefix of the quote at `quote` raw? */
export function isRawString(quote: i32): bool {
  return (prefixOf(quote) & RAW) != 0;
}

/** Does the quote at `quote` open a triple-quoted string? */
export function isTripleQuoted(quote: i32): bool {
  const q = at(quote);
  return at(quote + 1) == q && at(quote + 2) == q;
}

/**
 * Address after the string whose opening quote is at `quote`. A single-quoted string that its line does not end stops at
 * the line ending, a triple-quoted one at the end of the file; both set `unterminatedAt`.
 */
export function skipString(quote: i32): i32 {
  noteRelativeName(quote);
  if (quote > (at(quote) == DOUBLE_QUOTE ? openDoubles : openSingles) && isTripleQuoted(quote))
    return unterminated(quote, end);
  const prefix = prefixOf(quote);
  if (prefix & FORMAT) {
    const close = skipFormatString(quote, (prefix & RAW) != 0);
    if (close >= 0) return close;
    failures++;
    if (malformedAt < 0) malformedAt = quote;
  }
  return skipPlainString(quote);
}

function unterminated(quote: i32, stop: i32): i32 {
  failures++;
  if (unterminatedAt < 0) unterminatedAt = quote;
  return stop;
}

function skipPlainString(quote: i32): i32 {
  const q = at(quote);
  const quotes = i8x16.splat(<i8>q);
  const backslashes = i8x16.splat(<i8>BACKSLASH);
  let i = quote + 1;
  if (at(i) == q) {
    if (at(i + 1) != q) return i + 1;
    i += 2;
    while (true) {
      i = skipToAny3(i, end, quotes, backslashes, quotes);
      if (i >= end) {
        if (q == DOUBLE_QUOTE) openDoubles = min(openDoubles, quote);
        else openSingles = min(openSingles, quote);
        return unterminated(quote, end);
      }
      if (at(i) == BACKSLASH) i += 2;
      else if (at(i + 1) == q && at(i + 2) == q) return i + 3;
      else i++;
    }
  }
  while (true) {
    i = skipToAny4(i, end, quotes, backslashes, i8x16.splat(<i8>LF), i8x16.splat(<i8>CR));
    if (i >= end) return unterminated(quote, end);
    const c = at(i);
    if (c == q) return i + 1;
    if (c != BACKSLASH) return unterminated(quote, i);
    i = isNewline(at(i + 1)) ? afterNewline(i + 1) : i + 2;
  }
}

/** Address after the f-string or t-string at `quote`, or -1 where it is malformed. */
function skipFormatString(quote: i32, isRaw: bool): i32 {
  const q = at(quote);
  const isTriple = isTripleQuoted(quote);
  if (!isTriple && at(quote + 1) == q) return quote + 2;
  const quotes = i8x16.splat(<i8>q);
  const backslashes = i8x16.splat(<i8>BACKSLASH);
  const braces = i8x16.splat(<i8>OPEN_BRACE);
  const lineFeeds = isTriple ? quotes : i8x16.splat(<i8>LF);
  const carriageReturns = isTriple ? quotes : i8x16.splat(<i8>CR);
  let i = isTriple ? quote + 3 : quote + 1;
  while (true) {
    i = skipToAny5(i, end, quotes, backslashes, braces, lineFeeds, carriageReturns);
    if (i >= end) return -1;
    const c = at(i);
    if (c == q) {
      if (!isTriple) return i + 1;
      if (at(i + 1) == q && at(i + 2) == q) return i + 3;
      i++;
    } else if (c == BACKSLASH) i = skipFormatEscape(i, isRaw);
    else if (c == OPEN_BRACE) {
      if (at(i + 1) == OPEN_BRACE) i += 2;
      else {
        i = skipField(i + 1, q, isTriple, isRaw);
        if (i < 0) return -1;
      }
    } else return -1;
  }
}

/** Address after the escape at `i` in the literal part of a format string: a brace is never escaped, except in `\N{NAME}`. */
export function skipFormatEscape(i: i32, isRaw: bool): i32 {
  const c = at(i + 1);
  if (c == OPEN_BRACE || c == CLOSE_BRACE) return i + 1;
  if (c == 78 && !isRaw && at(i + 2) == OPEN_BRACE) {
    let j = i + 3;
    while (isIdentifier(j) || at(j) == 32 || at(j) == 45) j++;
    return at(j) == CLOSE_BRACE ? j + 1 : i + 2;
  }
  return isNewline(c) ? afterNewline(i + 1) : i + 2;
}

/** Address after the replacement field whose content starts at `i`, or -1 where it does not end. */
function skipField(i: i32, q: i32, isTriple: bool, isRaw: bool): i32 {
  if (nesting >= MAX_NESTING) areFieldsText = true;
  if (areFieldsText) return -1;
  nesting++;
  const after = skipFieldContent(i, q, isTriple, isRaw);
  nesting--;
  return after;
}

function skipFieldContent(i: i32, q: i32, isTriple: bool, isRaw: bool): i32 {
  let depth = 0;
  while (i < end) {
    const c = at(i);
    if (c == 34 || c == 39) {
      const unterminatedBefore = unterminatedAt;
      const malformedBefore = malformedAt;
      const failuresBefore = failures;
      i = skipString(i);
      if (failures != failuresBefore) {
        unterminatedAt = unterminatedBefore;
        malformedAt = malformedBefore;
        failures = failuresBefore;
        if (i >= end) areFieldsText = true;
        return -1;
      }
    } else if (c == 40 || c == 91 || c == OPEN_BRACE) {
      if (c == 40) noteCall(i);
      depth++;
      i++;
    } else if (c == CLOSE_BRACE || c == 41 || c == 93) {
      if (depth == 0) return c == CLOSE_BRACE ? i + 1 : -1;
      depth--;
      i++;
    } else if (c == COLON && depth == 0) return skipFormatSpec(i + 1, q, isTriple, isRaw);
    else if (c == HASH) i = skipComment(i);
    else i++;
  }
  areFieldsText = true;
  return -1;
}

/** Address after the field whose format specification starts at `i` (text with nested fields, up to `}`), or -1. */
function skipFormatSpec(i: i32, q: i32, isTriple: bool, isRaw: bool): i32 {
  while (i < end) {
    const c = at(i);
    if (c == CLOSE_BRACE) return i + 1;
    if (c == OPEN_BRACE) {
      i = skipField(i + 1, q, isTriple, isRaw);
      if (i < 0) return -1;
    } else if (c == BACKSLASH) i = skipFormatEscape(i, isRaw);
    else if (c == q) {
      if (!isTriple || (at(i + 1) == q && at(i + 2) == q)) return -1;
      i++;
    } else if (!isTriple && isNewline(c)) return -1;
    else i++;
  }
  return -1;
}
