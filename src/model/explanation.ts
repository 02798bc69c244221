import type { Diagnostic } from './diagnostic.ts';
import type { Edit, Refusal } from './edit.ts';

/** The part of a Plan that concerns one line of a file. */
export interface Explanation {
  /** Relative to the root. */
  readonly path: string;
  readonly line: number;
  readonly edits: readonly Edit[];
  readonly refused: readonly Refusal[];
  readonly diagnostics: readonly Diagnostic[];
  /** The lines as they will be where uses of a name on them get its new name; undefined where no use does. */
  readonly uses: LineChange | undefined;
  /** Why nothing is known of the file at all; undefined when it was looked at. */
  readonly unread: string | undefined;
  /** The legacy symbols and modules that the Map names in the language of the file. */
  readonly lookedFor: readonly string[];
}

export interface LineChange {
  readonly before: string;
  readonly after: string;
}
