/** The details of a Plan that is saved: all that reports show. */
export const savedDetails = { withDiffs: true, withHashes: true, withTexts: true, withReview: true } as const;

/** The arguments of `plan` without the file that it writes and the number of its shard: they make no difference to the Plan. */
export function argumentsOfPlan(argv: readonly string[]): string[] {
  const isFlag = (word: string | undefined): boolean => word === '--save' || word === '--shard';
  return argv.filter((word, k) => !isFlag(word) && !isFlag(argv[k - 1]) && !/^--(?:save|shard)=/.test(word));
}
