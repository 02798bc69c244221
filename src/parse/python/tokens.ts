import type { Range } from '../../model/range.ts';
import { slicer } from '../../model/slicer.ts';
import type { SourceBuffer } from '../../native/source-buffer.ts';

/** A token, as native/assembly/tokens.ts finds them: the names in the fields of format strings are tokens, too. */
export interface Token extends Range {
  readonly kind: number;
  readonly text: string;
}

export const TokenKind = {
  name: 1,
  number: 2,
  string: 3,
  operator: 4,
  newline: 5,
  formatStringStart: 6,
  formatStringEnd: 7,
} as const;

/**
 * The tokens of a stretch of the file in the buffer, comments left out.
 * @param bytes the stretch, in bytes of the file
 * @param slice the text of a range, in the unit that the buffer counts in
 * @param shift where the buffer's text stands in that which the tokens are to be ranges of
 */
export function readTokens(
  buffer: SourceBuffer,
  bytes: Range,
  slice: (start: number, end: number) => string,
  shift = 0,
): Token[] {
  const records = buffer.tokenizeBytes(bytes.start, bytes.end);
  const textOf = slicer(slice, bytes);
  const tokens: Token[] = [];
  for (let k = 0; k < records.length; k += 3) {
    const [kind = 0, start = 0, end = 0] = [records[k], records[k + 1], records[k + 2]];
    tokens.push({ kind, start: start + shift, end: end + shift, text: textOf(start, end) });
  }
  return tokens;
}
