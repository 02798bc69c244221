/** Import statements around the word `import`: where each starts, and its record (grammar: reference manual 7.11; `lazy`: PEP 810). */
import {
  BACKSLASH,
  COLON,
  COMMA,
  CR,
  DOT,
  HASH,
  LF,
  SEMICOLON,
  STAR,
  afterNewline,
  at,
  isBlank,
  isIdentifier,
  isNewline,
  isWordAs,
  isWordFrom,
  isWordImport,
  isWordLazy,
  skipBlanks,
  skipIdentifier,
} from './characters';
import { lineEnd, lineStart } from './lines';
import { begin, end, mark, offsetOf, patch, rewind, write, writeOffset } from './memory';
import { skipComment, unterminatedAt } from './strings';
import { isPackage } from './words';

/** Flags of a statement record. */
const FROM: i32 = 1;
export const STAR_IMPORT: i32 = 2;
const LAZY: i32 = 4;
const PARENTHESISED: i32 = 8;
/** A dotted name of the statement has blanks or a continuation around its dots. */
const SPACED: i32 = 16;
/** The statement stands behind a string that does not end: it may be text. */
export const UNSURE: i32 = 32;
/** The statement may bind a name to a package around a word of the search. */
export const BINDS_PACKAGE: i32 = 256;

/** Address of the line ending of the comment that was lexed last: a backslash before it continues nothing. */
let lastCommentEnd: i32 = -1;
export let flags: i32 = 0;
/** Address after the statement that was parsed last. */
let statementEnd: i32 = 0;

/** Forget the comments of the file that was read before. */
export function forgetComments(): void {
  lastCommentEnd = -1;
}

/** Note that a comment ends there. */
export function noteComment(lineEnd: i32): void {
  lastCommentEnd = lineEnd;
}

/** Address of the next `import` at or after `i`, or `end`. It may be part of a longer word. */
export function nextAnchor(i: i32): i32 {
  const first = i8x16.splat(105);
  const last = i8x16.splat(116);
  while (i < end) {
    let hits: i32 = i8x16.bitmask(v128.and(i8x16.eq(v128.load(i), first), i8x16.eq(v128.load(i, 5), last)));
    while (hits != 0) {
      const k = i + ctz(hits);
      if (load<u32>(k) == 0x6f706d69 && at(k + 4) == 114) return k;
      hits &= hits - 1;
    }
    i += 16;
  }
  return end;
}

/** Address of the last significant byte at or before `i` in its logical line, or -1 where a statement can start after it. */
function previousSignificant(i: i32): i32 {
  while (i >= begin) {
    const c = at(i);
    if (isBlank(c)) {
      i--;
    } else if (isNewline(c)) {
      const lineEnd = c == LF && i > begin && at(i - 1) == CR ? i - 1 : i;
      const isContinued = lineEnd > begin && at(lineEnd - 1) == BACKSLASH && lineEnd != lastCommentEnd;
      if (!isContinued) return -1;
      i = lineEnd - 2;
    } else {
      return c == SEMICOLON || c == COLON ? -1 : i;
    }
  }
  return -1;
}

/** Address of the first byte of the identifier that ends at `last`. */
function identifierStart(last: i32): i32 {
  while (last > begin && isIdentifier(last - 1)) last--;
  return last;
}

/** Address of the start of the statement whose `import` is at `anchor`, or -1 where there is no such statement. Sets `flags`. */
export function statementStart(anchor: i32): i32 {
  flags = 0;
  let start = anchor;
  let i = previousSignificant(anchor - 1);
  if (i < 0) return anchor;
  let hasDots = false;
  while (at(i) == DOT || isIdentifier(i)) {
    if (at(i) == DOT) {
      hasDots = true;
    } else {
      start = identifierStart(i);
      if (i - start == 5 && isWordImport(start)) return -1;
      if (i - start == 3 && isWordFrom(start)) {
        flags |= FROM;
        break;
      }
      if (i - start == 3 && !hasDots && isWordLazy(start) && previousSignificant(start - 1) < 0) {
        flags |= LAZY;
        return start;
      }
      i = start;
    }
    i = previousSignificant(i - 1);
    if (i < 0) return -1;
  }
  if (!(flags & FROM)) return -1;
  i = previousSignificant(start - 1);
  if (i < 0) return start;
  if (!isIdentifier(i)) return -1;
  const word = identifierStart(i);
  if (i - word != 3 || !isWordLazy(word) || previousSignificant(word - 1) >= 0) return -1;
  flags |= LAZY;
  return word;
}

/** Skip blanks, line endings and comments: the space inside parentheses. */
function skipSpace(i: i32): i32 {
  while (true) {
    const c = at(i);
    if (isBlank(c) || isNewline(c)) i++;
    else if (c == HASH) i = skipComment(i);
    else if (c == BACKSLASH && isNewline(at(i + 1))) i = afterNewline(i + 1);
    else return i;
  }
}

/** Address after the dotted name at `i`, or -1 where none starts. */
function skipDottedName(i: i32): i32 {
  if (!isIdentifier(i)) return -1;
  while (true) {
    i = skipIdentifier(i);
    const dot = skipBlanks(i);
    if (at(dot) != DOT) return i;
    const next = skipBlanks(dot + 1);
    if (!isIdentifier(next)) return i;
    if (dot != i || next != dot + 1) flags |= SPACED;
    i = next;
  }
}

