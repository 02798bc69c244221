import { readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';

/** A git repository, as the files of it say: finding it must not cost a process. */
export interface Repository {
  /** Absolute path of the work tree. */
  readonly root: string;
  /** Absolute path of `.git`, or of what it points to in a worktree or a submodule. */
  readonly gitFolder: string;
}

/**
 * The git repository that holds a folder; undefined outside of one. A folder that looks like a bare repository is none: a clone
 * can bring such a folder, with a configuration of its own.
 */
export function findRepository(folder: string): Repository | undefined {
  for (let root = folder; ; root = path.dirname(root)) {
    const gitFolder = gitFolderOf(root);
    if (gitFolder !== undefined) return { root, gitFolder };
    if (root === path.dirname(root)) return undefined;
  }
}

function gitFolderOf(root: string): string | undefined {
  const dotGit = path.join(root, '.git');
  const stats = statSync(dotGit, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  const pointer = stats.isFile() ? /^gitdir: (.+)$/m.exec(readFileSync(dotGit, 'utf8'))?.[1] : dotGit;
  if (pointer === undefined) return undefined;
  const gitFolder = path.resolve(root, pointer);
  return isThere(path.join(gitFolder, 'HEAD')) ? gitFolder : undefined;
}

/** A worktree shares most of its git folder with the main one, `info/` included. */
export function commonFolder(gitFolder: string): string {
  const pointer = path.join(gitFolder, 'commondir');
  return isThere(pointer) ? path.resolve(gitFolder, readFileSync(pointer, 'utf8').trim()) : gitFolder;
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

function isThere(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}
