/**
 * The anchored import scanner. `import` is a reserved word, so in code it stands in import statements only: jump to its
 * next occurrence, lex just the quotes and comments up to it, walk back to the start of its statement, and parse that
 * statement exactly (grammar: reference manual 7.11; `lazy`: PEP 810). Neither brackets nor indentation are needed, so
 * the rest of the file does not have to be valid.
 */
import {
  BACKSLASH,
  COLON,
  COMMA,
  CR,
  DOT,
  DOUBLE_QUOTE,
  HASH,
  LF,
  SEMICOLON,
  SINGLE_QUOTE,
  STAR,
  at,
  afterNewline,
  isBlank,
  isIdentifier,
  isNewline,
  isWordAs,
  isWordFrom,
  isWordImport,
  isWordLazy,
  skipBlanks,
  skipIdentifier,
  skipToAny3,
} from './characters';
import { isInCommentLine, lineStart } from './lines';
import { begin, clearRecords, end, mark, offsetOf, patch, rewind, write, writeOffset } from './memory';
import { findReference, findWord, isPackage, skipBlanksBack } from './search';
import { failures, isFormatString, resetStrings, skipComment, skipString, unterminatedAt } from './strings';

/** Flags of a statement record. */
const FROM: i32 = 1;
const STAR_IMPORT: i32 = 2;
const LAZY: i32 = 4;
const PARENTHESISED: i32 = 8;
/** A dotted name of the statement has blanks or a continuation around its dots. */
const SPACED: i32 = 16;
/** The statement stands behind a string that does not end: it may be text. */
const UNSURE: i32 = 32;
/** The record is not of a statement but of a string literal, prefix excluded. */
const STRING: i32 = 64;
/** It is an f-string or a t-string. */
const FORMAT_STRING: i32 = 128;
/** The statement may bind a name to a package around a word of the search. */
const BINDS_PACKAGE: i32 = 256;

/** Offset of the first `import` in code that starts no valid statement, or -1. */
export let malformedImportAt: i32 = -1;

/** Address of the line ending of the comment that was lexed last: a backslash before it continues nothing. */
let lastCommentEnd: i32 = -1;
/** Was a string written that runs to the end of the file? */
let isRestWritten: bool = false;
let flags: i32 = 0;
/** Address after the statement that was parsed last. */
let statementEnd: i32 = 0;

