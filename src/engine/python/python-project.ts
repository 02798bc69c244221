import type { Config } from '../../model/config.ts';
import type { ModuleBindings } from '../../model/module-bindings.ts';
import { packagesAround } from '../../model/python.ts';
import { parseSymbol } from '../../model/symbol.ts';
import { SourceBuffer } from '../../native/source-buffer.ts';
import { holdsShim, shimOfOld } from '../../parse/python/generated-shim.ts';
import { moduleBindings } from '../../parse/python/module-bindings.ts';
import { readImports } from '../../parse/python/import-statements.ts';
import { attributeLookups } from '../../parse/python/attribute-lookups.ts';
import type { AttributeLookups } from '../../parse/python/attribute-lookups.ts';
import { runTimeUse } from '../../parse/python/run-time-uses.ts';
import { moduleEffects } from '../../parse/python/module-effects.ts';
import { topLevelImports } from '../../parse/python/top-level-imports.ts';
import { ImportGraph } from '../../resolve/python/import-graph.ts';
import type { MovedModule, TopLevelImport } from '../../resolve/python/import-graph.ts';
import { moduleElsewhere, ModuleIndex } from '../../resolve/python/module-index.ts';
import { NearerModules } from '../../resolve/python/nearer-modules.ts';
import type { NearerModule } from '../../resolve/python/nearer-modules.ts';
import { isTestModule } from '../../model/python.ts';
import { PythonMap } from '../../resolve/python/python-map.ts';
import type { InstalledModules, PythonProject } from '../../resolve/python/python-resolver.ts';
import { StaticExports } from '../../resolve/python/static-exports.ts';
import { starModules, starNames } from '../../resolve/python/star-names.ts';
import { installedModules } from './installed-modules.ts';
import { installedPackages } from './installed-packages.ts';
import { filesHolding, importedModules, Importers } from './imported-modules.ts';
import { knownModules } from './known-modules.ts';
import { pythonInterfaces } from './python-interfaces.ts';
import type { PythonInterfaces } from './python-interfaces.ts';
import { remember } from '../remember.ts';
import { treeFiles } from '../tree-files.ts';
import type { KnownFacts } from '../../model/known-facts.ts';

/** The questions of the engine about the repository. */
export interface Repository extends PythonProject {
  /** The first line of the module that may look its own name up when a function of it runs; undefined when none does. */
  readonly runTimeUse: (module: string, name: string) => number | undefined;
  /** The bindings of a module at its top level; undefined when it is not one readable file. */
  readonly bindings: (module: string) => ModuleBindings | undefined;
  /** The imports that run when a module is imported. */
  readonly topLevelImports: (module: string) => readonly TopLevelImport[];
  /** The interfaces of its symbols to calling code. */
  readonly interfaces: PythonInterfaces;
  /** The module that the file, by its path, finds in place of the one below the source roots. */
  readonly nearer: (path: string, module: string) => NearerModule | undefined;
  /** Where importing the module does more than bind names of it, as `path:line`; undefined where it does not. */
  readonly importEffect: (module: string) => string | undefined;
  /** The names that a star import of the module may bring; undefined where they are not all known. */
  readonly starNames: (module: string) => ReadonlySet<string> | undefined;
  /** Does a star import of the module bring the name until it moves away? */
  readonly leavesStar: (module: string, name: string) => boolean;
  /** The modules whose names the module has by stars, at one remove or several. */
  readonly starModules: (module: string) => ReadonlySet<string>;
  /** Does the file hold the old code behind a shim of `shim --keep-old`? */
  readonly isKeptOld: (file: string) => boolean;
  /** Does some file of the repository import the module? The first time that it is asked, all are read. */
  readonly isImported: (module: string) => boolean;
  /** The files other than tests that import the module or something in it, other than something in one of these. As above. */
  readonly filesLoading: (module: string, besides: ReadonlySet<string>) => Iterable<string>;
  /** Does a file other than a test import a name of the module that the Map does not move? As above. */
  readonly isAskedForOthers: (module: string) => boolean;
  /**
   * The file that binds a value of the module anew from outside, tests left out; undefined where none does, or it is a class, a
   * function or a constant. As above.
   */
  readonly setIn: (module: string, name: string) => string | undefined;
  /** The files in which one of the names stands. Reads all files. */
  readonly filesHolding: (names: readonly string[]) => readonly string[];
  /** The uses that the files of the repository make of a name of the module that is itself a module. As above. */
  readonly attributeLookups: (module: string, name: string) => AttributeLookups;
}

/**
 * The modules of the repository, each read when a question first leads to it, and once.
 * @param known what is known of the files already
 */
