import { accessSync, constants, lstatSync } from 'node:fs';
import path from 'node:path';
import { ExpectedStop } from '../model/errors.ts';
import { appliedOperation, pathsOf } from '../model/file-operation.ts';
import type { Outcome, Plan } from '../model/outcome.ts';
import { stateAfter, readEvents } from './events.ts';
import { trackedFiles } from './git.ts';
import type { WorkTreeStatus } from './git.ts';
import { readJournal, runFolder, runIds } from './journal.ts';
import { operationInProgress } from './repository.ts';
import type { Repository } from './repository.ts';
import { leadsInside } from './run-files.ts';
import type { Store } from './store-place.ts';

/** Paths that a message names before it says how many more there are. */
const NAMED = 10;

/** @throws ExpectedStop when a run was neither finished nor rolled back, or is not this user's */
export function refuseUnfinishedRun(store: Store): void {
  const id = unfinishedRun(store);
  if (id === undefined) return;
  readJournal(store, id); // nobody is told to resume what cannot be
  const isRollback = isRollingBack(store, id);
  throw new ExpectedStop(
    isRollback ? `the rollback of run ${id} was interrupted` : `run ${id} was interrupted and is unfinished`,
    isRollback
      ? `ssot-codemod rollback --id ${id} finishes it`
      : `ssot-codemod apply --resume finishes it, ssot-codemod rollback --id ${id} undoes it`,
  );
}

/** Was the rollback of a run interrupted? Then only that can be finished. */
export function isRollingBack(store: Store, id: string): boolean {
  return stateAfter(readEvents(runFolder(store, id))) === 'rolling-back';
}

/** The id of the run that was interrupted, or whose rollback was. There is one at most. */
export function unfinishedRun(store: Store): string | undefined {
  return runIds(store).findLast((id) => {
    const state = stateAfter(readEvents(runFolder(store, id)));
    return state === 'interrupted' || state === 'rolling-back';
  });
}

/**
 * @param because why `--allow-dirty` does not help
 * @throws ExpectedStop when git is in the middle of something that the changes would get mixed up with
 */
export function refuseOperationInProgress(repository: Repository, because?: string): void {
  const operation = operationInProgress(repository);
  if (operation === undefined) return;
  throw new ExpectedStop(
    `a ${operation} is in progress in ${repository.root}`,
    `finish it or give it up (git ${operation} ${operation === 'bisect' ? 'reset' : '--abort'})${because === undefined ? ', or say --allow-dirty' : `: ${because}`}`,
  );
}

/** @throws ExpectedStop when another git holds the index, or one was killed while it did */
export function refuseLockedIndex({ gitFolder }: Repository): void {
  const lock = path.join(gitFolder, 'index.lock');
  if (isMissing(lock)) return;
  throw new ExpectedStop(
    `git is locked: ${lock} is there`,
    'another git is at work in this repository, or one was killed: when none is running, delete that file',
  );
}

/** @throws ExpectedStop when files that the Plan changes differ from the last commit */
export function refuseUncommitted(plan: Plan, { dirty }: WorkTreeStatus): void {
  const concerned = changedPaths(plan).filter((file) => dirty.has(file));
  if (concerned.length === 0) return;
  throw new ExpectedStop(
    `${count(concerned.length, 'file')} that would change ${concerned.length === 1 ? 'has' : 'have'} uncommitted changes:${list(concerned)}`,
    'commit or stash them first, so that the two changes can be told apart, or say --allow-dirty',
  );
}

/** @throws ExpectedStop when files that the Plan changes are not tracked, so that a commit would add them as a whole */
export function refuseUntracked(plan: Plan, { untracked }: WorkTreeStatus): void {
  const concerned = changedPaths(plan).filter((file) => untracked.has(file));
  if (concerned.length === 0) return;
  throw new ExpectedStop(
    `${count(concerned.length, 'file')} that would change ${concerned.length === 1 ? 'is' : 'are'} not tracked by git, and a commit would add all of it:${list(concerned)}`,
    'commit them first, or leave them out with --exclude',
  );
}

/**
 * Nothing is deleted that git could not bring back, whatever is allowed besides.
 * @throws ExpectedStop when files that the Plan deletes are not tracked
 */
export async function refuseUntrackedDeletion(
  root: string,
  repository: Repository | undefined,
  plan: Plan,
): Promise<void> {
  const deleted = plan.outcomes.filter(
    (outcome) => outcome.status === 'changed' && appliedOperation(outcome)?.kind === 'delete',
  );
  if (deleted.length === 0) return;
  if (repository === undefined)
    throw new ExpectedStop(
      `${count(deleted.length, 'file')} would be deleted, and ${root} is in no git repository`,
      'files are deleted only where git could bring them back: commit them first',
    );
  const tracked = await trackedFiles(root);
  const concerned = deleted.map((outcome) => outcome.path).filter((file) => !tracked.has(file));
  if (concerned.length === 0) return;
  throw new ExpectedStop(
    `${count(concerned.length, 'file')} that would be deleted ${concerned.length === 1 ? 'is' : 'are'} not tracked by git, which could not bring ${concerned.length === 1 ? 'it' : 'them'} back:${list(concerned)}`,
    'commit them first, or delete them by hand',
  );
}

