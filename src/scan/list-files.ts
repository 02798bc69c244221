import { statSync } from 'node:fs';
import path from 'node:path';
import { ExpectedStop } from '../model/errors.ts';
import type { LeftOut } from '../model/left-out.ts';
import { listByGit } from './git-files.ts';
import { canonicalPaths } from './canonical-paths.ts';
import type { UnreadPlace } from './unread-place.ts';

/** Which files of the root are looked at. */
export interface FileSelection {
  /** Absolute path of the folder that all other paths are relative to. */
  readonly root: string;
  /** Files and folders, relative to the root; `.` for all of it. */
  readonly paths: readonly string[];
  /** Leave out what .gitignore and git's other ignore files name. */
  readonly usesGitignore: boolean;
}

/** A part of the files. */
export interface Listing {
  /** Relative to the root, with forward slashes. */
  readonly files: readonly string[];
  readonly unread: readonly UnreadPlace[];
  readonly leftOut: readonly LeftOut[];
  /** It is the whole, and no part: those before it hold what is not there. */
  readonly isAnew: boolean;
}

/**
 * The files below the paths, in parts as they become known: what git tracks or would track inside a repository, else what a
 * walk finds that no .gitignore names. A path that is a file is listed whatever ignores it. No file is listed twice, and
 * each by its own name, whatever links to folders the paths lead through.
 * @throws ExpectedStop when a path does not exist, or git fails for another reason than that this is no repository
 */
export async function* listFiles({ root, paths, usesGitignore }: FileSelection): AsyncGenerator<Listing> {
  const { files: named, folders, unread } = canonicalPaths(root, paths, (target) => isFolder(root, target));
  const isNamed = new Set(named);
  const others = (files: readonly string[]): readonly string[] =>
    paths.length === 1 ? files : [...new Set(files)].filter((file) => !isNamed.has(file));
  if (named.length + unread.length > 0) yield { files: named, unread, leftOut: [], isAnew: false };
  if (folders.length === 0) return;
  // The tracked files are known long before the untracked ones.
  const listed = usesGitignore ? listByGit(root, folders) : undefined;
  const first = await listed?.tracked;
  if (first === undefined) {
    const { walk } = await import('./walk.ts');
    const walked = walk(root, folders, usesGitignore);
    yield { files: others(walked.files), unread: walked.unread, leftOut: [], isAnew: false };
    return;
  }
  yield { ...first, files: others(first.files), isAnew: false };
  const second = (await listed?.untracked) ?? nothing;
  const replaced = replacedFolders(first.files, second.files);
  if (replaced.length === 0) yield { ...second, files: others(second.files), isAnew: false };
  else {
    const kept = first.files.filter((file) => !replaced.some((folder) => file.startsWith(folder)));
    yield {
      files: [...named, ...others([...kept, ...second.files])],
      unread: [...unread, ...first.unread, ...second.unread],
      leftOut: [...first.leftOut, ...second.leftOut],
      isAnew: true,
    };
  }
}

const nothing = { files: [], unread: [], leftOut: [] };

/**
 * Folders of tracked files in whose place something else is now, such as a link to a folder: git then lists that as a file
 * which it would track.
 * @param tracked as git sorts them
 * @returns each with a slash at its end
 */
function replacedFolders(tracked: readonly string[], untracked: readonly string[]): string[] {
  return untracked.map((file) => `${file}/`).filter((folder) => holdsBelow(tracked, folder));
}

function holdsBelow(sorted: readonly string[], folder: string): boolean {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? '') < folder) from = middle + 1;
    else to = middle;
  }
  return sorted[from]?.startsWith(folder) ?? false;
}

function isFolder(root: string, target: string): boolean {
  try {
    return statSync(path.join(root, target)).isDirectory();
  } catch {
    throw new ExpectedStop(`no such file or folder: ${target}`, `paths are relative to ${root}`);
  }
}
