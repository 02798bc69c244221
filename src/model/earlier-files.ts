/** The files of the root in another commit. Paths are relative to the root, with forward slashes. */
export interface EarlierFiles {
  /** The name of the commit, as it was asked for. */
  readonly name: string;
  /** Files that git takes for renamed, from their paths then to those now. */
  readonly renamed: ReadonlyMap<string, string>;
  /** The former content of files that were changed, renamed or deleted since. */
  readonly before: ReadonlyMap<string, Uint8Array>;
  /** Files that are changed, renamed or new since. */
  readonly changed: readonly string[];
  /** The content of these files in the later commit; undefined where that is the working tree. */
  readonly after: ReadonlyMap<string, Uint8Array> | undefined;
}
