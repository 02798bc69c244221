import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { findRepository } from '../git/find-repository.ts';
import { isPlainPath } from './plain-path.ts';

/**
 * A repository can bring a link in the place of a file that the user names, or that is looked for by a usual name.
 * @param folder absolute path: the link is one of its repository, or, outside of one, lies below it
 * @param file absolute path
 * @returns the absolute path that a link leads to, when that is outside of the repository, or in a git folder; undefined for a
 * file that is where its name says, or that the user has named outside of the repository
 */
export function linkOut(folder: string, file: string): string | undefined {
  const top = findRepository(folder)?.root ?? folder;
  if (!isBelow(top, file)) return undefined;
  const realTop = realpathSync(top);
  const target = realTarget(file, MOST_LINKS);
  if (target === undefined || target === path.join(realTop, path.relative(top, file))) return undefined;
  const way = path.relative(realTop, target).split(path.sep).join('/');
  return isBelow(realTop, target) && isPlainPath(way) ? undefined : target;
}

/** The number of links that Linux follows. */
const MOST_LINKS = 40;

/** Where a file is, or would be made, all links followed; undefined for a link to itself. */
function realTarget(file: string, links: number): string | undefined {
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (stats?.isSymbolicLink() === true)
    return links === 0
      ? undefined
      : realTarget(path.resolve(realpathSync(path.dirname(file)), readlinkSync(file)), links - 1);
  if (stats !== undefined || path.dirname(file) === file) return realpathSync(file);
  const above = realTarget(path.dirname(file), links);
  return above && path.join(above, path.basename(file));
}

function isBelow(folder: string, file: string): boolean {
  const way = path.relative(folder, file);
  return way !== '' && way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}
