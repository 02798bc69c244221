import { realpathSync } from 'node:fs';
import path from 'node:path';
import { ExpectedStop } from '../model/errors.ts';
import { repositoryAround } from './search-folders.ts';

/** A configuration that names other files. */
export interface Extending {
  /** Absolute path of the folder that `./file` is relative to. */
  readonly folder: string;
  /** Named in messages. */
  readonly name: string;
}

/**
 * Messages quote what is wrong in a file. A repository must not have them quote a file of the person who runs the tool.
 * @throws ExpectedStop when a file is outside of the repository, all links followed, and is of no installed package
 */
export function refuseOutside(file: string, name: string, { folder, name: from }: Extending): void {
  const top = repositoryAround(realpathSync(folder));
  const way = top === undefined ? [] : path.relative(top, realpathSync(file)).split(path.sep);
  const isOutside = way[0] === '..' || path.isAbsolute(way.join(path.sep));
  if (isOutside && !realpathSync(file).split(path.sep).includes('node_modules'))
    throw new ExpectedStop(
      `${from}: "${name}" lies outside of the repository`,
      'move it into the repository, or install it as a package',
    );
}
