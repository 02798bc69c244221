import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import type { BigIntStats } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import type { FileOwnership } from './atomic-write.ts';

/** A file as it is now. */
export interface CurrentFile extends FileOwnership {
  readonly bytes: Buffer;
  /** SHA-256 in hexadecimal. */
  readonly hash: string;
  /** Tells whether anybody has written to it, or put another file in its place, since it was read. */
  readonly version: string;
}

/** There is no file to read: why, as a sentence about it. */
export interface NoFile {
  readonly message: string;
}

/**
 * Read a file; links are not followed.
 * @throws the error of the system when the file is there and cannot be read
 */
export async function readCurrent(file: string): Promise<CurrentFile | NoFile> {
  try {
    const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const stats = await handle.stat({ bigint: true });
      if (!stats.isFile()) return { message: stats.isDirectory() ? 'it is a folder now' : 'it is no regular file now' };
      const bytes = await handle.readFile();
      return {
        bytes,
        hash: sha256(bytes),
        mode: Number(stats.mode),
        uid: Number(stats.uid),
        gid: Number(stats.gid),
        version: versionOf(stats),
      };
    } finally {
      await handle.close();
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { message: 'it was deleted' };
    if (code === 'ELOOP' || code === 'EMLINK') return { message: 'it is a symbolic link now' };
    throw error;
  }
}

/** The version of what is at a path; empty when nothing is. Equal to that of a CurrentFile when it is still the same. */
export async function versionAt(file: string): Promise<string> {
  try {
    return versionOf(await lstat(file, { bigint: true }));
  } catch {
    return '';
  }
}

function versionOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join(':');
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
