import { ExpectedStop } from '../model/errors.ts';
import { workTreeStatus } from './git.ts';
import type { WorkTreeStatus } from './git.ts';
import { refuseOperationInProgress, refuseUnfinishedRun } from './guards.ts';
import { removeUnsealedRuns } from './journal.ts';
import { lockStore } from './lock.ts';
import type { Release } from './lock.ts';
import { findRepository, ignoreLocally, storeOf } from './repository.ts';
import type { Repository } from './repository.ts';

/** A store that this process alone writes below. */
export interface OpenStore {
  /** Absolute path that the paths of the Plan are relative to. */
  readonly root: string;
  /** Absolute path of the store's folder. */
  readonly store: string;
  readonly repository: Repository | undefined;
  /** Asked for while the Plan is made; undefined outside of git. */
  readonly status: Promise<WorkTreeStatus> | undefined;
  readonly allowsDirty: boolean;
  readonly release: Release;
}

/**
 * Take the lock of the root's store for an apply.
 * @throws ExpectedStop when another process holds it, a run is unfinished, or git is in the middle of something
 */
export function openStore(root: string, allowsDirty: boolean): OpenStore {
  const repository = findRepository(root);
  const store = storeOf(root);
  // First: whatever happens then, git does not show the store.
  if (repository !== undefined) ignoreLocally(repository);
  const release = lockOrSay(store, 'apply');
  try {
    removeUnsealedRuns(store);
    refuseUnfinishedRun(store);
    if (repository !== undefined && !allowsDirty) refuseOperationInProgress(repository);
    const status = repository === undefined ? undefined : workTreeStatus(root);
    status?.catch(() => undefined); // it is looked at when the Plan is there
    return { root, store, repository, status, allowsDirty, release };
  } catch (error) {
    release();
    throw error;
  }
}

/** @throws ExpectedStop when another process holds the lock, or the store cannot be written */
export function lockOrSay(store: string, command: string): Release {
  try {
    return lockStore(store, command);
  } catch (error) {
    if (error instanceof ExpectedStop) throw error;
    throw new ExpectedStop(
      `the journal cannot be written in ${store}: ${error instanceof Error ? error.message : String(error)}`,
      'nothing was changed',
    );
  }
}
