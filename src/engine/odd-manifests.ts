import path from 'node:path';
import { isOddFile } from '../regular-file.ts';
import { remember } from './remember.ts';

/** Would the resolver read a package.json on its way from the folder to the target that it never comes back from? */
export function openOddManifests(): (folder: string, target: string) => boolean {
  const isOddAt = remember((folder: string) => isOddFile(path.join(folder, 'package.json')));
  const isOddFrom = remember(
    (folder: string): boolean =>
      isOddAt(folder) || (path.dirname(folder) !== folder && isOddFrom(path.dirname(folder))),
  );
  return (folder, target) => {
    if (isOddFrom(folder)) return true;
    if (/^\.{0,2}\/|^\.{1,2}$/.test(target)) return isOddFrom(path.resolve(folder, target));
    const name = target.split('/', target.startsWith('@') ? 2 : 1).join('/');
    for (let from = folder; ; from = path.dirname(from)) {
      if (isOddAt(path.join(from, 'node_modules', name))) return true;
      if (from === path.dirname(from)) return false;
    }
  };
}
