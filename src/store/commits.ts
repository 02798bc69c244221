import type { BatchReport, RunOptions } from '../model/apply-run.ts';
import { ExpectedStop } from '../model/errors.ts';
import { currentHead, git, runGit } from './git.ts';
import { readIfThere } from './read-if-there.ts';
import { replaceFile } from './replace-file.ts';

/** A batch that is to be committed. */
export interface CommitRequest {
  /** Absolute path of the folder that the paths are relative to. */
  readonly root: string;
  readonly id: string;
  readonly options: RunOptions;
  readonly batch: string;
  /** Which of how many batches it is, from 1 up. */
  readonly index: number;
  readonly batches: number;
  /** Paths of the files that were changed. */
  readonly files: readonly string[];
  readonly edits: number;
}

const usualMessage =
  'Move imports onto their canonical paths ({batch})\n\n{edits} edits in {files} files, by ssot-codemod.';

/** The message of a batch's commit: the template with its placeholders filled in, and a trailer that tells the run. */
export function commitMessage({ id, options, batch, index, batches, files, edits }: CommitRequest): string {
  const values: Readonly<Record<string, string | number>> = {
    batch,
    index,
    batches,
    files: files.length,
    edits,
    run: id,
  };
  const text = (options.message ?? usualMessage)
    .replaceAll('\\n', '\n')
    .replace(/\{(\w+)\}/g, (placeholder, name: string) =>
      Object.hasOwn(values, name) ? String(values[name]) : placeholder,
    );
  return `${text.trimEnd()}\n\n${trailer(id, index)}\n`;
}

/** Finds the commit of a batch again, when the process was killed after it was made. */
function trailer(id: string, index: number): string {
  return `Ssot-codemod-run: ${id}/${index}`;
}

/**
 * Commit the files of a batch, and only those, whatever else is staged. Hooks run as for any commit.
 * @returns the hash of the commit; the one that is there already when an earlier process was killed after making it
 * @throws ExpectedStop with what git or a hook said
 */
export async function commitBatch(request: CommitRequest): Promise<string> {
  const { root, id, files } = request;
  const present = await commitAt(request, 'HEAD');
  if (present !== undefined) return present;
  const message = `--message=${commitMessage(request)}`;
  const { status, stdout, stderr } = await runGit(
    root,
    ['commit', '--quiet', '--only', message, '--pathspec-from-file=-', '--pathspec-file-nul'],
    files.join('\0'),
  );
  if (status !== 0) {
    throw new ExpectedStop(
      `batch ${request.batch} could not be committed: ${(stderr || stdout).trim()}`,
      `its files are changed; when the reason is gone, ssot-codemod apply --resume goes on, ssot-codemod rollback --id ${id} undoes it`,
    );
  }
  return git(root, ['rev-parse', 'HEAD']);
}

/** The hash of a commit, if it is that of the batch. */
async function commitAt({ root, id, index }: CommitRequest, name: string): Promise<string | undefined> {
  const { status, stdout } = await runGit(root, ['log', '-1', '--format=%H%n%B', name, '--']);
  const [hash, ...message] = stdout.split('\n');
  return status === 0 && message.includes(trailer(id, index)) ? hash : undefined;
}

/**
 * A branch name that a batch's name can stand in: git-check-ref-format(1). It has no slash, since git has no branch below
 * another, and folders, which batches are named for, are below each other.
 */
export function branchName(prefix: string, batch: string): string {
  const slug = batch
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/\.{2,}|\.lock$/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '');
  return `${prefix}${slug === '' ? 'root' : slug}`;
}

/**
 * Commit a batch on a branch of its own, made from what was checked out, and go back to that. Every step is left out that
 * an earlier process has done.
 * @param head what was checked out: a branch, or the hash of a commit
 */
export async function commitOnBranch(
  request: CommitRequest,
  head: string,
): Promise<{ branch: string; commit: string }> {
  const { root } = request;
  const branch = branchName(request.options.branchPrefix ?? '', request.batch);
  const made = await commitAt(request, `refs/heads/${branch}`);
  const isOnBranch = (await currentHead(root)) === branch;
  if (made === undefined && !isOnBranch) await git(root, ['checkout', '--quiet', '-B', branch]);
  const commit = made ?? (await commitBatch(request));
  if (isOnBranch || made === undefined) await git(root, ['checkout', '--quiet', head, '--']);
  return { branch, commit };
}

/**
 * Let git see that files hold what is committed, in other line endings than it would have written: by their size alone it
 * takes them for changed.
 */
export async function noteUnchanged(root: string, files: readonly string[]): Promise<void> {
  await git(root, ['add', '--pathspec-from-file=-', '--pathspec-file-nul'], files.join('\0'));
}

/** @throws ExpectedStop when git cannot make a branch that a batch needs, or it is there already */
export async function refuseImpossibleBranches(root: string, branches: readonly string[]): Promise<void> {
  for (const branch of branches) {
    const { status } = await runGit(root, ['check-ref-format', '--branch', branch]);
    if (status !== 0)
      throw new ExpectedStop(`git takes no branch of the name ${branch}`, 'choose another --branch-per-batch');
  }
  const existing = (await git(root, ['for-each-ref', '--format=%(refname:lstrip=2)', 'refs/heads'])).split('\n');
  const taken = branches.filter((branch, k) => existing.includes(branch) || branches.indexOf(branch) !== k);
  if (taken.length > 0) {
    throw new ExpectedStop(
      `branches that batches need are there already, or needed twice: ${taken.join(', ')}`,
      'delete them, or choose another --branch-per-batch',
    );
  }
  const isBelow = (one: string, other: string): boolean => one.startsWith(`${other}/`);
  const inTheWay = existing.filter((other) => branches.some((one) => isBelow(one, other) || isBelow(other, one)));
  if (inTheWay.length > 0) {
    throw new ExpectedStop(
      `git has no branch below another, and those that batches need would be below or above ${inTheWay.join(', ')}`,
      'choose another --branch-per-batch',
    );
  }
}

const BLAME_IGNORE = '.git-blame-ignore-revs';

/**
 * Append the commits of a run to .git-blame-ignore-revs of the repository. It is left to be committed by hand: a commit
 * cannot name itself.
 */
export async function ignoreInBlame(repository: string, id: string, reports: readonly BatchReport[]): Promise<void> {
  const present = readIfThere(repository, BLAME_IGNORE) ?? '';
  const lines = reports.flatMap(({ commit, name }) =>
    commit === undefined || present.includes(commit) ? [] : [`# ssot-codemod ${id}, ${name}`, commit],
  );
  if (lines.length === 0) return;
  const separator = present === '' || present.endsWith('\n') ? '' : '\n';
  await replaceFile(repository, BLAME_IGNORE, `${present}${separator}${lines.join('\n')}\n`);
}
