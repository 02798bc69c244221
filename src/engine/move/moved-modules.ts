import path from 'node:path';
import type { Config, MapEntry } from '../../model/config.ts';
import { ExpectedStop } from '../../model/errors.ts';
import type { MovedPath, PathMove } from '../../model/moving.ts';
import type { ModuleIdentity } from '../../model/python.ts';
import type { ModuleIndex } from '../../resolve/python/module-index.ts';
import { compiledSibling, entriesOf, isFolder, standing } from './moved-files.ts';
import type { MovedFile } from './moved-files.ts';

/** A Python file that moves, as a module. */
export interface MovedPython {
  readonly file: MovedFile;
  readonly was: ModuleIdentity;
  readonly is: ModuleIdentity;
}

/** A module at its new place, and the file that it was until now; empty for one that is new. */
export interface EnteredPlace {
  readonly file: PathMove;
  readonly is: ModuleIdentity;
}

export function isPythonFile(file: string): boolean {
  return /\.pyi?$/.test(file);
}

/**
 * The Python files among those that move, as modules.
 * @throws ExpectedStop when one cannot be moved as a module
 */
export function movedModules({ root, python }: Config, files: readonly MovedFile[], index: ModuleIndex): MovedPython[] {
  const roots = python.sourceRoots;
  return files
    .filter(({ from, to }) => isPythonFile(from) || isPythonFile(to))
    .map((file) => {
      const { from, to } = file;
      if (path.extname(from) !== path.extname(to)) throw new ExpectedStop(`${to} is no Python file, as ${from} is`);
      const [was, is] = [index.identify(from), index.identify(to)];
      if (isImportable(was) && !isImportable(is))
        throw new ExpectedStop(`${to} could not be imported`, 'each part of its path has to be a Python name');
      for (const place of [from, to])
        if (!roots.some((folder) => folder === '.' || place.startsWith(`${folder}/`)))
          throw new ExpectedStop(`${place} is below no source root`, `python.sourceRoots has ${roots.join(', ')}`);
      const compiled = from.endsWith('.py') ? compiledSibling(root, from) : undefined;
      if (
        compiled !== undefined &&
        !files.some((other) => other.from === path.posix.join(path.posix.dirname(from), compiled))
      )
        throw new ExpectedStop(`${from} cannot be moved: ${compiled} beside it is the same module, compiled`);
      return { file, was, is };
    });
}

function isImportable({ module }: ModuleIdentity): boolean {
  return module !== '' && module.split('.').every((part) => /^[\p{ID_Start}_]\p{ID_Continue}*$/u.test(part));
}

/** The dotted names that the moves give to modules and packages, where they change. */
export function movedPaths(moves: readonly PathMove[], modules: readonly MovedPython[]): MovedPath[] {
  const paths = moves.flatMap((move): MovedPath[] => {
    const own = modules.filter(({ file }) => file.by === move);
    const [first] = own;
    if (first === undefined || !isImportable(first.was)) return [];
    const isFile = first.file.from === move.from;
    const [legacy, canonical] = isFile
      ? [first.was.module, first.is.module]
      : [packageOf(first, 'was'), packageOf(first, 'is')];
    return legacy === canonical ? [] : [{ legacy, canonical }];
  });
  // An entry for a package covers the modules in it.
  const isImplied = ({ legacy, canonical }: MovedPath): boolean =>
    paths.some(
      (other) =>
        legacy.startsWith(`${other.legacy}.`) && canonical === other.canonical + legacy.slice(other.legacy.length),
    );
  return paths.filter((one) => !isImplied(one));
}

/** The package that a folder is, by a module in it. */
function packageOf({ file, was, is }: MovedPython, when: 'was' | 'is'): string {
  const { module } = when === 'was' ? was : is;
  const below = file.from.slice(file.by.from.length + 1);
  const parts = below.split('/');
  const depth = parts.at(-1)?.startsWith('__init__.') === true ? parts.length - 1 : parts.length;
  return module
    .split('.')
    .slice(0, module.split('.').length - depth)
    .join('.');
}

