import { formatTarget } from '../../model/config.ts';
import type { Target } from '../../model/config.ts';
import { refused, withReviews } from '../../model/resolution.ts';
import type { Legacy, Resolution } from '../../model/resolution.ts';
import type { Review } from '../../model/review.ts';
import { moduleOf, parseSymbol } from '../../model/symbol.ts';
import type { ImportGraph } from './import-graph.ts';
import type { ModuleIndex } from './module-index.ts';
import { isBelow } from './python-map.ts';
import type { Mapping, PythonMap } from './python-map.ts';
import type { Definition, StaticExports } from './static-exports.ts';

/** The facts about the repository beyond the current file. */
export interface PythonProject {
  readonly index: ModuleIndex;
  readonly exports: StaticExports;
  readonly graph: ImportGraph;
  /** Does something say that a top-level module is an installed one? */
  readonly isInstalled: (module: string) => boolean;
  /** Is it the name that a module has until it moves, so that whatever it holds moves along? */
  readonly isMoved: (module: string) => boolean;
  /** The modules of the standard library and of installed packages, too. They are read when they are first asked for. */
  readonly installed?: () => InstalledModules;
}

/** Modules of the repository, of the standard library, and of installed packages. */
export interface InstalledModules {
  readonly holds: (module: string) => boolean;
  readonly define: (module: string, name: string) => Definition;
  /** The versions of Python of the project that lack a name on the way; undefined where none does. */
  readonly lacking: (definition: Definition) => string | undefined;
}

/** The module that holds an import, and the name that the import binds there. */
export interface ImportPlace {
  readonly importer: string;
  readonly local: string;
}

/** Resolves names under the Map, with the tier of moving them (DESIGN: tiers). */
export class PythonResolver {
  readonly #map: PythonMap;
  readonly #project: PythonProject | undefined;
  readonly #resolutions = new Map<string, Resolution>();

  /** @param project undefined when no other file may be consulted: every move is then for review */
  constructor(map: PythonMap, project: PythonProject | undefined) {
    this.#map = map;
    this.#project = project;
  }

  /** The meaning of the symbol, wherever it is named. */
  meaning(module: string, name: string): Resolution {
    const key = `${module}:${name}`;
    let resolution = this.#resolutions.get(key);
    if (resolution === undefined) {
      resolution = this.#resolve(module, name);
      this.#resolutions.set(key, resolution);
    }
    return resolution;
  }

