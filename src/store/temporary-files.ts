import { rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { makePrivateFolder } from './private-folder.ts';
import type { Store } from './store-place.ts';

/**
 * Where files are written before they are put in their places: in the store, where git and whoever watches the files does not
 * see them, and where the next run finds what a killed one left.
 * @param disk that they are put on
 * @returns absolute path; undefined when the store is on another disk, from which nothing can be put there in one step
 */
export function temporaryFolderOn(store: Store, disk: number): string | undefined {
  if (statSync(store.folder).dev !== disk) return undefined;
  const folder = placeIn(store);
  makePrivateFolder(folder);
  return folder;
}

/** Delete what killed processes left there. The lock must be held. */
export function removeTemporaryFiles(store: Store): void {
  rmSync(placeIn(store), { recursive: true, force: true });
}

function placeIn({ folder }: Store): string {
  return path.join(folder, 'temporary');
}
