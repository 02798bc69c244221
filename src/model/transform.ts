import type { Range } from './range.ts';

/**
 * A transform of your own: see docs/own-transforms.md. It is a pure function of one text. Its edits are of tier `declared`: they
 * are right because you say so.
 */
export interface Transform {
  /** A name of your own, such as `team/session-factory`. Reports show it. */
  readonly id: string;
  /** Globs of the files that it looks at, relative to the root. What the configuration excludes is left alone. */
  readonly files: readonly string[];
  /** A file that holds none of these words is not given to it. By default it is given every file. */
  readonly words?: readonly string[];
  /**
   * The edits of one file, or all of its new text; undefined where nothing changes. On its own result it must change nothing
   * more. An exception fails the file, and no other.
   */
  readonly transform: (file: TransformFile) => TransformResult | Promise<TransformResult>;
}

export type TransformResult = readonly TransformEdit[] | string | undefined;

/** A file that a transform looks at. */
export interface TransformFile {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  /** The text, without a byte order mark, with the line endings of the file. Edits of the Map are made in it. */
  readonly text: string;
}

/** A range of the text, in UTF-16 code units, and the text that replaces it. */
export interface TransformEdit extends Range {
  readonly text: string;
  /** The names in reports for what goes and what comes. By default the lines before and after. */
  readonly from?: string;
  readonly to?: string;
  /** The reason, in a sentence. */
  readonly because?: string;
}
