import { formatExport } from '../../model/config.ts';
import type { JavaScriptConfig, Target } from '../../model/config.ts';
import { ExpectedStop } from '../../model/errors.ts';
import { isPattern } from '../../model/path-pattern.ts';
import { LegacyPatterns } from './legacy-patterns.ts';
import type { JavaScriptProject } from './javascript-project.ts';
import type { MappedModule, Mapping } from './mapped-module.ts';

interface MutableModule {
  members?: Set<string>;
  whole: Mapping | undefined;
  readonly symbols: Map<string, Mapping>;
  readonly unmapped: Map<string, string>;
}

/** The name of a package, and the path in it: `name/path`, `@scope/name/path`. */
const packagePath = /^((?:@[\w.~-]+\/)?[\w.~-]*[\w~-])\/(.+)$/;

/** The Map of JavaScript, by the files that its specifiers lead to. Entries apply at once and never chain. */
export class JavaScriptMap {
  readonly #project: JavaScriptProject;
  readonly #modules = new Map<string, MutableModule>();
  /** Further modules that legacy paths which lead nowhere may have been. */
  readonly #others = new Map<string, MutableModule>();
  /** Packages that move as a whole, by their names. */
  readonly #packages = new Map<string, Mapping>();
  /** The subpaths of these packages, by their specifiers. */
  readonly #inPackages = new Map<string, MappedModule | undefined>();
  /** The entries whose legacy paths have placeholders; undefined where none has. */
  readonly #patterns: LegacyPatterns | undefined;

  /** @throws ExpectedStop when two spellings of one legacy path have two canonical ones */
  constructor({ map, unmapped }: JavaScriptConfig, project: JavaScriptProject) {
    this.#project = project;
    this.#patterns = LegacyPatterns.of(map, project);
    for (const entry of map) {
      if (entry.legacy.every(({ module }) => isPattern(module))) continue;
      const canonical = project.locateInMap(entry.canonical.module);
      for (const legacy of entry.legacy) {
        if (isPattern(legacy.module)) continue;
        const mapping = { entry, canonical, from: formatExport(legacy) };
        this.#add(legacy, { ...mapping, called: this.#called(mapping) });
      }
    }
    for (const target of unmapped) {
      const module = this.#module(project.locateInMap(target.module).key);
      if (!module.symbols.has(target.name ?? '')) module.unmapped.set(target.name ?? '', formatExport(target));
    }
  }

  /** The Map says that the one that calls go to replaces the other. */
  #called({ entry, from }: Mapping): Mapping | undefined {
    const { scriptCalls: rule } = entry;
    if (rule === undefined) return undefined;
    const { canonical } = rule;
    return {
      entry: { ...entry, canonical, replaces: true },
      canonical: this.#project.locateInMap(canonical.module),
      from,
    };
  }

  /** The legacy modules: those that the Map lists by themselves or for an export. */
  get legacyKeys(): readonly string[] {
    return [...this.#modules.keys()];
  }

  /** The folders below which a file can name a legacy module by a relative path that says no word of the Map. */
  get patternFolders(): readonly string[] {
    return this.#patterns?.folders ?? [];
  }

  /**
   * The entries of the Map for the module at a location; undefined when it is none of its legacy modules.
   * @param specifier that led there, if one did: when a package moves as a whole, its subpaths move with it
   */
  module(key: string, specifier: string | undefined): MappedModule | undefined {
    const own = this.#modules.get(key) ?? this.#others.get(key);
    const part = own?.whole
      ? undefined
      : ((specifier === undefined ? undefined : this.#inPackage(specifier)) ?? this.#patterns?.module(key, specifier));
    // Entries for exports of a part say nothing of its other exports: those go where the package goes.
    return own && part
      ? { ...own, whole: part.whole, symbols: new Map([...part.symbols, ...own.symbols]) }
      : (own ?? part);
  }

  /** Is an export on the way a legacy one that the Map says the canonical module replaces? @param chain each `file#export` */
  replacesOn(chain: readonly string[], canonical: string): boolean {
    return chain.some((step) => {
      const at = step.lastIndexOf('#');
      const mapping = this.module(step.slice(0, at), undefined)?.symbols.get(step.slice(at + 1));
      return mapping?.entry.replaces === true && mapping.canonical.key === canonical;
    });
  }

  #inPackage(specifier: string): MappedModule | undefined {
    if (this.#inPackages.has(specifier)) return this.#inPackages.get(specifier);
    const [, name, rest] = packagePath.exec(specifier) ?? [];
    const mapping = name === undefined ? undefined : this.#packages.get(name);
    const mapped = mapping && rest !== undefined ? this.#part(mapping, specifier, rest) : undefined;
    this.#inPackages.set(specifier, mapped);
    return mapped;
  }

  #part({ entry }: Mapping, specifier: string, rest: string): MappedModule {
    const module = `${entry.canonical.module}/${rest}`;
    const canonical = this.#project.locateInMap(module);
    const whole = { entry: { ...entry, canonical: { module, name: undefined } }, canonical, from: specifier };
    return { whole, symbols: new Map(), unmapped: new Map() };
  }

  #add({ module, name }: Target, mapping: Mapping): void {
    const { key, isRootPath, others: besides } = this.#project.locateInMap(module);
    const mapped = this.#module(key);
    for (const name of besides) this.#others.set(name, mapped);
    const other = name === undefined ? mapped.whole : mapped.symbols.get(name);
    if (other && formatExport(other.entry.canonical) !== formatExport(mapping.entry.canonical)) {
      throw new ExpectedStop(
        `javascript.map: "${mapping.from}" and "${other.from}" are one module, and have two canonical paths, "${formatExport(mapping.entry.canonical)}" and "${formatExport(other.entry.canonical)}"`,
        'keep one of them',
      );
    }
    if (name?.includes('.') === true) (mapped.members ??= new Set()).add(name.slice(0, name.indexOf('.')));
    if (name !== undefined) mapped.symbols.set(name, mapping);
    else {
      mapped.whole = mapping;
      const isPackage = !isRootPath && packagePath.exec(`${module}/part`)?.[1] === module;
      // `x` → `x/compat` gives a package another entry, and leaves its parts where they are.
      const isOther = !`${mapping.entry.canonical.module}/`.startsWith(`${module}/`);
      if (isPackage && isOther) this.#packages.set(module, mapping);
    }
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
