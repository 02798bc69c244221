import type { Arm, Binding, Branch, ModuleBindings, Suite } from '../model/module-bindings.ts';
import { absoluteModule, packagesAround } from '../model/python.ts';
import type { ModuleIndex } from '../resolve/python/module-index.ts';

/** The modules of a tree, as far as importing them goes. */
export interface LoadableModules {
  readonly index: ModuleIndex;
  readonly bindings: (module: string) => ModuleBindings | undefined;
}

/** The end of a name: a name of a module, or a module of a package. */
export interface LazyTarget {
  readonly module: string;
  readonly name: string;
}

/** By package: the names that its `__getattr__` imports on first use. */
export type LazyNames = ReadonlyMap<string, ReadonlyMap<string, LazyTarget>>;

/** The modules of a tree, with the meaning of each import statement looked up once. */
export class KnownModules implements LoadableModules {
  readonly index: ModuleIndex;
  readonly bindings: (module: string) => ModuleBindings | undefined;
  /** The module that an import statement names; undefined for anything else. */
  readonly #sources = new Map<string, Map<Binding, string | undefined>>();
  readonly #chains = new Map<string, readonly string[]>();
  readonly #lazy: LazyNames;

  constructor({ index, bindings }: LoadableModules, lazy: LazyNames = new Map()) {
    this.index = index;
    this.bindings = bindings;
    this.#lazy = lazy;
  }

  /** The names that a package imports on first use. */
  lazyOf(module: string): ReadonlyMap<string, LazyTarget> {
    return this.#lazy.get(module) ?? new Map<string, LazyTarget>();
  }

  sourceOf(module: string, binding: Binding): string | undefined {
    const own = this.#sources.get(module) ?? new Map<Binding, string | undefined>();
    if (own.size === 0) this.#sources.set(module, own);
    if (!own.has(binding)) own.set(binding, sourceOf(this.index, module, binding));
    return own.get(binding);
  }

  /** The packages around a module, outermost first, and itself, as far as they are there. */
  chainOf(path: string): readonly string[] {
    let chain = this.#chains.get(path);
    if (chain === undefined) {
      const all = [...packagesAround(path).toReversed(), path];
      const missing = all.findIndex((module) => this.index.find(module) === undefined);
      chain = missing < 0 ? all : all.slice(0, missing);
      this.#chains.set(path, chain);
    }
    return chain;
  }
}

/** The course of importing one module first, in a fresh process. */
export interface ImportCourse {
  /** Why it fails; undefined where nothing is known to. */
  readonly failure: string | undefined;
  /** Modules that are asked for while they are still loading, each `importer module`. */
  readonly unfinished: ReadonlySet<string>;
  /** Modules that go on without an import that fails. */
  readonly without: ReadonlySet<string>;
}

/** The courses of importing modules that lead to circles. */
export class ImportCourses {
  readonly #modules: KnownModules;
  readonly #circles: ReadonlySet<string>;
  readonly #settled = new Map<string, Settled>();

  /** @param circles all modules that import each other in circles, as far as one of them leads to others */
  constructor(modules: KnownModules, circles: ReadonlySet<string>) {
    this.#modules = modules;
    this.#circles = circles;
  }

