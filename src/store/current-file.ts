import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync } from 'node:fs';
import type { BigIntStats } from 'node:fs';
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
  /** Nothing at all is at its path. */
  readonly isGone?: true;
}

/**
 * Read a file; links are not followed.
 * @throws the error of the system when the file is there and cannot be read
 */
export function readCurrent(file: string): CurrentFile | NoFile {
  let descriptor: number;
  try {
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { message: 'it was deleted', isGone: true };
    if (code === 'ENOTDIR') return { message: 'it was deleted' };
    if (code === 'ELOOP' || code === 'EMLINK') return { message: 'it is a symbolic link now' };
    throw error;
  }
  try {
    const stats = fstatSync(descriptor, { bigint: true });
    if (!stats.isFile()) return { message: stats.isDirectory() ? 'it is a folder now' : 'it is no regular file now' };
    const bytes = readFileSync(descriptor);
    const [mode, uid, gid] = [Number(stats.mode), Number(stats.uid), Number(stats.gid)];
    return { bytes, hash: sha256(bytes), mode, uid, gid, version: versionOf(stats) };
  } finally {
    closeSync(descriptor);
  }
}

/** The version of what is at a path; empty when nothing is. Equal to that of a CurrentFile when it is still the same. */
export function versionAt(file: string): string {
  const stats = lstatSync(file, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? '' : versionOf(stats);
}

/** Without the time of the last change of status: that of a hard link changes when another name of the file goes away. */
function versionOf({ dev, ino, size, mtimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs].join(':');
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
