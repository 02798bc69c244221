import { lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { findRepository } from '../git/find-repository.ts';
import type { Repository } from '../git/find-repository.ts';

export { findRepository };
export type { Repository };

/** The way from the top of the repository down to a folder, such as `backend/`; empty at the top, and outside of one. */
export function belowTop(folder: string): string {
  const way = path
    .relative(findRepository(folder)?.root ?? folder, folder)
    .split(path.sep)
    .join('/');
  return way === '' ? '' : `${way}/`;
}

/**
 * The git folder, when it is beyond doubt this work tree's and this user's: no clone can bring what lies in it.
 * @returns its real path; undefined when `.git` is a link, or leads to a folder that does not know of this work tree
 */
export function ownGitFolder({ root, gitFolder }: Repository): string | undefined {
  try {
    const dotGit = path.join(root, '.git');
    const folder = realpathSync(gitFolder);
    const { uid } = statSync(folder);
    if (process.getuid !== undefined && uid !== process.getuid()) return undefined;
    const stats = lstatSync(dotGit);
    if (stats.isDirectory()) return exists(path.join(folder, 'objects')) ? folder : undefined;
    return stats.isFile() && knowsWorkTree(folder, root) ? folder : undefined;
  } catch {
    return undefined;
  }
}

/** A worktree's folder holds the path of its `.git`; that of a submodule, in its configuration, the path of the work tree. */
function knowsWorkTree(gitFolder: string, root: string): boolean {
  const ofWorktree = path.join(gitFolder, 'gitdir');
  if (exists(ofWorktree))
    return isSame(path.dirname(path.resolve(gitFolder, readFileSync(ofWorktree, 'utf8').trim())), root);
  const config = readFileSync(path.join(gitFolder, 'config'), 'utf8');
  const workTree = /(?:^|[\r\n])[^\S\r\n]*worktree[^\S\r\n]*=(.*)/.exec(config)?.[1]?.trim();
  return workTree !== undefined && isSame(path.resolve(gitFolder, workTree), root);
}

function isSame(one: string, other: string): boolean {
  return realpathSync(one) === realpathSync(other);
}

const operations: readonly (readonly [file: string, operation: string])[] = [
  ['MERGE_HEAD', 'merge'],
  ['rebase-merge', 'rebase'],
  ['rebase-apply', 'rebase'],
  ['CHERRY_PICK_HEAD', 'cherry-pick'],
  ['REVERT_HEAD', 'revert'],
  ['BISECT_LOG', 'bisect'],
];

/** The operation that git has not finished, such as `rebase`; undefined when there is none. */
export function operationInProgress({ gitFolder }: Repository): string | undefined {
  return operations.find(([file]) => exists(path.join(gitFolder, file)))?.[1];
}

function exists(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}
