import { absoluteModule } from '../../model/python.ts';
import type { ModuleIdentity } from '../../model/python.ts';
import type { ImportRecord } from './import-statements.ts';

/** Text further than this before a name is no part of its path. */
const LONGEST_PATH = 200;
/** A dotted name with what leads from it to an attribute: a dot, or `getattr(module, "`. */
const pathBefore = /(?<![\w.'"])(\w+(?:[\s\\]*\.[\s\\]*\w+)*)[\s\\]*(?:\.[\s\\]*|,[\s\\]*["'])$/;
/** A call that imports the module of a string, with the attribute that is taken of it. */
const importBefore =
  /(?:import_module|__import__|importorskip)\s*\(\s*["'](\w+(?:\.\w+)*)["'][^()]*\)[\s\\]*(?:\.[\s\\]*|,[\s\\]*["'])$/;

/** A name that a file looks up in another module, `module:Name`. */
export interface LookedUpName {
  readonly symbol: string;
  /** It is an attribute of what may be any module that the file imports. */
  readonly isGuess: boolean;
}

/**
 * The names, of those of interest, that a file looks up in other modules: in import statements, by a star, as attributes and by
 * `getattr`. A patch of a name by a string looks nothing up.
 * @param readImports asked where the text has such a place
 */
export function lookedUpNames(
  text: string,
  readImports: () => readonly ImportRecord[],
  identity: ModuleIdentity,
  names: readonly string[],
): LookedUpName[] {
  const places = names.flatMap((name) => placesOf(text, name));
  if (places.length === 0) return [];
  const imports = readImports();
  const { stars, modules } = boundBy(imports, identity);
  const imported = importedNames(imports, identity, names);
  const others = places.flatMap(({ name, path, isImported }): LookedUpName[] => {
    if (isImported) return [{ symbol: `${path}:${name}`, isGuess: false }];
    const found = path === '' ? stars : modulesAt(path, modules);
    const isGuess = found.length === 0 && path !== '' && !isOwnClass(text, path);
    return (isGuess ? [...modules.values()].flat() : found).map((module) => ({ symbol: `${module}:${name}`, isGuess }));
  });
  return [...imported.map((symbol) => ({ symbol, isGuess: false })), ...others];
}

function importedNames(
  imports: readonly ImportRecord[],
  identity: ModuleIdentity,
  wanted: readonly string[],
): string[] {
  return imports.flatMap(({ isFrom, level, module: path, names }) => {
    const module = isFrom ? absoluteModule(level, path, identity) : undefined;
    return module === undefined ? [] : names.filter((name) => wanted.includes(name)).map((name) => `${module}:${name}`);
  });
}

/** How a file says a name: by itself, which is an empty path, or behind a path. */
interface NamePlace {
  readonly name: string;
  readonly path: string;
  /** The path is that of a module, which a call imports. */
  readonly isImported: boolean;
}

function placesOf(text: string, name: string): NamePlace[] {
  const places = new Map<string, NamePlace>();
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    if (isPart(text.charAt(at - 1)) || isPart(text.charAt(at + name.length))) continue;
    const isJoined = /[.'"]/.test(lastBefore(text, at));
    // Mostly a name stands by itself.
    if (!isJoined && places.has('')) continue;
    const before = isJoined ? text.slice(Math.max(0, at - LONGEST_PATH), at) : '';
    const [, module] = importBefore.exec(before) ?? [];
    const [, written = module ?? ''] = pathBefore.exec(before) ?? [];
    const path = written.replace(/[\s\\]/g, '');
    if (!isJoined || path !== '') places.set(path, { name, path, isImported: path === module });
  }
  return [...places.values()];
}

/** The last character before the offset that is no blank. */
function lastBefore(text: string, offset: number): string {
  let at = offset - 1;
  while (at >= 0 && ' \t\r\n\\'.includes(text.charAt(at))) at--;
  return text.charAt(at);
}

/** Does the path start with a class of the file? */
function isOwnClass(text: string, path: string): boolean {
  return new RegExp(String.raw`\bclass\s+${path.split('.', 1)[0] ?? path}\b`).test(text);
}

function isPart(character: string): boolean {
  return /[\w\u0080-\uffff]/.test(character);
}

/** The modules whose names the file has by stars, and those that names of the file stand for. */
function boundBy(
  imports: readonly ImportRecord[],
  identity: ModuleIdentity,
): { readonly stars: readonly string[]; readonly modules: ReadonlyMap<string, readonly string[]> } {
  const stars: string[] = [];
  const modules = new Map<string, string[]>();
  for (const { isFrom, isStar, level, module: path, names, aliases } of imports) {
    const module = isFrom ? absoluteModule(level, path, identity) : '';
    if (module === undefined) continue;
    if (isStar) stars.push(module);
    for (const [k, name] of names.entries()) {
      const local = aliases[k] ?? name;
      modules.set(local, [...(modules.get(local) ?? []), module === '' ? name : `${module}.${name}`]);
    }
  }
  return { stars, modules };
}

/** The modules that a dotted path may lead to, by what its start, or all of it, stands for. */
function modulesAt(path: string, modules: ReadonlyMap<string, readonly string[]>): string[] {
  const [first = '', ...rest] = path.split('.');
  const isImported = [...modules.keys()].some((local) => local === path || local.startsWith(`${first}.`));
  return [...(isImported ? [path] : []), ...(modules.get(first) ?? []).map((module) => [module, ...rest].join('.'))];
}
