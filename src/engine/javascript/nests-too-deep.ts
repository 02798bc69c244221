/** Deeper than anybody writes by hand; the native resolver takes some thousands before it runs out of stack. */
const DEEPEST = 500;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = new Set([0x5b, 0x7b]);
const CLOSE = new Set([0x5d, 0x7d]);

/** Does JSON nest so deep that what reads it by recursion may end the process? */
export function nestsTooDeep(json: Uint8Array): boolean {
  if (json.length <= 2 * DEEPEST) return false;
  let depth = 0;
  let isString = false;
  for (let at = 0; at < json.length; at++) {
    const byte = json[at] ?? 0;
    if (isString) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) isString = false;
    } else if (byte === QUOTE) isString = true;
    else if (OPEN.has(byte) && ++depth > DEEPEST) return true;
    else if (CLOSE.has(byte)) depth--;
  }
  return false;
}
