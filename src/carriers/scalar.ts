import type { Range } from '../model/range.ts';
import type { Piece } from './carrier.ts';

/** A value of a configuration, or a key of it, as a text with its place in the file. */
export interface Scalar {
  /** Names of keys, and indices in lists. */
  readonly keys: readonly (string | number)[];
  readonly isKey: boolean;
  readonly text: string;
  /** In order; where the file writes an escape, a piece is longer in the file. */
  readonly pieces: readonly Piece[];
}

/** A scalar that stands in the file as it is, from this offset on. */
export function plainScalar(keys: Scalar['keys'], text: string, start: number, isKey = false): Scalar {
  return { keys, isKey, text, pieces: [{ start: 0, end: text.length, at: { start, end: start + text.length } }] };
}

/** A scalar of several lines, each with its offset in the file. */
export function linesScalar(
  keys: Scalar['keys'],
  lines: readonly { readonly text: string; readonly start: number }[],
): Scalar {
  let text = '';
  const pieces = lines.map((line): Piece => {
    const start = text.length;
    text += `${line.text}\n`;
    return { start, end: start + line.text.length, at: { start: line.start, end: line.start + line.text.length } };
  });
  return { keys, isKey: false, text, pieces };
}

/** Where a stretch of the value stands in the file; undefined where that is not one plain stretch. */
export function placeOf({ pieces }: Pick<Scalar, 'pieces'>, { start, end }: Range): Range | undefined {
  const piece = pieces.find((one) => one.start <= start && end <= one.end);
  if (piece === undefined || piece.at.end - piece.at.start !== piece.end - piece.start) return undefined;
  const shift = piece.at.start - piece.start;
  return { start: start + shift, end: end + shift };
}

/** `project.scripts.run`, `jobs.test.steps[2].run`. */
export function keyPath(keys: Scalar['keys']): string {
  return keys
    .map((key, k) =>
      typeof key === 'number'
        ? `[${key}]`
        : `${k === 0 ? '' : '.'}${/[.\s]/.test(key) && k > 0 ? JSON.stringify(key) : key}`,
    )
    .join('');
}
