import type { ImportStyle } from './moved-tree.ts';
import type { Plan } from './outcome.ts';
import type { ReviewReason } from './review.ts';

/** A file or a folder that moves. Paths are relative to the root, with forward slashes. */
export interface PathMove {
  readonly from: string;
  readonly to: string;
}

/** Why a person should look at a move before it is made. Each has its paragraph in docs/move.md. */
export const moveReasons = [
  'left-behind',
  'import-order',
  'place',
  'own-name',
  'task-name',
  'app-label',
  'pickle',
] as const;
export type MoveReason = (typeof moveReasons)[number] | ReviewReason;

/** Something that speaks against making a move as it is. */
export interface MoveConcern {
  readonly reason: MoveReason;
  /** `path:line`, or `path`. */
  readonly place: string;
  readonly message: string;
}

/** The files and folders to move, and how. */
export interface MoveRequest {
  readonly moves: readonly PathMove[];
  readonly imports: ImportStyle;
  /** The files have moved already: only what names them is to change. */
  readonly isDone: boolean;
  /** Leave shims at the old paths of modules of Python, which forward to the new ones. */
  readonly shims?: boolean | undefined;
  /** A package that re-exports a moved module imports it only when one of its names is used. */
  readonly lazyInit?: boolean | undefined;
  /** The new paths of files that have moved already, and whose text has changed since. */
  readonly changed?: ReadonlySet<string> | undefined;
  /** Make the unified diff of each changed file. */
  readonly withDiffs: boolean;
  readonly usesGitignore: boolean;
  /** The files that may name what moves, by their paths before it; undefined to look at all. */
  readonly files?: readonly string[] | undefined;
  /** The content of files, by the paths that they have now, instead of that on the disk; undefined to read all from the disk. */
  readonly contents?: ReadonlyMap<string, Uint8Array> | undefined;
}

/** A name of the top level of a Python module that moves to another module. Both are dotted names. */
export interface SymbolMove {
  readonly module: string;
  readonly name: string;
  readonly to: string;
}

/** The symbols to move, and how. */
export interface SymbolRequest extends Pick<
  MoveRequest,
  'imports' | 'withDiffs' | 'usesGitignore' | 'files' | 'contents'
> {
  /** All from one module to another one. */
  readonly symbols: readonly SymbolMove[];
  /** Move along what they use of their old module. */
  readonly withDependencies: boolean;
  /** The old module goes on having the names, by an import. */
  readonly reexports: boolean;
}

/** A Plan with the files that are renamed, and what a person should know of it. */
export interface Moving {
  /** With all Edits applied, those for review too: a move that is made by half would break what it leaves. */
  readonly plan: Plan;
  /** The concerns that hold the move back until somebody accepts them, in the order of their places. */
  readonly concerns: readonly MoveConcern[];
  /** The entries that keep the old paths out, for the Map of the configuration. */
  readonly entries: MoveEntries;
}

/** Entries of the Map by language: the old path, and the new one. */
export interface MoveEntries {
  readonly python: readonly MovedPath[];
  readonly javascript: readonly MovedPath[];
}

export interface MovedPath {
  readonly legacy: string;
  readonly canonical: string;
}
