import { rmSync } from 'node:fs';
import type { GitPlace } from '../git/find-repository.ts';
import { write } from '../git/run-git.ts';
import { ExpectedStop } from '../model/errors.ts';
import { withoutEnd } from '../model/without-end.ts';
import { shellWord } from '../model/shell-word.ts';
import { commitAt, makeCommit, refuseFailure } from './commits.ts';
import type { CommitRequest } from './commits.ts';
import { ask, git } from './git.ts';
import { makePrivateGitFolder } from './private-git-folder.ts';

/**
 * A branch name that a batch's name can stand in: git-check-ref-format(1). It has no slash, since git has no branch below
 * another, and folders, which batches are named for, are below each other.
 */
export function branchName(prefix: string, batch: string): string {
  const plain = batch.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/\.{2,}|\.lock$/g, '-');
  const slug = withoutEnd(plain.replace(/^[.-]+/, ''), '.-');
  return `${prefix}${slug === '' ? 'root' : slug}`;
}

/** The base of a branch. */
export interface BranchBase {
  /** Hash of the commit that it begins at. */
  readonly parent: string;
  /** Absolute path of a folder that git takes for the top of the work tree: it holds the files of the batch. */
  readonly workTree: string;
  /** Absolute path of a folder for what git notes meanwhile; nothing is there. */
  readonly scratch: string;
}

/**
 * Commit a batch on a branch of its own. What is checked out, and what is staged, stays: git gets a HEAD and an index of its own.
 * Every step is left out that an earlier process has done.
 * @returns undefined when there was nothing to commit
 * @throws ExpectedStop with what git or a hook said
 */
export async function commitOnBranch(
  request: CommitRequest,
  { parent, workTree, scratch }: BranchBase,
): Promise<{ branch: string; commit: string } | undefined> {
  const { place } = request;
  const branch = branchName(request.options.branchPrefix ?? '', request.batch);
  const ref = `refs/heads/${branch}`;
  const made = await commitAt(request, ref);
  if (made !== undefined) return { branch, commit: made };
  const { stdout } = await ask(place, ['rev-parse', '--verify', '--quiet', ref]);
  if (stdout.trim() === '') {
    refuseFailure(`git cannot make branch ${branch}`, await write(place, ['update-ref', ref, parent, '']));
  } else if (stdout.trim() !== parent)
    throw new ExpectedStop(
      `branch ${branch}, which batch ${request.batch} needs, has commits of others`,
      'delete or rename it, then ssot-codemod apply --resume goes on',
    );
  const env = { GIT_DIR: scratch, GIT_WORK_TREE: workTree };
  try {
    makePrivateGitFolder(scratch, place, ref);
    refuseFailure('git cannot read the commit that branches begin at', await readTree(place, env, parent));
    const isMade = await makeCommit(request, flags, env);
    const commit = isMade ? await git(place, ['rev-parse', ref]) : await commitAt(request, ref);
    return commit === undefined ? undefined : { branch, commit };
  } finally {
    await write(place, ['update-ref', '-d', ref, parent]); // it is refused when there is a commit
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The file system monitor knows the files of the work tree only, and housekeeping is for the repository as a whole. */
const flags = ['-c', 'core.fsmonitor=', '-c', 'gc.auto=0', '-c', 'maintenance.auto=false'];

/** Let the index be that of a commit. What it knows of files that are the same stays. */
function readTree(place: GitPlace, env: Readonly<Record<string, string>>, commit: string): ReturnType<typeof write> {
  return write(place, [...flags, 'read-tree', '-i', '--reset', '--no-sparse-checkout', commit], { env });
}

/** Paths, from the top, of files that are not as a commit has them. */
export async function differingFrom(place: GitPlace, commit: string): Promise<ReadonlySet<string>> {
  const answer = await write(place, ['diff', '--name-only', '-z', '--no-ext-diff', '--no-renames', commit, '--']);
  refuseFailure('git cannot compare the files with the commit that is made', answer);
  return new Set(answer.stdout.toString().split('\0'));
}

/** @throws ExpectedStop when git cannot make a branch that a batch needs, or it is there already */
export async function refuseImpossibleBranches(place: GitPlace, branches: readonly string[]): Promise<void> {
  for (const branch of branches) {
    const { status } = await ask(place, ['check-ref-format', '--branch', branch]);
    if (status !== 0)
      throw new ExpectedStop(`git takes no branch of the name ${branch}`, 'choose another --branch-per-batch');
  }
  const existing = await allBranches(place);
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

/** The branches among these that exist. */
export async function branchesThere(place: GitPlace, branches: readonly string[]): Promise<string[]> {
  const existing = new Set(await allBranches(place));
  return branches.filter((branch) => existing.has(branch));
}

async function allBranches(place: GitPlace): Promise<string[]> {
  return (await git(place, ['for-each-ref', '--format=%(refname:lstrip=2)', 'refs/heads'])).split('\n');
}

/** The command that deletes branches. */
export function deletionOf(branches: readonly string[]): string {
  return `git branch -D ${branches.map(shellWord).join(' ')}`;
}
