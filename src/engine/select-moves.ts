import type { PlanRequest } from '../model/plan-request.ts';
import type { Legacy } from '../model/resolution.ts';
import { takesReviews } from '../model/review.ts';
import { shapeId } from '../model/shape.ts';

/**
 * Does the request ask to apply the move?
 * @param to its target as reports name it
 */
export function selectsMove(
  { selectedShapes, includesReview }: Pick<PlanRequest, 'selectedShapes' | 'includesReview'>,
  move: Legacy,
  to: string,
  transform: string,
): boolean {
  if (selectedShapes === undefined) return move.tier !== 'review' || takesReviews(includesReview, move.reviews);
  return selectedShapes.has(shapeId({ ...move, to, transform }));
}
