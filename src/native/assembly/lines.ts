/**
 * The line that a place stands on. A file may be one line of many megabytes, with thousands of places to ask about: each
 * question goes on where the one before it stopped, so that all together read the line once.
 */
import { CR, DOUBLE_QUOTE, HASH, LF, SINGLE_QUOTE, at, isBlank, isNewline, skipToAny3 } from './characters';
import { begin, end, fileNumber } from './memory';

/** The file that the rest is of. */
let lineOf: i32 = -1;
/** Address of the first byte of the line. */
let start: i32 = 0;
/** Address after the last byte of it that was read. */
let readTo: i32 = 0;
/** Addresses of its first byte that is no blank, its first quote and its first `#`; `NONE` as far as it was read. */
let code: i32 = 0;
let quote: i32 = 0;
let hash: i32 = 0;
const NONE: i32 = i32.MAX_VALUE;

/** Read the line that a byte at `i` stands on, up to there. */
function readLine(i: i32): void {
  const isSame = lineOf == fileNumber && start <= i;
  if (isSame && i <= readTo) return;
  const known = isSame ? readTo : begin;
  let first = i;
  while (first > known && !isNewline(at(first - 1))) first--;
  if (!isSame || first > known) {
    lineOf = fileNumber;
    start = first;
    readTo = first;
    code = NONE;
    quote = NONE;
    hash = NONE;
  }
  for (; readTo < i; readTo++) {
    const c = at(readTo);
    if (code == NONE && !isBlank(c)) code = readTo;
    if (quote == NONE && (c == DOUBLE_QUOTE || c == SINGLE_QUOTE)) quote = readTo;
    if (hash == NONE && c == HASH) hash = readTo;
  }
}

/** Address of the first byte of the line that `i` stands on. */
export function lineStart(i: i32): i32 {
  readLine(i);
  return start;
}

/**
 * Does the line that `i` stands on start with `#`, and no quote stand between? Then it is no code: a comment, or part of a
 * string that lines before it opened.
 */
export function isInCommentLine(i: i32): bool {
  readLine(i);
  return quote >= i && code < i && at(code) == HASH;
}

/** Address of the first `#` of the line that the byte at `i` stands in, if there is one up to it, or -1. */
export function commentBefore(i: i32): i32 {
  readLine(i + 1);
  return hash <= i ? hash : -1;
}

/** The file, and the range up to a line ending, that the last comment was looked through in. */
let commentOf: i32 = -1;
let commentStart: i32 = 0;
let commentEnd: i32 = 0;

/** Address of the line ending, or of the end of the file, that ends the line of `i`: for comments that hold more of them. */
export function lineEnd(i: i32): i32 {
  if (commentOf == fileNumber && commentStart <= i && i <= commentEnd) return commentEnd;
  commentOf = fileNumber;
  commentStart = i;
  commentEnd = skipToAny3(i, end, i8x16.splat(<i8>LF), i8x16.splat(<i8>CR), i8x16.splat(<i8>LF));
  return commentEnd;
}
