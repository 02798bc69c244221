/** A search for relative imports that lexes nothing. */
import { DOT, at, isIdentifier, isWordFrom, skipBlanksBack } from './characters';
import { begin, end } from './memory';

/** Does a `from` stand before a dot, in code or in text? */
export function holdsRelativeImport(): bool {
  const dot = i8x16.splat(<i8>DOT);
  for (let i = begin; i < end; i += 16) {
    let hits: i32 = i8x16.bitmask(i8x16.eq(v128.load(i), dot));
    for (; hits != 0; hits &= hits - 1) {
      const last = skipBlanksBack(i + ctz(hits) - 1);
      // 109 is the `m` of `from`.
      if (
        last - begin >= 3 &&
        at(last) == 109 &&
        isWordFrom(last - 3) &&
        (last - 3 == begin || !isIdentifier(last - 4))
      )
        return true;
    }
  }
  return false;
}
