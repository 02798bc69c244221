import path from 'node:path';
import type { Target } from '../../model/config.ts';
import type { MapLocation } from './javascript-project.ts';

const extension = /\.[mc]?[jt]sx?$/;

/**
 * The canonical specifier as it is written in a file: as the Map has it, but for one that is relative to the root, which
 * becomes the way there from the file. Where the legacy specifier has an extension, so has that.
 * @param importer absolute path of the file
 * @param legacy the specifier that stands there now
 */
export function spell(
  root: string,
  importer: string,
  canonical: Target,
  location: MapLocation,
  legacy: string,
): string {
  if (!location.isRootPath) return canonical.module;
  const written = canonical.module.replace(/\/$/, '');
  const wantsExtension = extension.test(legacy) && !extension.test(written) && location.isFound;
  const file = wantsExtension ? withExtension(location.key, legacy) : path.join(root, written);
  return relative(importer, file);
}

/** A specifier that a loader takes as it is: relative, with its extension, as `new URL` needs it. */
export function spellUrl(importer: string, file: string, legacy: string): string {
  return relative(importer, withExtension(file, legacy));
}

function relative(importer: string, file: string): string {
  const way = path.relative(path.dirname(importer), file).split(path.sep).join('/');
  if (way === '') return '.';
  return way.startsWith('../') || way === '..' ? way : `./${way}`;
}

/** The path of a file with the extension that specifiers give to its kind: `.js` for `.ts`, where they do so. */
function withExtension(file: string, legacy: string): string {
  if (!/\.[mc]?jsx?$/.test(legacy)) return file;
  return file.replace(/(?:\.d)?\.([mc]?)ts(x?)$/, (_, kind: string) => `.${kind}js`);
}
