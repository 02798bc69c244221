import path from 'node:path';
import type { Config } from '../../model/config.ts';
import { ExpectedStop } from '../../model/errors.ts';
import type { PathMove } from '../../model/moving.ts';
import { packagesAround } from '../../model/python.ts';
import { isJavaScript } from '../../model/javascript-endings.ts';
import type { ModuleIndex } from '../../resolve/python/module-index.ts';
import { standing } from './moved-files.ts';
import { openPythonProject } from '../python/python-project.ts';

/**
 * The moves that a command line asks for: pairs of an old and a new place, each a path or the dotted name of a module.
 * @param cwd absolute: paths are relative to it
 * @throws ExpectedStop when they are no pairs, or one names nothing
 */
export function moveArguments(config: Config, places: readonly string[], cwd: string): AskedMoves {
  if (places.length === 0 || places.length % 2 !== 0)
    throw new ExpectedStop(
      `move takes pairs of an old and a new place, found ${places.length === 1 ? 'one place' : `${places.length} places`}`,
      'such as: ssot-codemod move app/old.py app/new.py, or app.old app.new',
    );
  const { index } = openPythonProject(config);
  const moves: PathMove[] = [];
  const done: string[] = [];
  for (let k = 0; k < places.length; k += 2) {
    const [old = '', next = ''] = places.slice(k, k + 2);
    const context = { config, index, cwd };
    const from = oldPlace(context, old);
    if (from !== undefined) moves.push({ from, to: newPlace(context, from, { next, isPath: isPathForm(old) }) });
    else if (oldPlace(context, next) !== undefined) done.push(next);
    else
      throw new ExpectedStop(
        `there is no ${old}`,
        isDotted(old) ? 'neither a path, nor a module below a source root' : `paths are relative to ${cwd}`,
      );
  }
  const [outer, inner] = nested(moves) ?? [];
  if (outer !== undefined && inner !== undefined)
    throw new ExpectedStop(`${inner.from} moves with ${outer.from} already`, 'move one of them first, then the other');
  return { moves, done };
}

/** The moves to make, and the new places of those that were made already. */
export interface AskedMoves {
  readonly moves: readonly PathMove[];
  readonly done: readonly string[];
}

interface Context {
  readonly config: Config;
  readonly index: ModuleIndex;
  readonly cwd: string;
}

/** The file or folder that a path or a dotted name leads to; undefined where nothing is. */
function oldPlace({ config: { root }, index, cwd }: Context, old: string): string | undefined {
  if (old.includes(':'))
    throw new ExpectedStop(`${old} is a symbol`, 'symbols and files move one after the other: run move twice');
  const file = below(root, cwd, old);
  if (standing(root, file) !== undefined) return file;
  const location = isDotted(old) ? index.find(old) : undefined;
  if (location === undefined) return undefined;
  if (location.kind === 'opaque') throw new ExpectedStop(`${old} is compiled, or only a stub: it cannot be moved`);
  return location.kind === 'package' ? path.posix.dirname(location.path) : location.path;
}

/** @param isPath the old place was given as a path, and so is the new one */
function newPlace(
  { config, index, cwd }: Context,
  from: string,
  { next, isPath }: { readonly next: string; readonly isPath: boolean },
): string {
  const { root } = config;
  const isFile = standing(root, from) !== 'folder';
  if (isPath || !isDotted(next)) {
    const file = below(root, cwd, next);
    const goesInto = next.endsWith('/') || (isFile && standing(root, file) === 'folder');
    return goesInto ? path.posix.join(file, path.posix.basename(from)) : file;
  }
  const own = index.find(next);
  if (own !== undefined && own.kind !== 'module' && isFile)
    throw new ExpectedStop(`${next} is a package`, `to move into it, name the module as it will be called in it`);
  return placeOfModule(config, index, from, next) + (isFile ? '.py' : '');
}

/**
 * The path, without an ending, that a module of this dotted name has, below the source root of a file.
 * @throws ExpectedStop when it would be in a module
 */
export function placeOfModule(config: Config, index: ModuleIndex, near: string, module: string): string {
  const around = packagesAround(module).find((one) => index.find(one) !== undefined);
  const location = around === undefined ? undefined : index.find(around);
  if (location?.kind === 'module')
    throw new ExpectedStop(
      `${around ?? ''} is a module, and no package: ${module} cannot be in it`,
      'move it to a package first',
    );
  const folder =
    location === undefined
      ? sourceRootOf(config, near)
      : location.kind === 'package'
        ? path.posix.dirname(location.path)
        : location.path;
  const rest = (around === undefined ? module : module.slice(around.length + 1)).replaceAll('.', '/');
  return path.posix.join(folder, rest);
}

/** Is it beyond doubt a path, and not the dotted name of a module? */
function isPathForm(text: string): boolean {
  return text.includes('/') || !isDotted(text);
}

export function isDotted(text: string): boolean {
  return /^[\p{ID_Start}_][\p{ID_Continue}.]*$/u.test(text) && !/\.pyi?$/.test(text) && !isJavaScript(text);
}

function sourceRootOf({ python: { sourceRoots } }: Config, file: string): string {
  return (
    sourceRoots
      .filter((folder) => folder !== '.' && file.startsWith(`${folder}/`))
      .toSorted((a, b) => b.length - a.length)[0] ?? ''
  );
}

/** A path of the command line, relative to the root. @throws ExpectedStop when it leads out of it */
export function below(root: string, cwd: string, file: string): string {
  const relative = path.relative(root, path.resolve(cwd, file)).split(path.sep).join('/');
  if (relative === '' || relative === '..' || relative.startsWith('../') || path.isAbsolute(relative))
    throw new ExpectedStop(
      `${file} is not below ${root}`,
      'that is the folder of the configuration, or of the repository',
    );
  return relative;
}

function nested(moves: readonly PathMove[]): [PathMove, PathMove] | undefined {
  for (const outer of moves)
    for (const inner of moves)
      if (outer !== inner && `${inner.from}/`.startsWith(`${outer.from}/`)) return [outer, inner];
  return undefined;
}
