import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import { pendingMoves } from '../model/moved-tree.ts';
import type { MovedTree } from '../model/moved-tree.ts';
import type { SourceBuffer } from '../native/source-buffer.ts';
import type { FolderEntries } from '../resolve/python/module-index.ts';
import type { KindOf } from '../resolve/python/nearer-modules.ts';
import { folderLister, kindLookup } from './read-file.ts';
import type { KnownFacts } from '../model/known-facts.ts';
import { remember } from './remember.ts';

/** The files below a root. Paths are relative to it. */
export interface TreeFiles {
  /** The entries of a folder; none where there is no such folder. */
  readonly list: (folder: string) => FolderEntries;
  readonly kindOf: KindOf;
  /** Puts a file into the buffer; false when it cannot be read, or is no text. */
  readonly load: (buffer: SourceBuffer, file: string) => boolean;
  /** The files that the disk does not have. */
  readonly added: readonly string[];
}

/** The files as the disk has them, or as they will be when others have moved. */
export function treeFiles(root: string, tree: MovedTree | undefined, known?: KnownFacts): TreeFiles {
  const disk: TreeFiles = {
    list: known ? (folder) => known.entries(folder) : folderLister(root),
    kindOf: kindLookup(root),
    load: (buffer, file) => load(buffer, path.join(root, file)),
    added: [],
  };
  return tree === undefined || tree.contents.size === 0 ? disk : withMoves(disk, tree);
}

function withMoves(disk: TreeFiles, tree: MovedTree): TreeFiles {
  const { contents } = tree;
  const gone = pendingMoves(tree);
  const left = new Set([...gone.keys()].flatMap(foldersOf));
  const filled = new Map<string, Map<string, 'file' | 'directory'>>();
  for (const file of contents.keys()) {
    let entry = file;
    for (const folder of foldersOf(file)) {
      const entries = filled.get(folder) ?? new Map<string, 'file' | 'directory'>();
      filled.set(folder, entries.set(path.posix.basename(entry), entry === file ? 'file' : 'directory'));
      entry = folder;
    }
  }
  /** A folder that nothing is left in but caches of Python is none. */
  const isEmptied = remember(
    (folder: string): boolean =>
      left.has(folder) &&
      !filled.has(folder) &&
      [...disk.list(folder)].every(([name, kind]) => {
        const entry = inFolder(folder, name);
        return name === '__pycache__' || (kind === 'file' ? gone.has(entry) : isEmptied(entry));
      }),
  );
  const list = remember((folder: string): FolderEntries => {
    const added = filled.get(folder);
    if (added === undefined && !left.has(folder)) return disk.list(folder);
    const kept = [...disk.list(folder)].filter(([name, kind]) => {
      const entry = inFolder(folder, name);
      return kind === 'file' ? !gone.has(entry) : !isEmptied(entry);
    });
    return new Map([...kept, ...(added ?? [])]);
  });
  return {
    list,
    kindOf: (file) => {
      if (contents.has(file)) return 'file';
      if (filled.has(file)) return 'directory';
      return gone.has(file) || (left.has(file) && isEmptied(file)) ? undefined : disk.kindOf(file);
    },
    load: (buffer, file) => {
      const bytes = contents.get(file);
      if (bytes === undefined) return !gone.has(file) && disk.load(buffer, file);
      buffer.set(bytes);
      return !buffer.holdsNul();
    },
    added: [...contents.keys()],
  };
}

/** The folders around a file, innermost first; empty for the root. */
function foldersOf(file: string): string[] {
  const folders: string[] = [];
  for (let slash = file.lastIndexOf('/'); slash > 0; slash = file.lastIndexOf('/', slash - 1))
    folders.push(file.slice(0, slash));
  return [...folders, ''];
}

function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** @returns false when the file cannot be read, or is no text */
function load(buffer: SourceBuffer, absolute: string): boolean {
  try {
    const descriptor = openSync(absolute, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      if (!fstatSync(descriptor).isFile()) return false;
      buffer.fill((target, offset, length) => readSync(descriptor, target, offset, length, null));
    } finally {
      closeSync(descriptor);
    }
    return !buffer.holdsNul();
  } catch {
    return false;
  }
}
