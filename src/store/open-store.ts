import { realpathSync } from 'node:fs';
import { ExpectedStop } from '../model/errors.ts';
import { workTreeStatus } from './git.ts';
import type { WorkTreeStatus } from './git.ts';
import { refuseOperationInProgress, refuseUnfinishedRun } from './guards.ts';
import { removeUnsealedRuns } from './journal.ts';
import { lockStore } from './lock.ts';
import type { Release } from './lock.ts';
import { findRepository } from './repository.ts';
import type { Repository } from './repository.ts';
import { storeOf } from './store-place.ts';
import type { Store } from './store-place.ts';

/** A store that this process alone writes below. */
export interface OpenStore {
  /** Real path that the paths of the Plan are relative to. */
  readonly root: string;
  readonly store: Store;
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
export function openStore(folder: string, allowsDirty: boolean): OpenStore {
  const root = realpathSync(folder);
  const repository = findRepository(root);
  const store = storeOf(root);
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
export function lockOrSay(store: Store, command: string): Release {
  try {
    return lockStore(store, command);
  } catch (error) {
    if (error instanceof ExpectedStop) throw error;
    throw new ExpectedStop(
      `the journal cannot be written in ${store.folder}: ${error instanceof Error ? error.message : String(error)}`,
      'nothing was changed',
    );
  }
}
