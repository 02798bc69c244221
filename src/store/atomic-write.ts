import { closeSync, fsyncSync, openSync } from 'node:fs';
import { open, rename, unlink } from 'node:fs/promises';

/** Who may do what with a file: kept when its content is replaced. */
export interface FileOwnership {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/**
 * Replace the content of a file so that, whatever happens, it holds all of the old content or all of the new: written to a
 * temporary file beside it, synced to the disk, renamed over it. Mode and owner are as given.
 * @param file absolute path; the folder must be writable
 * @param temporary absolute path in the same folder, where nothing may be
 * @param checkStill called when all is ready; throws when the file must not be replaced after all
 */
export async function writeAtomically(
  file: string,
  temporary: string,
  content: Uint8Array,
  { mode, uid, gid }: FileOwnership,
  checkStill: () => Promise<void>,
): Promise<void> {
  const permissions = mode & 0o7777;
  const handle = await open(temporary, 'wx', permissions & 0o777);
  try {
    try {
      await handle.writeFile(content);
      const made = await handle.stat();
      const isOwned = made.uid === uid && made.gid === gid;
      if (!isOwned && process.getuid !== undefined) await handle.chown(uid, gid);
      // After chown, which takes the set-user-id bit away.
      if (!isOwned || (made.mode & 0o7777) !== permissions) await handle.chmod(permissions);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await checkStill();
    await rename(temporary, file);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
}

/** Sync a folder, so that the renames in it survive a power failure. Systems that cannot are let be. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // Windows has no folders that can be opened.
  }
}

/** The same, at once. */
export function syncFolderNow(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // See above.
  }
}
