import { absoluteModule, packagesAround } from '../../model/python.ts';
import type { ModulePath } from '../../model/module-bindings.ts';
import type { ModuleIndex, ModuleLocation } from './module-index.ts';

/** An import that runs when its module is imported. */
export interface TopLevelImport extends ModulePath {
  /** The names of a `from` import, each of which may be a submodule; empty for `import …`. */
  readonly names: readonly string[];
}

/** The modules that importing one module runs, and the way to each. */
interface Reach {
  /** For each module reached: the module that imports it. */
  readonly by: ReadonlyMap<string, string>;
  /** The modules that some statement names, and not only as the package around another one. */
  readonly named: ReadonlySet<string>;
}

/** One module imports another. */
export interface ImportEdge {
  readonly target: string;
  /** A statement names the target: it is not only a package around it. */
  readonly isNamed: boolean;
  /** It is a package that the module, which has moved, was not in before. */
  readonly isNew?: boolean;
}

/** Where the Map says that a module is now which is gone from its old place. */
export interface MovedModule {
  readonly module: string;
  /** The module that moved as a whole, with all modules in it. */
  readonly root: string;
}

/** Which module imports which at its top level, read on demand from where a question starts. */
export class ImportGraph {
  readonly #index: ModuleIndex;
  readonly #importsOf: (module: string) => readonly TopLevelImport[];
  readonly #movedTo: (module: string) => MovedModule | undefined;
  readonly #edges = new Map<string, readonly ImportEdge[]>();
  readonly #reaches = new Map<string, Reach>();
  /** By the module and the innermost package that is left out. */
  readonly #loads = new Map<string, ReadonlySet<string>>();

  /**
   * @param importsOf what a module of the index imports at its top level; empty when it cannot be read
   * @param movedTo where a module is that is not there any more: what it imports it did before, too
   */
  constructor(
    index: ModuleIndex,
    importsOf: (module: string) => readonly TopLevelImport[],
    movedTo: (module: string) => MovedModule | undefined = () => undefined,
  ) {
    this.#index = index;
    this.#importsOf = importsOf;
    this.#movedTo = movedTo;
  }

