import { isAscii } from 'node:buffer';
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Ignore } from 'ignore';
import { ExpectedStop } from '../model/errors.ts';

/** Which files of the root are looked at. */
export interface FileSelection {
  /** Absolute path of the folder that all other paths are relative to. */
  readonly root: string;
  /** Files and folders, relative to the root; `.` for all of it. */
  readonly paths: readonly string[];
  /** Leave out what .gitignore and git's other ignore files name. */
  readonly usesGitignore: boolean;
}

/** Folders that no migration is about, whatever the ignore rules say. */
const skippedFolders = new Set(['.git', '.hg', '.svn', 'node_modules', '__pycache__', '.venv', '.tox', '.nox']);

/**
 * The files below the paths, relative to the root, with forward slashes, in parts as they become known: what git tracks
 * or would track inside a repository, else what a walk finds that no .gitignore names. A path that is a file is listed
 * whatever ignores it. No file is listed twice.
 * @throws ExpectedStop when a path does not exist, or git fails for another reason than that this is no repository
 */
export async function* listFiles({ root, paths, usesGitignore }: FileSelection): AsyncGenerator<readonly string[]> {
  const kinds = paths.map((target) => ({ target, isFile: isFile(root, target) }));
  const folders = kinds.filter(({ isFile }) => !isFile).map(({ target }) => target);
  const named = new Set(kinds.filter(({ isFile }) => isFile).map(({ target }) => target));
  if (named.size > 0) yield [...named];
  if (folders.length === 0) return;
  const others = (files: readonly string[]): readonly string[] =>
    kinds.length === 1 ? files : [...new Set(files)].filter((file) => !named.has(file));
  // What git tracks is known long before what it would track.
  const [tracked, untracked] = usesGitignore
    ? [
        gitFiles(root, folders, ['--cached', '--deduplicate']),
        gitFiles(root, folders, ['--others', '--exclude-standard']),
      ]
    : [undefined, undefined];
  untracked?.catch(() => undefined); // It fails as the other one does, which is asked first.
  const first = await tracked;
  if (first === undefined) yield others(await walk(root, folders, usesGitignore));
  else {
    yield others(first);
    yield others((await untracked) ?? []);
  }
}

function isFile(root: string, target: string): boolean {
  try {
    return !statSync(path.join(root, target)).isDirectory();
  } catch {
    throw new ExpectedStop(`no such file or folder: ${target}`, `paths are relative to ${root}`);
  }
}

/** What `git ls-files` lists; undefined outside of a repository, or where there is no git. */
async function gitFiles(
  root: string,
  folders: readonly string[],
  which: readonly string[],
): Promise<string[] | undefined> {
  const pathspecs = folders.length === 1 && folders[0] === '.' ? [] : folders;
  const args = ['ls-files', '-z', ...which, '--', ...pathspecs];
  const result = await runGit(root, args);
  if (result === undefined || /not a git repository/i.test(result.stderr)) return undefined;
  if (result.status !== 0)
    throw new ExpectedStop(
      `git cannot list the files: ${result.stderr.trim()}`,
      'say --no-gitignore to walk the folders without git',
    );
  return namesIn(result.stdout);
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

/** Every file below the folders; links to folders are not followed. */
async function walk(root: string, folders: readonly string[], usesGitignore: boolean): Promise<string[]> {
  const { default: ignore } = await import('ignore');
  const files: string[] = [];
  const visit = (folder: string, rules: readonly FolderRules[]): void => {
    const entries = readdirSync(path.join(root, folder), { withFileTypes: true });
    const own =
      usesGitignore && entries.some((entry) => entry.name === '.gitignore')
        ? readFileSync(path.join(root, folder, '.gitignore'), 'utf8')
        : undefined;
    const inForce = own === undefined ? rules : [...rules, { folder, rules: ignore().add(own) }];
    for (const entry of entries) {
      const file = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!skippedFolders.has(entry.name) && !isIgnored(`${file}/`, inForce)) visit(file, inForce);
      } else if ((entry.isFile() || entry.isSymbolicLink()) && !isIgnored(file, inForce)) files.push(file);
    }
  };
  for (const folder of folders) visit(folder === '.' ? '' : folder.replace(/\/+$/, ''), []);
  return files;
}

/** The rules of one .gitignore, which speak of paths below its folder. */
interface FolderRules {
  readonly folder: string;
  readonly rules: Ignore;
}

/** The innermost .gitignore that says anything about the path decides. */
function isIgnored(file: string, inForce: readonly FolderRules[]): boolean {
  for (const { folder, rules } of inForce.toReversed()) {
    const verdict = rules.test(folder === '' ? file : file.slice(folder.length + 1));
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}
