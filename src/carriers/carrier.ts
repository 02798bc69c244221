import type { FileCarrierId } from '../model/carrier.ts';
import type { Range } from '../model/range.ts';

/** A file of a carrier, decoded. */
export interface CarriedFile {
  /** Relative to the root. */
  readonly path: string;
  readonly text: string;
  /** May a value name something of the Map? Others need not be given. Undefined where each may. */
  readonly mayName?: ((value: string) => boolean) | undefined;
}

/**
 * A carrier: the way in which code, or names of modules, sit in files of one kind. To add one is one file, and one line in
 * `all-carriers.ts`.
 */
export interface Carrier {
  readonly id: FileCarrierId;
  readonly isOf: (path: string) => boolean;
  /**
   * The parts of a file, in their order.
   * @throws SyntaxError when the file is not what its name says
   */
  readonly parts: (file: CarriedFile) => readonly Part[];
}

/**
 * One text that a language reads by itself:
 * - code: a program of Python, such as all cells of a notebook
 * - paths: values that may be dotted paths, as a program of Python that holds one of them in each line
 * - text: words that nobody edits, and in which names of legacy modules are only listed
 */
export interface Part {
  readonly kind: 'code' | 'paths' | 'text';
  /** The text as the language reads it. */
  readonly text: string;
  /** Where it stands in the file: in order, and apart from each other. What is in none of them is filled in. */
  readonly pieces: readonly Piece[];
  /** The sections by which reports name places, such as cells, in order. Empty where a line of the file is enough. */
  readonly sections: readonly Section[];
  /** Why all of it is for a person to look at; undefined where nothing speaks against an edit. */
  readonly doubt?: string | undefined;
  /** Why the text is not read although it is code; undefined for other parts. */
  readonly unread?: string | undefined;
  /** The text may use names that code of the file binds, as a magic does. */
  readonly hidesUses?: boolean | undefined;
}

/** A stretch of a part that stands in the file in one piece: `start` and `end` count in the part, `at` in the file. */
export interface Piece extends Range {
  /** Longer than the stretch where it is written with an escape: then nothing inside of it has a place. */
  readonly at: Range;
}

/** A stretch of a part that has a name of its own in the file. */
export interface Section extends Range {
  /** Such as `cell 3`; empty for a section without a name. */
  readonly place: string;
  /** Do reports name the line in the section, too? */
  readonly hasLines: boolean;
  /** The text as the file writes it. */
  readonly write: (text: string) => string;
}