/** Address of the next `import` at or after `i`, or `end`. It may be part of a longer word. */
function nextAnchor(i: i32): i32 {
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
function statementStart(anchor: i32): i32 {
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
function parseStatement(start: i32): i32 {
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

/** Write the record of the string whose quote is at `quote`, in the layout of a statement without names. */
function writeString(quote: i32, close: i32): void {
  write(STRING | (isFormatString(quote) ? FORMAT_STRING : 0) | (unterminatedAt >= 0 ? UNSURE : 0));
  writeOffset(quote);
  writeOffset(close);
  for (let k = 3; k < 9; k++) write(0);
}

/**
 * Lex quotes and comments from `i` up to `target`; write the strings on the way that `word` stands in, or all when there
 * is no search. Returns the target, or an address behind it where it is inside a string or comment.
 */
function lexTo(i: i32, target: i32, word: i32): i32 {
  const doubleQuotes = i8x16.splat(<i8>DOUBLE_QUOTE);
  const singleQuotes = i8x16.splat(<i8>SINGLE_QUOTE);
  const hashes = i8x16.splat(<i8>HASH);
  while (i < target) {
    i = skipToAny3(i, target, doubleQuotes, singleQuotes, hashes);
    if (i == target) break;
    if (at(i) == HASH) {
      i = skipComment(i);
      lastCommentEnd = i;
      continue;
    }
    const failuresBefore = failures;
    const next = skipString(i);
    const isOpen = next >= end && failures != failuresBefore;
    const isWanted = word == ALL_STRINGS || (word >= i && word < next);
    // The first that runs to the end of the file holds all later ones that do.
    if (isWanted && !(isOpen && isRestWritten)) writeString(i, isOpen ? end : next);
    if (isWanted && isOpen) isRestWritten = true;
    // Behind a triple quote that nothing closes all is unsure, but it is still looked at, so that it can be listed.
    i = isOpen ? i + 3 : next;
  }
  return i;
}

/** In place of the address of a word: every string is wanted. */
const ALL_STRINGS: i32 = -1;
/** In place of the address of a word: no string is wanted. */
const NO_STRINGS: i32 = -2;

/**
 * Find the import statements of the file. Each is written as nine integers, then four for each name:
 * flags, start, end, level, path start and end (dots included), open and close parenthesis, number of names;
 * name start and end, alias start and end; -1 where there is no parenthesis or alias.
 */
export function scanImports(): void {
  scan(false, NO_STRINGS);
}

/**
 * The same without absolute imports that hold no word of the search and bind no package around one; with the string literals
 * that hold a word.
 */
export function scanWords(): void {
  scan(true, findReference(begin));
}

/** The import statements and all string literals of the file. */
export function scanStrings(): void {
  scan(false, ALL_STRINGS);
}

/**
 * A first look that lexes nothing: what reads as an import statement and holds a word, is a star, or binds a package around a
 * word, be it in a string or behind code on its line in a comment, and the dotted names elsewhere that hold a word, written as
 * the strings are.
 */
export function quickScan(): void {
  clearRecords();
  resetStrings();
  lastCommentEnd = -1;
  let word = findReference(begin);
  let anchor = word < end ? nextAnchor(begin) : end;
  let hasMentions = false;
  // Behind the last word, what a package is bound to matters for the names elsewhere.
  while (word < end || (hasMentions && anchor < end)) {
    if (anchor >= end) {
      word = writeMention(word);
      continue;
    }
    let after = -1;
    if (!isIdentifier(anchor + 6) && (anchor == begin || !isIdentifier(anchor - 1))) {
      let start = statementStart(anchor);
      if (start < 0) start = lineStatement(anchor);
      if (start >= 0 && isInCommentLine(anchor)) start = -1;
      while (start >= 0 && word < start) {
        word = writeMention(word);
        hasMentions = true;
      }
      const record = mark();
      if (start >= 0) after = parseStatement(start);
      if (after > word) word = findReference(after);
      else if (after < 0 || !(flags & (BINDS_PACKAGE | STAR_IMPORT))) rewind(record);
    }
    // A comment behind the statement may hold the anchor, which must not lead back to the statement for ever.
    anchor = nextAnchor(max(after, anchor + 6));
  }
}

/**
 * Address of the statement that starts the line of the `import` at `anchor`, or -1; sets `flags`. A backslash that ends the
 * line before continues nothing where that is a comment, which this look does not know.
 */
function lineStatement(anchor: i32): i32 {
  const start = skipBlanks(lineStart(anchor));
  flags = start == anchor ? 0 : isWordFrom(start) ? FROM : -1;
  return flags < 0 ? -1 : start;
}

/**
 * Write the record of the dotted name around the word at `i`; returns the next word behind it. What stands before blanks or
 * line endings is left out: it then starts with a dot. A single name is only of interest in code.
 */
function writeMention(i: i32): i32 {
  let start = i;
  while (start > begin && (isIdentifier(start - 1) || at(start - 1) == DOT)) start--;
  const before = skipBlanksBack(start - 1);
  if (before >= begin && at(before) == DOT) start = before;
  let stop = i;
  while (isIdentifier(stop) || (at(stop) == DOT && isIdentifier(stop + 1))) stop++;
  const isDotted = at(start) == DOT || skipIdentifier(start) != stop;
  if (isDotted || !isInCommentLine(i)) writeString(start, stop);
  return findReference(stop);
}

function scan(onlyWithWords: bool, firstWord: i32): void {
  clearRecords();
  resetStrings();
  malformedImportAt = -1;
  lastCommentEnd = -1;
  isRestWritten = false;
  let i = begin;
  let word = firstWord;
  let anchor = nextAnchor(i);
  while (true) {
    const target = word < 0 ? anchor : min(anchor, word);
    if (target >= end && word != ALL_STRINGS) return;
    i = lexTo(i, target, word);
    if (i >= end) return;
    if (i == anchor) {
      i = anchor + 6;
      if (!isIdentifier(i) && (anchor == begin || !isIdentifier(anchor - 1))) {
        const start = statementStart(anchor);
        const record = mark();
        const after = start >= 0 ? parseStatement(start) : -1;
        if (after >= 0) {
          i = after;
          const isRelative = load<i32>(record + 12) > 0;
          const isOfInterest = !onlyWithWords || isRelative || (flags & (BINDS_PACKAGE | STAR_IMPORT)) != 0;
          if (!isOfInterest && findWord(start, after, false) == after) rewind(record);
        } else if (malformedImportAt < 0) malformedImportAt = offsetOf(anchor);
      }
    } else if (i == word) {
      i++;
    }
    if (anchor < i) anchor = nextAnchor(i);
    if (onlyWithWords && word < i) word = findReference(i);
  }
}

/** Offset of the quote of the first string that does not end, or -1. */
export function firstUnterminated(): i32 {
  return unterminatedAt < 0 ? -1 : offsetOf(unterminatedAt);
}
