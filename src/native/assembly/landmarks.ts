/**
 * The lines of a file that show its content: headers of classes and functions, assignments at the top level, and the
 * starts of import statements, each with its line and column. Nothing is lexed: a line of a string may look like one.
 */
import {
  COLON,
  CR,
  EQUALS,
  LF,
  afterNewline,
  at,
  isBlank,
  isIdentifier,
  isWordFrom,
  isWordImport,
  skipBlanks,
  skipIdentifier,
  skipToAny3,
} from './characters';
import { begin, clearRecords, end, offsetOf, write, writeOffset } from './memory';

const CLASS: i32 = 0;
const FUNCTION: i32 = 1;
const VALUE: i32 = 2;
const IMPORT: i32 = 3;

/** Five integers for each landmark: kind, start and end of the name, line, column. An import has the start of its line's code. */
function writeLandmark(kind: i32, start: i32, line: i32, column: i32): void {
  write(kind);
  writeOffset(start);
  write(offsetOf(skipIdentifier(start)));
  write(line);
  write(column);
}

function isWordClass(i: i32): bool {
  return load<u32>(i) == 0x73616c63 && at(i + 4) == 115 && isBlank(at(i + 5));
}

function isWordDef(i: i32): bool {
  return at(i) == 100 && at(i + 1) == 101 && at(i + 2) == 102 && isBlank(at(i + 3));
}

function isWordAsync(i: i32): bool {
  return load<u32>(i) == 0x6e797361 && at(i + 4) == 99 && isBlank(at(i + 5));
}

/** Notes the construct that starts at `i`. */
function note(i: i32, line: i32, column: i32): void {
  if (!isIdentifier(i)) return;
  const c = at(i);
  if (c == 99 && isWordClass(i)) return writeLandmark(CLASS, skipBlanks(i + 5), line, column);
  if (c == 100 && isWordDef(i)) return writeLandmark(FUNCTION, skipBlanks(i + 3), line, column);
  if (c == 97 && isWordAsync(i)) {
    const next = skipBlanks(i + 5);
    if (isWordDef(next)) writeLandmark(FUNCTION, skipBlanks(next + 3), line, column);
    return;
  }
  if ((c == 102 && isWordFrom(i)) || (c == 105 && isWordImport(i))) return writeLandmark(IMPORT, i, line, column);
  if (column > 0) return;
  const after = skipBlanks(skipIdentifier(i));
  if (at(after) == COLON || (at(after) == EQUALS && at(after + 1) != EQUALS)) writeLandmark(VALUE, i, line, column);
}

/** Find the landmarks of the file. */
export function landmarks(): void {
  clearRecords();
  const feed = i8x16.splat(<i8>LF);
  const carriage = i8x16.splat(<i8>CR);
  let line = 1;
  let i = begin;
  while (i < end) {
    let column = 0;
    while (at(i) == 32 || at(i) == 9) {
      column += at(i) == 9 ? 8 : 1;
      i++;
    }
    note(i, line, column);
    i = skipToAny3(i, end, feed, carriage, carriage);
    if (i >= end) return;
    i = afterNewline(i);
    line++;
  }
}
