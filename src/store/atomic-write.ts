import {
  closeSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsync,
  fsyncSync,
  openSync,
  renameSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { promisify } from 'node:util';

/** Who may do what with a file: kept when its content is replaced. */
export interface FileOwnership {
  readonly mode: number;
  /** -1 for a new file, which gets the owner and what the mask of whoever makes it leaves of the mode. */
  readonly uid: number;
  readonly gid: number;
}

/**
 * Waiting for the disk is what takes long, so many may wait at one time. All else is quicker done at once than handed to
 * another thread.
 */
const sync = promisify(fsync);

/**
 * Replace the content of a file so that, whatever happens, it holds all of the old content or all of the new: written to a
 * temporary file, synced to the disk, renamed over it.
 * @param file absolute path; the folder must be writable
 * @param temporary absolute path on the same disk, where nothing may be
 * @param ownership mode and owner that it gets; undefined for those of any new file
 * @param checkStill called right before the renaming; throws when the file must not be replaced after all
 */
export async function writeAtomically(
  file: string,
  temporary: string,
  content: Uint8Array,
  ownership: FileOwnership | undefined,
  checkStill: () => void,
): Promise<void> {
  const descriptor = openSync(temporary, 'wx', ownership === undefined ? 0o666 : ownership.mode & 0o777);
  try {
    try {
      writeFileSync(descriptor, content);
      if (ownership !== undefined) setOwnership(descriptor, ownership);
      await sync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    checkStill();
    renameSync(temporary, file);
  } catch (error) {
    discard(temporary);
    throw error;
  }
}

function setOwnership(descriptor: number, { mode, uid, gid }: FileOwnership): void {
  if (uid === -1) return;
  const permissions = mode & 0o7777;
  const made = fstatSync(descriptor);
  const isOwned = made.uid === uid && made.gid === gid;
  if (!isOwned && process.getuid !== undefined) giveTo(descriptor, uid, gid);
  // After the owner, whose change takes the set-user-id bit away.
  if (!isOwned || (made.mode & 0o7777) !== permissions) fchmodSync(descriptor, permissions);
}

function giveTo(descriptor: number, uid: number, gid: number): void {
  try {
    fchownSync(descriptor, uid, gid);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    error.message = `it belongs to user ${uid} and group ${gid}, and you cannot write a file that does: let its owner run this (${error.message})`;
    throw error;
  }
}

function discard(temporary: string): void {
  try {
    unlinkSync(temporary);
  } catch {
    // The error from before is the one that matters.
  }
}

/** Sync a folder, so that the renames in it survive a power failure. Systems that cannot are let be. */
export async function syncFolder(folder: string): Promise<void> {
  const descriptor = openFolder(folder);
  if (descriptor === undefined) return;
  try {
    await sync(descriptor).catch(() => undefined);
  } finally {
    closeSync(descriptor);
  }
}

/** The same, at once. */
export function syncFolderNow(folder: string): void {
  const descriptor = openFolder(folder);
  if (descriptor === undefined) return;
  try {
    fsyncSync(descriptor);
  } catch {
    // The same reason as above.
  } finally {
    closeSync(descriptor);
  }
}

/** @returns undefined on Windows, which has no folders that can be opened */
function openFolder(folder: string): number | undefined {
  try {
    return openSync(folder, 'r');
  } catch {
    return undefined;
  }
}
