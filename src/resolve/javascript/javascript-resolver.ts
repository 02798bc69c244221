import path from 'node:path';
import { formatExport } from '../../model/config.ts';
import type { Target } from '../../model/config.ts';
import type { RefusalReason } from '../../model/edit.ts';
import type { ModuleMeaning } from '../../model/module-meaning.ts';
import { forReview } from '../../model/resolution.ts';
import type { Legacy, Resolution } from '../../model/resolution.ts';
import type { ReviewReason } from '../../model/review.ts';
import { ImportGraph } from './import-graph.ts';
import type { JavaScriptMap, MappedModule, Mapping } from './javascript-map.ts';
import type { JavaScriptProject, Location } from './javascript-project.ts';
import { Lookalikes } from './lookalikes.ts';
import { keepsLoading } from './kept-modules.ts';
import { MockHolds } from './mock-holds.ts';
import { spell, spellUrl } from './spelling.ts';
import { StaticExports } from './static-exports.ts';
import type { Definition } from './static-exports.ts';

/** A specifier and where it stands. */
interface Place {
  /** Absolute path of the file. */
  readonly importer: string;
  readonly specifier: string;
  readonly legacy: Location;
}

/** What is taken of a module. */
interface Taken {
  /** Undefined: all of it. */
  readonly names: readonly string[] | undefined;
  /** The compiler alone looks at it. */
  readonly isType: boolean;
}

/** What specifiers and exports mean under the Map, with the tier of moving them (DESIGN: tiers). */
export class JavaScriptResolver {
  readonly #map: JavaScriptMap;
  readonly #project: JavaScriptProject;
  readonly #learned: ReadonlySet<string>;
  readonly #mocks: MockHolds;
  readonly #exports: StaticExports;
  readonly #graph: ImportGraph;
  readonly #lookalikes: Lookalikes;

  /** @param learned what other files say of mocks that stay, and of modules that they go on to load */
  constructor(map: JavaScriptMap, project: JavaScriptProject, learned: ReadonlySet<string>) {
    this.#map = map;
    this.#project = project;
    this.#learned = learned;
    this.#mocks = new MockHolds(learned);
    this.#exports = new StaticExports(project);
    this.#graph = new ImportGraph(project);
    this.#lookalikes = new Lookalikes(map.legacyKeys);
  }

  /**
   * What a specifier means in a file; undefined when the Map does not speak of the module that it leads to.
   * @param importer absolute path of the file
   */
  module(importer: string, specifier: string): ModuleMeaning | undefined {
    const legacy = this.#project.locate(importer, specifier);
    const mapped = this.#mapped(importer, specifier, legacy);
    if (!mapped) return this.#lookalike(importer, specifier, legacy);
    const place = { importer, specifier, legacy };
    return specifier.includes('?') ? this.#withQuery(place, mapped) : this.#meaning(place, mapped);
  }

