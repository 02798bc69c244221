import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { ExpectedStop } from '../model/errors.ts';
import { isOwnConfigFile, readConfigFile, refuseForeign } from './config-file.ts';
import { repositoryAround, searchFolders } from './search-folders.ts';
import type { SearchFolders } from './search-folders.ts';

/** Looked for in each folder. */
const places = [
  'ssot.config.json',
  'ssot.config.js',
  'ssot.config.mjs',
  'ssot.config.ts',
  'package.json',
  'pyproject.toml',
];

/** The result of the search. */
export interface FoundConfig extends SearchFolders {
  /** Absolute path of the file that holds the configuration; undefined where none does. */
  readonly file: string | undefined;
}

/**
 * The closest file that holds a configuration. No code runs: a file of our own holds one, whatever it says.
 * @throws ExpectedStop when two files of one folder do, or one cannot be read, or another user put one there
 */
export async function findConfig(cwd: string): Promise<FoundConfig> {
  const search = searchFolders(cwd);
  for (const folder of search.folders) {
    const file = await configIn(folder);
    if (file !== undefined) return { ...search, file };
  }
  return { ...search, file: undefined };
}

/** The file of one folder that holds a configuration. */
export async function configIn(folder: string): Promise<string | undefined> {
  const holders: string[] = [];
  for (const file of places.map((place) => path.join(folder, place))) {
    if (isThere(file) && (await holdsConfig(file))) holders.push(file);
  }
  const [first, second] = holders;
  if (first === undefined || second === undefined) return first;
  throw new ExpectedStop(
    `${holders.join(' and ')} ${holders.length === 2 ? 'both' : 'all'} hold a configuration`,
    'keep one of them, or name one with --config',
  );
}

/** Messages quote what is wrong in a configuration: no link may make them quote a file outside of the repository. */
async function holdsConfig(file: string): Promise<boolean> {
  if (leadsOut(file)) {
    if (!isOwnConfigFile(file)) return false;
    throw new ExpectedStop(
      `${file} is a link that leads out of the repository: its configuration is not taken`,
      '--config FILE takes one that you trust',
    );
  }
  if (!isOwnConfigFile(file) && (await readConfigFile(file, false)) === undefined) return false;
  refuseForeign(file);
  return true;
}

/** Does a file of a repository lie outside of it, all links followed? */
function leadsOut(file: string): boolean {
  const top = repositoryAround(realpathSync(path.dirname(file)));
  if (top === undefined) return false;
  const [first = ''] = path.relative(top, realpathSync(file)).split(path.sep);
  return first === '..' || path.isAbsolute(first);
}

function isThere(file: string): boolean {
  try {
    return statSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false; // The folder may not be looked into, say.
  }
}

/** The message that no configuration was found, and how far the search went. */
export function notFound({ folders, foreign }: FoundConfig, cwd: string): string {
  const [last = cwd] = folders.slice(-1);
  const where = last === cwd ? cwd : `${cwd} or above, up to ${last}`;
  return foreign === undefined
    ? `no configuration found in ${where}`
    : `no configuration is taken in ${where}: ${foreign} belongs to another user`;
}
