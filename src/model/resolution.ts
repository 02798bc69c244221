import type { CallBinding } from './call-binding.ts';
import type { Target, Uses } from './config.ts';
import type { RefusalReason, Tier } from './edit.ts';
import { joinReviews } from './review.ts';
import type { Review, ReviewReason } from './review.ts';

/** The meaning of a Reference under the Map. `from` is `module:Name` or `module`, as the file means it. */
export type Resolution =
  | {
      readonly kind: 'unrelated';
      /** The legacy path that it would be, if the file did not find another module of that name here. */
      readonly nearer?: { readonly from: string; readonly path: string };
    }
  | { readonly kind: 'canonical' }
  | { readonly kind: 'unmapped'; readonly from: string }
  | Legacy
  | { readonly kind: 'refused'; readonly from: string; readonly reason: RefusalReason; readonly message: string };

/** A legacy symbol or module and where it goes. */
export interface Legacy {
  readonly kind: 'legacy';
  readonly from: string;
  readonly to: Target;
  readonly tier: Tier;
  /** Why it has its tier, in a sentence: of several reasons for a review, the gravest. */
  readonly because: string;
  /** All that speaks for a review, gravest first; empty for the other tiers. */
  readonly reviews: readonly Review[];
  /** The way from the legacy symbol to its definition, each `module:Name`. */
  readonly chain: readonly string[];
  readonly uses: Uses;
  /** The canonical symbol is another object than the legacy one, and the Map says that it replaces it. */
  readonly isReplacement: boolean;
  /** How the arguments of a call are bound, if the move is that of a call. */
  readonly call?: CallBinding | undefined;
  /** The Map has a rule for its calls. */
  readonly hasCallRule?: boolean;
  /** The target is a module, as a name of the package around it. */
  readonly isModule?: boolean;
  /** The entry is only for imports that type checkers alone see. */
  readonly isForTypes?: boolean;
}

/** The same move, now for review, with this reason in addition to its others. */
export function forReview(move: Legacy, reason: ReviewReason, message: string): Legacy {
  return withReviews(move, [{ reason, message }]);
}

/** The same move with further reasons for a review; as it is where there are none. */
export function withReviews(move: Legacy, others: readonly Review[]): Legacy {
  const reviews = joinReviews(move.reviews, others);
  const [gravest] = reviews;
  return gravest === undefined ? move : { ...move, tier: 'review', because: gravest.message, reviews };
}

export function refused(from: string, reason: RefusalReason, message: string): Resolution {
  return { kind: 'refused', from, reason, message };
}
