import { realpathSync } from 'node:fs';
import path from 'node:path';
import type { UnreadPlace } from './unread-place.ts';

/** The places that paths name. */
export interface NamedPlaces {
  /** By their own names, relative to the root, with forward slashes. */
  readonly files: readonly string[];
  /** In the same way. */
  readonly folders: readonly string[];
  /** The places that are reached through a link that leads out of the root. */
  readonly unread: readonly UnreadPlace[];
}

/**
 * Names every place by its own path, even if it was named through a link to a folder. Only the own path tells which
 * module a file is, and ensures that no file is read twice. A file that is itself a link stays one.
 * @param isFolder tells which paths are folders; by default, none is
 */
export function canonicalPaths(
  root: string,
  paths: readonly string[],
  isFolder: (path: string) => boolean = () => false,
): NamedPlaces {
  const ownFolder = ownFolders(root);
  const files = new Set<string>();
  const folders = new Set<string>();
  const unread: UnreadPlace[] = [];
  for (const named of paths) {
    if (isFolder(named)) {
      const own = ownFolder(named);
      if (own === undefined) unread.push({ path: path.posix.join(named, '/'), why: 'outside-root' });
      else folders.add(own);
    } else {
      const folder = path.posix.dirname(named);
      const own = ownFolder(folder);
      if (own === undefined) unread.push({ path: named, why: 'outside-root' });
      else files.add(own === folder ? named : path.posix.join(own, path.posix.basename(named)));
    }
  }
  return { files: [...files], folders: [...folders], unread };
}

/** Answers what a folder of the root is called by itself; undefined when it is not in the root. Asks of each once. */
function ownFolders(root: string): (folder: string) => string | undefined {
  const known = new Map<string, string | undefined>([['.', '.']]);
  let realRoot: string | undefined;
  return (folder) => {
    if (!known.has(folder)) known.set(folder, ownFolder((realRoot ??= realpathSync.native(root)), root, folder));
    return known.get(folder);
  };
}

function ownFolder(realRoot: string, root: string, folder: string): string | undefined {
  let real: string;
  try {
    real = realpathSync.native(path.join(root, folder));
  } catch {
    return folder; // It is gone, say: who reads what is in it finds out.
  }
  const own = path.relative(realRoot, real).split(path.sep).join('/');
  if (own === '..' || own.startsWith('../') || path.isAbsolute(own)) return undefined;
  return own === '' ? '.' : own;
}
