import { realpathSync, statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import path from 'node:path';
import { readRegularFile } from '../regular-file.ts';

/** A git repository, as the files of it say: finding it must not cost a process. */
export interface Repository {
  /** Absolute path of the work tree. */
  readonly root: string;
  /** Absolute path of `.git`, or of its target in a worktree or a submodule. */
  readonly gitFolder: string;
}

/**
 * The git repository that holds a folder; undefined outside a repository. A folder that only looks like a bare
 * repository does not count: a clone can bring such a folder, with a configuration of its own.
 */
export function findRepository(folder: string): Repository | undefined {
  for (let root = folder; ; root = path.dirname(root)) {
    const gitFolder = gitFolderOf(root);
    if (gitFolder !== undefined) return { root, gitFolder };
    if (root === path.dirname(root)) return undefined;
  }
}

/** Paths are far shorter. */
const LARGEST_POINTER = 1 << 16;

function gitFolderOf(root: string): string | undefined {
  const dotGit = path.join(root, '.git');
  const stats = statsOf(dotGit);
  if (stats === undefined) return undefined;
  const gitFolder = stats.isDirectory() ? dotGit : pointedFolder(root, dotGit);
  return gitFolder !== undefined && statsOf(path.join(gitFolder, 'HEAD'))?.isFile() === true ? gitFolder : undefined;
}

/** The folder that a file `.git` of a worktree or a submodule names; undefined when it names none. */
function pointedFolder(root: string, dotGit: string): string | undefined {
  const pointer = /^gitdir: (.+)$/m.exec(textOf(dotGit) ?? '')?.[1];
  return pointer === undefined ? undefined : path.resolve(root, pointer);
}

/** A worktree shares most of its git folder with the main one, `info/` included. */
export function commonFolder(gitFolder: string): string {
  const pointer = textOf(path.join(gitFolder, 'commondir'));
  return pointer === undefined ? gitFolder : path.resolve(gitFolder, pointer.trim());
}

/** A folder of a repository, as git is asked about it: always from the top. */
export interface GitPlace extends Repository {
  /** The way from the top down to the folder, such as `backend/`; empty at the top. */
  readonly way: string;
}

/** Where a folder is in its repository, all links followed; undefined outside of one. */
export function gitPlace(folder: string): GitPlace | undefined {
  const real = realpathSync.native(folder);
  const repository = findRepository(real);
  if (repository === undefined) return undefined;
  const way = path.relative(repository.root, real).split(path.sep).join('/');
  return { ...repository, way: way === '' ? '' : `${way}/` };
}

/** Undefined where nothing is, or nothing that can be reached: a link to itself, say. */
function statsOf(file: string): Stats | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** Undefined where no regular file is: git waits for a pipe for ever. */
function textOf(file: string): string | undefined {
  try {
    return readRegularFile(file, LARGEST_POINTER).toString('utf8');
  } catch {
    return undefined;
  }
}
