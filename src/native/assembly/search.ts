/**
 * Multi-literal search, after the Teddy algorithm of Hyperscan (Geoffrey Langdale) and ripgrep: three bytes of each
 * word are looked up as nibbles in shuffle tables, sixteen positions at a time; what passes is compared in full.
 */
import {
  BACKSLASH,
  CLOSE,
  CLOSE_BRACE,
  COLON,
  COMMA,
  DOT,
  DOUBLE_QUOTE,
  HASH,
  OPEN,
  OPEN_SQUARE,
  PERCENT,
  SEMICOLON,
  SINGLE_QUOTE,
  SMALL_S,
  STAR,
  UNDERSCORE,
  at,
  isBlank,
  isIdentifier,
  isNewline,
  isWordAs,
  isWordFrom,
  isWordImport,
  skipBlanks,
  skipBlanksBack,
  skipIdentifier,
} from './characters';
import { commentBefore } from './lines';
import { begin, end, fileNumber } from './memory';
import { forgetAliases, isAlias } from './package-aliases';
import {
  BUCKETS,
  HEADS,
  MANY_WORDS,
  NEXT,
  NIBBLES,
  PARENT,
  TEXT,
  WORDS,
  WORD_SIZE,
  areIdentifiers,
  clearTable,
  wordCount,
  wordHash,
} from './words';

/** The buckets that have a fingerprint at each of sixteen places: a bit each. */
const hitBuckets = memory.data(16, 16);

/** Kinds of words: of interest wherever it stands (0), as a part of a dotted path, and only in the list of an import statement. */
const PATH_PART: i32 = 1;
const IMPORTED_NAME: i32 = 2;
/** No list of imported names is looked through further than this for its `import`. */
const MAX_LIST: i32 = 16384;

/** The places of words that may be references, as far as they were looked for, in order: one look after another asks for them. */
const FOUND = memory.data(4 * 512, 4);
const MAX_FOUND: i32 = 512;
let foundCount: i32 = 0;
/** The file that they are of. */
let foundOf: i32 = -1;

/** How names that the search is for stand in the file beside lists of imported names: bits of NAME_*. */
let otherNames: i32 = 0;
/** The file that they are of. */
let otherNamesOf: i32 = -1;
/** Behind a dot, or in a string. */
const NAME_JOINED: i32 = 1;
/** By itself. */
const NAME_ALONE: i32 = 2;

/** Forget all words, and what is known of the file by them. */
export function clearWords(): void {
  clearTable();
  forgetAliases();
  foundOf = -1;
}

/** Does the whole word `word` stand with its fingerprint at `i`? */
function matches(word: i32, i: i32, limit: i32): bool {
  const length = at(word);
  const start = i - at(word + 1);
  if (start < begin || start + length > limit) return false;
  for (let k = 0; k < length; k++) if (at(start + k) != at(word + TEXT + k)) return false;
  if (!isIdentifier(start + length) && (start == begin || !isIdentifier(start - 1))) return true;
  if (at(word + 2) == IMPORTED_NAME) longerNameOf = fileNumber;
  return false;
}

/** The file in which an imported name of the search is a part of a longer one. */
let longerNameOf: i32 = -1;

/** Is a name of the search a part of a longer one in the file? Of many words, it is not known: may err on the side of yes. */
export function holdsLongerName(): bool {
  if (wordCount > MANY_WORDS) return true;
  for (let from = begin; longerNameOf != fileNumber && from < end;) from = findReference(from) + 1;
  return longerNameOf == fileNumber;
}

/**
 * Can the word that stands with its fingerprint at `i` be part of a Reference? A part of a path stands behind the part
 * before it and a dot, behind the dots of a relative import, or in the list of an import statement.
 */
function isReference(word: i32, i: i32): bool {
  const kind = at(word + 2);
  if (kind != PATH_PART && kind != IMPORTED_NAME) return true;
  const start = i - at(word + 1);
  const before = skipBlanksBack(start - 1);
  if (kind == IMPORTED_NAME) noteName(start, before);
  if (before < begin) return false;
  if (kind == PATH_PART && isQuote(at(start - 1)) && mayBeJoined(start, start + at(word))) quotedOf = fileNumber;
  if (at(before) != DOT) return isInImportList(before, start + at(word)) || isBuiltinImport(before);
  if (kind == IMPORTED_NAME) return false;
  let last = skipBlanksBack(before - 1);
  while (last >= begin && at(last) == CLOSE) last = skipBlanksBack(last - 1);
  if (last < begin || at(last) == DOT || isNewline(at(last))) return true;
  // A relative name in a string, or one behind a field: `{name}.word`, `%s.word`.
  if (at(last) == DOUBLE_QUOTE || at(last) == SINGLE_QUOTE || at(last) == CLOSE_BRACE) return true;
  if (at(last) == SMALL_S && last > begin && at(last - 1) == PERCENT) return true;
  if (!isIdentifier(last)) return false;
  let first = last;
  while (first > begin && isIdentifier(first - 1)) first--;
  return isParent(word, first, last + 1 - first) || isWordFrom(first) || isAlias(first);
}

