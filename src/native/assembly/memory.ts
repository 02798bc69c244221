/**
 * The layout of the linear memory: tables (static data), then the bytes of one file, a run of zero bytes, and the
 * records that describe it. The host writes the file to SOURCE, calls `setLength`, and reads records as 32-bit integers.
 */

/** Address of the first byte of the file. Byte offsets, as the host sees them, are relative to this address. */
export const SOURCE: i32 = 0x100000;
/** Zero bytes promised after the file, so that 16-byte loads and look-ahead never need a bounds check. */
const PADDING: i32 = 64;
const PAGE: i32 = 0x10000;

/** Address after the last byte of the file. */
export let end: i32 = SOURCE;
/** Address of the first byte that is code: after a UTF-8 byte order mark where there is one. */
export let begin: i32 = SOURCE;
/** Counts the files that were put here. */
export let fileNumber: i32 = 0;
let recordsStart: i32 = 0;
let cursor: i32 = 0;
/** Are offsets counted in UTF-16 code units of the text after the byte order mark, rather than in bytes of the file? */
let isUtf16: bool = false;
/** An address whose offset in UTF-16 is known: the next one is counted from here. */
let knownAddress: i32 = SOURCE;
let knownOffset: i32 = 0;

/** Grow the memory so that a file of `length` bytes and some records fit. */
export function reserve(length: i32): void {
  if (__heap_base > <usize>SOURCE) unreachable();
  ensure(SOURCE + length + PADDING + PAGE);
}

function ensure(address: i32): void {
  const missing = address - (memory.size() << 16);
  if (missing > 0) memory.grow((missing + PAGE - 1) / PAGE + 16);
}

/** Say how many bytes the host wrote to SOURCE; clears what follows them. */
export function setLength(length: i32): void {
  end = SOURCE + length;
  fileNumber++;
  memory.fill(end, 0, PADDING);
  begin =
    length >= 3 && load<u8>(SOURCE) == 0xef && load<u8>(SOURCE + 1) == 0xbb && load<u8>(SOURCE + 2) == 0xbf
      ? SOURCE + 3
      : SOURCE;
  recordsStart = (end + PADDING + 7) & ~7;
  cursor = recordsStart;
  isUtf16 = false;
}

/** Count offsets in UTF-16 code units of the decoded text from now on; the file must be valid UTF-8. */
export function countUtf16(): void {
  isUtf16 = true;
  knownAddress = begin;
  knownOffset = 0;
}

/**
 * The number of UTF-16 code units of the UTF-8 bytes [from, to): one for each character, two for those of four bytes.
 */
function utf16Length(from: i32, to: i32): i32 {
  let count = 0;
  let i = from;
  for (; i + 16 <= to; i += 16) {
    const block = v128.load(i);
    count += popcnt<i32>(i8x16.bitmask(i8x16.gt_s(block, i8x16.splat(-65)))); // all but 0x80 to 0xbf
    count += popcnt<i32>(i8x16.bitmask(i8x16.ge_u(block, i8x16.splat(<i8>0xf0))));
  }
  // The rest, without the bytes behind it.
  const wanted = (1 << (to - i)) - 1;
  const block = v128.load(i);
  count += popcnt<i32>(i8x16.bitmask(i8x16.gt_s(block, i8x16.splat(-65))) & wanted);
  count += popcnt<i32>(i8x16.bitmask(i8x16.ge_u(block, i8x16.splat(<i8>0xf0))) & wanted);
  return count;
}

/** The offset of an address, in the unit that is counted. */
export function offsetOf(address: i32): i32 {
  if (!isUtf16) return address - SOURCE;
  if (address >= knownAddress) knownOffset += utf16Length(knownAddress, address);
  else knownOffset -= utf16Length(address, knownAddress);
  knownAddress = address;
  return knownOffset;
}

/** Forget the records written so far. */
export function clearRecords(): void {
  cursor = recordsStart;
}

/** Append one 32-bit integer to the records. */
export function write(value: i32): void {
  if (cursor + 4 > memory.size() << 16) ensure(cursor + 4);
  store<i32>(cursor, value);
  cursor += 4;
}

/** Append the offset of an address. */
export function writeOffset(address: i32): void {
  write(offsetOf(address));
}

/** The place of the next record, for `rewind` and `patch`. */
export function mark(): i32 {
  return cursor;
}

/** Take back every record written since `mark`. */
export function rewind(to: i32): void {
  cursor = to;
}

/** Overwrite the integer that was written at `mark`. */
export function patch(at: i32, value: i32): void {
  store<i32>(at, value);
}

/** Byte address of the first record, for the host. */
export function recordsAddress(): i32 {
  return recordsStart;
}

/** How many integers the records hold. */
export function recordsLength(): i32 {
  return (cursor - recordsStart) >> 2;
}

/**
 * Decode the file, which must be valid UTF-8, as UTF-16 behind it; a byte order mark is left out. The records are
 * overwritten.
 * @returns how many code units there are, at `recordsAddress`
 */
export function decodeUtf16(): i32 {
  ensure(recordsStart + 2 * (end - begin) + PADDING);
  let to = recordsStart;
  let i = begin;
  while (i < end) {
    const block = v128.load(i);
    if (i8x16.bitmask(block) == 0) {
      v128.store(to, i16x8.extend_low_i8x16_u(block));
      v128.store(to, i16x8.extend_high_i8x16_u(block), 16);
      i += 16;
      to += 32;
      continue;
    }
    const stop = i + 16;
    while (i < stop) {
      const c: i32 = load<u8>(i);
      if (c < 0x80) {
        store<u16>(to, c);
        i++;
      } else if (c < 0xe0) {
        store<u16>(to, ((c & 0x1f) << 6) | (load<u8>(i, 1) & 0x3f));
        i += 2;
      } else if (c < 0xf0) {
        store<u16>(to, ((c & 0xf) << 12) | ((load<u8>(i, 1) & 0x3f) << 6) | (load<u8>(i, 2) & 0x3f));
        i += 3;
      } else {
        const character =
          ((c & 7) << 18) | ((load<u8>(i, 1) & 0x3f) << 12) | ((load<u8>(i, 2) & 0x3f) << 6) | (load<u8>(i, 3) & 0x3f);
        store<u16>(to, 0xd7c0 + (character >> 10));
        store<u16>(to, 0xdc00 | (character & 0x3ff), 2);
        i += 4;
        to += 2;
      }
      to += 2;
    }
  }
  return ((to - recordsStart) >> 1) - (i - end);
}
