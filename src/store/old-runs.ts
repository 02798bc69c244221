import { lstatSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { gitPlace } from '../git/find-repository.ts';
import { ExpectedStop } from '../model/errors.ts';
import { ask } from './git.ts';

/** Where versions before 0.1.0 kept runs and their lock: among the files, where a clone brings them along. */
const places = ['.ssot-codemod/runs', '.ssot-codemod/lock'];

/**
 * Look for runs where they are not kept any more. They are not read, and not deleted.
 * @param folder absolute path; folders above are looked at, too, up to the root of the repository
 * @returns a sentence about them; undefined where there are none
 * @throws ExpectedStop when git tracks them: somebody wants them to be used
 */
export async function noticeOldRuns(folder: string): Promise<string | undefined> {
  const place = gitPlace(folder);
  const top = place?.root;
  const found = oldPlace(realpathSync(folder), top);
  if (found === undefined) return undefined;
  if (place !== undefined && top !== undefined) {
    const { stdout } = await ask(place, ['ls-files', '-z', '--cached', '--', path.relative(top, found)]);
    if (stdout !== '')
      throw new ExpectedStop(
        `${found} is tracked by git: runs that come with a repository are never used`,
        `find out who added it and why; git rm -r --cached ${path.relative(top, found)} takes it out`,
      );
  }
  return `${found} is of an older version, or came with the files: it is not used, and can be deleted`;
}

function oldPlace(from: string, top: string | undefined): string | undefined {
  for (let folder = from; ; folder = path.dirname(folder)) {
    const found = places.map((place) => path.join(folder, place)).find(isThere);
    if (found !== undefined) return found;
    if (folder === top || folder === path.dirname(folder)) return undefined;
  }
}

function isThere(place: string): boolean {
  try {
    return lstatSync(place, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false; // a file stands in the place of the folder
  }
}
