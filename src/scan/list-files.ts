import { isAscii } from 'node:buffer';
import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { ExpectedStop } from '../model/errors.ts';
import { ownNames } from './own-names.ts';
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
  const { files: named, folders, unread } = ownNames(root, paths, (target) => isFolder(root, target));
  const isNamed = new Set(named);
  const others = (files: readonly string[]): readonly string[] =>
    paths.length === 1 ? files : [...new Set(files)].filter((file) => !isNamed.has(file));
  if (named.length + unread.length > 0) yield { files: named, unread, isAnew: false };
  if (folders.length === 0) return;
  // What git tracks is known long before what it would track.
  const [tracked, untracked] = usesGitignore
    ? [
        gitFiles(root, folders, ['--cached', '--deduplicate']),
        gitFiles(root, folders, ['--others', '--exclude-standard']),
      ]
    : [undefined, undefined];
  untracked?.catch(() => undefined); // It fails as the other one does, which is asked first.
  const first = await tracked;
  if (first === undefined) {
    const { walk } = await import('./walk.ts');
    const walked = walk(root, folders, usesGitignore);
    yield { files: others(walked.files), unread: walked.unread, isAnew: false };
    return;
  }
  yield { files: others(first.files), unread: first.unread, isAnew: false };
  const second = (await untracked) ?? nothing;
  const replaced = replacedFolders(first.files, second.files);
  if (replaced.length === 0) yield { files: others(second.files), unread: second.unread, isAnew: false };
  else {
    const kept = first.files.filter((file) => !replaced.some((folder) => file.startsWith(folder)));
    yield {
      files: [...named, ...others([...kept, ...second.files])],
      unread: [...unread, ...second.unread],
      isAnew: true,
    };
  }
}

const nothing = { files: [], unread: [] };

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

/** What `git ls-files` lists; undefined outside of a repository, or where there is no git. */
async function gitFiles(
  root: string,
  folders: readonly string[],
  which: readonly string[],
): Promise<Pick<Listing, 'files' | 'unread'> | undefined> {
  const pathspecs = folders.length === 1 && folders[0] === '.' ? [] : folders;
  const args = ['ls-files', '-z', ...which, '--', ...pathspecs];
  const result = await runGit(root, args);
  if (result === undefined || /not a git repository/i.test(result.stderr)) return undefined;
  if (result.status !== 0)
    throw new ExpectedStop(
      `git cannot list the files: ${result.stderr.trim()}`,
      'say --no-gitignore to walk the folders without git',
    );
  return { files: namesIn(result.stdout), unread: await unreadFolders(root, result.stderr) };
}

/** The folders that git says it could not look into. It names them from the top of the repository. */
async function unreadFolders(root: string, said: string): Promise<UnreadPlace[]> {
  const found = [...said.matchAll(/^warning: could not open directory '(.*)': (.*)$/gm)];
  if (found.length === 0) return [];
  const prefix = (await runGit(root, ['rev-parse', '--show-prefix']))?.stdout.toString().trimEnd() ?? '';
  return found.map(([, folder = '', reason]) => ({
    path: folder.slice(prefix.length),
    why: { error: `the folder cannot be read (${String(reason)})` },
  }));
}

/** Names, each of which a NUL ends. Those of ASCII stay strings of one byte a character, whatever else is listed. */
function namesIn(listing: Buffer): string[] {
  const names = listing.toString('latin1').split('\0').slice(0, -1);
  if (isAscii(listing)) return names;
  return names.map((name) => (/[\x80-\xff]/.test(name) ? Buffer.from(name, 'latin1').toString() : name));
}

interface GitResult {
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** @returns undefined when git is not installed */
function runGit(cwd: string, args: readonly string[]): Promise<GitResult | undefined> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, {
      cwd,
      env: { ...process.env, LC_ALL: 'C', GIT_LITERAL_PATHSPECS: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') resolve(undefined);
      else reject(error);
    });
    child.on('close', (status) => {
      resolve({ status, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() });
    });
  });
}