export function openPythonProject(
  { root, python, tree, exports: others = [] }: Config,
  known?: KnownFacts,
): Repository {
  const files = treeFiles(root, tree, known);
  const { list, load } = files;
  const elsewhere = knownModules(others);
  let buffer: SourceBuffer | undefined;
  /** `pkgutil.extend_path(__path__, __name__)` and its kin. */
  const isExtended = remember((file: string) => {
    const module = moduleElsewhere(file);
    if (module !== undefined) return elsewhere.isOpen(module);
    const source = (buffer ??= SourceBuffer.create());
    return load(source, file) && /\b(?:__path__|declare_namespace)\b/.test(source.bytes.toString('latin1'));
  });
  const index = new ModuleIndex(python.sourceRoots, list, isExtended, elsewhere.kindOf);
  const nearer = new NearerModules(python.sourceRoots, list, files.kindOf, (module) => index.find(module)?.path);
  const map = new PythonMap(python);
  /** Put the source of a module into a buffer of its own and look at it; undefined when it is not one readable file. */
  const read = <T>(module: string, look: (buffer: SourceBuffer) => T): T | undefined => {
    const location = index.find(module);
    if (location?.kind !== 'module' && location?.kind !== 'package') return undefined;
    if (elsewhere.kindOf(module) !== undefined) return undefined;
    buffer ??= SourceBuffer.create();
    return load(buffer, location.path) ? look(buffer) : undefined;
  };
  /** The same, from what is known of the file, if that is as the disk has it. */
  const remembered = <T>(module: string, question: string, look: (buffer: SourceBuffer) => T): T | undefined => {
    const file = index.find(module)?.path;
    if (known === undefined || file === undefined || tree?.contents.has(file) === true) return read(module, look);
    return known.remembered(file, question, () => read(module, look));
  };
  const importers = (isCounted: (file: string) => boolean): Importers =>
    new Importers([...map.legacyModules, ...map.canonicalModules], (tops) => {
      const source = (buffer ??= SourceBuffer.create());
      const all = { load: (file: string) => load(source, file), added: files.added, isCounted };
      return importedModules(root, index, source, all, tops);
    });
  const [inAll, inProduction] = [importers(() => true), importers((file) => !isTestModule(file))];
  /** The uses that a file makes of the names of a module. Each file is read once for all of them. */
  const lookupsIn = remember((module: string) =>
    remember((file: string): ((name: string) => AttributeLookups) => {
      const source = (buffer ??= SourceBuffer.create());
      if (!load(source, file)) return () => ({ isReached: false, patched: [] });
      const imports = readImports(source.scanImports().records, source.identifierAt);
      return attributeLookups(source.bytes.toString('utf8'), imports, index.identify(file), module);
    }),
  );
  const isInstalled = installedPackages(root);
  const isMoved = (path: string): boolean => tree?.modules.has(path) === true || tree?.symbols?.has(path) === true;
  const movedTo = (module: string): MovedModule | undefined => {
    const { entry, to } = map.module(module) ?? {};
    if (entry === undefined || to === undefined || entry.replaces) return undefined;
    if (isMoved(module)) return { module: to.module, root: entry.canonical.module };
    if (index.find(module) !== undefined) return undefined;
    const isGone = index.isOurs(module) || !isInstalled(module.split('.', 1)[0] ?? module);
    return isGone ? { module: to.module, root: entry.canonical.module } : undefined;
  };
  const bindings = remember(
    (module: string) => elsewhere.facts(module)?.bindings ?? remembered(module, 'bindings', moduleBindings),
  );
  const runTimeUses = remember((module: string) =>
    remember((name: string) => {
      const facts = elsewhere.facts(module);
      return facts ? valueOf(facts.runTimeUses, name) : read(module, (source) => runTimeUse(source, name));
    }),
  );
  const movedFrom = remember((module: string) =>
    // A move rewrites the relative imports of its files itself.
    tree ? [] : map.movedOnto(module).filter((old) => index.find(old) === undefined),
  );
  const exports = new StaticExports(index, bindings, (module) => map.module(module)?.to.module, movedFrom);
  const setters = remember((module: string) =>
    remember((name: string) => {
      if (constant.test(name)) return undefined;
      const facts = elsewhere.facts(module);
      if (facts) return valueOf(facts.setIn, name);
      const { module: from, name: defined = name } = parseSymbol(exports.define(module, name).key);
      const definition = new RegExp(String.raw`\b(?:def|class)[ \t]+${defined}\b`);
      const isValue = read(from, ({ bytes }) => !definition.test(bytes.toString('utf8')));
      if (isValue !== true) return undefined;
      const dot = module.lastIndexOf('.');
      const [around, own] = [module.slice(0, Math.max(0, dot)), module.slice(dot + 1)];
      return [...new Set([...inProduction.of(module), ...inProduction.of(around)])]
        .toSorted()
        .find((file) => lookupsIn(around)(file)(own).patched.includes(name));
    }),
  );
  /** Does a class of the repository have effects on classes that derive from it? */
  const hasHook = (module: string, name: string): boolean => {
    const { module: from, name: definition } = parseSymbol(definitionOf(exports, module, name));
    if (definition === undefined) return false;
    return read(from, (source) => subclassHook.test(source.bytes.toString('latin1'))) === true;
  };
  const importEffect = remember((module: string) => {
    const facts = elsewhere.facts(module);
    if (facts) return facts.effect;
    const effects = read(module, moduleEffects);
    const line = effects?.line ?? effects?.bases.find(({ name }) => hasHook(module, name))?.line;
    return line === undefined ? undefined : `${index.find(module)?.path ?? module}:${line}`;
  });
  const importsOf = (module: string): readonly TopLevelImport[] =>
    elsewhere.facts(module)?.imports ?? remembered(module, 'imports', topLevelImports) ?? [];
  const interfaces = pythonInterfaces(index, exports, read);
  let installed: InstalledModules | undefined;
  const readFile = (file: string): ModuleBindings | undefined => {
    const source = (buffer ??= SourceBuffer.create());
    return load(source, file) ? moduleBindings(source) : undefined;
  };
  return {
    index,
    exports,
    bindings,
    importEffect,
    isKeptOld: (file) => {
      const shim = shimOfOld(file);
      if (shim === undefined) return false;
      const source = SourceBuffer.create();
      return load(source, shim) && holdsShim(source);
    },
    nearer: (file, module) => nearer.of(file, module),
    topLevelImports: importsOf,
    graph: new ImportGraph(index, importsOf, movedTo),
    leavesStar: (module, name) => tree?.symbols?.get(`${module}:${name}`) === true,
    starNames: (module) => {
      const names = starNames(module, index, bindings, (asked) => exports.publicNames(asked));
      const leaving = [...(tree?.symbols ?? [])].filter(
        ([symbol, isPublic]) => isPublic && symbol.startsWith(`${module}:`),
      );
      return names && leaving.length > 0
        ? new Set([...names, ...leaving.map(([symbol]) => symbol.slice(module.length + 1))])
        : names;
    },
    starModules: remember((module: string) => starModules(module, index, bindings)),
    isImported: (module) => inProduction.of(module).size > 0 || inAll.of(module).size > 0,
    filesLoading: (module, besides) => {
      const found = new Set(inProduction.of(module));
      for (const name of inProduction.below(module))
        if (!besides.has(name) && !packagesAround(name).some((around) => besides.has(around)))
          for (const file of inProduction.of(name)) found.add(file);
      return found;
    },
    isAskedForOthers: (module) =>
      inProduction.below(module).some((path) => {
        const name = path.slice(module.length + 1);
        // A star moves, or says itself that it stays.
        if (name === '*' || name.includes('.')) return false;
        return map.symbol(module, name) === undefined && map.module(path) === undefined;
      }),
    setIn: (module, name) => setters(module)(name),
    filesHolding: (names) => {
      const source = (buffer ??= SourceBuffer.create());
      return filesHolding(names, root, source, { load: (file) => load(source, file), added: files.added });
    },
    attributeLookups: (module, name) => {
      const own = inAll.of(`${module}.${name}`);
      const found = [...new Set([...own, ...inAll.of(module)])].map((file) => lookupsIn(module)(file)(name));
      return {
        isReached: own.size > 0 || found.some(({ isReached }) => isReached),
        patched: [...new Set(found.flatMap(({ patched }) => patched))],
      };
    },
    isInstalled,
    installed: () =>
      (installed ??= installedModules({
        root,
        sourceRoots: python.sourceRoots,
        environment: python.environment,
        files,
        index,
        bindings,
        read: readFile,
        isExtended,
      })),
    isMoved,
    runTimeUse: (module, name) => runTimeUses(module)(name),
    interfaces: {
      ...interfaces,
      differences: (legacy, canonical) =>
        elsewhere.differences(legacy, canonical) ?? interfaces.differences(legacy, canonical),
    },
  };
}

function valueOf<T>(pairs: readonly (readonly [string, T])[], name: string): T | undefined {
  return pairs.find(([own]) => own === name)?.[1];
}

/** A name that says that nobody binds it anew (PEP 8). */
const constant = /^_*[A-Z][A-Z\d]*(?:_[A-Z\d]+)*$/;

/** The ways in which a class learns of classes that derive from it. */
const subclassHook =
  /\b__init_subclass__\b|\bmetaclass\s*=(?!\s*(?:abc\.)?(?:ABCMeta|EnumMeta)\b)|\bclass\s+\w+\s*\(\s*type\s*[,)]|\bdeclarative_base\b|\bDeclarativeBase\b/;

/** The definition that a dotted name of a module leads to: `module:Name`. */
function definitionOf(exports: StaticExports, module: string, path: string): string {
  return path.split('.').reduce((at, name) => {
    const { module: from, name: inner } = parseSymbol(at);
    return inner === undefined ? exports.define(from, name).key : at;
  }, module);
}
