/** An import by a path that leads to a canonical symbol, and is neither canonical nor in the Map. */
export interface UndeclaredPath {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
  readonly from: string;
  /** The canonical path of the symbol. */
  readonly to: string;
  /** The reason of a comment that lets it be; undefined where none does. */
  readonly allowedBecause: string | undefined;
}