/** The entries of the Map that move all that names the modules. */
export function entriesFor(paths: readonly MovedPath[]): MapEntry[] {
  return paths.map(({ legacy, canonical }) => ({
    canonical: { module: canonical, name: undefined },
    legacy: [{ module: legacy, name: undefined }],
    uses: 'alias',
    replaces: false,
    external: false,
    absent: 'ok',
  }));
}

/**
 * The `__init__.py` files that the new places need: where a folder is made below a package, or beside packages.
 * @param root absolute
 */
export function missingInits(root: string, sourceRoots: readonly string[], modules: readonly EnteredPlace[]): string[] {
  const [goes, comes] = [new Set(modules.map(({ file }) => file.from)), new Set(modules.map(({ file }) => file.to))];
  const has = (file: string): boolean => comes.has(file) || (!goes.has(file) && standing(root, file) === 'file');
  const made = new Set<string>();
  for (const { file, is } of modules) {
    if (!isImportable(is)) continue;
    const folders = foldersBelow(file.to, sourceRoots);
    for (const folder of folders) {
      const init = `${folder}/__init__.py`;
      if (has(init) || made.has(init)) continue;
      const around = path.posix.dirname(folder);
      const isNew = !isFolder(root, folder) || isLeft(root, folder, goes);
      const isInPackage = has(`${around}/__init__.py`) || made.has(`${around}/__init__.py`);
      const isBeside = folder === folders[0] && isBesidePackages(root, around);
      if (isNew && (isInPackage || isBeside)) made.add(init);
    }
  }
  return [...made];
}

/**
 * Refuses new places at which Python would not find a module, or no longer find another one: it takes a package before a module of
 * its name.
 * @param inits the files that are made for packages
 * @throws ExpectedStop
 */
export function refuseHidden(root: string, modules: readonly EnteredPlace[], inits: readonly string[]): void {
  const goes = new Set(modules.map(({ file }) => file.from));
  const stays = (file: string): boolean => !goes.has(file) && standing(root, file) === 'file';
  for (const file of [...modules.map((one) => one.file.to), ...inits]) {
    const folder = path.posix.dirname(file);
    if (path.posix.basename(file) === '__init__.py' && stays(`${folder}.py`))
      throw new ExpectedStop(`${folder} would be a package, and hide ${folder}.py`, `move ${folder}.py first`);
    const init = `${file.slice(0, -'.py'.length)}/__init__.py`;
    if (file.endsWith('.py') && stays(init))
      throw new ExpectedStop(
        `${init} would hide ${file}: Python takes the package`,
        'if nothing is in it, delete it first; else give the module another name',
      );
  }
}

/** Was the folder a package until now, or a module of its name? */
function isLeft(root: string, folder: string, goes: ReadonlySet<string>): boolean {
  return (
    goes.has(`${folder}/__init__.py`) || (goes.has(`${folder}.py`) && entriesOf(path.join(root, folder)).length === 0)
  );
}

/** Does a folder of a source root hold packages already? */
function isBesidePackages(root: string, folder: string): boolean {
  return entriesOf(path.join(root, folder)).some(
    (name) => standing(root, path.posix.join(folder, name, '__init__.py')) === 'file',
  );
}

/** The folders between the source root of a file and the file, outermost first. */
function foldersBelow(file: string, sourceRoots: readonly string[]): string[] {
  const own = sourceRoots
    .map((folder) => (folder === '.' ? '' : `${folder}/`))
    .filter((folder) => file.startsWith(folder))
    .reduce((longest, folder) => (folder.length > longest.length ? folder : longest), '');
  const parts = path.posix.dirname(file).slice(own.length).split('/');
  return parts[0] === '' || parts[0] === '.' ? [] : parts.map((_, k) => own + parts.slice(0, k + 1).join('/'));
}
