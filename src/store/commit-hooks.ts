import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import type { Repository } from '../git/find-repository.ts';
import { write } from '../git/run-git.ts';

const hookNames = ['pre-commit', 'prepare-commit-msg', 'commit-msg', 'post-commit'];

/** Does git run a hook when it makes a commit? Such a hook may look at the files of the work tree. */
export async function hasCommitHooks(repository: Repository): Promise<boolean> {
  const [folder, configured] = await Promise.all([
    write(repository, ['rev-parse', '--git-path', 'hooks']),
    write(repository, ['config', '--get-regexp', String.raw`^hook\.`]),
  ]);
  if (configured.status === 0) return true;
  const hooks = path.resolve(repository.root, folder.stdout.toString().replace(/\n$/, ''));
  return hookNames.some((name) => isExecutable(path.join(hooks, name)));
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
