/** Searches for single bytes, sixteen at a time. */
import { at } from './characters';
import { SOURCE, begin, end } from './memory';

/** Are all bytes of the file ASCII? */
export function isAscii(): bool {
  for (let i = SOURCE; i < end; i += 16) if (i8x16.bitmask(v128.load(i)) != 0) return false;
  return true;
}

/**
 * Do four or five bytes stand anywhere?
 * @param head the first four of them, little endian
 * @param lastAt where the last one stands: 3 or 4
 */
export function holdsMark(head: u32, last: i32, lastAt: i32): bool {
  const firsts = i8x16.splat(<i8>head);
  const lasts = i8x16.splat(<i8>last);
  for (let i = begin; i < end; i += 16) {
    let hits: i32 = i8x16.bitmask(v128.and(i8x16.eq(v128.load(i), firsts), i8x16.eq(v128.load(i + lastAt), lasts)));
    for (; hits != 0; hits &= hits - 1) {
      const k = i + ctz(hits);
      if (load<u32>(k) == head) return true; // Zeros follow the file, so it stands before the end.
    }
  }
  return false;
}

/** Does the file hold a NUL byte? */
export function holdsNul(): bool {
  let i = SOURCE;
  for (; i + 16 <= end; i += 16) if (i8x16.bitmask(i8x16.eq(v128.load(i), i8x16.splat(0))) != 0) return true;
  for (; i < end; i++) if (at(i) == 0) return true;
  return false;
}
