import { ExpectedStop } from '../../model/errors.ts';
import type { Config } from '../../model/config.ts';
import type { SymbolMove } from '../../model/moving.ts';
import type { ModuleIndex } from '../../resolve/python/module-index.ts';
import { below, isDotted } from './move-arguments.ts';
import { openPythonProject } from '../python/python-project.ts';

/** Does a command line ask to move symbols, and not files? */
export function areSymbols(places: readonly string[]): boolean {
  return places.length > 0 && places.some((place, k) => k % 2 === 0 && isSymbol(place));
}

/** Not the drive of a path of Windows. */
function isSymbol(place: string): boolean {
  return /^[^:]{2,}:[^:/\\]+$/.test(place);
}

/**
 * The symbols to move that a command line names: pairs of `module:Name` and the module that it moves to, which may be paths.
 * @throws ExpectedStop when they are no such pairs
 */
export function symbolArguments(config: Config, places: readonly string[], cwd: string): SymbolMove[] {
  if (places.length % 2 !== 0)
    throw new ExpectedStop(
      'move takes pairs of a symbol and a module',
      'such as: ssot-codemod move app.a:Widget app.b',
    );
  const { index } = openPythonProject(config);
  const symbols: SymbolMove[] = [];
  for (let k = 0; k < places.length; k += 2) {
    const [old = '', next = ''] = places.slice(k, k + 2);
    if (!isSymbol(old))
      throw new ExpectedStop(`${old} is no symbol`, 'symbols and files move one after the other: run move twice');
    const [place = '', name = ''] = old.split(':');
    const [target = '', newName = name] = next.split(':');
    if (newName !== name)
      throw new ExpectedStop(
        `${old} would be called ${newName}`,
        `a move keeps the name; then rename it: "uses": "rename" in the Map`,
      );
    symbols.push({ module: moduleOf(config, index, place, cwd), name, to: moduleOf(config, index, target, cwd) });
  }
  return symbols;
}

/** The dotted name of a module that is given by it, or by a path. */
function moduleOf(config: Config, index: ModuleIndex, place: string, cwd: string): string {
  if (isDotted(place)) return place;
  const file = below(config.root, cwd, place);
  if (!file.endsWith('.py'))
    throw new ExpectedStop(`${place} is no module of Python`, 'a symbol moves to a file, as app/b.py');
  return index.identify(file).module;
}
