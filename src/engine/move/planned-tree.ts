import type { Config } from '../../model/config.ts';
import type { Edit } from '../../model/edit.ts';
import type { CreateFile } from '../../model/file-operation.ts';
import type { KnownFacts } from '../../model/known-facts.ts';
import type { MoveConcern, MoveRequest } from '../../model/moving.ts';
import type { Outcome, Plan } from '../../model/outcome.ts';
import { summaryOf } from '../../model/summary.ts';
import { makePlan } from '../make-plan.ts';
import type { StartedThread } from '../readers/reader-thread.ts';

/** The files of the tree to look at. */
interface TreeRequest extends Pick<MoveRequest, 'files' | 'withDiffs' | 'usesGitignore'> {
  readonly areFilesAll?: boolean;
  readonly known?: KnownFacts;
}

/** The Plan of the tree in which the files have moved. */
export function planOfTree(
  config: Config,
  map: Config['python']['map'],
  { files, areFilesAll, known, withDiffs, usesGitignore }: TreeRequest,
  thread: StartedThread | undefined,
): Promise<Plan> {
  const own = {
    ...config,
    python: { ...config.python, map, unmapped: [], removed: [] },
    javascript: { ...config.javascript, map: [], unmapped: [], removed: [] },
  };
  const request = {
    paths: ['.'],
    files,
    areFilesAll,
    known,
    contents: config.tree?.contents,
    usesGitignore,
    includesReview: true,
    selectedShapes: undefined,
    jobs: undefined,
    withDiffs,
    withHashes: true,
    withTexts: true,
    withReview: false,
  };
  return makePlan(own, request, thread);
}

/** A file that is made because a move needs it. */
export function createdFile(bytes: Uint8Array, mode: CreateFile['mode'], because: string): CreateFile {
  return {
    kind: 'create',
    rule: 'move/file',
    tier: 'safe',
    applied: true,
    because,
    mode,
    content: Buffer.from(bytes).toString('base64'),
  };
}

/** The concerns about the move that its Edits and Refusals raise. */
export function planConcerns(outcomes: readonly Outcome[]): MoveConcern[] {
  return outcomes.flatMap((outcome): MoveConcern[] => {
    const { path, edits, refused } = outcome;
    const at = (line: number): string => `${path}:${line}`;
    const reviewed = edits.flatMap((edit: Edit) =>
      edit.reviews.map(({ reason, message }) => ({ reason, place: at(edit.line), message })),
    );
    const left = refused.map(({ line, message, from }) => ({
      reason: 'left-behind' as const,
      place: at(line),
      message: `${from} cannot be moved here: ${message}`,
    }));
    const unread =
      outcome.status === 'failed' ? [{ reason: 'left-behind' as const, place: path, message: outcome.error }] : [];
    return [...reviewed, ...left, ...unread];
  });
}

/** The Plan with these Outcomes. */
export function planWithOutcomes(plan: Plan, outcomes: readonly Outcome[], scripts: number): Plan {
  const { filesScanned, filesCandidate } = plan.summary;
  const summary = summaryOf(outcomes, { filesScanned: filesScanned + scripts, filesCandidate });
  // The problems of a Map that only this move has are no problems.
  return { ...plan, problems: undefined, summary, outcomes };
}
