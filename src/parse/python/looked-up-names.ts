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
/** The path before a name in a string: `"package.module.`, `"package.module:`. */
const pathInString = /["'](\w+(?:\.\w+)*)[.:]$/;
/** A call that binds the name at the path of its string anew. */
const takesName = /(?:patch(?:\s*\.\s*\w+)?|\b(?:set|del)attr)\s*\(\s*(?:target\s*=\s*)?["'][\w.]+[.:]$/;

/** A name that a file looks up in another module, `module:Name`. */
export interface LookedUpName {
  readonly symbol: string;
  /** It is an attribute of what may be any module that the file imports. */
  readonly isGuess: boolean;
}

/** Names that some modules bind. */
export interface NamesOfInterest {
  readonly names: readonly string[];
  readonly modules: ReadonlySet<string>;
}

/**
 * The names, of those of interest, that a file looks up in other modules: in import statements, by a star, as attributes, by
 * `getattr` or their text, and by a dotted path in a string. A patch of a name by a string looks nothing up.
 * @param readImports asked where the text has such a place
 */
export function lookedUpNames(
  text: string,
  readImports: () => readonly ImportRecord[],
  identity: ModuleIdentity,
  { names, modules: wanted }: NamesOfInterest,
): LookedUpName[] {
  const places = names.flatMap((name) => placesOf(text, name));
  if (places.length === 0) return [];
  const imports = readImports();
  const { stars, modules } = boundBy(imports, identity);
  const imported = importedNames(imports, identity, names);
  const known = [...modules.values()].flat();
  let anyModule: readonly string[] | undefined;
  const others = places.flatMap(({ name, path, form }): readonly LookedUpName[] => {
    const all = (found: readonly string[], isGuess: boolean): LookedUpName[] =>
      found.map((module) => ({ symbol: `${module}:${name}`, isGuess }));
    if (form === 'alone') return all(stars, false);
    // The path may start at any module that the file imports.
    if (form === 'in-string') {
      const below = known.map((module) => `${module}.${path}`).filter((module) => wanted.has(module));
      return [...all([path], false), ...all(below, true)];
    }
    const found = path === '' ? [] : modulesAt(path, modules);
    if (found.length > 0 || (path !== '' && isOwnClass(text, path))) return all(found, false);
    anyModule ??= [...new Set([...known, ...modulesInStrings(text, identity)])].filter((module) => wanted.has(module));
    return [...(form === 'text' ? all(stars, false) : []), ...all(anyModule, true)];
  });
  const found = [...imported.map((symbol) => ({ symbol, isGuess: false })), ...others];
  return [...new Map(found.map((name) => [`${name.symbol}${name.isGuess ? '?' : ''}`, name])).values()];
}

/** The wanted names that the imports take from modules by their names, each `module:Name`. */
export function importedNames(
  imports: readonly ImportRecord[],
  identity: ModuleIdentity,
  wanted: readonly string[],
): string[] {
  return imports.flatMap(({ isFrom, level, module: path, names }) => {
    const module = isFrom ? absoluteModule(level, path, identity) : undefined;
    return module === undefined ? [] : names.filter((name) => wanted.includes(name)).map((name) => `${module}:${name}`);
  });
}

/**
 * How a file says a name: by itself, behind a path that ends in a dot, as all of a string, behind a path in a string, or
 * behind a path of which too little is known.
 */
interface NamePlace {
  readonly name: string;
  readonly form: 'alone' | 'attribute' | 'text' | 'in-string';
  /** Empty where none is known. */
  readonly path: string;
}

function placesOf(text: string, name: string): NamePlace[] {
  const places = new Map<string, NamePlace>();
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    if (isPart(text.charAt(at - 1)) || isPart(text.charAt(at + name.length))) continue;
    const isJoined = /[.'":]/.test(lastBefore(text, at));
    // Mostly a name stands by itself.
    if (!isJoined && places.has('alone ')) continue;
    const place = isJoined ? joinedPlace(text, name, at) : ({ name, form: 'alone', path: '' } as const);
    if (place !== undefined) places.set(`${place.form} ${place.path}`, place);
  }
  return [...places.values()];
}

/** The place of a name behind a dot, a colon or a quote; undefined where it is only bound anew. */
function joinedPlace(text: string, name: string, at: number): NamePlace | undefined {
  const before = text.slice(Math.max(0, at - LONGEST_PATH), at);
  const [, quoted] = pathInString.exec(before) ?? [];
  if (quoted !== undefined) return takesName.test(before) ? undefined : { name, form: 'in-string', path: quoted };
  const [, module] = importBefore.exec(before) ?? [];
  const [, written = module ?? ''] = pathBefore.exec(before) ?? [];
  const path = written.replace(/[\s\\]/g, '');
  const isText = /["']$/.test(before);
  if (!isText && /:\s*$/.test(before)) return { name, form: 'alone', path: '' };
  return { name, form: module !== undefined && path === module ? 'in-string' : isText ? 'text' : 'attribute', path };
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

/** The modules that strings of the file may name. */
function modulesInStrings(text: string, identity: ModuleIdentity): string[] {
  return Array.from(text.matchAll(/["'](\.*)(\w+(?:\.\w+)*)["']/g)).flatMap(([, { length } = '', path = '']) =>
    length === 0 ? path : (absoluteModule(length, path, identity) ?? []),
  );
}

/** The modules that a dotted path may lead to, by what its start, or all of it, stands for. */
function modulesAt(path: string, modules: ReadonlyMap<string, readonly string[]>): string[] {
  const [first = '', ...rest] = path.split('.');
  const isImported = [...modules.keys()].some((local) => local === path || local.startsWith(`${first}.`));
  return [...(isImported ? [path] : []), ...(modules.get(first) ?? []).map((module) => [module, ...rest].join('.'))];
}
