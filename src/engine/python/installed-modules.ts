import type { ModuleBindings } from '../../model/module-bindings.ts';
import { parseSymbol } from '../../model/symbol.ts';
import { moduleElsewhere, ModuleIndex } from '../../resolve/python/module-index.ts';
import type { InstalledModules } from '../../resolve/python/python-resolver.ts';
import { StaticExports } from '../../resolve/python/static-exports.ts';
import type { TreeFiles } from '../tree-files.ts';
import { remember } from '../remember.ts';
import { pythonEnvironment } from './python-environment.ts';
import { statedVersions } from './python-versions.ts';
import { StandardLibrary } from './standard-library.ts';

/** The repository that the installed modules are used in. */
export interface ModulesInTree {
  readonly root: string;
  readonly sourceRoots: readonly string[];
  /** The interpreter or environment that the configuration names. */
  readonly environment: string | undefined;
  readonly files: Pick<TreeFiles, 'list'>;
  readonly index: ModuleIndex;
  /** The bindings of a module of the repository. */
  readonly bindings: (module: string) => ModuleBindings | undefined;
  /** The bindings of a file, relative to the root; undefined when it cannot be read. */
  readonly read: (file: string) => ModuleBindings | undefined;
  readonly isExtended: (file: string) => boolean;
}

/** The modules of the repository, of the standard library and of the installed packages, in the order in which Python finds them. */
export function installedModules(tree: ModulesInTree): InstalledModules {
  const library = new StandardLibrary();
  const { folders, minor } = pythonEnvironment(tree.root, tree.environment);
  const ofEnvironment = minor !== undefined && minor >= library.known.first && minor <= library.known.last;
  const versions =
    statedVersions(tree.root, library.known) ?? (ofEnvironment ? { first: minor, last: minor } : library.known);
  const packages = new Set(folders);
  const list = remember((folder: string) => {
    const entries = tree.files.list(folder);
    // A package of the name of a module of the library is never imported.
    return packages.has(folder)
      ? new Map([...entries].filter(([name]) => !library.isTop(name.split('.', 1)[0] ?? name)))
      : entries;
  });
  const index = new ModuleIndex(
    [...tree.sourceRoots, ...folders],
    list,
    (file) => moduleElsewhere(file) === undefined && tree.isExtended(file),
    (module) => library.kindOf(module, versions),
  );
  const bindings = remember((module: string): ModuleBindings | undefined => {
    const location = index.find(module);
    if (location === undefined) return undefined;
    const own = tree.index.find(module);
    if (own?.path === location.path) return tree.bindings(module);
    if (moduleElsewhere(location.path) !== undefined) return library.bindings(module, versions);
    return location.kind === 'module' || location.kind === 'package' ? tree.read(location.path) : undefined;
  });
  const exports = new StaticExports(index, bindings);
  return {
    holds: (module) => index.find(module) !== undefined,
    define: (module, name) => {
      const isOfLibrary = moduleElsewhere(index.find(module)?.path ?? '') !== undefined;
      const symbol = `${module}:${name}`;
      // The table has public names alone.
      if (isOfLibrary && name.startsWith('_')) return { state: 'unknown', key: symbol, chain: [symbol] };
      return exports.define(module, name);
    },
    lacking: ({ chain }) => {
      for (const step of chain) {
        const { module, name } = parseSymbol(step);
        if (name === undefined || moduleElsewhere(index.find(module)?.path ?? '') === undefined) continue;
        const lacking = library.lacking(module, name, versions);
        if (lacking !== undefined) return `Python ${lacking} has no ${step}`;
      }
      return undefined;
    },
  };
}
