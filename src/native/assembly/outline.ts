/**
 * The outline of a file: its logical lines with their indentation (reference manual 2.1), and whether brackets and
 * strings balance to the end. A reserved word that cannot stand in an expression closes brackets that were left open.
 */
import {
  BACKSLASH,
  CR,
  DOUBLE_QUOTE,
  FF,
  HASH,
  LF,
  SINGLE_QUOTE,
  afterNewline,
  at,
  isBlank,
  isNewline,
  skipBlanks,
  skipIdentifier,
} from './characters';
import { begin, clearRecords, end, offsetOf, write, writeOffset } from './memory';
import {
  hasRelativeName,
  malformedAt,
  noteCall,
  resetStrings,
  skipComment,
  skipString,
  unterminatedAt,
} from './strings';

/** CPython's own limit on nested brackets (Parser/lexer/state.h, MAXLEVEL). */
const MAX_DEPTH: i32 = 200;
const brackets = memory.data(200);

/**
 * Shuffle tables that tell the bytes to look at (quotes, `#`, brackets, backslash, line endings) by their two nibbles: a
 * bit for each high nibble that has some, set for the low nibbles that they have with it.
 */
const HIGH_NIBBLES = i8x16(1, 0, 2, 0, 0, 4, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0);
// 0x0a 0x0d | 0x22 0x23 0x27 0x28 0x29 | 0x5b 0x5c 0x5d | 0x7b 0x7d
const LOW_NIBBLES = i8x16(0, 0, 2, 2, 0, 0, 0, 2, 2, 2, 1, 12, 4, 13, 0, 0);

/** Which of the 16 bytes from `i` are to be looked at, as a bit mask. */
function specialBytes(i: i32): i32 {
  const bytes = v128.load(i);
  const low = i8x16.swizzle(LOW_NIBBLES, v128.and(bytes, i8x16.splat(15)));
  const high = i8x16.swizzle(HIGH_NIBBLES, v128.shr<u8>(bytes, 4));
  return ~i8x16.bitmask(i8x16.eq(v128.and(low, high), i8x16.splat(0))) & 0xffff;
}

/** Address of the first bracket that has no partner, or -1. */
let unbalancedAt: i32 = -1;
let depth: i32 = 0;
/** Address of the outermost bracket that is open. */
let opened: i32 = 0;

function unbalanced(address: i32): void {
  if (unbalancedAt < 0) unbalancedAt = address;
}

/** Address after the spaces at `i`. */
function skipSpaces(i: i32): i32 {
  while (true) {
    const others = ~i8x16.bitmask(i8x16.eq(v128.load(i), i8x16.splat(32))) & 0xffff;
    if (others != 0) return i + ctz(others);
    i += 16;
  }
}

/** The columns of the blanks from `i`: a tab goes to the next multiple of 8, a form feed starts anew. */
function indentation(i: i32): i32 {
  let column = 0;
  while (true) {
    const c = at(i);
    if (c == 32) column++;
    else if (c == 9) column = (column | 7) + 1;
    else if (c == FF) column = 0;
    else return column;
    i++;
  }
}

/** Is the word at `i` reserved and the start of a statement only? */
function startsStatement(i: i32): bool {
  const length = skipIdentifier(i) - i;
  if (length < 3 || length > 8) return false;
  const head = load<u32>(i);
  if (length == 3)
    return (head & 0xffffff) == 0x666564 || (head & 0xffffff) == 0x797274 || (head & 0xffffff) == 0x6c6564; // def try del
  if (length == 4) return head == 0x73736170 || head == 0x68746977 || head == 0x66696c65; // pass with elif
  const tail = load<u32>(i + length - 4);
  if (length == 5)
    return (
      (head == 0x73616c63 && at(i + 4) == 115) ||
      (head == 0x6c696877 && at(i + 4) == 101) ||
      (head == 0x73696172 && at(i + 4) == 101) ||
      (head == 0x61657262 && at(i + 4) == 107)
    ); // class while raise break
  if (length == 6)
    return (
      (head == 0x75746572 && tail == 0x6e727574) ||
      (head == 0x65637865 && tail == 0x74706563) ||
      (head == 0x65737361 && tail == 0x74726573) ||
      (head == 0x626f6c67 && tail == 0x6c61626f) ||
      (head == 0x6f706d69 && tail == 0x74726f70)
    ); // return except assert global import
  if (length == 7) return head == 0x616e6966 && tail == 0x796c6c61; // finally
  return (head == 0x6c6e6f6e && tail == 0x6c61636f) || (head == 0x746e6f63 && tail == 0x65756e69); // nonlocal continue
}

/** Address of the end of the logical line that starts at `i`: its line ending, or the end of the file. */
function skipLogicalLine(i: i32): i32 {
  depth = 0;
  let block = i;
  let special = specialBytes(i);
  while (i < end) {
    if (special == 0) {
      block += 16;
      i = block;
      special = specialBytes(i);
      continue;
    }
    i = block + ctz(special);
    special &= special - 1;
    if (i >= end) break;
    const c = at(i);
    if (c == 40 || c == 91 || c == 123) {
      if (c == 40) noteCall(i);
      if (depth == 0) opened = i;
      if (depth >= MAX_DEPTH) unbalanced(i);
      else store<u8>(brackets + depth++, c);
      continue;
    }
    if (c == 41 || c == 93 || c == 125) {
      const isPartner = depth > 0 && at(<i32>brackets + depth - 1) == (c == 41 ? 40 : c - 2);
      if (isPartner) depth--;
      else unbalanced(i);
      continue;
    }
    if (isNewline(c)) {
      if (depth == 0) return i;
      const next = afterNewline(i);
      if (startsStatement(skipBlanks(next))) {
        unbalanced(opened);
        return i;
      }
      i = next;
    } else if (c == HASH) {
      i = skipComment(i);
    } else if (c == BACKSLASH) {
      i = isNewline(at(i + 1)) ? afterNewline(i + 1) : i + 1;
    } else {
      i = skipString(i);
    }
    block = i;
    special = specialBytes(i);
  }
  if (depth > 0) unbalanced(opened);
  return end;
}

/** Write three integers for each logical line: start, end (before its line ending), and its indentation in columns. */
export function outline(): void {
  clearRecords();
  resetStrings();
  unbalancedAt = -1;
  let i = begin;
  while (i < end) {
    let start = skipSpaces(i);
    let column = start - i;
    let c = at(start);
    if (isBlank(c) || c == BACKSLASH) {
      column = indentation(i);
      start = skipBlanks(i);
      c = at(start);
    }
    if (start >= end) return;
    if (isNewline(c)) {
      i = afterNewline(start);
    } else if (c == HASH) {
      i = skipComment(start);
      if (i < end) i = afterNewline(i);
    } else {
      i = skipLogicalLine(start);
      writeOffset(start);
      writeOffset(i);
      write(column);
      if (i < end) i = afterNewline(i);
    }
  }
}

/** Did the outline see a string that starts as the relative name of a module does, or a call of `__import__`? */
export function outlineHoldsRelativeName(): bool {
  return hasRelativeName;
}

/** Offset of the first place where the outline found an error (bracket, string or f-string), or -1. */
export function firstOutlineError(): i32 {
  let first: i32 = -1;
  if (unbalancedAt >= 0) first = unbalancedAt;
  if (unterminatedAt >= 0 && (first < 0 || unterminatedAt < first)) first = unterminatedAt;
  if (malformedAt >= 0 && (first < 0 || malformedAt < first)) first = malformedAt;
  return first < 0 ? -1 : offsetOf(first);
}