  /** The course that importing one of them first takes. */
  of(module: string): ImportCourse {
    return importCourse(new Loader(this.#modules, this.#circles, this.#settled), module);
  }
}

/**
 * Imports a module first, as Python does, from the statements at the top levels: each runs its packages, then itself. An import of a
 * name from a module that is still loading fails when that has not bound it yet.
 */
function importCourse(loader: Loader, module: string): ImportCourse {
  try {
    loader.import(module, '');
    return { failure: undefined, unfinished: loader.unfinished, without: loader.without };
  } catch (error) {
    if (!(error instanceof ImportFails)) throw error;
    return { failure: error.message, unfinished: loader.unfinished, without: loader.without };
  }
}

/** The modules that importing one runs at once: by its own statements, with the packages around each. */
export function importsOf(modules: KnownModules, module: string): string[] {
  const { index, bindings } = modules;
  const found = new Set<string>();
  const add = (path: string): void => {
    for (const one of [path, ...packagesAround(path)]) if (index.find(one) !== undefined) found.add(one);
  };
  for (const binding of flat(bindings(module)?.suite ?? [])) {
    const from = modules.sourceOf(module, binding);
    if (from === undefined) continue;
    add(from);
    if (binding.kind === 'from-import') add(`${from}.${binding.imported}`);
    for (const [name, target] of modules.lazyOf(from))
      if (binding.kind === 'star-import' || ('imported' in binding && binding.imported === name)) {
        add(target.module);
        add(`${target.module}.${target.name}`);
      }
  }
  found.delete(module);
  return [...found];
}

class ImportFails extends Error {
  /** An attribute is missing, which no handler of import errors catches. */
  readonly isAttribute: boolean;

  constructor(message: string, isAttribute = false) {
    super(message);
    this.isAttribute = isAttribute;
  }
}

interface Loaded {
  /** The names that are bound so far; those of modules with these. */
  readonly names: Map<string, string | undefined>;
  isDone: boolean;
  /** Several courses have it: it is copied before it changes. */
  isShared: boolean;
}

/** A module that leads to none of the circles: it is loaded in the same way whenever it is. */
interface Settled {
  readonly loaded: readonly (readonly [module: string, loaded: Loaded])[];
  readonly without: ReadonlySet<string>;
  readonly failure: ImportFails | undefined;
}

class Loader {
  readonly unfinished = new Set<string>();
  readonly without = new Set<string>();
  readonly #modules: KnownModules;
  readonly #circles: ReadonlySet<string>;
  readonly #settled: Map<string, Settled>;
  readonly #loaded = new Map<string, Loaded>();

  constructor(modules: KnownModules, circles: ReadonlySet<string>, settled: Map<string, Settled>) {
    this.#modules = modules;
    this.#circles = circles;
    this.#settled = settled;
  }

  /** @throws ImportFails */
  import(path: string, importer: string): void {
    for (const module of this.#modules.chainOf(path)) {
      const known = this.#loaded.get(module);
      if (known !== undefined) {
        if (!known.isDone && module === path && importer !== '' && !importer.startsWith(`${module}.`))
          this.unfinished.add(`${importer} ${module}`);
        continue;
      }
      if (this.#circles.has(module)) this.#load(module);
      else this.#takeSettled(module);
    }
  }

  #load(module: string): void {
    const loaded: Loaded = { names: new Map(), isDone: false, isShared: false };
    this.#loaded.set(module, loaded);
    try {
      this.#run(module, loaded, this.#modules.bindings(module)?.suite ?? []);
    } catch (error) {
      this.#loaded.delete(module);
      throw error;
    }
    loaded.isDone = true;
    this.#bindInPackage(module);
  }

  #takeSettled(module: string): void {
    const { loaded, without, failure } = this.#settledOf(module);
    for (const [name, own] of loaded) {
      if (this.#loaded.has(name)) continue;
      this.#loaded.set(name, own);
      this.#bindInPackage(name);
    }
    for (const one of without) this.without.add(one);
    if (failure) throw failure;
  }

  #settledOf(module: string): Settled {
    const known = this.#settled.get(module);
    if (known) return known;
    const inner = new Loader(this.#modules, this.#circles, this.#settled);
    let failure: ImportFails | undefined;
    try {
      inner.#load(module);
    } catch (error) {
      if (!(error instanceof ImportFails)) throw error;
      failure = error;
    }
    const loaded = [...inner.#loaded].filter(([, { isDone }]) => isDone);
    for (const [, own] of loaded) own.isShared = true;
    const settled = { loaded, without: inner.without, failure };
    this.#settled.set(module, settled);
    return settled;
  }

  /** A package has its modules as names, once they are loaded. */
  #bindInPackage(module: string): void {
    const dot = module.lastIndexOf('.');
    const [around, name] = [module.slice(0, Math.max(0, dot)), module.slice(dot + 1)];
    const known = this.#loaded.get(around);
    if (known === undefined || (known.names.has(name) && known.names.get(name) === module)) return;
    if (known.isShared)
      this.#loaded.set(around, { ...known, names: new Map(known.names).set(name, module), isShared: false });
    else known.names.set(name, module);
  }

  #run(module: string, loaded: Loaded, suite: Suite): void {
    for (const entry of suite)
      if (entry.kind === 'branch') this.#branch(module, loaded, entry);
      else if (entry.kind === 'exit') return;
      else this.#bind(module, loaded, entry);
  }

  #branch(module: string, loaded: Loaded, { form, arms }: Branch): void {
    const handlers = arms.filter(({ word, condition }) => word === 'except' && catches(condition));
    for (const arm of arms.filter(({ word }) => word !== 'except')) {
      if (isForTypeCheckers(arm)) continue;
      try {
        this.#run(module, loaded, arm.suite);
      } catch (error) {
        const [handler] = handlers;
        if (!(error instanceof ImportFails) || error.isAttribute || form !== 'try') throw error;
        if (arm.word !== 'try' || handler === undefined) throw error;
        this.without.add(module);
        this.#run(module, loaded, handler.suite);
      }
    }
  }

