import { formatTarget } from '../../model/config.ts';
import type { MapEntry, PythonConfig, Target } from '../../model/config.ts';
import type { LegacyPath } from '../../model/python.ts';
import { isPattern } from '../../model/path-pattern.ts';
import { moduleOf } from '../../model/symbol.ts';
import { LegacyPatterns } from './legacy-patterns.ts';
import { otherNames } from './other-names.ts';

/** A legacy symbol with the entry that maps it. */
export interface Mapping {
  readonly entry: MapEntry;
  readonly to: Target;
}

/** The Map of a language whose modules are dotted names, made for look-ups. Entries apply at once and never chain. */
export class PythonMap {
  readonly #symbols = new Map<string, MapEntry>();
  readonly #wildcards = new Map<string, MapEntry>();
  readonly #modules = new Map<string, MapEntry>();
  readonly #canonical = new Set<string>();
  readonly #unmapped: ReadonlySet<string>;
  readonly #otherNames: (module: string) => readonly string[];
  /** Modules whose names can be legacy by an entry for a symbol. */
  readonly #withSymbols = new Set<string>();
  /** Modules of which an entry moves a symbol. */
  readonly #moved = new Set<string>();
  /** The legacy modules and the packages around them. */
  readonly #leading = new Set<string>();
  /** The packages around legacy and canonical modules. */
  readonly #packages = new Set<string>();
  /** The legacy modules that the Map names: by themselves, or for a symbol of theirs. */
  readonly legacyModules: readonly string[];
  /** The canonical modules that entries lead to, those of patterns as far as paths were asked about. */
  readonly canonicalModules: string[];
  /** The entries whose legacy paths have placeholders; undefined where none has. */
  readonly #patterns: LegacyPatterns | undefined;
  /** The modules that such an entry moves by themselves: what is in them is another path. */
  readonly #exact = new Set<string>();
  /** The modules that symbols take the place of, so that nothing can be imported from there. */
  readonly #objects = new Map<string, MapEntry>();

  /** Entries rewrite calls, which may need other imports, too. */
  readonly #hasCalls: boolean;

