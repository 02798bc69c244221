import type { Diagnostic } from './diagnostic.ts';
import type { Edit, Refusal, RefusalReason, TextEdit } from './edit.ts';
import type { FileOperation, OperationCounts } from './file-operation.ts';
import type { LeftOut } from './left-out.ts';
import type { MapProblem } from './map-problem.ts';
import type { Origin } from './origin.ts';

/** Added and deleted lines, as `git diff --stat` counts them. */
export interface LineCounts {
  readonly added: number;
  readonly deleted: number;
}

/**
 * The result for one file. Files without a Reference to a legacy path have no Outcome of their own: they are counted.
 */
export type Outcome = FileReport & (Changed | Unchanged | Skipped | Failed);

/** The report on a file, whatever its status. */
export interface FileReport {
  readonly path: string;
  readonly edits: readonly Edit[];
  readonly refused: readonly Refusal[];
  readonly diagnostics: readonly Diagnostic[];
  /** The operation on the file as a whole, besides its Edits; undefined for most files. */
  readonly operation?: FileOperation | undefined;
  /** By the id of a Shape, the unified diff that takes its Edits alone; only when it was asked for, and is not that of the file. */
  readonly alone?: Readonly<Record<string, Uint8Array>> | undefined;
  /** By their numbers, the source lines that hold what was left; only when it was asked for. */
  readonly leftLines?: Readonly<Record<number, string>> | undefined;
}

export interface Changed {
  readonly status: 'changed';
  /** In the text without byte order mark; sorted, not overlapping. */
  readonly textEdits: readonly TextEdit[];
  readonly lines: LineCounts;
  /** SHA-256 of the bytes that were read, in hexadecimal; empty unless it was asked for, and of a file that is created. */
  readonly hash: string;
  /** Unified diff of the file, in the file's encoding; empty unless it was asked for. */
  readonly diff: Uint8Array;
  /** Only when it was asked for. */
  readonly imports?: ImportChange | undefined;
}

/** Modules of the Map that a file imports only before, or only after its Edits. */
export interface ImportChange {
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

export interface Unchanged {
  readonly status: 'unchanged';
}

/** Not looked at as a whole; the References that were seen in it are refused for the same reason. */
export interface Skipped {
  readonly status: 'skipped';
  readonly reason: RefusalReason;
  readonly message: string;
}

export interface Failed {
  readonly status: 'failed';
  readonly error: string;
}

/** All Outcomes, sorted by path, with their totals. */
export interface Plan {
  readonly outcomes: readonly Outcome[];
  readonly summary: Summary;
  /** Groups of changed files that have to change together, each sorted; undefined where there are none. */
  readonly together?: readonly (readonly string[])[] | undefined;
  /** By path, the owners of each file, where CODEOWNERS names any; undefined when nobody asked. */
  readonly owners?: Readonly<Record<string, string>> | undefined;
  /** The places that were left out on purpose; undefined when there are none. */
  readonly leftOut?: readonly LeftOut[];
  /**
   * Warnings that make it less certain, such as a TypeScript configuration of which a part is missing; undefined for
   * none.
   */
  readonly warnings?: readonly string[] | undefined;
  /** Files of carriers that are off which name a legacy path; nothing when there are none. */
  readonly notRead?: readonly string[] | undefined;
  /** The problems of the Map that made it; undefined for none. */
  readonly problems?: readonly MapProblem[] | undefined;
  /** The origin of the Plan, where it is known. */
  readonly origin?: Origin | undefined;
}

export interface Summary {
  readonly filesScanned: number;
  /** Files in which the literal prefilter found a word of the Map. */
  readonly filesCandidate: number;
  readonly filesChanged: number;
  readonly edits: number;
  readonly safe: number;
  readonly declared: number;
  readonly review: number;
  readonly refused: number;
  /** References to symbols that the Map knows but gives no canonical path. */
  readonly unmapped: number;
  /** Strings that hold a legacy path and are not edited, because they are text. */
  readonly textMentions: number;
  readonly skipped: number;
  readonly failed: number;
  /** Files that are created, deleted and renamed; not there when none are. */
  readonly operations?: OperationCounts | undefined;
}
