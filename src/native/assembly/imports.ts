/**
 * The anchored import scanner. `import` is a reserved word, so in code it stands in import statements only: jump to its
 * next occurrence, lex just the quotes and comments up to it, walk back to the start of its statement, and parse that
 * statement exactly (grammar: reference manual 7.11; `lazy`: PEP 810). Neither brackets nor indentation are needed, so
 * the rest of the file does not have to be valid.
 */
import { DOUBLE_QUOTE, HASH, SINGLE_QUOTE, at, isIdentifier, skipToAny3 } from './characters';
import {
  BINDS_PACKAGE,
  STAR_IMPORT,
  flags,
  forgetComments,
  nextAnchor,
  noteComment,
  parseStatement,
  statementStart,
} from './import-statement';
import { begin, clearRecords, end, mark, offsetOf, rewind } from './memory';
import { findReference, findWord } from './search';
import { writeString } from './string-record';
import { failures, resetStrings, skipComment, skipString, unterminatedAt } from './strings';

/** Offset of the first `import` in code that starts no valid statement, or -1. */
export let malformedImportAt: i32 = -1;

/** Was a string written that runs to the end of the file? */
let isRestWritten: bool = false;

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
      noteComment(i);
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

function scan(onlyWithWords: bool, firstWord: i32): void {
  clearRecords();
  resetStrings();
  malformedImportAt = -1;
  forgetComments();
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