  constructor({ map, unmapped, sourceRoots }: PythonConfig) {
    this.#hasCalls = map.some(({ calls }) => calls !== undefined);
    this.#unmapped = new Set(unmapped.map(formatTarget));
    this.#patterns = LegacyPatterns.of(map);
    for (const entry of map) {
      if (!isPattern(entry.canonical.module)) this.#canonical.add(formatTarget(entry.canonical));
      for (const object of entry.objects ?? []) this.#objects.set(object, entry);
      for (const legacy of entry.legacy) {
        if (isPattern(legacy.module)) continue;
        if (legacy.name === undefined) this.#modules.set(legacy.module, entry);
        else if (legacy.name === '*') this.#wildcards.set(legacy.module, entry);
        else this.#symbols.set(formatTarget(legacy), entry);
      }
    }
    for (const key of this.#symbols.keys()) this.#moved.add(moduleOf(key));
    for (const key of [...this.#symbols.keys(), ...this.#unmapped]) this.#withSymbols.add(moduleOf(key));
    for (const module of [...this.#wildcards.keys(), ...this.#objects.keys()]) this.#withSymbols.add(module);
    this.legacyModules = [
      ...new Set([...this.#withSymbols, ...this.#modules.keys(), ...(this.#patterns?.literalParts ?? [])]),
    ];
    this.#otherNames = otherNames(sourceRoots, (prefix) =>
      this.legacyModules.some((module) => module.startsWith(prefix) || prefix.startsWith(`${module}.`)),
    );
    this.canonicalModules = [...new Set([...this.#canonical].map(moduleOf))];
    for (const module of [...this.legacyModules, ...(this.#patterns?.literalHeads ?? [])])
      for (const head of heads(module)) this.#leading.add(head);
    for (const module of [...this.legacyModules, ...this.canonicalModules])
      for (const head of heads(module)) if (head !== module) this.#packages.add(head);
  }

  /** Adds the entries for the dotted path, and for the modules around it, that patterns stand for. */
  #look(path: string): void {
    if (this.#patterns === undefined) return;
    for (const { entry, legacy } of [...heads(path)].flatMap((head) => this.#patterns?.entriesFor(head) ?? [])) {
      const { module, name } = legacy;
      if (name === '*') {
        if (!this.#wildcards.has(module)) this.#wildcards.set(module, entry);
      } else if (name === undefined) {
        if (this.#modules.has(module)) continue;
        this.#modules.set(module, entry);
        this.#exact.add(module);
      } else if (!this.#symbols.has(formatTarget(legacy))) {
        this.#symbols.set(formatTarget(legacy), entry);
        this.#moved.add(module);
      }
      if (name !== undefined) this.#withSymbols.add(module);
      this.#canonical.add(formatTarget(entry.canonical));
      this.canonicalModules.push(entry.canonical.module);
    }
  }

  /** May an edit import the module, or something in it? */
  mayBring(module: string): boolean {
    if (this.#hasCalls || this.#patterns !== undefined) return true;
    return this.canonicalModules.some(
      (canonical) => `${canonical}.`.startsWith(`${module}.`) || module.startsWith(`${canonical}.`),
    );
  }

  /** Where a symbol goes; undefined when the Map does not move it. The closest entry wins: symbol, `*`, innermost module. */
  symbol(module: string, name: string): Mapping | undefined {
    this.#look(module);
    const entry = this.#symbols.get(`${module}:${name}`);
    if (entry)
      return {
        entry,
        to: { module: entry.canonical.module, name: entry.canonical.name === '*' ? name : entry.canonical.name },
      };
    const object = this.#objects.get(module);
    if (object) return { entry: object, to: object.canonical };
    const wildcard = this.#wildcards.get(module);
    const path = `${module}.${name}`;
    if (wildcard && staysBelow(module, wildcard, path)) return undefined;
    if (wildcard) return { entry: wildcard, to: { module: wildcard.canonical.module, name } };
    const moved = this.module(module);
    const isExact = moved !== undefined && this.#exact.has(module);
    if (moved === undefined || (!isExact && this.module(path) === undefined)) return undefined;
    return { entry: moved.entry, to: { module: moved.to.module, name } };
  }

  /**
   * Where a module goes, by the innermost entry that moves it or a package around it. A canonical module inside of its own
   * legacy one stays, with what is in it.
   */
  module(module: string): Mapping | undefined {
    this.#look(module);
    if (this.#modules.size === 0) return undefined;
    for (const head of heads(module)) {
      const entry = this.#modules.get(head);
      if (entry === undefined || (head !== module && this.#exact.has(head))) continue;
      if (staysBelow(head, entry, module)) return undefined;
      return { entry, to: { module: entry.canonical.module + module.slice(head.length), name: undefined } };
    }
    return undefined;
  }

  /** The modules that entries move onto this one unchanged, with all modules in them. */
  movedOnto(module: string): string[] {
    if (this.#modules.size === 0) return [];
    return [...this.#modules].flatMap(([legacy, { canonical, replaces, external }]) => {
      const isOnto = module === canonical.module || isBelow(module, canonical.module);
      return isOnto && !replaces && !external ? [legacy + module.slice(canonical.module.length)] : [];
    });
  }

  /** The legacy modules that the module may be, if it has another name by another source root. */
  ownNames(module: string): readonly string[] {
    const others = this.#otherNames(module);
    if (others.length === 0 || this.speaksOf(module)) return [];
    return others.filter((own) => this.hasSymbolsOf(own));
  }

  /** Is it a module that a symbol takes the place of? */
  isObject(module: string): boolean {
    return this.#objects.has(module);
  }

  /** Can some name of the module be legacy or unmapped? */
  hasSymbolsOf(module: string): boolean {
    this.#look(module);
    return this.#withSymbols.has(module) || this.module(module) !== undefined;
  }

  /** Does the Map move some name of the module? */
  movesSymbolsOf(module: string): boolean {
    this.#look(module);
    return this.#wildcards.has(module) || this.#moved.has(module) || this.module(module) !== undefined;
  }

  /** Does an entry name this very symbol, or list it as one without a canonical path? */
  hasSymbol(module: string, name: string): boolean {
    this.#look(module);
    return this.#symbols.has(`${module}:${name}`) || this.isUnmapped(module, name);
  }

  /** Is the dotted name a legacy module, or something in one? */
  speaksOf(path: string): boolean {
    this.#look(path);
    for (const head of heads(path)) if (this.#withSymbols.has(head) || this.#modules.has(head)) return true;
    return false;
  }

  /** Is it a legacy module, or a package that holds one, by its name? */
  isPackageOfLegacy(module: string): boolean {
    this.#look(module);
    return this.#leading.has(module);
  }

  /** Is it a legacy module, or something in one, or a package around one, by its name? */
  leadsTo(path: string): boolean {
    return this.#leading.has(path) || this.speaksOf(path);
  }

  /** Is it a legacy module, or a package that holds one, or something in a module that moves? */
  holdsModule(module: string): boolean {
    this.#look(module);
    return this.#leading.has(module) || this.module(module) !== undefined;
  }

  /**
   * The legacy module that a dotted path names or leads into; undefined for a path that may be a module beside them.
   * @param isModule is it known to be a module?
   */
  legacyPath(path: string, isModule: (module: string) => boolean): LegacyPath | undefined {
    this.#look(path);
    for (const head of heads(path)) {
      const isNamed = this.#withSymbols.has(head) || this.#modules.has(head);
      if (!isNamed && (this.module(head) === undefined || !isModule(head))) continue;
      if (head === path) return { module: head, name: undefined, attributes: '' };
      const [name = ''] = path.slice(head.length + 1).split('.', 1);
      const attributes = path.slice(head.length + 1 + name.length);
      const isKnown = this.symbol(head, name) !== undefined || this.isUnmapped(head, name);
      const isOther = this.isCanonical(head, name) || this.#packages.has(head) || isModule(`${head}.${name}`);
      if (!isKnown && isOther) return undefined;
      return { module: head, name, attributes };
    }
    return undefined;
  }

  isUnmapped(module: string, name: string): boolean {
    return this.#unmapped.has(`${module}:${name}`);
  }

  isCanonical(module: string, name: string): boolean {
    return this.#canonical.has(`${module}:${name}`);
  }
}

/** Does the path lead to or into the canonical module, when that is inside the legacy one? */
function staysBelow(legacy: string, { canonical }: MapEntry, path: string): boolean {
  return isBelow(canonical.module, legacy) && isBelow(path, legacy) && areOneWay(canonical.module, path);
}

/** Is one of the dotted names the other one, or in it? */
function areOneWay(a: string, b: string): boolean {
  return a === b || isBelow(a, b) || isBelow(b, a);
}

/** Is the dotted name in the other one? */
export function isBelow(path: string, around: string): boolean {
  return path.startsWith(`${around}.`);
}

/** No module nests deeper: a path of more parts goes on with attributes. */
const MAX_PARTS = 64;

/** A dotted name, as far as it can be a module, and the modules that it is in, innermost first. */
function* heads(path: string): Generator<string> {
  for (let head = firstParts(path); head !== ''; head = head.slice(0, Math.max(0, head.lastIndexOf('.')))) yield head;
}

function firstParts(path: string): string {
  let end = -1;
  for (let parts = 0; parts < MAX_PARTS; parts++) {
    end = path.indexOf('.', end + 1);
    if (end < 0) return path;
  }
  return path.slice(0, end);
}