/**
 * @param root in a repository
 * @throws ExpectedStop when files that the Plan changes belong to a repository below, such as a submodule
 */
export function refuseOtherRepository(root: string, plan: Plan): void {
  const known = new Map([['.', false]]);
  const isOther = (folder: string): boolean => {
    const answer =
      known.get(folder) ?? (!isMissing(path.join(root, folder, '.git')) || isOther(path.posix.dirname(folder)));
    known.set(folder, answer);
    return answer;
  };
  const concerned = changedPaths(plan).filter((file) => isOther(path.posix.dirname(file)));
  if (concerned.length === 0) return;
  throw new ExpectedStop(
    `${count(concerned.length, 'file')} that would change ${concerned.length === 1 ? 'is' : 'are'} in another repository below, such as a submodule:${list(concerned)}`,
    'git does not tell here what is uncommitted there: run ssot-codemod in that repository, with --config, or say --allow-dirty',
  );
}

/** @throws ExpectedStop when a file of the Plan, or its folder, cannot be written, or is not below the root */
export function refuseUnwritable(root: string, plan: Plan): void {
  const outside: string[] = [];
  const readOnly: string[] = [];
  const folders = new Map<string, 'outside' | 'read-only' | undefined>();
  const made = new Set(plan.outcomes.flatMap(madePaths));
  for (const relative of changedPaths(plan)) {
    const file = path.join(root, relative);
    const folder = made.has(relative) ? nearestFolder(root, file) : path.dirname(file);
    if (!folders.has(folder)) folders.set(folder, troubleWithFolder(root, folder));
    const trouble = folders.get(folder);
    if (trouble === 'outside') outside.push(relative);
    else if (trouble === 'read-only' || isReadOnly(file)) readOnly.push(relative);
  }
  if (outside.length > 0)
    throw new ExpectedStop(
      `${count(outside.length, 'file')} of the plan would be written outside of ${root}:${list(outside)}`,
    );
  if (readOnly.length > 0) {
    throw new ExpectedStop(
      `${count(readOnly.length, 'file')} that would change cannot be written:${list(readOnly)}`,
      'give yourself the right to write to the files and to their folders, or leave them out with --exclude',
    );
  }
}

/** Paths at which something comes to be, perhaps in a folder that does, too. */
function madePaths(outcome: Outcome): string[] {
  const operation = outcome.status === 'changed' ? appliedOperation(outcome) : undefined;
  if (operation?.kind === 'create') return [outcome.path];
  return operation?.kind === 'rename' ? [operation.to] : [];
}

/** The closest folder on the way to a file that is there. */
function nearestFolder(root: string, file: string): string {
  let folder = path.dirname(file);
  while (folder.length > root.length && isMissing(folder)) folder = path.dirname(folder);
  return folder;
}

function troubleWithFolder(root: string, folder: string): 'outside' | 'read-only' | undefined {
  const isOutside = folder !== root && !folder.startsWith(root.endsWith(path.sep) ? root : root + path.sep);
  if (isOutside) return 'outside';
  if (isMissing(folder)) return undefined; // its files are refused one by one
  if (!leadsInside(root, folder)) return 'outside';
  return isWritable(folder) ? undefined : 'read-only';
}

function isWritable(file: string): boolean {
  try {
    accessSync(file, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** The mode counts for the super-user, too, who may write anything: somebody has protected the file. */
function isReadOnly(file: string): boolean {
  const stats = lstatSync(file, { throwIfNoEntry: false });
  return stats?.isFile() === true && ((stats.mode & 0o222) === 0 || !isWritable(file));
}

function isMissing(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) === undefined;
}

function changedPaths({ outcomes }: Plan): string[] {
  return outcomes.filter(({ status }) => status === 'changed').flatMap(pathsOf);
}

function count(value: number, noun: string): string {
  return `${value} ${noun}${value === 1 ? '' : 's'}`;
}

function list(files: readonly string[]): string {
  const more = files.length - NAMED;
  return [...files.slice(0, NAMED), ...(more > 0 ? [`… and ${more} more`] : [])]
    .map((file) => `\n  ${shown(file)}`)
    .join('');
}

/** Without what a terminal would obey. */
function shown(file: string): string {
  return /\p{Cc}/u.test(file) ? JSON.stringify(file) : file;
}