  #bind(module: string, loaded: Loaded, binding: Binding): void {
    const source = this.#modules.sourceOf(module, binding);
    // Other packages take no part.
    const from = source !== undefined && this.#modules.chainOf(source).length > 0 ? source : undefined;
    // A `from` import is looked at name by name, below.
    if (from !== undefined) this.import(from, binding.kind === 'module-import' ? module : '');
    const { names } = loaded;
    if (binding.kind === 'star-import') {
      for (const [name, value] of this.#namesOf(from)) names.set(name, value);
      for (const name of this.#modules.lazyOf(from ?? '').keys()) names.set(name, this.#take(module, from ?? '', name));
    } else if (binding.kind === 'deletion') names.delete(binding.name);
    else if (binding.kind === 'from-import' && from !== undefined)
      names.set(binding.name, this.#take(module, from, binding.imported));
    else if (binding.kind === 'module-import') names.set(binding.name, binding.module);
    else if (binding.kind === 'alias') names.set(binding.name, this.#follow(module, loaded, binding.target));
    else if ('name' in binding) names.set(binding.name, undefined);
  }

  #namesOf(module: string | undefined): Iterable<[string, string | undefined]> {
    return this.#loaded.get(module ?? '')?.names ?? [];
  }

  /**
   * `from module import name`, where the module has been loaded, or is being loaded.
   * @returns the module that the name is; undefined for anything else
   */
  #take(importer: string, from: string, name: string): string | undefined {
    const source = this.#loaded.get(from);
    if (source?.names.has(name) === true) return source.names.get(name);
    const lazy = this.#modules.lazyOf(from).get(name);
    if (lazy !== undefined) {
      if (source?.names.has('__getattr__') !== true)
        throw new ImportFails(`${importer} takes ${name} from ${from} while that is still loading`);
      this.import(lazy.module, importer);
      return this.#take(importer, lazy.module, lazy.name);
    }
    const path = `${from}.${name}`;
    if (this.#modules.index.find(path) !== undefined) {
      this.import(path, importer);
      return path;
    }
    if (source?.isDone === false && this.#binds(from, name))
      throw new ImportFails(`${importer} takes ${name} from ${from} while that is still loading`);
    return undefined;
  }

  /** `first.second…`, through modules as far as they go. */
  #follow(module: string, { names }: Loaded, target: string): string | undefined {
    const [first = '', ...attributes] = target.split('.');
    let at = names.get(first);
    for (const attribute of attributes) {
      const loaded = at === undefined ? undefined : this.#loaded.get(at);
      if (at === undefined || loaded === undefined) return undefined;
      if (!loaded.names.has(attribute) && !loaded.isDone && this.#binds(at, attribute))
        throw new ImportFails(`${module} takes ${attribute} from ${at} while that is still loading`, true);
      at = loaded.names.get(attribute);
    }
    return at;
  }

  /** Does a statement of the module bind the name? One that none binds may be there in another way. */
  #binds(module: string, name: string): boolean {
    const bindings = this.#modules.bindings(module);
    if (bindings === undefined || bindings.isDynamic) return false;
    return (
      flat(bindings.suite).some((one) => bindsName(one, name)) ||
      this.#modules.index.find(`${module}.${name}`) !== undefined
    );
  }
}

function bindsName(binding: Binding, name: string): boolean {
  return 'name' in binding ? binding.name === name : binding.kind === 'star-import';
}

/** The module that an import statement names; undefined for anything else. */
function sourceOf(index: ModuleIndex, module: string, binding: Binding): string | undefined {
  if (binding.kind === 'module-import') return binding.path;
  if (binding.kind !== 'from-import' && binding.kind !== 'star-import') return undefined;
  const isPackage = index.find(module)?.kind === 'package';
  const holder = isPackage ? module : module.slice(0, Math.max(0, module.lastIndexOf('.')));
  return absoluteModule(binding.level, binding.module, { module, package: holder });
}

function catches(condition: string): boolean {
  return condition === '' || /\b(?:ImportError|Exception|BaseException)\b/.test(condition);
}

function isForTypeCheckers({ condition }: Arm): boolean {
  return /^(?:\w+ \. )?TYPE_CHECKING$/.test(condition);
}

function flat(suite: Suite): Binding[] {
  return suite.flatMap((entry) =>
    entry.kind === 'branch'
      ? entry.arms.filter((arm) => !isForTypeCheckers(arm)).flatMap((arm) => flat(arm.suite))
      : [entry],
  );
}
