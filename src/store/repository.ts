import { appendFileSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** The folder of the journal, in the root of the repository. */
export const STORE_FOLDER = '.ssot-codemod';

/** A git repository, as the files of it say: finding it must not cost a process. */
export interface Repository {
  /** Absolute path of the work tree. */
  readonly root: string;
  /** Absolute path of `.git`, or of what it points to in a worktree or a submodule. */
  readonly gitFolder: string;
}

/** The git repository that holds a folder; undefined outside of one. */
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
  return exists(path.join(gitFolder, 'HEAD')) ? gitFolder : undefined;
}

/** The way from the top of the repository down to a folder, such as `backend/`; empty at the top, and outside of one. */
export function belowTop(folder: string): string {
  const way = path
    .relative(findRepository(folder)?.root ?? folder, folder)
    .split(path.sep)
    .join('/');
  return way === '' ? '' : `${way}/`;
}

/** Where the journal of a folder is kept: in the root of its repository, else in the folder itself. */
export function storeOf(root: string): string {
  return path.join(findRepository(root)?.root ?? root, STORE_FOLDER);
}

/** The store that a working folder belongs to, whichever folder it was made for; undefined when there is none. */
export function findStore(cwd: string): string | undefined {
  for (let folder = cwd; ; folder = path.dirname(folder)) {
    const store = path.join(folder, STORE_FOLDER);
    if (exists(store)) return store;
    if (folder === path.dirname(folder)) return undefined;
  }
}

/**
 * Let git ignore the store, in this clone only: `info/exclude` is no tracked file. Where it cannot be written, git shows
 * the store as untracked, which harms nothing.
 */
export function ignoreLocally({ gitFolder }: Repository): void {
  const line = `/${STORE_FOLDER}/`;
  try {
    const exclude = path.join(commonFolder(gitFolder), 'info', 'exclude');
    const present = exists(exclude) ? readFileSync(exclude, 'utf8') : '';
    if (present.split(/\r?\n/).includes(line)) return;
    mkdirSync(path.dirname(exclude), { recursive: true });
    appendFileSync(exclude, `${present === '' || present.endsWith('\n') ? '' : '\n'}${line}\n`);
  } catch {
    // See above.
  }
}

/** A worktree shares most of its git folder with the main one, `info/` included. */
function commonFolder(gitFolder: string): string {
  const pointer = path.join(gitFolder, 'commondir');
  return exists(pointer) ? path.resolve(gitFolder, readFileSync(pointer, 'utf8').trim()) : gitFolder;
}

const operations: readonly (readonly [file: string, operation: string])[] = [
  ['MERGE_HEAD', 'merge'],
  ['rebase-merge', 'rebase'],
  ['rebase-apply', 'rebase'],
  ['CHERRY_PICK_HEAD', 'cherry-pick'],
  ['REVERT_HEAD', 'revert'],
  ['BISECT_LOG', 'bisect'],
];

/** What git was told to do and has not finished, such as `rebase`. */
export function operationInProgress({ gitFolder }: Repository): string | undefined {
  return operations.find(([file]) => exists(path.join(gitFolder, file)))?.[1];
}

function exists(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}
