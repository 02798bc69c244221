import { lstatSync, mkdirSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { ExpectedStop } from '../model/errors.ts';
import { inWords } from '../model/in-words.ts';

/**
 * Make a folder that nobody but this user may write, if it is not there. The folder above must be there.
 * @throws ExpectedStop when something else is there: a link, or a folder that others may write
 */
export function makePrivateFolder(folder: string): void {
  if (isPrivateFolder(folder)) return;
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    isPrivateFolder(folder); // another process was faster
  }
}

/**
 * Is there a folder that nobody but this user may write?
 * @throws ExpectedStop when something else is there
 */
export function isPrivateFolder(folder: string): boolean {
  const stats = statsOf(folder);
  if (stats === undefined) return false;
  if (stats.isSymbolicLink()) throw refused(folder, 'is a symbolic link', 'nothing is read or written through it');
  if (!stats.isDirectory()) throw refused(folder, 'is no folder', 'journals are kept there');
  // On Windows, what is in a folder of the user is the user's.
  if (process.getuid === undefined) return true;
  if (stats.uid !== process.getuid())
    throw refused(folder, `belongs to another user (${stats.uid})`, 'what it holds is not trusted');
  if ((stats.mode & 0o022) !== 0)
    throw refused(folder, 'can be written by other users', 'what it holds is not trusted', `chmod -R go-w ${folder}`);
  return true;
}

/** @throws ExpectedStop when what is there cannot be told */
function statsOf(folder: string): Stats | undefined {
  try {
    return lstatSync(folder, { throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw new ExpectedStop(`cannot look at ${folder}: ${inWords(error)}`);
  }
}

function refused(
  folder: string,
  found: string,
  why: string,
  wayOut = 'find out who made it, then delete it',
): ExpectedStop {
  return new ExpectedStop(`${folder} ${found}: ${why}`, wayOut);
}
