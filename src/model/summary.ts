import { countOperations } from './file-operation.ts';
import type { Outcome, Summary } from './outcome.ts';
import type { Tier } from './tier.ts';

/**
 * The totals of Outcomes.
 * @param looked the numbers of files that were looked at, which Outcomes do not tell
 */
export function summaryOf(
  outcomes: readonly Outcome[],
  looked: Pick<Summary, 'filesScanned' | 'filesCandidate'>,
): Summary {
  const edits = outcomes.flatMap((outcome) => outcome.edits);
  const ofTier = (tier: Tier): number => edits.filter((edit) => edit.tier === tier).length;
  const count = (status: Outcome['status']): number => outcomes.filter((outcome) => outcome.status === status).length;
  const countRule = (rule: string): number =>
    outcomes.flatMap((outcome) => outcome.diagnostics).filter(({ ruleId }) => ruleId.endsWith(`/${rule}`)).length;
  const operations = countOperations(outcomes);
  return {
    filesScanned: looked.filesScanned,
    filesCandidate: looked.filesCandidate,
    filesChanged: count('changed'),
    edits: edits.length,
    safe: ofTier('safe'),
    declared: ofTier('declared'),
    review: ofTier('review'),
    refused: outcomes.reduce((total, outcome) => total + outcome.refused.length, 0),
    unmapped: countRule('unmapped-symbol'),
    textMentions: countRule('text-mention'),
    skipped: count('skipped'),
    failed: count('failed'),
    ...(operations ? { operations } : {}),
  };
}
