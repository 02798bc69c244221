import path from 'node:path';
import type { Config, MapEntry, Target } from '../model/config.ts';
import { formatExport, formatTarget } from '../model/config.ts';
import { ExpectedStop } from '../model/errors.ts';
import { parseSymbol } from '../model/symbol.ts';

/** Names of one barrel, each with the path of its definition. */
interface BarrelNames {
  readonly definitions: readonly { readonly name: string; readonly definition: Target }[];
  /** The names that may lead to a definition which cannot be told. */
  readonly untold: readonly string[];
  /** Its file, relative to the root. */
  readonly file: string;
}

/**
 * The configuration with an entry for each name of the barrels in its Map: modules that hand on what others define. What leads to no
 * definition for certain counts as unmapped.
 * @throws ExpectedStop when a barrel is not there, or its names cannot be told
 */
export async function withBarrels(config: Config): Promise<Config> {
  const { python, javascript } = config;
  const has = (map: readonly MapEntry[]): boolean => map.some(({ barrel }) => barrel !== undefined);
  return {
    ...config,
    python: has(python.map) ? { ...python, ...expanded(python, formatTarget, await pythonBarrels(config)) } : python,
    javascript: has(javascript.map)
      ? { ...javascript, ...expanded(javascript, formatExport, await scriptBarrels(config)) }
      : javascript,
  };
}

type Section = Pick<Config['python'], 'map' | 'unmapped'>;

function expanded(
  { map, unmapped }: Section,
  format: (target: Target) => string,
  namesOf: (module: string) => BarrelNames,
): Section {
  const left: Target[] = [];
  const named = new Set(map.flatMap(({ legacy }) => legacy.map(format)));
  const onto = new Set<string>();
  const entries = map.flatMap((entry): MapEntry[] => {
    const { barrel, ...others } = entry;
    if (barrel === undefined) return [entry];
    const barrels = barrel === 'canonical' ? [entry.canonical] : entry.legacy;
    return barrels.flatMap(({ module }) => {
      const { definitions, untold, file } = namesOf(module);
      if (barrel === 'legacy') left.push(...untold.map((name) => ({ module, name })));
      return definitions.flatMap(({ name, definition }): MapEntry[] => {
        const own = { module, name };
        const [canonical, legacy] = barrel === 'legacy' ? [definition, own] : [own, definition];
        // An entry that names the path itself goes before.
        if (named.has(format(legacy))) return [];
        if (barrel === 'legacy') return [{ ...others, canonical, legacy: [legacy], absent: 'ok' }];
        if (onto.has(format(legacy))) return [];
        onto.add(format(legacy));
        // The barrel itself goes on to take the names from there.
        const { only, except = [] } = entry.where ?? { only: undefined };
        const where = {
          only,
          except: [
            ...except,
            file.replace(
              /[\\*?[\](){}!+@|^$]/g,
              String.raw`\        // An entry that names the path itself goes before.
        return named.has(format(legacy)) ? [] : [{ ...others, canonical, legacy: [legacy], absent: 'ok' }];`,
            ),
          ],
        };
        return [{ ...others, where, canonical, legacy: [legacy], absent: 'ok' }];
      });
    });
  });
  const known = new Set([...named, ...unmapped.map(format)]);
  return { map: entries, unmapped: [...unmapped, ...left.filter((target) => !known.has(format(target)))] };
}

async function pythonBarrels(config: Config): Promise<(module: string) => BarrelNames> {
  const [{ openPythonProject }, { bindingsIn }] = await Promise.all([
    import('./python/python-project.ts'),
    import('../resolve/python/star-names.ts'),
  ]);
  const { index, exports, bindings, starNames } = openPythonProject(config);
  return (module) => {
    if (index.find(module) === undefined) throw noBarrel('python', module, 'no source root holds it');
    const own = bindingsIn(bindings(module)?.suite ?? []);
    const brought = starNames(module);
    if (brought === undefined && own.some(({ kind }) => kind === 'star-import'))
      throw noBarrel('python', module, 'the names that it has by a star cannot be told');
    const names = new Set([
      ...own.flatMap((binding) => ('name' in binding && binding.kind !== 'deletion' ? [binding.name] : [])),
      ...(brought ?? []),
    ]);
    return sorted(index.find(module)?.path ?? '', names, (name) => {
      const { state, key } = exports.define(module, name);
      if (state !== 'found') return undefined;
      // A module is no definition, and what the barrel defines itself is where it should be.
      return key.includes(':') && !key.startsWith(`${module}:`) ? parseSymbol(key) : 'none';
    });
  };
}

async function scriptBarrels(config: Config): Promise<(module: string) => BarrelNames> {
  const [{ openJavaScriptProject }, { StaticExports }] = await Promise.all([
    import('./javascript/javascript-project.ts'),
    import('../resolve/javascript/static-exports.ts'),
  ]);
  const project = openJavaScriptProject(config);
  const exports = new StaticExports(project);
  return (module) => {
    const { key, isFound } = project.locateInMap(module);
    if (!isFound) throw noBarrel('javascript', module, 'it leads to no file');
    const names = exports.names(key);
    if (names === undefined) throw noBarrel('javascript', module, 'the names that it exports cannot be told');
    return sorted(relative(config, key), names, (name) => {
      const { state, chain } = exports.define(key, name);
      const last = chain.at(-1) ?? '';
      const at = last.lastIndexOf('#');
      const [file, own] = [last.slice(0, at), last.slice(at + 1)];
      if (state !== 'found' || !path.isAbsolute(file)) return state === 'found' ? 'none' : undefined;
      const isElsewhere = file === key || own === '*' || file.includes('/node_modules/');
      if (isElsewhere) return 'none';
      return { module: `./${relative(config, file)}`, name: own };
    });
  };
}

/** @param define undefined where that cannot be told, `none` where there is nothing to move */
function sorted(
  file: string,
  names: ReadonlySet<string>,
  define: (name: string) => Target | 'none' | undefined,
): BarrelNames {
  const definitions: { name: string; definition: Target }[] = [];
  const untold: string[] = [];
  for (const name of [...names].toSorted()) {
    const definition = define(name);
    if (definition === undefined) untold.push(name);
    else if (definition !== 'none') definitions.push({ name, definition });
  }
  // Two names may lead to one definition: its own name goes first.
  const own = ({ name, definition }: { name: string; definition: Target }): boolean => name === definition.name;
  return { definitions: [...definitions.filter(own), ...definitions.filter((one) => !own(one))], untold, file };
}

function relative({ root }: Config, file: string): string {
  return path.relative(root, file).split(path.sep).join('/');
}

function noBarrel(section: string, module: string, because: string): ExpectedStop {
  return new ExpectedStop(
    `${section}.map: "${module}" is no barrel whose definitions can be found: ${because}`,
    'list its names in entries of their own',
  );
}
