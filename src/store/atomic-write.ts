import { randomBytes } from 'node:crypto';
import { open, rename, unlink } from 'node:fs/promises';
import path from 'node:path';

/** Who may do what with a file: kept when its content is replaced. */
export interface FileOwnership {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/**
 * Replace the content of a file so that, whatever happens, it holds all of the old content or all of the new: written to a
 * temporary file beside it, synced to the disk, renamed over it. Mode and owner are kept.
 * @param file absolute path; the folder must be writable
 */
export async function writeAtomically(
  file: string,
  content: Uint8Array,
  { mode, uid, gid }: FileOwnership,
): Promise<void> {
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(6).toString('hex')}.ssot-tmp`);
  const handle = await open(temporary, 'wx', mode & 0o777);
  try {
    try {
      await handle.writeFile(content);
      await handle.chmod(mode & 0o7777);
      const isOwn = uid === process.getuid?.() && gid === process.getgid?.();
      if (!isOwn && process.getuid !== undefined) await handle.chown(uid, gid);
      await handle.sync();
    } finally {
      await handle.close();
    }
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
