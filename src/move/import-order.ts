import type { Arm, Binding, Branch, ModuleBindings, Suite } from '../model/module-bindings.ts';
import { absoluteModule, packagesAround } from '../model/python.ts';
import type { ModuleIndex } from '../resolve/python/module-index.ts';

/** The modules of a tree, as far as importing them goes. */
export interface LoadableModules {
  readonly index: ModuleIndex;
  readonly bindings: (module: string) => ModuleBindings | undefined;
}

/** The course of importing one module first, in a fresh process. */
export interface ImportCourse {
  /** Why it fails; undefined where nothing is known to. */
  readonly failure: string | undefined;
  /** Modules that are asked for while they are still loading, each `importer module`. */
  readonly unfinished: ReadonlySet<string>;
}

/**
 * Imports a module first, as Python does, from the statements at the top levels: each runs its packages, then itself. An import of a
 * name from a module that is still loading fails when that has not bound it yet.
 */
export function importCourse(modules: LoadableModules, module: string): ImportCourse {
  const loader = new Loader(modules);
  try {
    loader.import(module, '');
    return { failure: undefined, unfinished: loader.unfinished };
  } catch (error) {
    if (!(error instanceof ImportFails)) throw error;
    return { failure: error.message, unfinished: loader.unfinished };
  }
}

/** The modules that importing one runs at once: by its own statements, with the packages around each. */
export function importsOf({ index, bindings }: LoadableModules, module: string): string[] {
  const found = new Set<string>();
  const add = (path: string): void => {
    for (const one of [path, ...packagesAround(path)]) if (index.find(one) !== undefined) found.add(one);
  };
  for (const binding of flat(bindings(module)?.suite ?? [])) {
    const from = sourceOf(index, module, binding);
    if (from === undefined) continue;
    add(from);
    if (binding.kind === 'from-import') add(`${from}.${binding.imported}`);
  }
  found.delete(module);
  return [...found];
}

class ImportFails extends Error {}

interface Loaded {
  readonly names: Set<string>;
  isDone: boolean;
}

class Loader {
  readonly unfinished = new Set<string>();
  readonly #modules: LoadableModules;
  readonly #loaded = new Map<string, Loaded>();

  constructor(modules: LoadableModules) {
    this.#modules = modules;
  }

  /** @throws ImportFails */
  import(path: string, importer: string): void {
    for (const module of [...packagesAround(path).toReversed(), path]) {
      const known = this.#loaded.get(module);
      if (known !== undefined) {
        if (!known.isDone && module === path && importer !== '' && !importer.startsWith(`${module}.`))
          this.unfinished.add(`${importer} ${module}`);
        continue;
      }
      if (this.#modules.index.find(module) === undefined) return;
      this.#load(module);
    }
  }

  #load(module: string): void {
    const loaded: Loaded = { names: new Set(), isDone: false };
    this.#loaded.set(module, loaded);
    try {
      this.#run(module, loaded, this.#modules.bindings(module)?.suite ?? []);
    } catch (error) {
      this.#loaded.delete(module);
      throw error;
    }
    loaded.isDone = true;
    const dot = module.lastIndexOf('.');
    this.#loaded.get(module.slice(0, Math.max(0, dot)))?.names.add(module.slice(dot + 1));
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
        if (!(error instanceof ImportFails) || form !== 'try' || arm.word !== 'try' || handler === undefined)
          throw error;
        this.#run(module, loaded, handler.suite);
      }
    }
  }

  #bind(module: string, loaded: Loaded, binding: Binding): void {
    const from = sourceOf(this.#modules.index, module, binding);
    // A `from` import is looked at name by name, below.
    if (from !== undefined) this.import(from, binding.kind === 'module-import' ? module : '');
    if (binding.kind === 'from-import' && from !== undefined) this.#take(module, from, binding.imported);
    if (binding.kind === 'star-import' && from !== undefined)
      for (const name of this.#loaded.get(from)?.names ?? []) loaded.names.add(name);
    if (binding.kind === 'deletion') loaded.names.delete(binding.name);
    else if ('name' in binding) loaded.names.add(binding.name);
  }

  /** `from module import name`, where the module has been loaded, or is being loaded. */
  #take(importer: string, from: string, name: string): void {
    const source = this.#loaded.get(from);
    if (source === undefined || source.isDone || source.names.has(name)) {
      if (source?.names.has(name) !== true) this.#submodule(importer, from, name);
      return;
    }
    if (this.#submodule(importer, from, name)) return;
    // A name that no statement binds may be there in another way.
    const bindings = this.#modules.bindings(from);
    if (bindings === undefined || bindings.isDynamic || !flat(bindings.suite).some((one) => bindsName(one, name)))
      return;
    throw new ImportFails(`${importer} takes ${name} from ${from} while that is still loading`);
  }

  #submodule(importer: string, from: string, name: string): boolean {
    const path = `${from}.${name}`;
    if (this.#modules.index.find(path) === undefined) return false;
    this.import(path, importer);
    return true;
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