  #mapped(importer: string, specifier: string, { key, isFound, others }: Location): MappedModule | undefined {
    const mapped = this.#map.module(key, specifier);
    if (mapped || isFound || others.length === 0 || this.#project.isPackage(importer, specifier)) return mapped;
    return others.map((other) => this.#map.module(other, undefined)).find((other) => other !== undefined);
  }

  /** A specifier that leads nowhere and ends as a legacy module does: it may mean that, by an alias that is not known. */
  #lookalike(importer: string, specifier: string, { key }: Location): ModuleMeaning | undefined {
    if (
      !key.startsWith('?package:') ||
      !this.#project.isConsulted ||
      /^(?:\.\.?(?:\/|$)|\/|\w+:)|[\s<>{};"'`]/.test(specifier)
    )
      return undefined;
    const found = this.#lookalikes.find(specifier);
    if (!found || this.#project.isPackage(importer, specifier)) return undefined;
    const mapped = this.#map.module(found.key, undefined);
    if (!mapped) return undefined;
    const label = this.#display(found.key);
    const message = `it looks like the legacy module ${label}, but ${found.unknown} is not known here`;
    const refuse = (mapping: Mapping | undefined, name: string | undefined): Resolution => {
      if (!mapping) return { kind: 'unrelated' };
      const from =
        name !== undefined && mapping.entry.canonical.name === undefined ? `${mapping.from}#${name}` : mapping.from;
      return refused(from, 'unknown-alias', message);
    };
    const whole = (): Resolution => refuse(mapped.whole, undefined);
    return {
      key: found.key,
      label,
      isCanonical: false,
      isGuess: true,
      hasSymbols: mapped.symbols.size > 0,
      movesAsWhole: mapped.whole !== undefined,
      whole,
      star: whole,
      url: whole,
      symbol: (name) => refuse(mapped.symbols.get(name) ?? mapped.whole, name),
    };
  }

  /** A loader's query changes what a module exports: only the module as a whole can move, and keeps it. */
  #withQuery(place: Place, mapped: MappedModule): ModuleMeaning {
    const at = place.specifier.indexOf('?');
    const [specifier, query] = [place.specifier.slice(0, at), place.specifier.slice(at)];
    const plain = this.#meaning({ ...place, specifier }, mapped);
    const kept = (resolution: Resolution): Resolution =>
      resolution.kind === 'legacy'
        ? { ...resolution, to: { ...resolution.to, module: resolution.to.module + query } }
        : resolution;
    const unsure = (resolution: Resolution): Resolution =>
      resolution.kind === 'legacy'
        ? refused(resolution.from, 'dynamic-use', `${query} changes what the module exports`)
        : resolution;
    const isSame = mapped.whole?.canonical.key === place.legacy.key;
    const judge = isSame ? kept : unsure;
    return {
      ...plain,
      whole: (names, isType) => judge(plain.whole(names, isType)),
      star: (isType) => judge(plain.star(isType)),
      url: (names) => judge(plain.url(names)),
      symbol: (name, isType) => judge(plain.symbol(name, isType)),
    };
  }

  #meaning(place: Place, mapped: MappedModule): ModuleMeaning {
    const { legacy } = place;
    return {
      key: legacy.key,
      label: this.#display(legacy.key),
      isGuess: false,
      isCanonical: mapped.symbols.size + mapped.unmapped.size === 0 && this.#isCanonical(place, mapped.whole),
      hasSymbols: mapped.symbols.size > 0,
      movesAsWhole: mapped.whole !== undefined,
      whole: (names, isType = false) => this.#whole(place, mapped, names, isType),
      star: (isType) => this.#star(place, mapped, isType),
      url: (names) => this.#url(place, mapped, names),
      symbol: (name, isType = false) => this.#symbol(place, mapped, name, isType),
    };
  }

  #isCanonical({ importer, specifier, legacy }: Place, mapping: Mapping | undefined): boolean {
    if (mapping?.canonical.key !== legacy.key) return false;
    const canonical = { target: mapping.entry.canonical, location: mapping.canonical };
    return spell(this.#project, importer, canonical, specifier) === specifier;
  }

