import path from 'node:path';
import { ExpectedStop } from '../model/errors.ts';
import { isOddFile } from '../regular-file.ts';
import { commonFolder } from './find-repository.ts';
import type { Repository } from './find-repository.ts';

/** Files of a git folder that git reads whatever it is asked. */
const alwaysRead = [
  'commondir',
  'config',
  'config.worktree',
  'index',
  'info/attributes',
  'info/exclude',
  'packed-refs',
];

/**
 * Git waits for ever for a pipe in the place of a file of its own. No clone has one, but an archive may.
 * @throws ExpectedStop that names it
 */
export function refuseOddGitFiles({ gitFolder }: Repository): void {
  const folders = new Set([gitFolder, commonFolder(gitFolder)]);
  const odd = [...folders]
    .flatMap((folder) => alwaysRead.map((name) => path.join(folder, name)))
    .find((file) => isOddFile(file));
  if (odd === undefined) return;
  throw new ExpectedStop(`${odd} is no regular file: git is not called`, 'find out who made it, then delete it');
}
