import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { isOddFile, readRegularFile } from '../../regular-file.ts';
import { nestsTooDeep } from './nests-too-deep.ts';
import { remember } from '../remember.ts';

/** Would the resolver read a package.json on its way from the folder to the target that it never comes back from? */
export function openOddManifests(): (folder: string, target: string) => boolean {
  const isOddAt = remember((folder: string) => isOddManifest(path.join(folder, 'package.json')));
  const isOddFrom = remember(
    (folder: string): boolean =>
      isOddAt(folder) || (path.dirname(folder) !== folder && isOddFrom(path.dirname(folder))),
  );
  /** The folders `node_modules` in which packages for files of a folder are looked for. */
  const packageFolders = remember((folder: string): readonly string[] => {
    const own = path.join(folder, 'node_modules');
    const parent = path.dirname(folder);
    return [...(existsSync(own) ? [own] : []), ...(parent === folder ? [] : packageFolders(parent))];
  });
  return (folder, target) => {
    if (isOddFrom(folder)) return true;
    if (/^\.{0,2}\/|^\.{1,2}$/.test(target)) return isOddFrom(path.resolve(folder, target));
    const name = target.split('/', target.startsWith('@') ? 2 : 1).join('/');
    return packageFolders(folder).some((packages) => isOddAt(path.join(packages, name)));
  };
}

/** Hardly any is so large that it could nest too deep. */
const LARGE = 4096;

function isOddManifest(file: string): boolean {
  if (isOddFile(file)) return true;
  try {
    const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    return size > LARGE && nestsTooDeep(readRegularFile(file));
  } catch {
    return false; // The resolver cannot read it either.
  }
}
