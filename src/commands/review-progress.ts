import type { Config } from '../model/config.ts';
import { ExpectedStop } from '../model/errors.ts';
import type { Plan } from '../model/outcome.ts';
import { readReviewFile, REVIEW_FILE } from '../store/review-file.ts';

/**
 * The Shapes that are accepted under the Map as it is.
 * @throws ExpectedStop when nobody has accepted any
 */
export async function acceptedShapes(config: Config): Promise<ReadonlySet<string>> {
  const text = readReviewFile(config.root);
  if (text === undefined)
    throw new ExpectedStop(
      `nothing is accepted: there is no ${REVIEW_FILE} in ${config.root}`,
      'ssot-codemod review --accept SHAPE… writes it',
    );
  const [{ acceptedIds, parseReviewState }, { mapHash }] = await Promise.all([
    import('../review/review-state.ts'),
    import('../review/map-hash.ts'),
  ]);
  return acceptedIds(parseReviewState(text, REVIEW_FILE), mapHash(config));
}

/** The summary of a Plan's review; empty where nothing was ever accepted. */
export async function reviewSummary(plan: Plan, config: Config, isVerbose: boolean): Promise<string> {
  const text = readReviewFile(config.root);
  if (text === undefined) return '';
  const [{ parseReviewState, progressOf }, { mapHash }, { shapesOf }, { reviewText }] = await Promise.all([
    import('../review/review-state.ts'),
    import('../review/map-hash.ts'),
    import('../review/shapes.ts'),
    import('../report/review.ts'),
  ]);
  const state = parseReviewState(text, REVIEW_FILE);
  return reviewText(progressOf(shapesOf(plan), state, mapHash(config)), isVerbose);
}
