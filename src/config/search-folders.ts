import { statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/** Where a configuration is searched for. */
export interface SearchFolders {
  /** From the working folder upwards. */
  readonly folders: readonly string[];
  /** The folder of another user before which the search ended; undefined where it came to its end. */
  readonly foreign: string | undefined;
}

/**
 * The working folder and those above it, up to the top of its git repository. Outside a repository, up to the home
 * folder if the working folder is below that, else the working folder alone. A configuration may be code, so the search
 * ends before a folder that another user owns, like git's `safe.directory`.
 */
export function searchFolders(cwd: string): SearchFolders {
  const above = foldersUpTo(cwd, topOf(cwd));
  const end = above.findIndex(isForeign);
  return end < 0 ? { folders: above, foreign: undefined } : { folders: above.slice(0, end), foreign: above[end] };
}

/**
 * Root, and under sudo the calling user, can do everything that this user can. On Windows, Node does not tell the
 * owner.
 */
export function isOfAnotherUser({ uid }: Pick<Stats, 'uid'>): boolean {
  const own = process.geteuid?.();
  if (own === undefined || uid === own || uid === 0) return false;
  return own !== 0 || uid !== Number(process.env['SUDO_UID'] ?? NaN);
}

function isForeign(folder: string): boolean {
  const stats = statSync(folder, { throwIfNoEntry: false });
  return stats !== undefined && isOfAnotherUser(stats);
}

/** The folder and those above it, up to that of the disk. */
export function foldersAround(folder: string): string[] {
  return foldersUpTo(folder, path.parse(folder).root);
}

/** The top of the git repository that a folder is in, if it is in one. */
export function repositoryAround(folder: string): string | undefined {
  return foldersAround(folder).find((around) => exists(path.join(around, '.git')));
}

function topOf(cwd: string): string {
  const repository = repositoryAround(cwd);
  if (repository !== undefined) return repository;
  const home = homeFolder();
  return home !== undefined && foldersAround(cwd).includes(home) ? home : cwd;
}

function foldersUpTo(from: string, top: string): string[] {
  const above = path.dirname(from);
  return from === top || from === above ? [from] : [from, ...foldersUpTo(above, top)];
}

function homeFolder(): string | undefined {
  try {
    return path.resolve(homedir());
  } catch {
    return undefined; // This user has none.
  }
}

function exists(file: string): boolean {
  try {
    return statSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false; // It may not be looked at.
  }
}
