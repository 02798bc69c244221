/** The details of a Plan that is saved: all that reports show. */
export const savedDetails = { withDiffs: true, withHashes: true, withTexts: true, withReview: true } as const;

/**
 * The arguments of a `plan` that makes the same Plan, whatever the file that this one writes, and the number of its shard.
 */
export function argumentsOfPlan([command = 'plan', ...argv]: readonly string[]): string[] {
  const isFlag = (word: string | undefined): boolean => word === '--save' || word === '--shard';
  const others = argv.filter((word, k) => !isFlag(word) && !isFlag(argv[k - 1]) && !/^--(?:save|shard)=/.test(word));
  return [command, '--save', 'moves.plan', ...others];
}