/** Does the statement end at `i`: at a line ending, `;`, a comment or the end of the file? */
function isStatementEnd(i: i32): bool {
  i = skipBlanks(i);
  const c = at(i);
  return isNewline(c) || c == SEMICOLON || c == HASH || i >= end;
}

/** Write the nine integers that open a record; flags, end, parentheses and the number of names are patched later. */
function writeHeader(start: i32, level: i32, pathStart: i32, pathEnd: i32): void {
  write(0);
  writeOffset(start);
  write(0);
  write(level);
  writeOffset(pathStart);
  writeOffset(pathEnd);
  write(-1);
  write(-1);
  write(0);
}

/** Parse the name at `i`, with its alias; write its record. Returns the address after it, or -1. */
function parseName(i: i32, isDotted: bool): i32 {
  const nameEnd = isDotted ? skipDottedName(i) : skipIdentifier(i);
  if (nameEnd < 0 || nameEnd == i) return -1;
  if (isPackage(i, isDotted ? skipIdentifier(i) : nameEnd)) flags |= BINDS_PACKAGE;
  writeOffset(i);
  writeOffset(nameEnd);
  const isInParentheses = (flags & PARENTHESISED) != 0;
  const as = isInParentheses ? skipSpace(nameEnd) : skipBlanks(nameEnd);
  if (!isWordAs(as)) {
    write(-1);
    write(-1);
    return nameEnd;
  }
  const alias = isInParentheses ? skipSpace(as + 2) : skipBlanks(as + 2);
  const aliasEnd = skipIdentifier(alias);
  if (aliasEnd == alias) return -1;
  writeOffset(alias);
  writeOffset(aliasEnd);
  return aliasEnd;
}

/** Parse `name [as alias], …` from `i`; write a record for each. Returns how many, or -1; sets `statementEnd`. */
function parseNames(i: i32, isDotted: bool): i32 {
  const isInParentheses = (flags & PARENTHESISED) != 0;
  let count = 0;
  while (true) {
    i = parseName(i, isDotted);
    if (i < 0) return -1;
    count++;
    statementEnd = i;
    i = isInParentheses ? skipSpace(i) : skipBlanks(i);
    if (at(i) != COMMA) break;
    i = isInParentheses ? skipSpace(i + 1) : skipBlanks(i + 1);
    if (isInParentheses && at(i) == 41) break;
  }
  if (isInParentheses) {
    if (at(i) != 41) return -1;
    statementEnd = i + 1;
  }
  return count;
}

/** Parse `import …` whose keyword is at `keyword`; returns the number of names, or -1. */
function parseImport(start: i32, keyword: i32): i32 {
  writeHeader(start, 0, start, start);
  return parseNames(skipBlanks(keyword + 6), true);
}

/** Parse `from … import …` whose keyword is at `keyword`; returns the number of names, or -1. */
function parseFrom(start: i32, keyword: i32): i32 {
  let i = skipBlanks(keyword + 4);
  const pathStart = i;
  let pathEnd = i;
  let level = 0;
  while (at(i) == DOT) {
    level++;
    pathEnd = i + 1;
    i = skipBlanks(pathEnd);
    if (i != pathEnd) flags |= SPACED;
  }
  if (!isWordImport(i)) {
    pathEnd = skipDottedName(i);
    if (pathEnd < 0) return -1;
    i = skipBlanks(pathEnd);
    if (!isWordImport(i)) return -1;
  } else if (level == 0) return -1;
  i = skipBlanks(i + 6);
  if (at(i) == STAR) {
    flags |= STAR_IMPORT;
    writeHeader(start, level, pathStart, pathEnd);
    writeOffset(i);
    writeOffset(i + 1);
    write(-1);
    write(-1);
    statementEnd = i + 1;
    return 1;
  }
  const open = i;
  const header = mark();
  if (at(i) == 40) flags |= PARENTHESISED;
  writeHeader(start, level, pathStart, pathEnd);
  if (!(flags & PARENTHESISED)) return parseNames(i, false);
  const count = parseNames(skipSpace(i + 1), false);
  patch(header + 24, offsetOf(open));
  patch(header + 28, offsetOf(statementEnd - 1));
  return count;
}

/** Parse the statement at `start` and write its record. Returns the address after it, or -1. */
export function parseStatement(start: i32): i32 {
  const record = mark();
  const keyword = flags & LAZY ? skipBlanks(start + 4) : start;
  const count = flags & FROM ? parseFrom(start, keyword) : parseImport(start, keyword);
  if (count < 0 || !isStatementEnd(statementEnd)) {
    rewind(record);
    return -1;
  }
  if (unterminatedAt >= 0) flags |= UNSURE;
  patch(record, flags);
  patch(record + 8, offsetOf(statementEnd));
  patch(record + 32, count);
  return statementEnd;
}

/**
 * Address of the statement that starts the line of the `import` at `anchor`, or -1; sets `flags`. A backslash that ends the
 * line before continues nothing where that is a comment, which this look does not know.
 */
export function lineStatement(anchor: i32): i32 {
  const start = skipBlanks(lineStart(anchor));
  flags = start == anchor ? 0 : isWordFrom(start) ? FROM : -1;
  return flags < 0 ? -1 : start;
}
