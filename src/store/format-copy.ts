import {
  copyFileSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import type { Dirent } from 'node:fs';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { languageOf } from '../model/source-file.ts';
import { isRunning } from './is-running.ts';
import { makePrivateGitFolder } from './private-git-folder.ts';
import { findRepository, ownGitFolder } from './repository.ts';
import { makeStateFolder } from './user-state.ts';

/**
 * A copy of a tree for commands that format files: a folder on the way to one of these files is a folder with copies of
 * the settings in it, and all else is a link into the tree. So a command finds its settings and its plug-ins, and what
 * it writes to the files reaches no file of the tree.
 */
export interface FormatCopy {
  /** Absolute path of the folder that stands for the root. */
  readonly root: string;
  /** Absolute path of the file for what commands print. */
  readonly log: string;
  readonly write: (file: string, bytes: Uint8Array) => void;
  /** Undefined when no regular file is there any more. */
  readonly read: (file: string) => Buffer | undefined;
  readonly remove: () => void;
}

/** The tree to copy. */
export interface CopiedTree {
  /** Absolute path of the root. */
  readonly root: string;
  /** Relative to the root: the files to format, with their modes. */
  readonly files: ReadonlyMap<string, number>;
  /** Files of the tree that the copy is not to have. */
  readonly gone: ReadonlySet<string>;
  /** The commit that is checked out; undefined without one. */
  readonly commit: string | undefined;
}

/** Folders that format commands keep for themselves. */
const caches: ReadonlySet<string> = new Set(['.cache', '.mypy_cache', '.pytest_cache', '.ruff_cache', '__pycache__']);
/** Settings are smaller. */
const LARGEST_SETTINGS = 1 << 20;

export function makeFormatCopy({ root, files, gone, commit }: CopiedTree): FormatCopy {
  const copies = path.join(makeStateFolder(), 'format');
  mkdirSync(copies, { recursive: true, mode: 0o700 });
  removeAbandoned(copies);
  const folder = path.join(copies, `${process.pid}-${randomBytes(4).toString('hex')}`);
  mkdirSync(folder, { mode: 0o700 });
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const repository = findRepository(root);
    const top = repository?.root ?? root;
    const tree = path.join(folder, 'tree');
    const copyRoot = path.join(tree, path.relative(top, root));
    const own = [...files.keys(), ...gone].map((file) => path.relative(top, path.join(root, file)));
    copyFolder({ from: top, to: tree, left: new Set(own), onTheWay: foldersTo(own) }, '');
    mkdirSync(copyRoot, { recursive: true });
    if (repository !== undefined && commit !== undefined && ownGitFolder(repository) !== undefined) {
      const git = path.join(folder, 'git');
      makePrivateGitFolder(git, repository, '');
      writeFileSync(path.join(git, 'HEAD'), `${commit}\n`); // A commit of a command moves no branch.
      writeFileSync(path.join(tree, '.git'), `gitdir: ${git}\n`);
    }
    return {
      root: copyRoot,
      log: path.join(folder, 'log'),
      write: (file, bytes) => {
        const place = path.join(copyRoot, file);
        mkdirSync(path.dirname(place), { recursive: true });
        // A link, or a file that only its owner may read, is not what is written to.
        rmSync(place, { force: true });
        writeFileSync(place, bytes, { mode: 0o600 | ((files.get(file) ?? 0) & 0o777) });
      },
      read: (file) => {
        const place = path.join(copyRoot, file);
        return lstatSync(place, { throwIfNoEntry: false })?.isFile() === true ? readFileSync(place) : undefined;
      },
      remove,
    };
  } catch (error) {
    remove();
    throw error;
  }
}

interface Copying {
  readonly from: string;
  readonly to: string;
  /** Paths, from the top, that are not copied. */
  readonly left: ReadonlySet<string>;
  /** Folders that become folders. */
  readonly onTheWay: ReadonlySet<string>;
}

function copyFolder(copying: Copying, way: string): void {
  const { from, to, left, onTheWay } = copying;
  mkdirSync(path.join(to, way), { recursive: true });
  if (!existsSync(path.join(from, way))) return; // Only a file that gets another name is there.
  for (const entry of readdirSync(path.join(from, way), { withFileTypes: true })) {
    const place = path.join(way, entry.name);
    if (entry.name === '.git' || caches.has(entry.name) || left.has(place)) continue;
    if (entry.isDirectory() && onTheWay.has(place)) copyFolder(copying, place);
    else copyEntry(entry, path.join(from, place), path.join(to, place));
  }
}

function copyEntry(entry: Dirent, from: string, to: string): void {
  if (entry.isSymbolicLink()) symlinkSync(readlinkSync(from), to);
  else if (entry.isDirectory()) symlinkSync(from, to, 'junction');
  else if (!entry.isFile()) return;
  else if (isSettings(entry.name, from) || process.platform === 'win32')
    copyFileSync(from, to, constants.COPYFILE_FICLONE);
  else symlinkSync(from, to);
}

/** Settings are copied: those that are code name their folder, and where a link leads is another one. */
function isSettings(name: string, file: string): boolean {
  const isCode = ['python', 'javascript'].includes(languageOf(name)) && !/^\.|config|rc\./.test(name);
  return !isCode && statSync(file).size <= LARGEST_SETTINGS;
}

/** All folders on the way to files, from the top. */
function foldersTo(files: readonly string[]): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const file of files)
    for (let folder = path.dirname(file); folder !== '.' && !folders.has(folder); folder = path.dirname(folder))
      folders.add(folder);
  return folders;
}

/** Copies of processes that were killed. */
function removeAbandoned(copies: string): void {
  for (const name of readdirSync(copies)) {
    const pid = Number(name.split('-')[0]);
    if (!isRunning(pid)) rmSync(path.join(copies, name), { recursive: true, force: true });
  }
}