  #symbol(place: Place, mapped: MappedModule, name: string, isType: boolean): Resolution {
    const mapping = mapped.symbols.get(name) ?? (mapped.unmapped.has(name) ? undefined : mapped.whole);
    if (!mapping) {
      const from = mapped.unmapped.get(name);
      return from === undefined ? { kind: 'unrelated' } : { kind: 'unmapped', from };
    }
    const { entry, canonical } = mapping;
    const from = entry.canonical.name === undefined ? `${mapping.from}#${name}` : mapping.from;
    if (this.#isImplementation(place, mapping, [[name, entry.canonical.name ?? name]])) return { kind: 'canonical' };
    const move = this.#move(place, mapping, from, entry.canonical.name ?? name);
    if (move.kind !== 'legacy' || !this.#project.isConsulted || !canonical.isFound) return move;
    const isSame = place.legacy.key === canonical.key && name === move.to.name;
    const because = `both lead to ${this.#display(canonical.key)}`;
    if (isSame) return { ...move, tier: 'safe', because, chain: [from] };
    return this.#inRepository(place, mapping, this.#judge(place, mapping, move, name), {
      names: [name],
      isType: isType || this.#exports.define(canonical.key, move.to.name ?? name).isType,
    });
  }

  /** Move the module as an object: a namespace, a mock, an import for its effect. No `names`: for its effect. */
  #whole(place: Place, mapped: MappedModule, names: readonly string[] | undefined, isType: boolean): Resolution {
    const mapping = mapped.whole;
    if (!mapping) return { kind: 'unrelated' };
    const taken = [...(names ?? this.#exports.names(place.legacy.key) ?? [])].map((name) => [name, name] as const);
    if (this.#isImplementation(place, mapping, taken)) return { kind: 'canonical' };
    const move = this.#move(place, mapping, mapping.from, undefined);
    if (move.kind !== 'legacy') return move;
    const { canonical, entry } = mapping;
    const elsewhere = [...mapped.symbols]
      .filter(([name, other]) => other.canonical.key !== canonical.key && names?.includes(name) !== false)
      .map(([name]) => name);
    if (elsewhere.length > 0)
      return forReview(move, 'split-module', `the Map moves ${elsewhere.join(', ')} of it elsewhere`);
    if (!this.#project.isConsulted || !canonical.isFound) return move;
    if (place.legacy.key === canonical.key)
      return { ...move, tier: 'safe', because: `both lead to ${this.#display(canonical.key)}`, chain: [mapping.from] };
    const all = names ?? (place.legacy.isFound ? this.#exports.names(place.legacy.key) : undefined);
    const used = all && [...all];
    const next = (name: string): Definition => this.#exports.define(canonical.key, name);
    const missing = (used ?? []).filter((name) => next(name).state === 'missing');
    if (missing.length > 0)
      return refused(
        move.from,
        'target-not-exported',
        `${this.#display(canonical.key)} does not export ${missing.join(', ')}`,
      );
    const isSame = (name: string): boolean => {
      const [old, now] = [this.#exports.define(place.legacy.key, name), next(name)];
      return old.state === 'found' && now.state === 'found' && old.key === now.key;
    };
    const judged: Legacy = !place.legacy.isFound
      ? { ...move, tier: 'safe', because: `${place.specifier} leads nowhere today: the edit repairs it` }
      : entry.replaces
        ? {
            ...move,
            tier: 'declared',
            because: `the Map says that ${move.to.module} replaces ${move.from}`,
            isReplacement: true,
          }
        : used && used.length > 0 && used.every(isSame)
          ? {
              ...move,
              tier: 'safe',
              because: `everything that it exports is the same in ${this.#display(canonical.key)}`,
            }
          : forReview(
              move,
              'unconfirmed-replacement',
              `whether ${move.to.module} can replace ${move.from} is for its owner to say ("replaces": true)`,
            );
    return this.#inRepository(place, mapping, judged, { names, isType });
  }

  /** What the canonical module exports besides would be exported, too, or hide what other modules export. */
  #star(place: Place, mapped: MappedModule, isType: boolean): Resolution {
    const resolution = this.#whole(place, mapped, undefined, isType);
    const canonical = mapped.whole?.canonical;
    if (resolution.kind !== 'legacy' || !canonical?.isFound) return resolution;
    if (canonical.key === place.legacy.key || !place.legacy.isFound) return resolution;
    const old = this.#exports.names(place.legacy.key);
    const added = [...(this.#exports.names(canonical.key) ?? [])].filter(
      (name) => name !== 'default' && !old?.has(name),
    );
    if (old && added.length === 0) return resolution;
    return forReview(resolution, 'star-names', `it would export ${added.join(', ') || 'other names'}, too`);
  }

  /** A URL is relative and has an extension: only a module that is another file moves. */
  #url(place: Place, mapped: MappedModule, names: readonly string[]): Resolution {
    const resolution = this.#whole(place, mapped, names, false);
    const canonical = mapped.whole?.canonical;
    if (resolution.kind !== 'legacy' || !canonical?.isFound) return resolution;
    if (canonical.key === place.legacy.key) return { kind: 'canonical' };
    const module = spellUrl(place.importer, canonical.key, place.specifier);
    return { ...resolution, to: { module, name: undefined } };
  }

  /** The move itself, when nothing speaks against it: for review where the canonical module cannot be looked at. */
  #move({ importer, specifier, legacy }: Place, mapping: Mapping, from: string, name: string | undefined): Resolution {
    const { entry, canonical } = mapping;
    const module = spell(this.#project, importer, { target: entry.canonical, location: canonical }, specifier);
    if (module === undefined)
      return refused(
        from,
        'target-not-found',
        `its package does not let others import ${this.#display(canonical.key)}`,
      );
    const to: Target = { module, name };
    const isSameModule = legacy.key === canonical.key;
    const legacyName = from.slice(from.lastIndexOf('#') + 1);
    if (isSameModule && specifier === module && (name === undefined || name === legacyName))
      return { kind: 'canonical' };
    if (importer === canonical.key && !isSameModule)
      return refused(from, 'self-import', `this file is ${formatExport(entry.canonical)}, which would import itself`);
    if (this.#project.isConsulted && canonical.isFound && this.#project.locate(importer, module).key !== canonical.key)
      return refused(
        from,
        'target-not-found',
        `from this file, ${module} does not lead to ${this.#display(canonical.key)}`,
      );
    if (this.#project.isConsulted && !canonical.isFound && !entry.external)
      return refused(from, 'target-not-found', `${entry.canonical.module} leads to no file`);
    const isReplaced = entry.replaces && this.#project.isConsulted;
    const move: Legacy = {
      kind: 'legacy',
      from,
      to,
      tier: isReplaced ? 'declared' : 'safe',
      because: isReplaced ? `the Map says that ${formatExport(to)} replaces ${from}` : '',
      reviews: [],
      chain: [],
      uses: entry.uses,
      isReplacement: isReplaced,
    };
    if (!this.#project.isConsulted)
      return forReview(
        move,
        'not-consulted',
        'no other file was consulted, so what the canonical module exports is not known',
      );
    return canonical.isFound || isReplaced
      ? move
      : forReview(move, 'unverified-export', `${entry.canonical.module} is not there to be looked at`);
  }

  /**
   * Does the canonical module take these names from the legacy one because they are defined there? Then the import is how it
   * comes by them, and stays.
   * @param names each as the legacy module exports it, and as the canonical one does
   */
  #isImplementation(
    { importer, legacy }: Place,
    { canonical }: Mapping,
    names: readonly (readonly [string, string])[],
  ): boolean {
    if (importer !== canonical.key || legacy.key === canonical.key || !legacy.isFound) return false;
    const old = (name: string): Definition => this.#exports.define(legacy.key, name);
    const isItsOwn = ({ key }: Definition): boolean => key.startsWith(`${canonical.key}#`);
    const isHandedOn = (name: string, to: string): boolean => {
      const now = this.#exports.define(canonical.key, to);
      return now.state === 'found' && now.key === old(name).key && !isItsOwn(now);
    };
    const isFacade = [...(this.#exports.names(legacy.key) ?? [])].some((name) => isHandedOn(name, name));
    return names.every(([name, to]) => {
      if (isHandedOn(name, to)) return true;
      const isOther = this.#exports.define(canonical.key, to).state === 'found';
      return isFacade && !isOther && old(name).state === 'found' && !isItsOwn(old(name));
    });
  }

  /** The tier of moving an export, by what both names lead to. */
  #judge({ legacy, specifier }: Place, { entry, canonical }: Mapping, move: Legacy, name: string): Resolution {
    const target = `${move.to.module}#${move.to.name ?? ''}`;
    const next = this.#exports.defineOrDeclare(canonical.key, move.to.name ?? name);
    if (next.state === 'missing')
      return refused(
        move.from,
        'target-not-exported',
        `${this.#display(canonical.key)} does not export ${move.to.name ?? name}`,
      );
    const old = legacy.isFound ? this.#exports.defineOrDeclare(legacy.key, name) : undefined;
    const chain = (old?.chain ?? []).map((step) => this.#display(step));
    const sure = (because: string, isReplacement = false): Legacy => ({
      ...move,
      tier: isReplacement ? 'declared' : 'safe',
      because,
      chain,
      isReplacement,
    });
    const review = (reason: ReviewReason, message: string): Legacy => forReview(sure(''), reason, message);
    if (next.isType && old?.state === 'found' && !old.isType)
      return refused(move.from, 'target-not-exported', `${target} is only a type, ${move.from} is a value, too`);
    if (next.state === 'unknown')
      return review('unverified-export', `whether ${target} exists cannot be told from its source`);
    if (!old) return sure(`${specifier} leads nowhere today: the edit repairs it`);
    if (old.state === 'missing') return sure(`${move.from} cannot be imported today: the edit repairs it`);
    if (old.state === 'found' && old.key === next.key) return sure(`both lead to ${this.#display(old.key)}`);
    if (entry.replaces || this.#leadsToReplaced(old, canonical.key))
      return sure(`the Map says that ${target} replaces ${move.from}`, true);
    return old.state === 'found'
      ? review(
          'different-object',
          `${move.from} is ${this.#display(old.key)}, another definition than ${this.#display(next.key)}`,
        )
      : review('ambiguous-definition', `what ${move.from} leads to cannot be told from the sources`);
  }

  /** Does an export lead through a legacy one that the Map says the same canonical module replaces? */
  #leadsToReplaced(old: Definition, canonical: string): boolean {
    return old.chain.some((step) => {
      const at = step.lastIndexOf('#');
      const mapping = this.#map.module(step.slice(0, at), undefined)?.symbols.get(step.slice(at + 1));
      return mapping?.entry.replaces === true && mapping.canonical.key === canonical;
    });
  }

  /** What the move means for the rest of the repository: an import cycle, a mock that it escapes. */
  #inRepository(
    { importer, legacy }: Place,
    { canonical }: Mapping,
    resolution: Resolution,
    { names, isType }: Taken,
  ): Resolution {
    if (resolution.kind !== 'legacy' || isType) return resolution;
    let move = resolution;
    const hold = this.#mocks.find(legacy.key, names);
    if (hold) {
      const what = this.#display(legacy.key) + (hold.name === undefined ? '' : `#${hold.name}`);
      move = forReview(move, 'patched', `a test replaces ${what} by a mock, which does not move (${hold.place})`);
    }
    const effect = this.#lostEffect(legacy.key, canonical.key);
    if (effect !== undefined) {
      const loading = `loading ${this.#display(legacy.key)} has an effect (line ${effect})`;
      move = forReview(move, 'effects', `${loading}, and nothing would load it any more`);
    }
    const closed = this.#graph.newCycle(importer, canonical.key);
    const cycle = closed ?? this.#graph.changedOrder(importer, legacy.key, canonical.key);
    if (!cycle) return move;
    const way = [importer, ...cycle].map((file) => this.#display(file)).join(' → ');
    const what = closed ? 'it closes an import cycle' : 'it changes the order in which an import cycle is loaded';
    return forReview(move, 'import-cycle', `${what}: ${way}`);
  }

  /** The line of what the legacy module does when it is loaded, if nothing is known to go on loading it. */
  #lostEffect(legacy: string, canonical: string): number | undefined {
    const line = legacy === canonical ? undefined : this.#project.exportsOf(legacy)?.effectLine;
    if (line === undefined || this.#learned.has(keepsLoading(legacy)) || this.#project.isFreeOfEffects(legacy))
      return undefined;
    return this.#graph.loads(canonical, legacy) ? undefined : line;
  }

  /** A path, or `path#export`, relative to the root. */
  #display(key: string): string {
    const below = `${this.#project.root}/`;
    if (key.startsWith(below)) return key.slice(below.length);
    return key.startsWith('/') || path.isAbsolute(key)
      ? path.relative(this.#project.root, key).split(path.sep).join('/')
      : key.replace(/^\?(?:package:)?/, '');
  }
}

function refused(from: string, reason: RefusalReason, message: string): Resolution {
  return { kind: 'refused', from, reason, message };
}
