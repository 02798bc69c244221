import { isAscii } from 'node:buffer';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { gitPlace } from '../git/find-repository.ts';
import type { GitPlace } from '../git/find-repository.ts';
import { look, NoGit } from '../git/run-git.ts';
import type { GitAnswer } from '../git/run-git.ts';
import { ExpectedStop } from '../model/errors.ts';
import type { LeftOut } from '../model/left-out.ts';
import { readRegularFile } from '../regular-file.ts';
import type { UnreadPlace } from './unread-place.ts';

/** Files as git lists them, relative to the root. */
export interface GitListing {
  readonly files: readonly string[];
  readonly unread: readonly UnreadPlace[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * The files that git tracks, and those that it would track. Both are asked for at once, and the tracked ones are known
 * first.
 */
export interface GitListings {
  /** Undefined when there is no git, or none that knows the folder. */
  readonly tracked: Promise<GitListing | undefined>;
  readonly untracked: Promise<GitListing | undefined>;
}

/**
 * Ask git for the files below folders of the root. A folder that is a repository of its own, or in one, is listed by that one.
 * @returns undefined when the root is in no repository
 */
export function listByGit(root: string, folders: readonly string[]): GitListings | undefined {
  const own = gitPlace(root);
  if (own === undefined) return undefined;
  const areas = areasOf(own, root, folders);
  const tops = new Set(areas.map(({ place }) => place.root));
  const untracked = joined(areas.map((area) => listUntracked(area)));
  untracked.catch(() => undefined); // It fails as the other one does, which is asked first.
  return { tracked: joined(areas.map((area) => listTracked(area, tops))), untracked };
}

/** Folders that one repository lists. */
interface Area {
  readonly place: GitPlace;
  /** From the top of the repository; empty for all of it. */
  readonly pathspecs: readonly string[];
  /** The path of a file from the root, by that from the top. */
  readonly fromRoot: (file: string) => string;
}

function areasOf(own: GitPlace, root: string, folders: readonly string[]): Area[] {
  const areas = new Map<string, { place: GitPlace; pathspecs: string[] }>();
  for (const folder of folders) {
    const place = folder === '.' ? own : gitPlace(path.join(root, folder));
    if (place === undefined) continue;
    const area = areas.get(place.root) ?? { place, pathspecs: [] };
    areas.set(place.root, area);
    area.pathspecs.push(place.way);
  }
  return [...areas.values()].map(({ place, pathspecs }) => {
    const cut = place.root === own.root ? own.way.length : 0;
    const below = path.relative(path.join(own.root, own.way), place.root).split(path.sep).join('/');
    const fromRoot =
      place.root === own.root
        ? (file: string): string => (cut === 0 ? file : file.slice(cut))
        : (file: string): string => `${below}/${file}`;
    return { place, pathspecs: pathspecs.includes('') ? [] : pathspecs, fromRoot };
  });
}

async function joined(listings: readonly Promise<GitListing | undefined>[]): Promise<GitListing | undefined> {
  const known = (await Promise.all(listings)).filter((listing) => listing !== undefined);
  if (known.length <= 1 || known.length < listings.length) return listings.length > known.length ? undefined : known[0];
  return {
    files: known.flatMap(({ files }) => files),
    unread: known.flatMap(({ unread }) => unread),
    leftOut: known.flatMap(({ leftOut }) => leftOut),
  };
}

/** @param tops of the repositories that are listed by themselves */
async function listTracked(
  { place, pathspecs, fromRoot }: Area,
  tops: ReadonlySet<string>,
): Promise<GitListing | undefined> {
  const isSparse = existsSync(path.join(place.gitFolder, 'info/sparse-checkout'));
  const flags = isSparse ? ['--cached', '--deduplicate', '-t'] : ['--cached', '--deduplicate'];
  const answer = await ask(place, ['ls-files', '-z', ...flags, '--', ...pathspecs]);
  if (answer === undefined) return undefined;
  const { names, absent } = isSparse ? byTag(namesIn(answer.stdout)) : { names: namesIn(answer.stdout), absent: [] };
  const repositories = submodules(place).filter(
    (folder) => names.includes(folder) && !tops.has(path.join(place.root, folder)),
  );
  const isRepository = new Set(repositories);
  const files = isRepository.size === 0 ? names : names.filter((name) => !isRepository.has(name));
  return {
    files: fromTop(files, place, fromRoot),
    unread: [],
    leftOut: [
      ...repositories.map((folder) => ({ path: `${fromRoot(folder)}/`, why: 'other-repository' as const })),
      ...absent.map((file) => ({ path: fromRoot(file), why: 'not-checked-out' as const })),
    ],
  };
}

async function listUntracked({ place, pathspecs, fromRoot }: Area): Promise<GitListing | undefined> {
  const answer = await ask(place, ['ls-files', '-z', '--others', '--exclude-standard', '--', ...pathspecs]);
  if (answer === undefined) return undefined;
  const names = namesIn(answer.stdout);
  const repositories = names.filter((name) => name.endsWith('/'));
  return {
    files: fromTop(repositories.length === 0 ? names : names.filter((name) => !name.endsWith('/')), place, fromRoot),
    unread: unreadFolders(answer.stderr, fromRoot),
    leftOut: repositories.map((folder) => ({ path: fromRoot(folder), why: 'other-repository' as const })),
  };
}

/**
 * The files that git tracks but leaves out of the work tree, for example in a sparse checkout.
 * @param files relative to the root
 */
export async function notCheckedOut(root: string, files: readonly string[]): Promise<ReadonlySet<string>> {
  const missing = files.filter((file) => !existsSync(path.join(root, file)));
  const place = missing.length === 0 ? undefined : gitPlace(root);
  if (place === undefined) return new Set();
  const pathspecs = place.way === '' ? [] : [place.way];
  const answer = await ask(place, ['ls-files', '-z', '--cached', '--deduplicate', '-t', '--', ...pathspecs]);
  const names = answer === undefined ? [] : byTag(namesIn(answer.stdout)).absent;
  const absent = new Set(names.map((file) => file.slice(place.way.length).normalize('NFC')));
  return new Set(missing.filter((file) => absent.has(file.normalize('NFC'))));
}

function fromTop(names: readonly string[], place: GitPlace, fromRoot: Area['fromRoot']): readonly string[] {
  const [first = ''] = names;
  return fromRoot(first) === first && place.way === '' ? names : names.map(fromRoot);
}

/** `ls-files -t` has a letter and a blank before each name; S is for what a sparse checkout leaves out. */
function byTag(tagged: readonly string[]): { names: string[]; absent: string[] } {
  const names: string[] = [];
  const absent: string[] = [];
  for (const line of tagged) (line.startsWith('S ') ? absent : names).push(line.slice(2));
  return { names, absent };
}

/** Folders of submodules that are filled, by .gitmodules. */
function submodules({ root }: GitPlace): string[] {
  const list = path.join(root, '.gitmodules');
  if (!existsSync(list)) return [];
  try {
    return [
      ...readRegularFile(list)
        .toString('utf8')
        .matchAll(/^[ \t]*path[ \t]*=(.*)$/gm),
    ]
      .map(([, written = '']) => written.trim().replaceAll('"', ''))
      .filter((folder) => existsSync(path.join(root, folder, '.git')));
  } catch {
    return []; // It is no file, say. Then git has no submodules.
  }
}

/** @returns undefined when there is no git that knows the repository */
async function ask(place: GitPlace, args: readonly string[]): Promise<GitAnswer | undefined> {
  let answer: GitAnswer;
  try {
    answer = await look(place, args);
  } catch (error) {
    if (error instanceof NoGit) return undefined;
    throw error;
  }
  if (answer.status === 0) return answer;
  if (/not a git repository/i.test(answer.stderr)) return undefined;
  throw new ExpectedStop(
    `git cannot list the files: ${answer.stderr.trim()}`,
    'say --no-gitignore to walk the folders without git',
  );
}

/** The folders that git says it could not look into. It names them from the top of the repository. */
function unreadFolders(said: string, fromRoot: Area['fromRoot']): UnreadPlace[] {
  return [...said.matchAll(/^warning: could not open directory '(.*)': (.*)$/gm)].map(([, folder = '', reason]) => ({
    path: fromRoot(folder),
    why: { error: `the folder cannot be read (${String(reason)})` },
  }));
}

/** Names, each of which a NUL ends. Those of ASCII stay strings of one byte a character, whatever else is listed. */
function namesIn(listing: Buffer): string[] {
  const names = listing.toString('latin1').split('\0').slice(0, -1);
  if (isAscii(listing)) return names;
  return names.map((name) => (/[\x80-\xff]/.test(name) ? Buffer.from(name, 'latin1').toString() : name));
}
