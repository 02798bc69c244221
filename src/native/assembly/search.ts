/**
 * Multi-literal search, after the Teddy algorithm of Hyperscan (Geoffrey Langdale) and ripgrep: three bytes of each
 * word are looked up as nibbles in shuffle tables, sixteen positions at a time; what passes is compared in full.
 */
import { at, isIdentifier } from './characters';
import { SOURCE, begin, end } from './memory';

const MAX_WORDS: i32 = 256;
const BUCKETS: i32 = 8;
/** Six nibble tables of 16 bytes: low and high nibble of each of the three fingerprint bytes; one bit a bucket. */
const NIBBLES = memory.data(96, 16);
/** A record of WORD_SIZE bytes for each word: length, place of its fingerprint, then its bytes. */
const WORD_SIZE: i32 = 128;
const WORDS = memory.data(256 * 128);
let wordCount: i32 = 0;

/** Where the host writes the next word: one byte its length, one byte the offset of its rarest three bytes, then its bytes (3 to 126). */
export function wordAddress(): i32 {
  return <i32>WORDS + wordCount * WORD_SIZE;
}

/** Forget all words. */
export function clearWords(): void {
  wordCount = 0;
  memory.fill(NIBBLES, 0, 96);
}

/** Add the word that the host wrote at `wordAddress`. Words beyond MAX_WORDS are not added: returns false. */
export function addWord(): bool {
  if (wordCount >= MAX_WORDS) return false;
  const word = wordAddress();
  const bucket: i32 = 1 << (wordCount % BUCKETS);
  const fingerprint = word + 2 + at(word + 1);
  for (let k = 0; k < 3; k++) {
    const c = at(fingerprint + k);
    const low = NIBBLES + 32 * k + (c & 15);
    const high = NIBBLES + 32 * k + 16 + (c >> 4);
    store<u8>(low, load<u8>(low) | bucket);
    store<u8>(high, load<u8>(high) | bucket);
  }
  wordCount++;
  return true;
}

/** Does the whole word `word` stand with its fingerprint at `i`? */
function matches(word: i32, i: i32, limit: i32): bool {
  const length = at(word);
  const start = i - at(word + 1);
  if (start < begin || start + length > limit) return false;
  for (let k = 0; k < length; k++) if (at(start + k) != at(word + 2 + k)) return false;
  return !isIdentifier(start + length) && (start == begin || !isIdentifier(start - 1));
}

/** Address of the fingerprint of the first word that stands in [from, to) as a whole identifier, or `to`. */
export function findWord(from: i32, to: i32): i32 {
  if (wordCount == 0) return to;
  const low0 = v128.load(NIBBLES);
  const high0 = v128.load(NIBBLES, 16);
  const low1 = v128.load(NIBBLES, 32);
  const high1 = v128.load(NIBBLES, 48);
  const low2 = v128.load(NIBBLES, 64);
  const high2 = v128.load(NIBBLES, 80);
  const nibble = i8x16.splat(15);
  for (let i = from; i < to; i += 16) {
    const a = v128.load(i);
    const b = v128.load(i, 1);
    const c = v128.load(i, 2);
    const first = v128.and(i8x16.swizzle(low0, v128.and(a, nibble)), i8x16.swizzle(high0, v128.shr<u8>(a, 4)));
    const second = v128.and(i8x16.swizzle(low1, v128.and(b, nibble)), i8x16.swizzle(high1, v128.shr<u8>(b, 4)));
    const third = v128.and(i8x16.swizzle(low2, v128.and(c, nibble)), i8x16.swizzle(high2, v128.shr<u8>(c, 4)));
    const buckets = v128.and(v128.and(first, second), third);
    if (!v128.any_true(buckets)) continue;
    let hits: i32 = ~i8x16.bitmask(i8x16.eq(buckets, i8x16.splat(0))) & 0xffff;
    while (hits != 0) {
      const place = i + ctz(hits);
      hits &= hits - 1;
      for (let k = 0; k < wordCount; k++) if (matches(<i32>WORDS + k * WORD_SIZE, place, to)) return place;
    }
  }
  return to;
}

/** Does the file hold one of the words as a whole identifier? */
export function fileHoldsWord(): bool {
  return findWord(SOURCE, end) < end;
}

/** Are all bytes of the file ASCII? */
export function isAscii(): bool {
  for (let i = SOURCE; i < end; i += 16) if (i8x16.bitmask(v128.load(i)) != 0) return false;
  return true;
}

/** Does the file hold a NUL byte? */
export function holdsNul(): bool {
  let i = SOURCE;
  for (; i + 16 <= end; i += 16) if (i8x16.bitmask(i8x16.eq(v128.load(i), i8x16.splat(0))) != 0) return true;
  for (; i < end; i++) if (at(i) == 0) return true;
  return false;
}
