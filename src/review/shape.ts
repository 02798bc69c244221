import type { Uses } from '../model/config.ts';
import type { Tier } from '../model/edit.ts';
import type { OperationKind } from '../model/file-operation.ts';

/** Edits that differ only in indentation, local names and position: what a reviewer judges once (docs/decisions/0030). */
export interface Shape {
  readonly id: string;
  /** Id of the transform. */
  readonly transform: string;
  readonly tier: Tier;
  readonly from: string;
  readonly to: string;
  readonly uses: Uses;
  /** Why it is for review, without names and positions; empty for what is safe. */
  readonly reason: string;
  /** Why its first one has its tier, in a sentence about that place. */
  readonly because: string;
  /** How its calls are bound, such as `(context→user_context, token→), await dropped`; undefined where it has none. */
  readonly call?: string | undefined;
  /** The operation on its files as a whole; undefined for a Shape of Edits. */
  readonly operation?: OperationKind | undefined;
  /** How many Edits, or files that something is done to as a whole. */
  readonly edits: number;
  /** How many of them are applied. */
  readonly applied: number;
  readonly files: number;
  /** How its statements come out, most frequent first. */
  readonly layouts: readonly Layout[];
}

/**
 * The effect on a statement or a file. A statement is changed `in place`, `split` into several, or the name is
 * `dropped` from it because it is bound already. A file is `created`, `deleted` or `renamed`.
 */
export type LayoutKind = 'in place' | 'split' | 'dropped' | 'created' | 'deleted' | 'renamed';

export interface Layout {
  readonly kind: LayoutKind;
  readonly edits: number;
  /** The first one, or the first of the text that occurs most often. */
  readonly example: Example;
}

/** One Edit, as it is shown. */
export interface Example {
  readonly path: string;
  readonly line: number;
  readonly before: string;
  readonly after: string;
}
