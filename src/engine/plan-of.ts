import type { Config } from '../model/config.ts';
import type { Outcome, Plan } from '../model/outcome.ts';
import { isWhole } from '../model/plan-request.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import { summaryOf } from '../model/summary.ts';
import { withLeftLines } from './left-lines.ts';
import { mapProblems } from './map-problems.ts';
import { withMapWords } from './map-words.ts';
import { movingTogether } from './moving-together.ts';
import { filesNaming } from './not-read.ts';
import type { Reading } from './reading.ts';

/** The Plan of these Outcomes. */
export async function planOf(
  config: Config,
  request: PlanRequest,
  { results, facts, leftOut, others }: Reading,
  plain: readonly Outcome[],
): Promise<Plan> {
  const worded = withMapWords(plain, config);
  const outcomes = request.withReview ? withLeftLines(worded, config.root, request.contents) : worded;
  const warnings = [...new Set(results.flatMap((result) => result.warnings ?? []))].toSorted();
  const sum = (key: 'filesScanned' | 'filesCandidate'): number =>
    results.reduce((total, result) => total + result[key], 0);
  const summary = summaryOf(outcomes, { filesScanned: sum('filesScanned'), filesCandidate: sum('filesCandidate') });
  const together = movingTogether(facts, outcomes);
  const notRead = await filesNaming(config, others, request.contents);
  // If nothing was looked at, nothing can be said about the Map.
  const problems = summary.filesScanned === 0 ? [] : await mapProblems(config, { outcomes, leftOut }, isWhole(request));
  return {
    outcomes,
    summary,
    ...(together.length > 0 ? { together } : {}),
    ...(leftOut.length > 0 ? { leftOut } : {}),
    ...(warnings.length > 0 ? { warnings } : {}),
    ...(problems.length > 0 ? { problems } : {}),
    ...(notRead.length > 0 ? { notRead } : {}),
  };
}
