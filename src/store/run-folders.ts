import { lstatSync, rmdirSync } from 'node:fs';
import path from 'node:path';
import { openFolder } from './open-folder.ts';

/** By their paths, relative to the root of a run, the modes of folders that were there before it. */
export type FolderModes = Readonly<Record<string, number>>;

/** The folders on the way to files, as they are now; those that are not there are left out. */
export function foldersOnTheWay(root: string, files: readonly string[]): FolderModes {
  const modes = new Map<string, number>();
  const seen = new Set<string>(['.']);
  for (const file of files)
    for (let folder = path.posix.dirname(file); !seen.has(folder); folder = path.posix.dirname(folder)) {
      seen.add(folder);
      const stats = lstatSync(path.join(root, folder), { throwIfNoEntry: false });
      if (stats?.isDirectory() === true) modes.set(folder, stats.mode & 0o7777);
    }
  return Object.fromEntries(modes);
}

/** Is nothing at a path, because a folder on the way to it is not there? A link or a file on the way is something. */
export function isFolderMissing(root: string, file: string): boolean {
  return wayTo(root, file) === 'missing';
}

/** Is there anything at a path, or a link or a file on the way to it? */
export function isTaken(root: string, file: string): boolean {
  const way = wayTo(root, file);
  return (
    way === 'obstacle' || (way === 'there' && lstatSync(path.join(root, file), { throwIfNoEntry: false }) !== undefined)
  );
}

function wayTo(root: string, file: string): 'there' | 'missing' | 'obstacle' {
  for (const folder of foldersAbove(file).toReversed()) {
    const at = path.join(root, folder);
    const stats = lstatSync(at, { throwIfNoEntry: false });
    if (stats === undefined) return 'missing';
    if (!stats.isDirectory()) return 'obstacle';
  }
  return 'there';
}

/**
 * Remove the folders that hold nothing any more, as git does: those that files were in, and those above.
 * @param files relative to the root; nothing is there
 * @param mayGo does a folder go when it is empty?
 * @returns absolute paths of the folders that lost one
 */
export function removeEmptyFolders(
  root: string,
  files: readonly string[],
  mayGo: (folder: string) => boolean,
): ReadonlySet<string> {
  const changed = new Set<string>();
  // The deepest first, each once.
  const folders = new Set(files.flatMap(foldersAbove));
  for (const folder of [...folders].toSorted((a, b) => b.split('/').length - a.split('/').length)) {
    if (!mayGo(folder) || !removeIfEmpty(path.join(root, folder))) continue;
    changed.delete(path.join(root, folder));
    changed.add(path.dirname(path.join(root, folder)));
  }
  return changed;
}

/** The folders that a file is in, relative to the root, the nearest first. */
export function foldersAbove(file: string): string[] {
  const folder = path.posix.dirname(file);
  return folder === '.' ? [] : [folder, ...foldersAbove(folder)];
}

/** A folder that cannot go stays: what it held is done with either way. */
function removeIfEmpty(folder: string): boolean {
  const above = openFolder(path.dirname(folder));
  if (above === undefined) return false;
  try {
    rmdirSync(path.join(above.way, path.basename(folder)));
    return true;
  } catch {
    return false;
  } finally {
    above.close();
  }
}
