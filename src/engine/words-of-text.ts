/** The bytes of words: ASCII letters, digits, `_`, and all bytes beyond ASCII. */
const isWordByte = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(byte >= 0x80 || /\w/.test(String.fromCharCode(byte))),
);
const BACKSLASH = 0x5c;
const BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

/** The hash of a word (FNV-1a, 32 bits). */
export function hashOf(word: string): number {
  let hash = BASIS;
  for (const byte of Buffer.from(word)) hash = Math.imul(hash ^ byte, PRIME);
  return hash >>> 0;
}

/** The hashes of all words of a text, sorted, each once. Behind a backslash, a word counts with and without its first letter. */
export function wordsOf(bytes: Uint8Array): Uint32Array {
  const hashes: number[] = [];
  for (let at = 0; at < bytes.length;) {
    if (isWordByte[bytes[at] ?? 0] === 0) {
      at++;
      continue;
    }
    const start = at;
    let hash = BASIS;
    for (; at < bytes.length && isWordByte[bytes[at] ?? 0] === 1; at++)
      hash = Math.imul(hash ^ (bytes[at] ?? 0), PRIME);
    hashes.push(hash >>> 0);
    if (start > 0 && bytes[start - 1] === BACKSLASH) {
      let rest = BASIS;
      for (let k = start + 1; k < at; k++) rest = Math.imul(rest ^ (bytes[k] ?? 0), PRIME);
      hashes.push(rest >>> 0);
    }
  }
  const sorted = Uint32Array.from(hashes).sort();
  let count = 0;
  for (let k = 0; k < sorted.length; k++) if (k === 0 || sorted[k] !== sorted[k - 1]) sorted[count++] = sorted[k] ?? 0;
  return sorted.slice(0, count);
}
