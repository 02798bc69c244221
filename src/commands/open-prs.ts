import type { AppliedPlan, ApplyRun, BatchReport } from '../model/apply-run.ts';
import { pathsOf } from '../model/file-operation.ts';
import { summaryOf } from '../model/summary.ts';
import { markdown } from '../report/markdown.ts';
import { openBranch, pathsOfCommit } from '../store/pull-requests.ts';
import type { PullRequestPlace } from '../store/pull-requests.ts';
import type { CommandIo } from './io.ts';

/**
 * Opens a pull request for each branch of a run, with the summary of its files as the description.
 * @returns the run with their addresses, and the number of those that could not be opened
 */
export async function openPullRequests(
  applied: AppliedPlan,
  run: ApplyRun,
  where: PullRequestPlace,
  io: CommandIo,
): Promise<{ run: ApplyRun; failed: number }> {
  let failed = 0;
  const batches: BatchReport[] = [];
  for (const batch of run.batches) {
    const { branch, commit } = batch;
    if (branch === undefined || commit === undefined) {
      batches.push(batch);
      continue;
    }
    const body = descriptionOf(applied, run, batch, await pathsOfCommit(where.place, commit), io.version());
    const opened = await openBranch(where, run.id, { branch, commit, body });
    if ('url' in opened) {
      io.stderr(`Opened ${branch}${opened.url === '' ? '' : `: ${opened.url}`}\n`);
      batches.push({ ...batch, ...(opened.url === '' ? {} : { pullRequest: opened.url }) });
    } else {
      failed++;
      io.stderr(`Not opened: ${branch}: ${opened.said}\n  when the reason is gone: ${opened.commands}\n`);
      batches.push(batch);
    }
  }
  return { run: { ...run, batches }, failed };
}

/** The summary of the files of one batch. */
function descriptionOf(
  applied: AppliedPlan,
  run: ApplyRun,
  batch: BatchReport,
  paths: ReadonlySet<string>,
  version: string,
): string {
  const outcomes = applied.outcomes.filter((outcome) => pathsOf(outcome).some((file) => paths.has(file)));
  const { origin, summary } = applied;
  const plan = { outcomes, summary: summaryOf(outcomes, summary), origin };
  // The branch is that of the pull request.
  const own = { ...run, batches: [{ ...batch, branch: undefined }], undo: `git revert ${batch.commit ?? ''}` };
  return markdown(plan, { command: 'apply', version, rootPath: '', run: own });
}
