import {
  chmodSync,
  closeSync,
  constants,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readlinkSync,
  realpathSync,
  statSync,
} from 'node:fs';
import path from 'node:path';

/** A folder that was found at its path without following a link. */
export interface OpenFolder {
  /** Leads to this folder, whatever is put in its place meanwhile; where a system has no such path, its path. */
  readonly way: string;
  /** Number of the disk that it is on. */
  readonly disk: number;
  readonly close: () => void;
}

/** Linux has a path for each open file. */
const descriptors = '/proc/self/fd';

/**
 * Open a folder, so that what is done in it is done there, even when it, or a folder above, becomes a link.
 * @param folder absolute path, no part of which may be a link
 * @returns undefined when there is no such folder, or a link leads to it
 */
export function openFolder(folder: string): OpenFolder | undefined {
  let descriptor: number;
  try {
    // Windows opens no folders.
    if (process.platform === 'win32') return openByName(folder);
    descriptor = openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['ENOENT', 'ENOTDIR', 'ELOOP', 'EMLINK'].includes(code)) return undefined;
    throw error;
  }
  const way = `${descriptors}/${descriptor}`;
  const close = (): void => {
    closeSync(descriptor);
  };
  try {
    const place = placeOf(way);
    if (place === undefined) {
      close();
      return openByName(folder);
    }
    if (place === folder) return { way, disk: fstatSync(descriptor).dev, close };
  } catch (error) {
    close();
    throw error;
  }
  close();
  return undefined;
}

/** Where an open folder really is; undefined where the system does not say. */
function placeOf(way: string): string | undefined {
  try {
    return readlinkSync(way);
  } catch {
    return undefined;
  }
}

/** Between this look and what is done in the folder, it can become a link: docs/security.md. */
function openByName(folder: string): OpenFolder | undefined {
  if (!existsSync(folder) || realpathSync(folder) !== folder) return undefined;
  return { way: folder, disk: statSync(folder).dev, close: () => undefined };
}

/**
 * Make the folders that are missing on the way to one, and follow no link.
 * @param root absolute path without links, which is there
 * @param modeOf the mode that a folder gets, by its path relative to the root; undefined for that of any new one
 * @returns is the folder there now?
 */
export function makeFolders(
  root: string,
  folder: string,
  modeOf: (folder: string) => number | undefined = () => undefined,
): boolean {
  const way = path.relative(root, folder);
  if (way === '') return true;
  let at = root;
  for (const name of way.split(path.sep)) {
    const above = openFolder(at);
    if (above === undefined) return false;
    at = path.join(at, name);
    try {
      const mode = modeOf(path.relative(root, at).split(path.sep).join('/'));
      mkdirSync(path.join(above.way, name), mode);
      setMode(at, mode); // whatever the user's mask takes away
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      above.close();
    }
  }
  return true;
}

function setMode(folder: string, mode: number | undefined): void {
  const opened = mode === undefined ? undefined : openFolder(folder);
  if (mode === undefined || opened === undefined) return;
  try {
    chmodSync(opened.way, mode);
  } finally {
    opened.close();
  }
}
