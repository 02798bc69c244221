/** A quick look at a file that lexes nothing. */
import { DOT, at, isIdentifier, skipBlanksBack, skipIdentifier } from './characters';
import {
  BINDS_PACKAGE,
  STAR_IMPORT,
  flags,
  forgetComments,
  lineStatement,
  nextAnchor,
  parseStatement,
  statementStart,
} from './import-statement';
import { isInCommentLine } from './lines';
import { begin, clearRecords, end, mark, rewind } from './memory';
import { findReference } from './search';
import { writeString } from './string-record';
import { resetStrings } from './strings';

/**
 * A first look that lexes nothing: what reads as an import statement and holds a word, is a star, or binds a package around a
 * word, be it in a string or behind code on its line in a comment, and the dotted names elsewhere that hold a word, written as
 * the strings are.
 */
export function quickScan(): void {
  clearRecords();
  resetStrings();
  forgetComments();
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