/** The file in which a string starts with a part of a path. */
let quotedOf: i32 = -1;

/** Does a string start with a part of a path of the search? As far as the file was searched; in a comment, too. */
export function holdsQuotedPart(): bool {
  return quotedOf == fileNumber;
}

/**
 * May the string that starts with a part of a path, in [start, stop), be joined to the rest of it? A key of a dictionary and a
 * subscript are not.
 */
function mayBeJoined(start: i32, stop: i32): bool {
  if (at(stop) == DOT) return true;
  if (at(stop) != at(start - 1)) return false;
  if (at(skipBlanks(stop + 1)) == COLON) return false;
  const before = skipBlanksBack(start - 2);
  return before < begin || at(before) != OPEN_SQUARE || before == begin || !isIdentifier(before - 1);
}

function isQuote(c: i32): bool {
  return c == DOUBLE_QUOTE || c == SINGLE_QUOTE;
}

/** Note how a name stands that starts at `start`: in its code, it is behind the byte at `before`. */
function noteName(start: i32, before: i32): void {
  if (otherNamesOf != fileNumber) otherNames = 0;
  otherNamesOf = fileNumber;
  const c = start == begin ? 0 : at(start - 1);
  const isInString = c == DOUBLE_QUOTE || c == SINGLE_QUOTE || c == COLON;
  const isBehindDot = before >= begin && at(before) == DOT;
  otherNames |= isBehindDot || isInString ? NAME_JOINED : NAME_ALONE;
}

/**
 * May the file look up a name of the search in another module by a star, as an attribute or by its text? As far as it was searched;
 * may err on the side of yes.
 */
export function mayLookNameUp(): bool {
  if (otherNamesOf != fileNumber) return false;
  return (otherNames & NAME_JOINED) != 0 || holdsStar();
}

/** Does a `*` stand behind an `import`? */
export function holdsStar(): bool {
  const star = i8x16.splat(<i8>STAR);
  for (let i = begin; i < end; i += 16) {
    let hits: i32 = i8x16.bitmask(i8x16.eq(v128.load(i), star));
    for (; hits != 0; hits &= hits - 1) {
      const last = skipBlanksBack(i + ctz(hits) - 1);
      if (last - begin >= 5 && at(last) == 116 && isWordImport(last - 5)) return true;
    }
  }
  return false;
}

/**
 * Does the quote at `i` open the argument of `__import__(`? A level may make it relative. May err on the side of yes.
 */
function isBuiltinImport(i: i32): bool {
  if (at(i) != DOUBLE_QUOTE && at(i) != SINGLE_QUOTE) return false;
  const open = skipBlanksBack(i - 1);
  return open > begin && at(open) == OPEN && at(open - 1) == UNDERSCORE;
}

function isParent(word: i32, start: i32, length: i32): bool {
  if (length != at(word + 3)) return false;
  for (let k = 0; k < length; k++) if (at(start + k) != at(word + PARENT + k)) return false;
  return true;
}

/** Can what ends at `after`, behind the byte at `i`, be in the list of names of an import statement? May err on the side of yes. */
function isInImportList(i: i32, after: i32): bool {
  const next = skipBlanks(after);
  const c = at(next);
  const isItem =
    next >= end ||
    c == COMMA ||
    c == CLOSE ||
    c == HASH ||
    c == SEMICOLON ||
    c == BACKSLASH ||
    isNewline(c) ||
    isWordAs(next);
  if (!isItem) return false;
  const isInList = isBehindImport(i);
  listOf = fileNumber;
  listAt = i;
  isListAtImport = isInList;
  return isInList;
}

/** The place that was looked back from last, the file that it is of, and the answer: the next look may come by there. */
let listOf: i32 = -1;
let listAt: i32 = 0;
let isListAtImport: bool = false;

/** Do only names of a list stand between an `import` and the byte at `i`? A very long list is taken for one. */
function isBehindImport(i: i32): bool {
  const limit = i - MAX_LIST;
  while (i >= begin) {
    if (i == listAt && listOf == fileNumber) return isListAtImport;
    if (i < limit) return true;
    const c = at(i);
    if (isIdentifier(i)) {
      while (i > begin && isIdentifier(i - 1)) i--;
      if (isWordImport(i)) return true;
      i--;
    } else if (isBlank(c) || isNewline(c) || c == COMMA || c == OPEN || c == BACKSLASH) {
      i--;
    } else {
      const comment = commentBefore(i);
      if (comment < 0) return false;
      i = comment - 1;
    }
  }
  return false;
}

