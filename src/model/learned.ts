import type { Tier } from './edit.ts';
import type { Review } from './review.ts';

/** What is known of the repository when all of its files have been looked at once. */
export interface Learned {
  /** What files import from each other, each `module:Name`. */
  readonly imported: ReadonlySet<string>;
  /**
   * The legacy symbols that tests patch by a string, each `module:Name`, with what speaks against moving the patch:
   * undefined where all that looks the symbol up there moves with it.
   */
  readonly patches: ReadonlyMap<string, string | undefined>;
  /** Names, each `module:Name`, that strings patch in modules which only import them: they can change with the name there. */
  readonly patchedNames: ReadonlySet<string>;
  /** Names, each `module:Name`, that their module imports under another name now: patches of them follow. */
  readonly renamed: ReadonlyMap<string, RenamedName>;
  /** The legacy modules that some file goes on to import. Undefined until that is known: all of them, as far as it matters. */
  readonly loaded: ReadonlySet<string> | undefined;
  /** What legacy modules do, when they are imported, by way of modules that nothing else loads. */
  readonly carried: ReadonlyMap<string, readonly CarriedEffect[]>;
  /** Names, each `module:Name`, that a file binds anew in another module for good, with the place. */
  readonly set: ReadonlyMap<string, string>;
}

/** A module whose import does more than bind names, and where: `path:line`. */
export interface CarriedEffect {
  readonly module: string;
  readonly place: string;
}

/** What one file says of modules that are imported for more than their names, and of names that come to mean something else. */
export interface LoadFindings {
  /** The legacy modules that do more than bind names, and that imports of the file move away from. */
  readonly leaves: readonly string[];
  /** Such modules that the file goes on to import; none, where it is a test. */
  readonly keeps: readonly string[];
  /** What it binds anew in other modules for good. */
  readonly sets: readonly { readonly symbol: string; readonly place: string }[];
  /** What its imports move when it is imported itself, each `module:Name` with the names on the way to the definition. */
  readonly moves: readonly string[];
}

/** A name that a module imports under another name than before. */
export interface RenamedName {
  /** `module:Name`, as it was. */
  readonly symbol: string;
  readonly newName: string;
  /** Of the move that the name follows. */
  readonly tier: Tier;
  readonly reviews: readonly Review[];
}

/** What one file says of patches of legacy symbols, each `module:Name`. */
export interface PatchFindings {
  /** What strings of the file patch, each with what the legacy module itself says against moving that. */
  readonly patched: readonly { readonly symbol: string; readonly obstacle: string | undefined }[];
  /** What functions of the file import when they run, and will import from its canonical path. */
  readonly moving: readonly string[];
  /** The same of what they will go on to import from its legacy path. */
  readonly staying: readonly string[];
  /** What strings of the file patch by the name that another module may get by an import, and that can be edited there. */
  readonly names: readonly string[];
  /** What the file imports under other names than before, where other modules can patch it. */
  readonly renamed: readonly RenamedName[];
}

export const noPatches: PatchFindings = { patched: [], moving: [], staying: [], names: [], renamed: [] };

export const nothingLearned: Learned = {
  imported: new Set(),
  patches: new Map(),
  patchedNames: new Set(),
  renamed: new Map(),
  loaded: undefined,
  carried: new Map(),
  set: new Map(),
};

export const noLoads: LoadFindings = { leaves: [], keeps: [], sets: [], moves: [] };
