import { lstatSync, readFileSync, readdirSync } from 'node:fs';
import type { Stats } from 'node:fs';
import path from 'node:path';
import type { Config } from '../../model/config.ts';
import { ExpectedStop } from '../../model/errors.ts';
import type { FileMode } from '../../model/file-operation.ts';
import type { MoveRequest, PathMove } from '../../model/moving.ts';
import { inWords } from '../../model/in-words.ts';
import { listFiles } from '../../scan/list-files.ts';

/** A file that moves. */
export interface MovedFile extends PathMove {
  /** The move that takes it along. */
  readonly by: PathMove;
  readonly bytes: Buffer;
  readonly mode: FileMode;
}

/**
 * The files that the moves take along, by their old paths.
 * @throws ExpectedStop when one of them is not there, cannot be moved, or would take the place of another file
 */
export async function movedFiles(
  { root }: Config,
  { moves, isDone, usesGitignore, contents }: MoveRequest,
): Promise<readonly MovedFile[]> {
  const files: MovedFile[] = [];
  for (const move of moves) {
    const place = isDone ? move.to : move.from;
    const below = isFolder(root, place) ? await filesBelow(root, place, usesGitignore) : undefined;
    if (below?.length === 0) throw new ExpectedStop(`${place} holds no files to move`);
    const own = below ?? [place, ...stubOf(root, place)];
    for (const file of own) {
      const way = file.slice(place.length);
      const isStub = below === undefined && file !== place;
      const other = isDone ? move.from : move.to;
      const there = isStub ? `${other}i` : other + way;
      const [from, to] = isDone ? [there, file] : [file, there];
      const { bytes, mode } = regularFile(root, file);
      const given = contents?.get(file);
      files.push({ from, to, by: move, mode, bytes: given === undefined ? bytes : Buffer.from(given) });
    }
  }
  refuseCollisions(root, files, isDone);
  return files.toSorted((a, b) => (a.from < b.from ? -1 : 1));
}

async function filesBelow(root: string, folder: string, usesGitignore: boolean): Promise<string[]> {
  const files = new Set<string>();
  for await (const part of listFiles({ root, paths: [folder], usesGitignore })) {
    if (part.isAnew) files.clear();
    for (const file of part.files) if (standing(root, file) !== undefined) files.add(file);
  }
  refuseCompiled(root, folder, files);
  return [...files];
}

/** The stub beside a module moves with it. */
function stubOf(root: string, file: string): string[] {
  return file.endsWith('.py') && standing(root, `${file}i`) === 'file' ? [`${file}i`] : [];
}

/** @throws ExpectedStop for a link, or what cannot be read */
function regularFile(root: string, file: string): Pick<MovedFile, 'bytes' | 'mode'> {
  const is = standing(root, file);
  if (is === 'link') throw new ExpectedStop(`${file} is a link, which would lead elsewhere from its new place`);
  if (is !== 'file') throw new ExpectedStop(`${file} is no file`);
  try {
    const absolute = path.join(root, file);
    const mode = (lstatSync(absolute).mode & 0o100) === 0 ? '100644' : '100755';
    return { bytes: readFileSync(absolute), mode };
  } catch (error) {
    throw new ExpectedStop(`${file} cannot be read: ${inWords(error)}`);
  }
}

/** @throws ExpectedStop when two files would have one path, or something is there already */
function refuseCollisions(root: string, files: readonly MovedFile[], isDone: boolean): void {
  const targets = new Map<string, string>();
  const sources = new Set(files.map(({ from }) => from));
  for (const { from, to } of files) {
    const other = targets.get(to);
    if (other !== undefined) throw new ExpectedStop(`${from} and ${other} would both be ${to}`);
    targets.set(to, from);
    if (from === to) throw new ExpectedStop(`${from} is at its new place already`);
    if (!isDone && standing(root, to) !== undefined)
      throw new ExpectedStop(
        `${to} exists`,
        sources.has(to) ? 'files that take each other’s place move one after the other' : 'nothing is moved over it',
      );
  }
}

const compiledEndings = /\.(?:so|pyd|dylib|dll)$/;

/** @throws ExpectedStop when a compiled module lies in the folder that git would leave behind */
function refuseCompiled(root: string, folder: string, files: ReadonlySet<string>): void {
  const left = entriesOf(path.join(root, folder)).find(
    (name) => compiledEndings.test(name) && !files.has(`${folder}/${name}`),
  );
  if (left !== undefined)
    throw new ExpectedStop(
      `${folder}/${left} is a compiled module that git ignores: it would be left behind`,
      'delete it, move, and build it again',
    );
}

/** The compiled module that Python takes in place of a source file; undefined where there is none. */
export function compiledSibling(root: string, file: string): string | undefined {
  const [folder, name] = [path.posix.dirname(file), path.posix.basename(file, '.py')];
  return entriesOf(path.join(root, folder)).find(
    (entry) => (compiledEndings.test(entry) || entry.endsWith('.pyx')) && entry.split('.', 1)[0] === name,
  );
}

/** The names of files of Python that stay in a folder. */
export function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

export function isFolder(root: string, file: string): boolean {
  return standing(root, file) === 'folder';
}

/** The kind of entry at a path, links not followed; undefined where there is none. */
export function standing(root: string, file: string): 'file' | 'folder' | 'link' | 'other' | undefined {
  const stats = statsOf(path.join(root, file));
  if (stats === undefined) return undefined;
  if (stats.isSymbolicLink()) return 'link';
  return stats.isDirectory() ? 'folder' : stats.isFile() ? 'file' : 'other';
}

/** Nothing is below a file, either. */
function statsOf(absolute: string): Stats | undefined {
  try {
    return lstatSync(absolute, { throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined;
    throw error;
  }
}
