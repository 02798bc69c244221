/**
 * Why a move is for review, gravest first: where several speak against one move, they are given in this order. Each has its
 * paragraph in docs/reviews.md.
 */
export const reviewReasons = [
  'not-consulted',
  'patched',
  'different-object',
  'changed-interface',
  'fails-today',
  'lacking-members',
  'argument-order',
  'declared-signature',
  'import-cycle',
  'effects',
  'relied-on',
  'shadowed-module',
  'binding-order',
  're-exported',
  're-export-mark',
  'star-names',
  'split-module',
  'unreadable-code',
  'doubtful-code',
  'string-use',
  'ambiguous-definition',
  'unverified-export',
  'unconfirmed-replacement',
] as const;
export type ReviewReason = (typeof reviewReasons)[number];

/** One reason why a person should look at a move, with a sentence about the place. */
export interface Review {
  readonly reason: ReviewReason;
  readonly message: string;
}

/** The reviews to take: none, all, or those whose reasons are all listed. */
export type ReviewChoice = boolean | readonly ReviewReason[];

/** Is a move with these reviews taken? */
export function takesReviews(choice: ReviewChoice, reviews: readonly Review[]): boolean {
  if (typeof choice === 'boolean') return choice;
  return reviews.length > 0 && reviews.every(({ reason }) => choice.includes(reason));
}

/** Both lists as one, gravest first, each review once. */
export function joinReviews(reviews: readonly Review[], others: readonly Review[]): readonly Review[] {
  const isNew = ({ message }: Review): boolean => !reviews.some((known) => known.message === message);
  const added = others.filter(isNew);
  if (added.length === 0) return reviews;
  const rank = ({ reason }: Review): number => reviewReasons.indexOf(reason);
  return [...reviews, ...added].toSorted((a, b) => rank(a) - rank(b));
}

/** Why something has its tier, in a sentence; of several reasons for a review, all. */
export function allReasons({
  because,
  reviews,
}: {
  readonly because: string;
  readonly reviews: readonly Review[];
}): string {
  return reviews.length > 1 ? reviews.map(({ message }) => message).join('; ') : because;
}
