import path from 'node:path';
import type { Target } from '../../model/config.ts';
import type { JavaScriptProject, MapLocation } from './javascript-project.ts';

/** The endings that specifiers of source files may have. */
const ending = /(?:\.d)?\.[mc]?[jt]sx?$/;

/** The canonical module, as a file is to name it. */
export interface CanonicalModule {
  /** The specifier in the notation of the Map. */
  readonly target: Target;
  readonly location: MapLocation;
}

/**
 * The canonical specifier as it is written in a file: as the Map has it, but for one that is relative to the root, which
 * becomes the way there from the file. It keeps the style of the legacy specifier: with an ending or without, relative inside of a package,
 * by its name from another one.
 * @param importer absolute path of the file
 * @param legacy the specifier that stands there now
 * @returns undefined where the package of the canonical module does not let others import it
 */
export function spell(
  project: JavaScriptProject,
  importer: string,
  { target, location }: CanonicalModule,
  legacy: string,
): string | undefined {
  const ways = candidates(project, importer, { target, location }, legacy);
  if (!project.isConsulted || !location.isFound) return ways[0];
  return ways.find((specifier) => project.locate(importer, specifier).key === location.key) ?? ways[0];
}

/** The specifiers to be tried, the best first. */
function candidates(
  project: JavaScriptProject,
  importer: string,
  { target, location }: CanonicalModule,
  legacy: string,
): readonly string[] {
  const written = target.module.replace(/(?<=.)\/$/, '');
  const isRelative = /^\.\.?(?:\/|$)/.test(legacy);
  const way = (file: string): string => relative(importer, file);
  if (!location.isFound) return [location.isRootPath ? way(path.join(project.root, written)) : target.module];
  if (!location.isRootPath && location.key.includes('/node_modules/')) return [target.module];
  const [own, other] = [project.packageOf(importer), project.packageOf(location.key)];
  const isByPackage = (specifier: string): boolean =>
    other !== undefined && `${specifier}/`.startsWith(`${other.name}/`);
  const hasEnding = ending.test(legacy) || (!isRelative && project.needsEndings(importer));
  const relatives = (): string[] => {
    const full = way(withExtension(location.key, ending.test(legacy) ? legacy : 'x.js'));
    if (hasEnding) return [full];
    const short = location.isRootPath ? path.join(project.root, withoutEnding(written)) : withoutEnding(location.key);
    return [way(short), full];
  };
  if (location.isRootPath) {
    if (!other || isRelative || !isByPackage(legacy)) return [...relatives(), way(path.join(project.root, written))];
    // From another package, and by its name: it stays so.
    return own?.folder === other.folder
      ? [...other.specifiersOf(location.key), ...relatives()]
      : other.specifiersOf(location.key);
  }
  if (isRelative && isByPackage(target.module) && own && own.folder === other?.folder) return relatives();
  if (isByPackage(target.module)) return [target.module];
  const style =
    hasEnding && project.needsEndings(importer) ? endingFor(legacy, project.allowsSourceEndings(importer)) : undefined;
  return [styled(target.module, legacy, location.key, style), target.module];
}

/** The kind of ending that an alias needs: that of TypeScript where the legacy specifier has it, and where aliases may have it. */
function endingFor(legacy: string, allowsSource: boolean): 'source' | 'script' {
  return allowsSource && /\.[mc]?tsx?$/.test(legacy) ? 'source' : 'script';
}

/** An alias with the ending that the file needs, or without the one of TypeScript. */
function styled(alias: string, legacy: string, file: string, needed: 'source' | 'script' | undefined): string {
  const [own] = ending.exec(file) ?? [];
  if (own === undefined || (needed === undefined && !/\.[mc]?tsx?$/.test(alias))) return alias;
  if (needed === undefined && /\.[mc]?tsx?$/.test(legacy)) return alias;
  const stem = withoutEnding(alias);
  if (needed === undefined) return stem;
  const isIndex = path.basename(file).startsWith('index.') && !/(?:^|\/)index$/.test(stem);
  const [, kind = ''] = /\.([mc]?)[jt]sx?$/.exec(file) ?? [];
  return `${stem}${isIndex ? '/index' : ''}${needed === 'source' ? own : `.${kind}js`}`;
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

function withoutEnding(file: string): string {
  return file.replace(ending, '');
}

/** The path of a file with the extension that specifiers give to its kind: `.js` for `.ts`, where they do so. */
function withExtension(file: string, legacy: string): string {
  if (!/\.[mc]?jsx?$/.test(legacy)) return file;
  return file.replace(/(?:\.d)?\.([mc]?)ts(x?)$/, (_, kind: string) => `.${kind}js`);
}
