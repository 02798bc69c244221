import { closest } from 'fastest-levenshtein';
import { ExpectedStop } from '../model/errors.ts';
import { reviewReasons } from '../model/review.ts';
import type { ReviewChoice, ReviewReason } from '../model/review.ts';
import type { PlanOptions } from './options.ts';

/**
 * The reviews that the command line takes.
 * @throws ExpectedStop when it names an unknown reason
 */
export function reviewChoice({
  includeReview,
  noReview,
}: Pick<PlanOptions, 'includeReview' | 'noReview'>): ReviewChoice {
  const taken = splitList(includeReview);
  const left = splitList(noReview);
  if (taken.length + left.length === 0) return false;
  const named = taken.filter((word) => word !== 'all').map((word) => reasonNamed(word, 'include-review'));
  const isAll = named.length === 0 || taken.includes('all');
  if (isAll && left.length === 0) return true;
  const excluded = left.map((word) => reasonNamed(word, 'no-review'));
  return (isAll ? reviewReasons : named).filter((reason) => !excluded.includes(reason));
}

function splitList(values: readonly string[]): string[] {
  return values.flatMap((value) => value.split(',')).map((word) => word.trim());
}

function reasonNamed(word: string, flag: string): ReviewReason {
  const reason = reviewReasons.find((other) => other === word);
  if (reason !== undefined) return reason;
  throw new ExpectedStop(
    `--${flag}: no reason for a review is called ${word}, did you mean ${closest(word, reviewReasons)}?`,
    `the reasons are ${reviewReasons.toSorted().join(', ')}`,
  );
}

/**
 * The reasons that `--include-review` of a command with reasons of its own takes; `all` is all that are known.
 * @throws ExpectedStop when one is unknown
 */
export function takenReasons<Reason extends string>(
  includeReview: readonly string[],
  known: readonly Reason[],
): ReadonlySet<Reason> {
  const named = splitList(includeReview);
  const odd = named.find((word) => word !== 'all' && !known.some((reason) => reason === word));
  if (odd !== undefined)
    throw new ExpectedStop(
      `--include-review takes ${known.join(', ')}, found ${odd}`,
      `ssot-codemod explain ${known[0] ?? ''} tells what one means`,
    );
  return new Set(known.filter((reason) => named.includes('all') || named.includes(reason)));
}
