/** What is known of the repository when all of its files have been looked at once. */
export interface Learned {
  /** What files import from each other, each `module:Name`. */
  readonly imported: ReadonlySet<string>;
  /**
   * The legacy symbols that tests patch by a string, each `module:Name`, with what speaks against moving the patch:
   * undefined where all that looks the symbol up there moves with it.
   */
  readonly patches: ReadonlyMap<string, string | undefined>;
}

/** What one file says of patches of legacy symbols, each `module:Name`. */
export interface PatchFindings {
  /** What strings of the file patch, each with what the legacy module itself says against moving that. */
  readonly patched: readonly { readonly symbol: string; readonly obstacle: string | undefined }[];
  /** What functions of the file import when they run, and will import from its canonical path. */
  readonly moving: readonly string[];
  /** The same of what they will go on to import from its legacy path. */
  readonly staying: readonly string[];
}

export const nothingLearned: Learned = { imported: new Set(), patches: new Map() };