  /**
   * The cycle that an import of `target` at the top level of `importer` would newly close: from `target`, or a package
   * around it, back to `importer`. Undefined when there is none, or when `importer` reaches the start of it already, so
   * that nothing is new. The package around a module does not count as imported by it: while a module runs, its packages
   * are under way.
   */
  newCycle(importer: string, target: string): readonly string[] | undefined {
    const packages = packagesAround(target).filter((around) => !`${importer}.`.startsWith(`${around}.`));
    for (const start of [target, ...packages]) {
      const way = this.#wayBack(start, importer);
      if (way !== undefined && !this.#reach(importer, 'today').by.has(start)) return way;
    }
    return undefined;
  }

  /**
   * Does importing `start` run `module`, too?
   * @param besides what this one imports does not count
   */
  isLoadedBy(start: string, module: string, besides?: string): boolean {
    return [start, ...packagesAround(start)].some(
      (from) => from === module || this.#reach(from, 'after', besides).by.has(module),
    );
  }

  /** Do two modules load each other, other than through the packages that both are in? Each counts as loading itself. */
  needEachOther(one: string, other: string): boolean {
    const shared = packagesAround(one).filter((around) => `${other}.`.startsWith(`${around}.`));
    const [innermost = ''] = shared;
    // The one that is known is asked first: it may spare reading all that the other one loads.
    const [first, second] = this.#loads.has(`${other} ${innermost}`) ? [other, one] : [one, other];
    return this.#loadsOutside(first, shared).has(second) && this.#loadsOutside(second, shared).has(first);
  }

  /** The modules that importing `start` runs, itself included, other than through some packages around it. */
  #loadsOutside(start: string, packages: readonly string[]): ReadonlySet<string> {
    const key = `${start} ${packages[0] ?? ''}`;
    const known = this.#loads.get(key);
    if (known) return known;
    const found = new Set([start]);
    for (const module of found)
      for (const { target } of this.#edgesOf(module)) if (!packages.includes(target)) found.add(target);
    this.#loads.set(key, found);
    return found;
  }

  /** The modules that importing the module runs today, the packages around it among them. */
  loadedBy(module: string): readonly string[] {
    const starts = [module, ...packagesAround(module)];
    const found = new Set([...starts, ...starts.flatMap((start) => [...this.#reach(start, 'today').by.keys()])]);
    found.delete(module);
    return [...found];
  }

  /** The modules from `start` to `importer`, each of which imports the next one; undefined when there is no such way. */
  #wayBack(start: string, importer: string): string[] | undefined {
    const { by, named } = this.#reach(start);
    if (!named.has(importer)) return undefined;
    const way = [importer];
    for (let at = by.get(importer); at !== undefined && at !== start; at = by.get(at)) way.unshift(at);
    return [start, ...way];
  }

  /** The same graph, with the edges of these modules taken as read. */
  withEdges(edges: ReadonlyMap<string, readonly ImportEdge[]>): ImportGraph {
    const graph = new ImportGraph(this.#index, this.#importsOf, this.#movedTo);
    for (const [module, itsEdges] of [...this.#edges, ...edges]) graph.#edges.set(module, itsEdges);
    return graph;
  }

  /** The edges that lead on from the modules and the packages around them, by where they start. */
  edgesFrom(modules: readonly string[]): ReadonlyMap<string, readonly ImportEdge[]> {
    for (const module of modules) for (const start of [module, ...packagesAround(module)]) this.#reach(start);
    return this.#edges;
  }

  /** @param when with the packages that modules are in since they have moved, or without them */
  #reach(start: string, when: 'after' | 'today' = 'after', besides?: string): Reach {
    const key = `${when} ${start} ${besides ?? ''}`;
    const known = this.#reaches.get(key);
    if (known) return known;
    const by = new Map<string, string>();
    const named = new Set<string>();
    const queue = [start];
    for (let module = queue.pop(); module !== undefined; module = queue.pop()) {
      for (const { target, isNamed, isNew } of this.#edgesOf(module)) {
        if (isNew === true && when === 'today') continue;
        if (isNamed) named.add(target);
        if (by.has(target) || target === start) continue;
        by.set(target, module);
        if (target === besides) continue;
        queue.push(target);
      }
    }
    const reach = { by, named };
    this.#reaches.set(key, reach);
    return reach;
  }

  #edgesOf(module: string): readonly ImportEdge[] {
    let edges = this.#edges.get(module);
    if (edges === undefined) {
      edges = this.#readEdges(module);
      this.#edges.set(module, edges);
    }
    return edges;
  }

  /** The modules that run when the imports of one module do: those named, and the packages around them. */
  #readEdges(module: string): readonly ImportEdge[] {
    const location = this.#index.find(module);
    if (location === undefined || (location.kind !== 'module' && location.kind !== 'package')) return [];
    const identity = {
      module,
      package: location.kind === 'package' ? module : module.slice(0, Math.max(0, module.lastIndexOf('.'))),
    };
    const edges = new Map<string, ImportEdge>();
    const add = (path: string): void => {
      const moved = this.#movedTo(path);
      const target = moved?.module ?? path;
      if (this.#index.find(target) === undefined) return;
      edges.set(target, { target, isNamed: true });
      for (const around of packagesAround(target)) {
        const isNew = moved !== undefined && !`${around}.`.startsWith(`${moved.root}.`);
        const known = edges.get(around);
        if (known === undefined || (known.isNew === true && !isNew))
          edges.set(around, { target: around, isNamed: false, isNew });
      }
    };
    for (const { level, module: path, names } of this.#importsOf(module)) {
      const from = absoluteModule(level, path, identity);
      if (from === undefined) continue;
      const moved = this.#movedTo(from);
      if (moved === undefined && !this.#index.isOurs(from)) continue;
      add(from);
      const holdsModules = names.length > 0 && isFolder(this.#index.find(moved?.module ?? from));
      if (holdsModules) for (const name of names) add(`${from}.${name}`);
    }
    return [...edges.values()];
  }
}

function isFolder(location: ModuleLocation | undefined): boolean {
  return location?.kind === 'package' || location?.kind === 'namespace';
}
