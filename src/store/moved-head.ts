import type { GitPlace } from '../git/find-repository.ts';
import { ExpectedStop } from '../model/errors.ts';
import { readEvents } from './events.ts';
import { ask, currentHead, placeOf } from './git.ts';
import type { Head } from './git.ts';
import type { Journal, JournalHeader } from './journal.ts';

/**
 * A run that makes commits goes on only where it began: on the same branch, with the commits that it made so far.
 * @param root absolute path of the folder of the run
 * @throws ExpectedStop when something else is checked out
 */
export async function refuseMovedHead({ header, folder }: Journal, root: string): Promise<void> {
  const { options, head, commit: began } = header;
  if (!(options.commit || options.branchPrefix !== undefined) || began === undefined) return;
  const place = placeOf(root, 'a run with commits');
  const now = await currentHead(place);
  const made = readEvents(folder).flatMap((event) => (event.event === 'batch' ? (event.report.commit ?? []) : []));
  const last = (options.commit ? made.at(-1) : undefined) ?? began;
  const wasDetached = head === began;
  const isSame = now !== undefined && (wasDetached ? now.branch === undefined : now.branch === head);
  if (isSame && (await isIn(place, last, now.commit))) return;
  throw new ExpectedStop(
    `run ${header.id} ${began === last ? 'began' : 'was'} at commit ${shorten(last)}${wasDetached ? '' : ` of branch ${head ?? ''}`}, and ${described(now)} is checked out now`,
    wayBack(header, isSame ? undefined : wasDetached ? `--detach ${shorten(last)}` : head),
  );
}

async function isIn(place: GitPlace, commit: string, head: string): Promise<boolean> {
  return commit === head || (await ask(place, ['merge-base', '--is-ancestor', commit, head])).status === 0;
}

function described(now: Head | undefined): string {
  if (now === undefined) return 'a branch without a commit';
  const commit = `commit ${shorten(now.commit)}`;
  return now.branch === undefined ? commit : `${commit} of branch ${now.branch}`;
}

function wayBack({ id }: JournalHeader, target: string | undefined): string {
  const undo = `ssot-codemod rollback --id ${id} undoes what it wrote`;
  return target === undefined
    ? undo
    : `git switch ${target} goes back, then ssot-codemod apply --resume goes on; ${undo}`;
}

function shorten(commit: string): string {
  return commit.slice(0, 12);
}
