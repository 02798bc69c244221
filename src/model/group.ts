import type { Legacy } from './resolution.ts';
import { withReviews } from './resolution.ts';
import { joinReviews } from './review.ts';
import type { Review } from './review.ts';
import { leastSure } from './tier.ts';

/**
 * The Verdict on moves that are made together or not at all: the least sure of them, with all that speaks against any.
 * @param doubt what speaks against the group as a whole
 * @returns undefined where nothing moves
 */
export function groupVerdict(members: readonly Legacy[], doubt?: Review): Legacy | undefined {
  const worst = leastSure(members);
  if (worst === undefined) return undefined;
  const reviews = members.map((member) => member.reviews).reduce(joinReviews);
  return withReviews(worst, doubt === undefined ? reviews : joinReviews(reviews, [doubt]));
}
