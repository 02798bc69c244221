/** What files of the root were in another commit. Paths are relative to the root, with forward slashes. */
export interface EarlierFiles {
  /** What the commit is called, as it was asked for. */
  readonly name: string;
  /** Files that git takes for renamed, from their paths then to those now. */
  readonly renamed: ReadonlyMap<string, string>;
  /** What files held then that are changed, renamed or gone since. */
  readonly before: ReadonlyMap<string, Uint8Array>;
  /** Files that are changed, renamed or new since. */
  readonly changed: readonly string[];
  /** What those hold in the later commit; undefined where that is the working tree. */
  readonly after: ReadonlyMap<string, Uint8Array> | undefined;
}
