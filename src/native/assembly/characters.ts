/** Character classes of Python source, by byte. Bytes from 0x80 up belong to identifiers: outside of strings and comments no other non-ASCII byte is valid. */
import { begin } from './memory';

export const LF: i32 = 10;
export const FF: i32 = 12;
export const CR: i32 = 13;
export const DOUBLE_QUOTE: i32 = 34;
export const HASH: i32 = 35;
export const PERCENT: i32 = 37;
export const SINGLE_QUOTE: i32 = 39;
export const UNDERSCORE: i32 = 95;
export const OPEN: i32 = 40;
export const OPEN_SQUARE: i32 = 91; // [
export const CLOSE: i32 = 41;
export const STAR: i32 = 42;
export const COMMA: i32 = 44;
export const DOT: i32 = 46;
export const COLON: i32 = 58;
export const SEMICOLON: i32 = 59;
export const EQUALS: i32 = 61;
export const BACKSLASH: i32 = 92;
export const SMALL_S: i32 = 115;
export const CLOSE_BRACE: i32 = 125;

/** 1 for a byte that can be part of an identifier. */
const IDENTIFIER = memory.data(256);
for (let c: i32 = 0; c < 256; c++) {
  const isLetter = (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c >= 128;
  store<u8>(IDENTIFIER + c, isLetter || (c >= 48 && c <= 57) || c == 95 ? 1 : 0);
}

/** The byte at an address. */
export function at(address: i32): i32 {
  return load<u8>(address);
}

/** Can the byte at this address be part of an identifier? */
export function isIdentifier(address: i32): bool {
  return load<u8>(IDENTIFIER + <usize>load<u8>(address)) != 0;
}

/** Is the byte a space, a tab or a form feed? */
export function isBlank(byte: i32): bool {
  return byte == 32 || byte == 9 || byte == FF;
}

/** Is the byte the start of a line ending? CR alone is one too (reference manual 2.1.2). */
export function isNewline(byte: i32): bool {
  return byte == LF || byte == CR;
}

/** Address after the line ending at `i`. */
export function afterNewline(i: i32): i32 {
  return at(i) == CR && at(i + 1) == LF ? i + 2 : i + 1;
}

/** Address after the identifier that starts at `i`; `i` itself where none does. */
export function skipIdentifier(i: i32): i32 {
  while (isIdentifier(i)) i++;
  return i;
}

/** Skip blanks and backslash continuations within a logical line. */
export function skipBlanks(i: i32): i32 {
  while (true) {
    const c = at(i);
    if (isBlank(c)) i++;
    else if (c == BACKSLASH && isNewline(at(i + 1))) i = afterNewline(i + 1);
    else return i;
  }
}

/** Address of the first byte in [i, limit) that equals one of three, or `limit`. May read 15 bytes past it. */
export function skipToAny3(i: i32, limit: i32, a: v128, b: v128, c: v128): i32 {
  while (i < limit) {
    const block = v128.load(i);
    const hits = i8x16.bitmask(v128.or(v128.or(i8x16.eq(block, a), i8x16.eq(block, b)), i8x16.eq(block, c)));
    if (hits != 0) return min(i + ctz(hits), limit);
    i += 16;
  }
  return limit;
}

/** Does the same as skipToAny3, for four bytes. */
export function skipToAny4(i: i32, limit: i32, a: v128, b: v128, c: v128, d: v128): i32 {
  while (i < limit) {
    const block = v128.load(i);
    const hits = i8x16.bitmask(
      v128.or(v128.or(i8x16.eq(block, a), i8x16.eq(block, b)), v128.or(i8x16.eq(block, c), i8x16.eq(block, d))),
    );
    if (hits != 0) return min(i + ctz(hits), limit);
    i += 16;
  }
  return limit;
}

/** Does the same as skipToAny3, for five bytes. */
export function skipToAny5(i: i32, limit: i32, a: v128, b: v128, c: v128, d: v128, e: v128): i32 {
  while (i < limit) {
    const block = v128.load(i);
    const some = v128.or(
      v128.or(i8x16.eq(block, a), i8x16.eq(block, b)),
      v128.or(i8x16.eq(block, c), i8x16.eq(block, d)),
    );
    const hits = i8x16.bitmask(v128.or(some, i8x16.eq(block, e)));
    if (hits != 0) return min(i + ctz(hits), limit);
    i += 16;
  }
  return limit;
}

/** Does `import` stand at `i` as a whole word? What is before `i` is not looked at. */
export function isWordImport(i: i32): bool {
  return load<u32>(i) == 0x6f706d69 && load<u16>(i + 4) == 0x7472 && !isIdentifier(i + 6);
}

/** Does the same as isWordImport, for `from`. */
export function isWordFrom(i: i32): bool {
  return load<u32>(i) == 0x6d6f7266 && !isIdentifier(i + 4);
}

/** Does the same as isWordImport, for `lazy`. */
export function isWordLazy(i: i32): bool {
  return load<u32>(i) == 0x797a616c && !isIdentifier(i + 4);
}

/** Does the same as isWordImport, for `as`. */
export function isWordAs(i: i32): bool {
  return load<u16>(i) == 0x7361 && !isIdentifier(i + 2);
}

/** Address of the last byte up to `i` that is neither a blank nor part of a continuation, or one before the file. */
export function skipBlanksBack(i: i32): i32 {
  while (i >= begin) {
    const c = at(i);
    if (isBlank(c)) {
      i--;
    } else {
      if (!isNewline(c)) return i;
      const lineEnd = c == LF && i > begin && at(i - 1) == CR ? i - 1 : i;
      if (lineEnd == begin || at(lineEnd - 1) != BACKSLASH) return i;
      i = lineEnd - 2;
    }
  }
  return i;
}
