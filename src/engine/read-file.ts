import { closeSync, constants, existsSync, openSync, readSync, readdirSync, realpathSync, statSync } from 'node:fs';
import type { Dirent, Stats } from 'node:fs';
import path from 'node:path';
import type { PlanRequest } from '../model/plan-request.ts';
import type { FolderEntries } from '../resolve/python/module-index.ts';
import type { KindOf } from '../resolve/python/nearer-modules.ts';
import type { SourceBuffer } from '../native/source-buffer.ts';
import { remember } from './remember.ts';

/** The result of reading a file. A link inside the root is skipped: the file that it leads to is listed itself. */
export type ReadResult = 'read' | 'gone' | 'link' | 'outside-root' | { readonly error: string };

/** To open a pipe waits for nobody. */
const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** The result for anything but a file, a folder or a link, such as a pipe. */
const irregular: ReadResult = { error: 'it is no regular file' };

/**
 * Reads a file into the buffer with as few system calls as possible. Does not follow links.
 * @param contents the content of files, instead of that on the disk
 */
export function readIntoBuffer(
  buffer: SourceBuffer,
  root: string,
  file: string,
  contents: PlanRequest['contents'],
): ReadResult {
  const given = contents?.get(file);
  if (given !== undefined) {
    buffer.set(given);
    return 'read';
  }
  const absolute = `${root}/${file}`;
  let descriptor: number;
  try {
    descriptor = openSync(absolute, flags);
  } catch (error) {
    return unopened(error as NodeJS.ErrnoException, root, absolute);
  }
  try {
    let position = 0;
    // A pipe has no positions: to ask for one is an error there, before anything is taken out of it.
    buffer.fill((target, offset, length) => {
      const count = readSync(descriptor, target, offset, length, position);
      position += count;
      return count;
    });
    return 'read';
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ESPIPE') return irregular;
    return code === 'EISDIR' ? 'gone' : { error: message };
  } finally {
    closeSync(descriptor);
  }
}

/** Deleted since it was listed, a link, or not readable. */
function unopened({ code, message }: NodeJS.ErrnoException, root: string, absolute: string): ReadResult {
  // Names that are not valid UTF-8 are listed with this character, and cannot be opened by it.
  if (code === 'ENOENT' && absolute.includes('\ufffd')) return { error: 'its name is not valid UTF-8' };
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'gone';
  if (code === 'ENXIO') return irregular; // a socket
  if (code !== 'ELOOP' && code !== 'EMLINK') return { error: message };
  try {
    const real = realpathSync(absolute);
    return real.startsWith(realpathSync(root) + path.sep) ? 'link' : 'outside-root';
  } catch {
    return 'gone';
  }
}

/** Lists the folders below the root, links followed; each folder once. */
export function folderLister(root: string): (folder: string) => FolderEntries {
  const known = new Map<string, FolderEntries>();
  return (folder) => {
    let entries = known.get(folder);
    if (entries === undefined) {
      entries = listFolder(`${root}/${folder}`);
      known.set(folder, entries);
    }
    return entries;
  };
}

/** The entries of a folder, by its path; none where there is no such folder. */
export function listFolder(folder: string): FolderEntries {
  const entries = new Map<string, 'file' | 'directory'>();
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const kind = kindOf(entry.isSymbolicLink() ? followed(`${folder}/${entry.name}`) : entry);
      if (kind !== undefined) entries.set(entry.name, kind);
    }
  } catch {
    // It does not exist, or is no folder: nothing stands in it.
  }
  return entries;
}

/** The target of a link; undefined when it leads nowhere, or around in circles. */
function followed(link: string): Stats | undefined {
  try {
    return statSync(link);
  } catch {
    return undefined;
  }
}

/** Pipes and the like hold no module. */
function kindOf(entry: Dirent | Stats | undefined): 'file' | 'directory' | undefined {
  if (entry?.isFile()) return 'file';
  return entry?.isDirectory() ? 'directory' : undefined;
}

/** Tells the kind of a path below the root, links followed, and remembers it. */
export function kindLookup(root: string): KindOf {
  return remember((file: string) => {
    const path = `${root}/${file}`;
    // Mostly nothing is there, which this tells in half the time.
    return existsSync(path) ? kindOf(followed(path)) : undefined;
  });
}
