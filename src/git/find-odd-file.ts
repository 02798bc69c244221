import { opendir, stat } from 'node:fs/promises';
import path from 'node:path';
import { commonFolder } from './find-repository.ts';
import type { Repository } from './find-repository.ts';

/** Files of a work tree that git reads by their names, in any folder. */
const readByName = new Set(['.gitignore', '.gitattributes', '.gitmodules', '.mailmap']);
/** The folders that git reads in a git folder. Hooks may have pipes of their own elsewhere. */
const foldersOfGit = ['refs', 'objects', 'logs', 'info'];
const fileOfGit = /^(?:[A-Z_]+|config(?:\.worktree)?|index|packed-refs|shallow|commondir|gitdir)$/;

/**
 * A pipe or a device that git waits for: in the place of a file that it reads by its name, or anywhere in the git
 * folder. Walks all of both, so ask only when git does not answer.
 * @param isOver asked now and then; true ends the search
 * @returns its absolute path; undefined when there is none
 */
export async function findOddFile({ root, gitFolder }: Repository, isOver: () => boolean): Promise<string | undefined> {
  const inTree = await search(root, (name) => readByName.has(name), isOver);
  if (inTree !== undefined) return inTree;
  for (const folder of new Set([gitFolder, commonFolder(gitFolder)])) {
    const found = await search(folder, (name) => fileOfGit.test(name), isOver, []);
    if (found !== undefined) return found;
    for (const name of foldersOfGit) {
      const below = await search(path.join(folder, name), () => true, isOver);
      if (below !== undefined) return below;
    }
  }
  return undefined;
}

async function search(
  top: string,
  isRead: (name: string) => boolean,
  isOver: () => boolean,
  entered?: readonly string[],
): Promise<string | undefined> {
  const folders = [top];
  for (let folder = folders.pop(); folder !== undefined && !isOver(); folder = folders.pop()) {
    try {
      for await (const entry of await opendir(folder)) {
        const file = path.join(folder, entry.name);
        if (entry.isDirectory()) {
          if (entry.name !== '.git' && entered?.includes(entry.name) !== false) folders.push(file);
        } else if (!entry.isFile() && isRead(entry.name) && (await isWaitedFor(file))) return file;
      }
    } catch {
      // Git cannot read such a folder either.
    }
  }
  return undefined;
}

/** A socket does not count: it cannot be opened. */
async function isWaitedFor(file: string): Promise<boolean> {
  try {
    const stats = await stat(file);
    return stats.isFIFO() || stats.isCharacterDevice() || stats.isBlockDevice();
  } catch {
    return false; // A link to nothing.
  }
}
