import path from 'node:path';
import { isOddFile } from '../../regular-file.ts';

/** The configurations that a TypeScript configuration extends. */
type ExtendsOf = (file: string) => readonly string[];

/**
 * Does a configuration, or one that it extends, meet anything but a regular file, such as a pipe? Reading it would wait
 * for ever.
 * @param file absolute path
 */
export function meetsOddTsconfig(file: string, extendsOf: ExtendsOf, met = new Set<string>()): boolean {
  if (met.has(file)) return false;
  met.add(file);
  if (isOddFile(file)) return true;
  return extendsOf(file).some((name) => {
    const places = placesOf(file, name);
    return places.some((place) => isOddFile(place)) || places.some((place) => meetsOddTsconfig(place, extendsOf, met));
  });
}

/** Is something that is no file to read in a place where a configuration is looked for that another one extends? */
export function isOddBase(file: string, name: string): boolean {
  return placesOf(file, name).some((place) => isOddFile(place));
}

function placesOf(file: string, name: string): string[] {
  const folder = path.dirname(file);
  if (/^\.\.?(?:\/|$)/.test(name) || path.isAbsolute(name)) return configsAt(path.resolve(folder, name));
  const [owner = ''] = /^(?:@[^/]+\/)?[^/]+/.exec(name) ?? [];
  return foldersAbove(folder).flatMap((above) => {
    const modules = path.join(above, 'node_modules');
    return [path.join(modules, owner, 'package.json'), ...configsAt(path.join(modules, name))];
  });
}

function configsAt(target: string): string[] {
  return [target, `${target}.json`, path.join(target, 'tsconfig.json')];
}

function foldersAbove(folder: string): string[] {
  const above = path.dirname(folder);
  return above === folder ? [folder] : [folder, ...foldersAbove(above)];
}
