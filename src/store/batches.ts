import { existsSync } from 'node:fs';
import path from 'node:path';
import { ExpectedStop } from '../model/errors.ts';
import { mayTakeLong, withinSeconds } from '../model/within-seconds.ts';
import { inWords } from '../model/in-words.ts';
import { readRegularFile } from '../regular-file.ts';
import { parseOwners } from './code-owners.ts';
import type { OwnerLine } from './code-owners.ts';
import { linkOut } from './link-out.ts';

/** The one batch of a run that is not split. */
export const WHOLE = 'all';

/** The batch of files that no line of CODEOWNERS names. */
const NO_OWNER = '(no owner)';

/** The values that `--batch-by` accepts. */
const kinds = 'directory, package, codeowners or size:N';

/**
 * The batch of each file, by name. The same files give the same batches, whatever else is in the repository.
 * @param files sorted paths relative to the root
 * @param by see RunOptions.batchBy
 * @param repository the folder that CODEOWNERS speaks of; the root is in it
 * @param together groups of files that are in one batch, whatever `by` says; it has the name of the first
 * @throws ExpectedStop when `by` is none of the kinds, or there is no CODEOWNERS
 */
export function batchesOf(
  files: readonly string[],
  by: string | undefined,
  root: string,
  repository: string,
  together: readonly (readonly string[])[] = [],
): ReadonlyMap<string, string> {
  const nameOf = namer(files, by, root, repository);
  const own = new Map(files.map((file, k) => [file, nameOf(file, k)]));
  const merged = mergedNames(own, together);
  return new Map([...own].map(([file, name]) => [file, merged.get(name) ?? name]));
}

/** For the batches that have to be one with others, the name of the first of these. */
function mergedNames(
  batches: ReadonlyMap<string, string>,
  together: readonly (readonly string[])[],
): ReadonlyMap<string, string> {
  const merged = new Map<string, string>();
  for (const group of together) {
    const names = group.flatMap((file) => batches.get(file) ?? []).map((name) => merged.get(name) ?? name);
    const [first = ''] = names.toSorted();
    const others = new Set(names);
    for (const name of others) merged.set(name, first);
    for (const [name, known] of merged) if (others.has(known)) merged.set(name, first);
  }
  return merged;
}

/** @throws ExpectedStop when `by` is none of the kinds */
export function checkBatchBy(by: string): void {
  if (!/^(?:directory|package|codeowners|size:[1-9]\d*)$/.test(by))
    throw new ExpectedStop(`--batch-by takes ${kinds}, found ${by}`);
}

function namer(
  files: readonly string[],
  by: string | undefined,
  root: string,
  repository: string,
): (file: string, k: number) => string {
  if (by === undefined) return () => WHOLE;
  if (by === 'directory') return (file) => path.posix.dirname(file);
  if (by === 'package') return packageNamer(root);
  if (by === 'codeowners') return ownerNamer(root, repository);
  checkBatchBy(by);
  const size = Number(by.slice('size:'.length));
  const width = String(Math.ceil(files.length / size)).length;
  return (_, k) => String(Math.floor(k / size) + 1).padStart(width, '0');
}

/** Files that make a folder a package of its own. */
const manifests = ['package.json', 'pyproject.toml', 'setup.py', 'setup.cfg'];

/** The nearest folder with a manifest; where there is none, the outermost Python package; else the root. */
function packageNamer(root: string): (file: string) => string {
  const known = new Map<string, string>();
  const holds = (folder: string, name: string): boolean => existsSync(path.join(root, folder, name));
  const find = (start: string): string => {
    let outermost: string | undefined;
    for (let folder = start; ; folder = path.posix.dirname(folder)) {
      if (folder !== '.' && manifests.some((name) => holds(folder, name))) return folder;
      if (holds(folder, '__init__.py')) outermost = folder;
      if (folder === '.') return outermost ?? '.';
    }
  };
  return (file) => {
    const folder = path.posix.dirname(file);
    const name = known.get(folder) ?? find(folder);
    known.set(folder, name);
    return name;
  };
}

/** In the order in which GitHub and GitLab look for it. */
const places = ['.github/CODEOWNERS', '.gitlab/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];

/**
 * The owners of files that have any; undefined when there is no CODEOWNERS.
 * @param files paths relative to the root
 * @param repository the folder that CODEOWNERS speaks of; the root is in it
 */
export function ownersOf(
  files: readonly string[],
  root: string,
  repository: string,
): Readonly<Record<string, string>> | undefined {
  if (!places.some((candidate) => existsSync(path.join(repository, candidate)))) return undefined;
  const nameOf = ownerNamer(root, repository);
  const owned = files.map((file): [string, string] => [file, nameOf(file)]).filter(([, name]) => name !== NO_OWNER);
  return Object.fromEntries<string>(owned);
}

/** The owners of a file, as the last line of CODEOWNERS that matches it names them. */
function ownerNamer(root: string, repository: string): (file: string) => string {
  const place = places.find((candidate) => existsSync(path.join(repository, candidate)));
  if (place === undefined)
    throw new ExpectedStop(`there is no CODEOWNERS in ${repository}`, `it is looked for as ${places.join(', ')}`);
  const lastFirst = parseOwners(readOwners(repository, path.join(repository, place))).toReversed();
  const prefix = path.relative(repository, root).split(path.sep).join('/');
  return (file) => {
    const full = path.posix.join(prefix, file);
    const owners = lastFirst.find((line) => isOwned(full, line))?.owners ?? [];
    return owners.length === 0 ? NO_OWNER : owners.toSorted().join(' ');
  };
}

function isOwned(file: string, line: OwnerLine): boolean {
  if (!matchesInTime(file, line)) return false;
  // Other than in .gitignore, `docs/*` does not mean files in folders below docs/.
  const folder = path.posix.dirname(file);
  return !(line.pattern.endsWith('/*') && folder !== '.' && matchesInTime(folder, line));
}

function matchesInTime(file: string, { pattern, matches }: OwnerLine): boolean {
  if (!mayTakeLong(pattern)) return matches(file);
  return withinSeconds(
    () => matches(file),
    () => `the pattern ${pattern} of CODEOWNERS`,
  );
}

function readOwners(repository: string, file: string): string {
  try {
    // Its content is shown: a clone must not choose which file that is.
    if (linkOut(repository, file) !== undefined) throw new Error('it is a link that leads out of the repository');
    return readRegularFile(file).toString('utf8');
  } catch (error) {
    throw new ExpectedStop(`${file} cannot be read: ${inWords(error)}`);
  }
}
