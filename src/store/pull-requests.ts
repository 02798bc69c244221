import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { gitPlace } from '../git/find-repository.ts';
import type { GitPlace } from '../git/find-repository.ts';
import { write } from '../git/run-git.ts';
import { ExpectedStop } from '../model/errors.ts';
import { installedForges, openPullRequest } from './forge.ts';
import type { Forge } from './forge.ts';
import { ask, currentHead, git } from './git.ts';
import { runFolder } from './journal.ts';
import { findStore } from './store-place.ts';

/** Where pull requests are opened. */
export interface PullRequestPlace {
  readonly place: GitPlace;
  readonly forge: Forge;
  readonly remote: string;
  /** The branch to merge into. */
  readonly base: string;
}

/**
 * The place for pull requests of a folder. To be called before anything is written.
 * @throws ExpectedStop when something is missing
 */
export async function pullRequestPlace(folder: string): Promise<PullRequestPlace> {
  const place = gitPlace(folder);
  const head = place && (await currentHead(place));
  if (place === undefined || head === undefined)
    throw new ExpectedStop('--open-prs needs a git repository with a commit');
  if (head.branch === undefined)
    throw new ExpectedStop(
      '--open-prs needs a branch: pull requests are merged into what is checked out',
      'git switch',
    );
  const configured = await ask(place, ['config', '--get', `branch.${head.branch}.remote`]);
  const remote = configured.stdout.trim() || 'origin';
  const address = await ask(place, ['remote', 'get-url', remote]);
  if (address.status !== 0)
    throw new ExpectedStop(
      `--open-prs has nowhere to push to: there is no remote ${remote}`,
      `git remote add ${remote} URL`,
    );
  return { place, remote, base: head.branch, forge: forgeOf(address.stdout) };
}

/** @throws ExpectedStop when no program fits the address of the remote */
function forgeOf(address: string): Forge {
  const installed = installedForges();
  const wanted = /gitlab/i.test(address) ? 'glab' : /github/i.test(address) ? 'gh' : undefined;
  const fitting = installed.filter(({ name }) => wanted === undefined || name === wanted);
  const [only, other] = fitting;
  if (only !== undefined && other === undefined) return only;
  throw new ExpectedStop(
    only === undefined
      ? `--open-prs needs ${wanted ?? 'gh or glab'} on the PATH`
      : `--open-prs cannot tell whether gh or glab opens pull requests of ${address.trim()}`,
    only === undefined
      ? 'install it and log in (gh: https://cli.github.com, glab: https://gitlab.com/gitlab-org/cli)'
      : 'take one of them off the PATH for this call',
  );
}

/** The paths that a commit changes, relative to the folder of a place. */
export async function pathsOfCommit(place: GitPlace, commit: string): Promise<ReadonlySet<string>> {
  const args = ['diff-tree', '-r', '-z', '--name-only', '--no-renames', `${commit}^`, commit];
  const paths = (await git(place, args)).split('\0');
  return new Set(paths.filter((file) => file.startsWith(place.way)).map((file) => file.slice(place.way.length)));
}

/** A branch of a run that is to become a pull request. */
export interface BranchToOpen {
  readonly branch: string;
  readonly commit: string;
  /** The description, in Markdown. */
  readonly body: string;
}

/**
 * Push a branch, and open a pull request for it.
 * @param run its id: the description is kept in its folder, so that a person can go on by hand
 * @returns the address; or why there is none, and the commands that make it
 */
export async function openBranch(
  { place, forge, remote, base }: PullRequestPlace,
  run: string,
  { branch, commit, body }: BranchToOpen,
): Promise<{ readonly url: string } | { readonly said: string; readonly commands: string }> {
  const title = await git(place, ['log', '-1', '--format=%s', commit, '--']);
  const store = findStore(place.root);
  const file = path.join(
    store === undefined ? place.gitFolder : runFolder(store, run),
    `pull-request-${commit.slice(0, 12)}.md`,
  );
  writeFileSync(file, body, { mode: 0o600 });
  const push = ['push', '--quiet', remote, `refs/heads/${branch}:refs/heads/${branch}`];
  const pushed = await write(place, push);
  const answer =
    pushed.status === 0
      ? await openPullRequest(forge, { branch, base, title, file, body }, place.root)
      : { url: undefined, said: pushed.stderr.trim() };
  if (answer.url !== undefined) return { url: answer.url };
  const create =
    forge.name === 'gh'
      ? `gh pr create --head ${word(branch)} --base ${word(base)} --title ${word(title)} --body-file ${word(file)}`
      : `glab mr create --source-branch ${word(branch)} --target-branch ${word(base)} --title ${word(title)} --description "$(cat ${word(file)})"`;
  return { said: answer.said, commands: `git push ${word(remote)} ${word(branch)} && ${create}` };
}

/** A word for a POSIX shell. */
function word(text: string): string {
  return /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
