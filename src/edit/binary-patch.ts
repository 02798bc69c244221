import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';

/*
 * Binary contents in a patch, as `git diff --binary` writes them (apply.c and base85.c of git): a literal is compressed, in
 * lines of 52 bytes at most; each line begins with a letter for its length, and its bytes stand in base 85.
 */

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~';
const BYTES_IN_LINE = 52;
/** Names nothing. */
export const NO_BLOB = '0'.repeat(40);

/** Would git take the content for binary? */
export function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 8000).includes(0);
}

/** The name that git has for a content, in repositories that hash with SHA-1. */
export function blobName(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

/**
 * The part of a patch that turns one content into another, and back.
 * @returns lines, each without its end
 */
export function binaryHunks(before: Uint8Array, after: Uint8Array): string[] {
  return ['GIT binary patch', ...literal(after), ...literal(before)];
}

function literal(bytes: Uint8Array): string[] {
  const packed = deflateSync(bytes);
  const lines: string[] = [];
  for (let at = 0; at < packed.length; at += BYTES_IN_LINE)
    lines.push(encoded(packed.subarray(at, at + BYTES_IN_LINE)));
  return [`literal ${bytes.length}`, ...lines, ''];
}

/** One line: `A` to `Z` for 1 to 26 bytes, `a` to `z` for 27 to 52. */
function encoded(bytes: Uint8Array): string {
  const length = String.fromCharCode(bytes.length <= 26 ? 64 + bytes.length : 70 + bytes.length);
  let text = '';
  for (let at = 0; at < bytes.length; at += 4) {
    let value = 0;
    for (let k = 0; k < 4; k++) value = value * 256 + (bytes[at + k] ?? 0);
    let group = '';
    for (let k = 0; k < 5; k++) {
      group = digits.charAt(value % 85) + group;
      value = Math.floor(value / 85);
    }
    text += group;
  }
  return length + text;
}
