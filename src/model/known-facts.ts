/** Facts of files that are kept between questions, as long as the files do not change. */
export interface KnownFacts {
  /**
   * The answer that a file gives to a question, from its present content alone.
   * @param question the same word for the same question
   */
  readonly remembered: <T>(file: string, question: string, look: () => T) => T;
  /** The entries of a folder, by their names. */
  readonly entries: (folder: string) => ReadonlyMap<string, 'file' | 'directory'>;
}
