/** The words of a search, and the names of packages around them, as the host writes them. */
import { at, isIdentifier } from './characters';

const MAX_WORDS: i32 = 2048;
export const BUCKETS: i32 = 8;
/** Six nibble tables of 16 bytes: low and high nibble of each of the three fingerprint bytes; one bit a bucket. */
export const NIBBLES = memory.data(96, 16);
/**
 * A record of WORD_SIZE bytes for each word. One byte each: its length, the place of its fingerprint, its kind, the length
 * of the word before its dot; then its bytes, and from PARENT on those of the word before.
 */
export const WORD_SIZE: i32 = 256;
export const TEXT: i32 = 4;
export const PARENT: i32 = 130;
export const WORDS = memory.data(2048 * 256);
export let wordCount: i32 = 0;
/** Behind the words: names of packages, in the same layout. They are not searched for. */
let packageCount: i32 = 0;
/** 1 at the hash of each of them. */
const PACKAGE_HASHES = memory.data(256);
/** Not a word but a package around one. */
const PACKAGE: i32 = 3;

/** Where the host writes the record of the next word or package. */
export function wordAddress(): i32 {
  return <i32>WORDS + (wordCount + packageCount) * WORD_SIZE;
}

/** Where the nibble tables are, which `addWord` fills: the host may keep them, and the records, and put them back. */
export function nibblesAddress(): i32 {
  return <i32>NIBBLES;
}

/** Say how many words and packages the host put back. */
export function setWordCount(words: i32, packages: i32): void {
  wordCount = words;
  packageCount = packages;
  for (let k = 0; k < words; k++) noteWord(k);
  for (let k = words; k < words + packages; k++) notePackage(<i32>WORDS + k * WORD_SIZE);
}

function notePackage(record: i32): void {
  store<u8>(PACKAGE_HASHES + packageHash(record + TEXT, at(record)), 1);
}

/**
 * The words by a hash of their length and ends: 1 and the number of the first word of each, or 0, then for each word 1 and the
 * number of the next one of its hash. Used where there are so many that a bucket holds several.
 */
export const HEADS = memory.data(2 * 2048, 2);
export const NEXT = memory.data(2 * 2048, 2);
export const MANY_WORDS: i32 = 32;
/** All words are identifiers: one with a hyphen, as files of JavaScript have, is not found by the identifier around a place. */
export let areIdentifiers: bool = true;

export function wordHash(start: i32, length: i32): i32 {
  return (length * 37 + at(start) + 101 * at(start + length - 1) + 59 * at(start + (length >> 1))) & 2047;
}

function noteWord(k: i32): void {
  const record = <i32>WORDS + k * WORD_SIZE;
  for (let i = 0; i < at(record); i++) if (!isIdentifier(record + TEXT + i)) areIdentifiers = false;
  const head = HEADS + 2 * wordHash(record + TEXT, at(record));
  store<u16>(NEXT + 2 * k, load<u16>(head));
  store<u16>(head, k + 1);
}

/** Forget all words. */
export function clearTable(): void {
  wordCount = 0;
  packageCount = 0;
  areIdentifiers = true;
  memory.fill(NIBBLES, 0, 96);
  memory.fill(PACKAGE_HASHES, 0, 256);
  memory.fill(HEADS, 0, 2 * 2048);
}

/** Add the word that the host wrote at `wordAddress`; packages come last. Those beyond MAX_WORDS are not added: returns false. */
export function addWord(): bool {
  if (wordCount + packageCount >= MAX_WORDS) return false;
  const word = wordAddress();
  if (at(word + 2) == PACKAGE) {
    packageCount++;
    notePackage(word);
    return true;
  }
  const bucket: i32 = 1 << (wordCount % BUCKETS);
  const fingerprint = word + TEXT + at(word + 1);
  for (let k = 0; k < 3; k++) {
    const c = at(fingerprint + k);
    const low = NIBBLES + 32 * k + (c & 15);
    const high = NIBBLES + 32 * k + 16 + (c >> 4);
    store<u8>(low, load<u8>(low) | bucket);
    store<u8>(high, load<u8>(high) | bucket);
  }
  noteWord(wordCount);
  wordCount++;
  return true;
}

function packageHash(start: i32, length: i32): i32 {
  return (at(start) + 31 * length) & 255;
}

/** Is the identifier [start, stop) the name of a package around a word? */
export function isPackage(start: i32, stop: i32): bool {
  const length = stop - start;
  if (load<u8>(PACKAGE_HASHES + packageHash(start, length)) == 0) return false;
  for (let k = wordCount; k < wordCount + packageCount; k++) {
    const record = <i32>WORDS + k * WORD_SIZE;
    if (at(record) != length) continue;
    let i = 0;
    while (i < length && at(start + i) == at(record + TEXT + i)) i++;
    if (i == length) return true;
  }
  return false;
}
