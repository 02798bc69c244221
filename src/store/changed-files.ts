import { ExpectedStop } from '../model/errors.ts';
import { git, gitBytes, runGit } from './git.ts';

/** What changed. Paths are relative to the folder that was asked about; what lies outside of it is left out. */
export interface ChangedFiles {
  /** Regular files and links that are there. */
  readonly present: readonly string[];
  readonly deleted: readonly string[];
}

/** Regular files that are staged, each with the name of its content in git. */
export interface StagedFiles extends ChangedFiles {
  readonly blobs: ReadonlyMap<string, string>;
}

/** Names are as they are, a renamed file is one that is deleted and one that is new, and nothing else is run. */
const diffFlags = ['-z', '--no-renames', '--relative', '--no-ext-diff', '--ignore-submodules'];

/**
 * What changed since the last commit that HEAD and another have in common: in commits, in the work tree, and new files
 * that git does not ignore.
 * @param ref the other commit, as git names it; where the two have nothing in common, it is compared with itself
 * @throws ExpectedStop when there is no such commit, or no repository
 */
export async function changedSince(folder: string, ref: string): Promise<ChangedFiles> {
  const commit = await commitOf(folder, ref);
  const common = await runGit(folder, ['merge-base', commit, 'HEAD']);
  const base = common.status === 0 ? common.stdout.trim() : commit;
  const [diff, untracked] = await Promise.all([
    git(folder, ['diff', '--name-status', ...diffFlags, base, '--']),
    git(folder, ['ls-files', '-z', '--others', '--exclude-standard']),
  ]);
  const present = fields(untracked);
  const deleted: string[] = [];
  const entries = fields(diff);
  for (let k = 0; k + 1 < entries.length; k += 2) {
    const [status = '', file = ''] = entries.slice(k, k + 2);
    (status === 'D' ? deleted : present).push(file);
  }
  const isBack = new Set(present);
  return { present: [...isBack], deleted: deleted.filter((file) => !isBack.has(file)) };
}

/**
 * What the next commit changes.
 * @throws ExpectedStop when there is no repository
 */
export async function stagedFiles(folder: string): Promise<StagedFiles> {
  const { status, stdout, stderr } = await runGit(folder, [
    'diff',
    '--cached',
    '--raw',
    '--no-abbrev',
    ...diffFlags,
    '--',
  ]);
  // Outside of a repository, git compares files instead, and explains how.
  if (status !== 0) throw noRepository('--staged', stderr);
  const blobs = new Map<string, string>();
  const present: string[] = [];
  const deleted: string[] = [];
  const entries = fields(stdout);
  for (let k = 0; k + 1 < entries.length; k += 2) {
    const [record = '', file = ''] = entries.slice(k, k + 2);
    const [, mode = '', , blob = '', change] = record.slice(1).split(' ');
    if (change === 'D') deleted.push(file);
    // A file that is not merged yet has no one content.
    else if (/^0+$/.test(blob)) present.push(file);
    else if (mode.startsWith('100')) {
      present.push(file);
      blobs.set(file, blob);
    }
  }
  return { present, deleted, blobs };
}

/** The contents of files by their names in git. */
export async function readBlobs(
  folder: string,
  blobs: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, Uint8Array>> {
  if (blobs.size === 0) return new Map();
  const answer = await gitBytes(
    folder,
    ['cat-file', '--batch'],
    [...blobs.values()].map((blob) => `${blob}\n`).join(''),
  );
  const contents = new Map<string, Uint8Array>();
  let at = 0;
  for (const file of blobs.keys()) {
    // `<object> blob <size>`, its bytes, a line feed.
    const start = answer.indexOf('\n', at) + 1;
    const size = Number(answer.toString('latin1', at, start).split(' ')[2]);
    if (start === 0 || !Number.isInteger(size))
      throw new ExpectedStop(`git has no content for the staged file ${file}`);
    contents.set(file, answer.subarray(start, start + size));
    at = start + size + 1;
  }
  return contents;
}

async function commitOf(folder: string, ref: string): Promise<string> {
  const { status, stdout, stderr } = await runGit(folder, [
    'rev-parse',
    '--verify',
    '--end-of-options',
    `${ref}^{commit}`,
  ]);
  if (status === 0) return stdout.trim();
  if (/not a git repository/i.test(stderr)) throw noRepository('--since', stderr);
  throw new ExpectedStop(
    `git knows no commit ${ref}`,
    'a shallow clone holds few commits: fetch the branch first, or check out with fetch-depth: 0',
  );
}

function noRepository(flag: string, stderr: string): ExpectedStop {
  return new ExpectedStop(
    /not a git repository|usage: git diff --no-index/i.test(stderr)
      ? `${flag} needs a git repository`
      : `git cannot tell what changed: ${stderr.trim().split('\n', 1)[0] ?? ''}`,
  );
}

function fields(output: string): string[] {
  return output.split('\0').filter((field) => field !== '');
}
