/** What is known of the repository when all of its files have been looked at once. */
export interface Learned {
  /** What files import from each other, each `module:Name`. */
  readonly imported: ReadonlySet<string>;
}

export const nothingLearned: Learned = { imported: new Set() };