  /** The meaning of the module itself, wherever it is named; `unrelated` if only names of it move. */
  wholeModule(module: string): Resolution {
    const mapping = this.#map.module(module);
    if (mapping === undefined) return { kind: 'unrelated' };
    const { entry, to } = mapping;
    if (to.module === module) return { kind: 'canonical' };
    if (this.#staysBeside(module, mapping)) return { kind: 'unrelated' };
    if (this.#project === undefined) return legacy(module, mapping, notConsulted, []);
    const { index, isMoved } = this.#project;
    if (isMoved(module)) return legacy(module, mapping, moves(module, mapping), []);
    if (index.find(to.module) === undefined && !entry.external && !this.#isInstalled(to.module))
      return targetNotFound(module, to.module);
    if (index.isMissing(module))
      return legacy(module, mapping, `${module} cannot be imported today: the edit repairs it`, []);
    if (this.#hasMoved(module, mapping)) return moved(module, module, mapping, []);
    if (entry.isTrusted === true && index.find(to.module) === undefined) return vouchedFor(module, mapping, [module]);
    return legacy(module, mapping, replacement(entry.replaces, module, to.module), [module], entry.replaces);
  }

  /** Is the dotted name that of a module, as far as is known? One that is gone is told by where the Map moves it. */
  isModule(path: string): boolean {
    const dot = path.lastIndexOf('.');
    const { index, exports } = this.#project ?? {};
    if (index?.find(path) !== undefined && exports) {
      if (dot < 0) return true;
      const { state, key } = exports.define(path.slice(0, dot), path.slice(dot + 1));
      return state !== 'found' || !key.includes(':');
    }
    if (this.#map.isPackageOfLegacy(path)) return true;
    const moved = this.#map.module(path);
    return moved !== undefined && moved.to.module !== path && index?.find(moved.to.module) !== undefined;
  }

  #resolve(module: string, name: string): Resolution {
    const from = `${module}:${name}`;
    const mapping = this.#map.symbol(module, name);
    if (mapping === undefined) {
      if (this.#map.isUnmapped(module, name)) return { kind: 'unmapped', from };
      return { kind: this.#map.isCanonical(module, name) ? 'canonical' : 'unrelated' };
    }
    if (formatTarget(mapping.to) === from) return { kind: 'canonical' };
    if (this.#map.isObject(module) && !this.#map.hasSymbol(module, name))
      return refused(
        from,
        'target-not-exported',
        `${formatTarget(mapping.to)} is no module: ${name} is an attribute of it`,
      );
    const path = { ...mapping, to: { module: `${mapping.to.module}.${name}`, name: undefined } };
    if (this.#staysBeside(module, mapping) || this.#staysBeside(`${module}.${name}`, path))
      return { kind: 'unrelated' };
    return this.#project === undefined
      ? legacy(from, mapping, notConsulted, [])
      : this.#judge(module, name, mapping, this.#project);
  }

  /** Does a module stay that its name makes legacy? See below. */
  stays(module: string): boolean {
    const mapping = this.#map.module(module);
    return mapping !== undefined && this.#staysBeside(module, mapping);
  }

  /** Is it a module beside the canonical one, where that is inside of the legacy one and holds no such module? */
  #staysBeside(module: string, { entry, to }: Mapping): boolean {
    if (this.#project === undefined || !entry.legacy.some((legacy) => isBelow(entry.canonical.module, legacy.module)))
      return false;
    const { index } = this.#project;
    return (
      to.module !== entry.canonical.module && index.find(module) !== undefined && index.find(to.module) === undefined
    );
  }

  /** Is the module, which an entry moves as a whole, gone from the source roots, and nothing says that it is an installed one? */
  #hasMoved(module: string, { entry, to }: Mapping): boolean {
    const { index, isInstalled } = this.#project ?? {};
    if (index === undefined || entry.canonical.name !== undefined || entry.replaces) return false;
    if (index.find(module) !== undefined || index.find(to.module) === undefined) return false;
    return index.isOurs(module) || isInstalled?.(module.split('.', 1)[0] ?? module) === false;
  }

  #isInstalled(module: string): boolean {
    return this.#project?.installed?.().holds(module) === true;
  }

  /** The tier of a move, by what both names lead to. */
  #judge(module: string, name: string, mapping: Mapping, { index, exports, isMoved }: PythonProject): Resolution {
    const { entry, to } = mapping;
    const from = `${module}:${name}`;
    if (isMoved(module)) return legacy(from, mapping, moves(module, mapping), []);
    const target = formatTarget(to);
    if (to.module === 'builtins')
      return legacy(from, mapping, replacement(entry.replaces, from, target), [from], entry.replaces);
    // A module may stand in no package.
    const isModule = entry.isModule === true;
    const holder = isModule ? target.replace(':', '.') : to.module;
    if (!isModule && index.find(holder) === undefined && this.#isInstalled(holder))
      return this.#judgeInstalled(module, name, mapping);
    if (index.find(holder) === undefined && !entry.external) return targetNotFound(from, holder);
    const old = exports.define(module, name);
    const next = isModule ? moduleAsName(holder, index) : exports.define(to.module, to.name ?? '');
    if (!isModule && !areSame(old, next) && next.state === 'unknown' && next.mayBeUnbound !== true) {
      const proof = this.#sameInstalled(module, name, mapping);
      if (proof) return proof;
    }
    const isElsewhere = entry.external && index.find(holder) === undefined;
    if (next.state === 'missing' && !isElsewhere) {
      return {
        kind: 'refused',
        from,
        reason: 'target-not-exported',
        message: `${to.module} does not bind ${to.name ?? ''}`,
      };
    }
    if (areSame(old, next)) return legacy(from, mapping, `both lead to ${old.doubt ?? old.key}`, old.chain);
    if (next.state === 'missing' || (next.state === 'unknown' && next.mayBeUnbound !== false))
      return entry.isTrusted === true
        ? vouchedFor(from, mapping, old.chain)
        : legacy(from, mapping, notTold(to), old.chain);
    if (old.state === 'missing')
      return legacy(from, mapping, `${from} cannot be imported today: the edit repairs it`, old.chain);
    if (this.#hasMoved(module, mapping)) return moved(from, module, mapping, old.chain);
    const isReplaced = entry.replaces || this.#leadsToReplaced(old, mapping);
    if (isReplaced && next.mayBeUnbound === true) return legacy(from, mapping, notTold(to), old.chain, true);
    if (isReplaced) return legacy(from, mapping, replacement(true, from, target), old.chain, true);
    return legacy(from, mapping, difference(old, next, from, target), old.chain);
  }

  /** The same, where the canonical module is of the standard library or of an installed package. */
  #judgeInstalled(module: string, name: string, mapping: Mapping): Resolution {
    const { entry, to } = mapping;
    const from = `${module}:${name}`;
    const target = formatTarget(to);
    const installed = this.#project?.installed?.();
    const next = installed?.define(to.module, to.name ?? '');
    const old = installed?.define(module, name);
    if (next === undefined || old === undefined || installed === undefined) return targetNotFound(from, to.module);
    if (next.state === 'missing' && !entry.external && !entry.replaces)
      return {
        kind: 'refused',
        from,
        reason: 'target-not-exported',
        message: `the installed ${to.module} does not bind ${to.name ?? ''}`,
      };
    const lacking = next.state === 'missing' ? undefined : installed.lacking(next);
    const isTold = next.state === 'found' && lacking === undefined;
    if (isTold && areSame(old, next)) return legacy(from, mapping, `both lead to ${old.key}`, old.chain);
    if (isTold && old.state === 'missing')
      return legacy(from, mapping, `${from} cannot be imported today: the edit repairs it`, old.chain);
    if (entry.replaces) return legacy(from, mapping, replacement(true, from, target), old.chain, true);
    const isRead = next.state === 'found' && old.state === 'found';
    if (entry.isTrusted === true && !isRead) return vouchedFor(from, mapping, old.chain);
    if (lacking !== undefined)
      return legacy(from, mapping, { reason: 'unverified-export', message: lacking }, old.chain);
    if (next.state !== 'found') return legacy(from, mapping, notTold(to), old.chain);
    return legacy(from, mapping, difference(old, next, from, target), old.chain);
  }

  /** A move onto a name that the repository has from a package, where that is shown to be the object of the legacy name. */
  #sameInstalled(module: string, name: string, mapping: Mapping): Legacy | undefined {
    const { to } = mapping;
    const installed = this.#project?.installed?.();
    const next = installed?.define(to.module, to.name ?? '');
    const old = installed?.define(module, name);
    if (next?.state !== 'found' || old === undefined || installed?.lacking(next) !== undefined) return undefined;
    return areSame(old, next) ? legacy(`${module}:${name}`, mapping, `both lead to ${old.key}`, old.chain) : undefined;
  }

  /** Does the name lead through a legacy symbol that the Map says the same canonical symbol replaces? */
  #leadsToReplaced(old: Definition, { to }: Mapping): boolean {
    return old.chain.some((step) => {
      const { module, name = '' } = parseSymbol(step);
      const other = this.#map.symbol(module, name);
      return other?.entry.replaces === true && formatTarget(other.to) === formatTarget(to);
    });
  }

  /** Is it one of the imports that the canonical name is made of? Such an import does not move. */
  isBuiltOn({ importer, local }: ImportPlace, { from, to }: Legacy): boolean {
    if (this.#project === undefined || to.name === undefined) return false;
    const { chain, state, doubt } = this.#project.exports.define(to.module, to.name);
    const at = chain.indexOf(`${importer}:${local}`);
    return at >= 0 && chain[at + 1] === from && (state === 'found' || doubt !== undefined);
  }

  /** The submodule of the importer that has the local name, which was bound by importing something in it. */
  shadowing({ importer, local }: ImportPlace, { from, to }: Legacy): string | undefined {
    const own = `${importer}.${local}`;
    const isIn = (module: string): boolean => module === own || module.startsWith(`${own}.`);
    if (to.name === undefined || isIn(to.module) || !isIn(moduleOf(from))) return undefined;
    return this.#project?.index.find(own) === undefined ? undefined : own;
  }

  /** Does the Map, too, move the name that the importer has onto the target of the move? */
  movesWith({ importer, local }: ImportPlace, { to }: Legacy): boolean {
    const own = this.#map.symbol(importer, local);
    return own !== undefined && formatTarget(own.to) === formatTarget(to);
  }
}

const notConsulted: Review = {
  reason: 'not-consulted',
  message: 'no other file was consulted, so what the canonical module exports is not known',
};

function notTold({ module, name = '' }: Target): Review {
  return { reason: 'unverified-export', message: `whether ${module} exports ${name} cannot be told from its source` };
}

function targetNotFound(from: string, module: string): Resolution {
  return { kind: 'refused', from, reason: 'target-not-found', message: `no source root holds the module ${module}` };
}

/** @param judgement why the move is safe or declared, or what speaks for a review */
function legacy(
  from: string,
  { entry, to }: Mapping,
  judgement: string | Review,
  chain: readonly string[],
  isReplacement = false,
): Legacy {
  const because = typeof judgement === 'string' ? judgement : '';
  const { uses } = entry;
  const tier = isReplacement ? 'declared' : 'safe';
  const hasCallRule = entry.calls !== undefined;
  const move: Legacy = {
    kind: 'legacy',
    from,
    to,
    tier,
    because,
    reviews: [],
    chain,
    uses,
    isReplacement,
    hasCallRule,
    ...(entry.isForTypes === true ? { isForTypes: true } : {}),
    ...(entry.isModule === true ? { isModule: true } : {}),
  };
  return typeof judgement === 'string' ? move : withReviews(move, [judgement]);
}

function replacement(isReplaced: boolean, from: string, target: string): string | Review {
  return isReplaced
    ? `the Map says that ${target} replaces ${from}`
    : {
        reason: 'unconfirmed-replacement',
        message: `whether ${target} can replace ${from} is for its owner to say ("replaces": true)`,
      };
}

function moves(module: string, { to }: Mapping): string {
  return `${module} moves to ${to.module}`;
}

/** A module that no source root holds: the Map alone says where it is. */
function moved(from: string, module: string, mapping: Mapping, chain: readonly string[]): Resolution {
  const because = `no source root holds ${module}, which the Map says is ${mapping.to.module} now`;
  return { ...legacy(from, mapping, because, chain), tier: 'declared' };
}

/** A module by itself, whatever its package binds to the name. */
function moduleAsName(module: string, index: ModuleIndex): Definition {
  return { state: index.find(module) === undefined ? 'unknown' : 'found', key: module, chain: [module] };
}

/** A canonical path that cannot be looked at: its owner vouches for it. */
function vouchedFor(from: string, mapping: Mapping, chain: readonly string[]): Resolution {
  const because = `the Map vouches for ${formatTarget(mapping.to)}, which cannot be looked at`;
  return { ...legacy(from, mapping, because, chain), tier: 'declared' };
}

/** Do both lead to one object, whichever that is? */
function areSame(old: Definition, next: Definition): boolean {
  if (old.state === 'found' && next.state === 'found') return old.key === next.key;
  return old.doubt !== undefined && old.doubt === next.doubt;
}

function difference(old: Definition, next: Definition, from: string, target: string): Review {
  if (old.state === 'found' && next.state === 'found') {
    const message = `${from} is ${old.key === from ? '' : `${old.key}, `}a different object than ${next.key}`;
    return { reason: 'different-object', message };
  }
  const untold = old.state === 'found' && next.state === 'unknown' ? target : from;
  if (old.state === 'found' && next.state !== 'unknown')
    return { reason: 'ambiguous-definition', message: `which definition ${target} leads to depends on what runs` };
  return { reason: 'ambiguous-definition', message: `what ${untold} leads to cannot be told from the sources` };
}