/** Is the identifier around `place` one of the words, with its fingerprint there? */
function isWordAround(place: i32, limit: i32, onlyReferences: bool): bool {
  if (place < begin || place < clearUntil || !isIdentifier(place)) return false;
  let start = place;
  while (start > begin && isIdentifier(start - 1)) start--;
  const length = skipIdentifier(place) - start;
  let isClear = true;
  for (let k: i32 = load<u16>(HEADS + 2 * wordHash(start, length)); k != 0; k = load<u16>(NEXT + 2 * (k - 1))) {
    const word = <i32>WORDS + (k - 1) * WORD_SIZE;
    if (at(word) != length) continue;
    isClear = false;
    if (start + at(word + 1) != place) continue;
    if (matches(word, place, limit) && (!onlyReferences || isReference(word, place))) return true;
  }
  // Each identifier is looked up once, however many of its places have a fingerprint.
  if (isClear) clearUntil = start + length;
  return false;
}

/** Up to there, no identifier is one of the words of the search that is under way. */
let clearUntil: i32 = 0;

/**
 * Address of the fingerprint of the first word that stands in [from, to) as a whole identifier, or `to`.
 * @param onlyReferences only where it can be part of a Reference
 */
export function findWord(from: i32, to: i32, onlyReferences: bool): i32 {
  if (wordCount == 0) return to;
  clearUntil = 0;
  const low0 = v128.load(NIBBLES);
  const high0 = v128.load(NIBBLES, 16);
  const low1 = v128.load(NIBBLES, 32);
  const high1 = v128.load(NIBBLES, 48);
  const low2 = v128.load(NIBBLES, 64);
  const high2 = v128.load(NIBBLES, 80);
  const nibble = i8x16.splat(15);
  // The results for the first two bytes of a fingerprint at the end of the block before.
  let firstBefore = i8x16.splat(0);
  let secondBefore = i8x16.splat(0);
  // A fingerprint is seen with its last byte, which may stand two bytes behind `to`'s.
  for (let i = from; i < to + 2; i += 16) {
    const block = v128.load(i);
    const low = v128.and(block, nibble);
    const high = v128.and(v128.shr<u16>(block, 4), nibble);
    const first = v128.and(i8x16.swizzle(low0, low), i8x16.swizzle(high0, high));
    const second = v128.and(i8x16.swizzle(low1, low), i8x16.swizzle(high1, high));
    const third = v128.and(i8x16.swizzle(low2, low), i8x16.swizzle(high2, high));
    // prettier-ignore
    const firstTwoBack = v128.shuffle<i8>(firstBefore, first, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29);
    // prettier-ignore
    const secondOneBack = v128.shuffle<i8>(secondBefore, second, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30);
    const buckets = v128.and(v128.and(firstTwoBack, secondOneBack), third);
    firstBefore = first;
    secondBefore = second;
    if (!v128.any_true(buckets)) continue;
    v128.store(hitBuckets, buckets);
    let hits: i32 = ~i8x16.bitmask(i8x16.eq(buckets, i8x16.splat(0))) & 0xffff;
    while (hits != 0) {
      const lane = ctz(hits);
      hits &= hits - 1;
      const place = i - 2 + lane;
      if (wordCount > MANY_WORDS && areIdentifiers) {
        if (isWordAround(place, to, onlyReferences)) return place;
        continue;
      }
      for (let mask: i32 = load<u8>(hitBuckets + lane); mask != 0; mask &= mask - 1) {
        for (let k = ctz(mask); k < wordCount; k += BUCKETS) {
          const word = <i32>WORDS + k * WORD_SIZE;
          if (matches(word, place, to) && (!onlyReferences || isReference(word, place))) return place;
        }
      }
    }
  }
  return to;
}

/** Does the same as findWord, from there to the end of the file, where it can be part of a Reference. */
export function findReference(from: i32): i32 {
  if (foundOf != fileNumber) {
    foundOf = fileNumber;
    foundCount = 0;
  }
  let last: i32 = foundCount == 0 ? begin - 1 : load<i32>(FOUND + 4 * (foundCount - 1));
  while (last < from && last < end) {
    if (foundCount == MAX_FOUND) return findWord(from, end, true);
    last = findWord(last + 1, end, true);
    store<i32>(FOUND + 4 * foundCount++, last);
  }
  let low = 0;
  let high = foundCount - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (load<i32>(FOUND + 4 * middle) < from) low = middle + 1;
    else high = middle;
  }
  return load<i32>(FOUND + 4 * low);
}

/** Does the file hold one of the words where it can be part of a Reference? */
export function fileHoldsWord(): bool {
  return findReference(begin) < end;
}
