import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { commonFolder } from '../git/find-repository.ts';
import type { Repository } from '../git/find-repository.ts';

/** Files of a git folder that say what of the commit is in the work tree. */
const ofTheWorkTree = ['config.worktree', 'info/sparse-checkout'];

/**
 * Make a git folder with a HEAD and an index of its own, as a worktree has one: it shares everything else with the repository.
 * Git is told of it by `GIT_DIR`, and knows of it from nothing else.
 * @param ref the branch that is checked out in it
 */
export function makePrivateGitFolder(folder: string, { gitFolder }: Repository, ref: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.join(folder, 'info'), { recursive: true, mode: 0o700 });
  writeFileSync(path.join(folder, 'commondir'), `${commonFolder(gitFolder)}\n`);
  writeFileSync(path.join(folder, 'HEAD'), `ref: ${ref}\n`);
  for (const name of ofTheWorkTree) copyIfThere(path.join(gitFolder, name), path.join(folder, name));
  // With it git need not read the whole work tree again. A split one needs its other part beside it.
  const isSplit = readdirSync(gitFolder).some((name) => name.startsWith('sharedindex.'));
  if (!isSplit) copyIfThere(path.join(gitFolder, 'index'), path.join(folder, 'index'));
}

function copyIfThere(from: string, to: string): void {
  if (existsSync(from)) copyFileSync(from, to);
}
