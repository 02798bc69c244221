import { gitPlace } from '../git/find-repository.ts';
import { branchesThere, branchName } from './branches.ts';
import { forgetAnnounced, runOf, settleIndex } from './commits.ts';
import type { RunEvent } from './events.ts';
import type { Journal } from './journal.ts';
import { NOTHING, placesOf } from './run-places.ts';

/** The traces of a run in git, which a rollback does not undo. */
export interface TracesInGit {
  /** Hashes of commits on the branch that was checked out. */
  readonly commits: readonly string[];
  readonly branches: readonly string[];
}

/**
 * Find what a run has left in git, killed or not. An index that a killed git left behind its commit is brought up to it: a file that
 * is put back then shows as changed, and not as staged.
 * @param root absolute path of the folder of the run
 */
export async function tracesInGit(
  { header, records }: Journal,
  root: string,
  events: readonly RunEvent[],
): Promise<TracesInGit> {
  const { commit: commits, branchPrefix } = header.options;
  const place = commits || branchPrefix !== undefined ? gitPlace(root) : undefined;
  if (place === undefined) return { commits: [], branches: [] };
  if (branchPrefix !== undefined) {
    const names = new Set(records.map(({ batch }) => branchName(branchPrefix, batch)));
    return { commits: [], branches: await branchesThere(place, [...names]) };
  }
  const known = events.flatMap((event) => (event.event === 'batch' ? (event.report.commit ?? []) : []));
  const last = await runOf(place, header.id, 'HEAD');
  const created = records.flatMap(placesOf).filter(({ before }) => before === NOTHING);
  if (created.length > 0)
    await forgetAnnounced(
      place,
      created.map((at) => at.path),
    );
  if (last === undefined) return { commits: known, branches: [] };
  await settleIndex(place, last);
  return { commits: known.includes(last) ? known : [...known, last], branches: [] };
}
