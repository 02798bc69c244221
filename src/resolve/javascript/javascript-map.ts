import { formatExport } from '../../model/config.ts';
import type { JavaScriptConfig, MapEntry, Target } from '../../model/config.ts';
import { ExpectedStop } from '../../model/errors.ts';
import type { JavaScriptProject, MapLocation } from './javascript-project.ts';

/** A legacy module or export with the entry that maps it. */
export interface Mapping {
  readonly entry: MapEntry;
  /** Where the canonical module is. */
  readonly canonical: MapLocation;
  /** As the Map writes it. */
  readonly from: string;
}

/** What the Map says of one module. */
export interface MappedModule {
  /** Where the module as a whole goes. */
  readonly whole: Mapping | undefined;
  /** Where exports of it go. */
  readonly symbols: ReadonlyMap<string, Mapping>;
  readonly unmapped: ReadonlyMap<string, string>;
}

interface MutableModule {
  whole: Mapping | undefined;
  readonly symbols: Map<string, Mapping>;
  readonly unmapped: Map<string, string>;
}

/** The Map of JavaScript, by the files that its specifiers lead to. Entries apply at once and never chain. */
export class JavaScriptMap {
  readonly #modules = new Map<string, MutableModule>();

  /** @throws ExpectedStop when two spellings of one legacy path have two canonical ones */
  constructor({ map, unmapped }: JavaScriptConfig, project: JavaScriptProject) {
    for (const entry of map) {
      const canonical = project.locateInMap(entry.canonical.module);
      for (const legacy of entry.legacy) this.#add(project, legacy, { entry, canonical, from: formatExport(legacy) });
    }
    for (const target of unmapped) {
      const module = this.#module(project.locateInMap(target.module).key);
      if (!module.symbols.has(target.name ?? '')) module.unmapped.set(target.name ?? '', formatExport(target));
    }
  }

  /** The legacy modules: those that the Map names by themselves or for an export. */
  get legacyKeys(): readonly string[] {
    return [...this.#modules.keys()];
  }

  /** What the Map says of the module at a location; undefined when it is none of its legacy modules. */
  module(key: string): MappedModule | undefined {
    return this.#modules.get(key);
  }

  #add(project: JavaScriptProject, { module, name }: Target, mapping: Mapping): void {
    const mapped = this.#module(project.locateInMap(module).key);
    const other = name === undefined ? mapped.whole : mapped.symbols.get(name);
    if (other && formatExport(other.entry.canonical) !== formatExport(mapping.entry.canonical)) {
      throw new ExpectedStop(
        `javascript.map: "${mapping.from}" and "${other.from}" are one module, and have two canonical paths, "${formatExport(mapping.entry.canonical)}" and "${formatExport(other.entry.canonical)}"`,
        'keep one of them',
      );
    }
    if (name === undefined) mapped.whole = mapping;
    else mapped.symbols.set(name, mapping);
  }

  #module(key: string): MutableModule {
    let module = this.#modules.get(key);
    if (module === undefined) {
      module = { whole: undefined, symbols: new Map(), unmapped: new Map() };
      this.#modules.set(key, module);
    }
    return module;
  }
}
