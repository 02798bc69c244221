import { mayElide } from '../../model/javascript-endings.ts';
import { formatExport } from '../../model/config.ts';
import type { Target } from '../../model/config.ts';
import type { ModuleMeaning } from '../../model/module-meaning.ts';
import { forReview, refused } from '../../model/resolution.ts';
import type { Reference } from '../../model/reference.ts';
import type { Legacy, Resolution } from '../../model/resolution.ts';
import type { ReviewReason } from '../../model/review.ts';
import { CalledExports } from './called-exports.ts';
import { CrossedExports, crossedFrom, onlyAsSpace } from './crossed-exports.ts';
import { displayKey } from './display-key.ts';
import { handsOn, isBesideImplementation, isImplementation } from './facade-implementation.ts';
import { guessedMeaning } from './guessed-meaning.ts';
import type { JavaScriptMap } from './javascript-map.ts';
import type { MappedModule, Mapping } from './mapped-module.ts';
import type { JavaScriptProject, Location } from './javascript-project.ts';
import { Lookalikes } from './lookalikes.ts';
import { modulePlace } from './module-place.ts';
import type { ModulePlace } from './module-place.ts';
import { MoveConsequences } from './move-consequences.ts';
import { spellUrl } from './spelling.ts';
import { starAnswer } from './star-answer.ts';
import { StaticExports, untold } from './static-exports.ts';
import type { Definition } from './static-exports.ts';
import { loaderSpecifier, withLoader } from './with-loader.ts';

/** The answer of the Map to a Reference, with the evidence that Rules judge it by. */
type Answer = Pick<Reference, 'base' | 'evidence'>;

/** Resolves specifiers and exports under the Map, with the tier of moving them (DESIGN: tiers). */
export class JavaScriptResolver {
  readonly #map: JavaScriptMap;
  readonly #project: JavaScriptProject;
  readonly #exports: StaticExports;
  readonly #called: CalledExports;
  readonly #consequences: MoveConsequences;
  readonly #lookalikes: Lookalikes;
  readonly #crossed: CrossedExports;

  constructor(map: JavaScriptMap, project: JavaScriptProject) {
    this.#map = map;
    this.#project = project;
    this.#exports = new StaticExports(project);
    this.#called = new CalledExports(project, this.#exports);
    this.#consequences = new MoveConsequences(project);
    this.#lookalikes = new Lookalikes(map.legacyKeys);
    this.#crossed = new CrossedExports(project, this.#exports, this.#move.bind(this));
  }

  /**
   * The meaning of a specifier in a file; undefined when the Map has no entry for the module that it leads to.
   * @param importer absolute path of the file
   * @param decide lowers the answers of the Map
   */
  module(
    importer: string,
    specifier: string,
    decide: (reference: Reference) => Resolution = ({ base }) => base,
  ): ModuleMeaning | undefined {
    const loader = /[!?]/.test(specifier) ? loaderSpecifier(specifier) : undefined;
    const written = loader?.path ?? specifier;
    const legacy = this.#project.locate(importer, written);
    const mapped = this.#mapped(importer, written, legacy);
    if (!mapped) {
      const known = { map: this.#map, project: this.#project, lookalikes: this.#lookalikes };
      return guessedMeaning(known, importer, written, legacy);
    }
    const plain = this.#meaning(modulePlace(this.#project, importer, written, legacy), mapped, decide);
    return loader ? withLoader(plain, loader) : plain;
  }

  /** Is an export of a module certainly a value? */
  isValue(key: string, name: string): boolean {
    const { state, isType } = this.#exports.define(key, name);
    return state === 'found' && !isType;
  }

  /** The consequences of the moves of a file for the modules that it loads. */
  get consequences(): Pick<MoveConsequences, 'mayChangeEffects' | 'changedEffects'> {
    return this.#consequences;
  }

  #mapped(importer: string, specifier: string, { key, isFound, others }: Location): MappedModule | undefined {
    const mapped = this.#map.module(key, specifier);
    if (mapped || isFound || others.length === 0 || this.#project.isPackage(importer, specifier)) return mapped;
    return others.map((other) => this.#map.module(other, undefined)).find((other) => other !== undefined);
  }

  #meaning(place: ModulePlace, mapped: MappedModule, decide: (reference: Reference) => Resolution): ModuleMeaning {
    const { legacy } = place;
    const importer = this.#display(place.importer);
    const verdict = (form: Reference['form'], isType: boolean, answer: Answer): Resolution =>
      decide({ form, runsOn: isType ? 'never' : 'import', importer, local: '', ...answer });
    return {
      key: legacy.key,
      label: this.#display(legacy.key),
      isGuess: false,
      isCanonical: mapped.symbols.size + mapped.unmapped.size === 0 && this.#isCanonical(place, mapped.whole),
      hasSymbols: mapped.symbols.size > 0,
      movesAsWhole: mapped.whole !== undefined,
      whole: (names, isType = false) => verdict('module', isType, this.#whole(place, mapped, names, isType)),
      star: (isType) =>
        verdict(
          'module',
          isType,
          starAnswer(this.#exports, place, mapped, this.#whole(place, mapped, undefined, isType)),
        ),
      url: (names) => verdict('string', false, this.#url(place, mapped, names)),
      symbol: (name, isType = false) => verdict('name', isType, this.#uncalled(place, mapped, name, isType)),
      inClause: (name, isType) =>
        name === '*'
          ? verdict('module', isType, this.#inSpace(place, mapped, isType))
          : verdict('name', isType, this.#uncalled(place, mapped, name, isType, true)),
      members: (name) =>
        mapped.members?.has(name) === true
          ? {
              label: `${this.#display(legacy.key)}#${name}`,
              symbol: (member, isType = false) =>
                verdict('name', isType, this.#symbol(place, mapped, `${name}.${member}`, isType)),
            }
          : undefined,
      called: (name) =>
        this.#called.of(legacy, name, mapped.symbols.get(name), (mapping) => {
          const alone = { ...mapped, symbols: new Map([[name, mapping]]) };
          return verdict('name', false, this.#symbol(place, alone, name, false));
        }),
      isHandedOn: (names) => this.#isHandedOn(place, mapped, names),
      together: (resolutions) => this.#consequences.together(place, resolutions),
    };
  }

  #isCanonical(place: ModulePlace, mapping: Mapping | undefined): boolean {
    if (mapping?.canonical.key !== place.legacy.key) return false;
    return place.spell(mapping) === place.specifier;
  }

  #symbol(place: ModulePlace, mapped: MappedModule, name: string, isType: boolean): Answer {
    const isMember = name.includes('.');
    const mapping = mapped.symbols.get(name) ?? (isMember || mapped.unmapped.has(name) ? undefined : mapped.whole);
    if (!mapping) {
      const from = mapped.unmapped.get(name);
      return plain(from === undefined ? { kind: 'unrelated' } : { kind: 'unmapped', from });
    }
    const { entry, canonical } = mapping;
    const from = entry.canonical.name === undefined ? `${mapping.from}#${name}` : mapping.from;
    if (this.#staysInFacade(place, mapping, [name], isType)) return plain({ kind: 'canonical' });
    const move = this.#move(place, mapping, from, entry.canonical.name ?? name);
    if (move.kind !== 'legacy' || !this.#project.isConsulted || !canonical.isFound) return plain(move);
    const isSame = place.legacy.key === canonical.key && name === move.to.name;
    const because = `both lead to ${this.#display(canonical.key)}`;
    if (isSame) return plain({ ...move, tier: 'safe', because, chain: [from] });
    const base = this.#judge(place, mapping, move, { name, isType });
    const evidence = this.#consequences.evidence(place, mapping, base, {
      names: [name],
      isHandedOn: () => this.#isHandedOn(place, mapped, [name]),
      isType: isType || this.#exports.define(canonical.key, move.to.name ?? name).isType,
    });
    return { base, evidence };
  }

  /** The move of a name that no rule for calls is applied to. Without it, calls would get the wrong arguments. */
  #uncalled(place: ModulePlace, mapped: MappedModule, name: string, isType: boolean, isInClause = false): Answer {
    const mapping = mapped.symbols.get(name);
    const from = crossedFrom(mapping, mapped.whole, name);
    if (from?.kind === 'space')
      return plain(isInClause ? this.#crossed.becomesSpace(place, from.mapping) : from.elsewhere);
    if (from?.kind === 'member') return plain(from.elsewhere);
    const answer = this.#symbol(place, mapped, name, isType);
    if (mapping?.called === undefined || answer.base.kind !== 'legacy') return answer;
    if (isType && this.#called.isClass(mapping)) return answer;
    const message = isType
      ? 'it is used as a type, and calls of it go to what may be no type'
      : 'the Map has a rule for its calls, and they are followed only from an import by name';
    return plain(refused(answer.base.from, isType ? 'used-as-value' : 'dynamic-use', message));
  }

  /** A module as an object in a statement: an export may take its place. */
  #inSpace(place: ModulePlace, mapped: MappedModule, isType: boolean): Answer {
    const { whole } = mapped;
    return whole?.entry.canonical.name === undefined
      ? this.#whole(place, mapped, undefined, isType)
      : plain(this.#crossed.becomesExport(place, whole, whole.entry.canonical.name));
  }

  /** Do the canonical modules hand on definitions of the legacy one? Then their own imports of it stay. */
  #isHandedOn({ legacy }: ModulePlace, mapped: MappedModule, names: readonly string[] | undefined): boolean {
    if (!this.#project.isConsulted || !legacy.isFound) return false;
    const all = [...(names ?? this.#exports.names(legacy.key) ?? [])];
    const isHandedOn = (name: string): boolean => {
      const { canonical, entry } = mapped.symbols.get(name) ?? mapped.whole ?? {};
      const to = entry?.canonical.name ?? name;
      return canonical?.isFound === true && handsOn(this.#exports, legacy.key, canonical.key, [[name, to]]);
    };
    return all.length > 0 && all.every(isHandedOn);
  }

  /** Does the canonical module get its re-exports by this import, or one part of it from another? */
  #staysInFacade(place: ModulePlace, mapping: Mapping, names: readonly string[] | undefined, isType: boolean): boolean {
    const isFacade = place.importer === mapping.canonical.key;
    if (!this.#project.isConsulted || (!isFacade && (isType || mapping.entry.replaces))) return false;
    const to = mapping.entry.canonical.name;
    const taken = [...(names ?? this.#exports.names(place.legacy.key) ?? [])].map(
      (name) => [name, to ?? name] as const,
    );
    if (isFacade) return isImplementation(this.#exports, place, mapping, taken);
    return isBesideImplementation(this.#exports, place, mapping, taken, (file, other) =>
      this.#consequences.loads(file, other),
    );
  }

  /** Move the module as an object: a namespace, a mock, an import for its effect. No `names`: for its effect. */
  #whole(place: ModulePlace, mapped: MappedModule, names: readonly string[] | undefined, isType: boolean): Answer {
    const mapping = mapped.whole;
    if (!mapping) return plain({ kind: 'unrelated' });
    if (mapping.entry.canonical.name !== undefined) return plain(onlyAsSpace(mapping));
    if (this.#staysInFacade(place, mapping, names, isType)) return plain({ kind: 'canonical' });
    const move = this.#move(place, mapping, mapping.from, undefined);
    if (move.kind !== 'legacy') return plain(move);
    const { canonical, entry } = mapping;
    const elsewhere = [...mapped.symbols]
      .filter(([, other]) => other.canonical.key !== canonical.key || other.called !== undefined)
      .filter(([name]) => names?.includes(name) !== false)
      .map(([name]) => name);
    if (elsewhere.length > 0)
      return plain(forReview(move, 'split-module', `the Map moves ${elsewhere.join(', ')} of it elsewhere`));
    if (!this.#project.isConsulted || !canonical.isFound) return plain(move);
    const because = `both lead to ${this.#display(canonical.key)}`;
    if (place.legacy.key === canonical.key) return plain({ ...move, tier: 'safe', because, chain: [mapping.from] });
    const all = names ?? (place.legacy.isFound ? this.#exports.names(place.legacy.key) : undefined);
    const used = all && [...all];
    const next = (name: string): Definition => this.#exports.define(canonical.key, name);
    const missing = (used ?? []).filter((name) => next(name).state === 'missing');
    if (missing.length > 0)
      return plain(
        refused(
          move.from,
          'target-not-exported',
          `${this.#display(canonical.key)} does not export ${missing.join(', ')}`,
        ),
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
    const isHandedOn = (): boolean => this.#isHandedOn(place, mapped, names);
    return {
      base: judged,
      evidence: this.#consequences.evidence(place, mapping, judged, { names, isType, isHandedOn }),
    };
  }

  /** A URL is relative and has an extension: only a module that is another file moves. */
  #url(place: ModulePlace, mapped: MappedModule, names: readonly string[]): Answer {
    const whole = this.#whole(place, mapped, names, false);
    const { base } = whole;
    const canonical = mapped.whole?.canonical;
    if (base.kind !== 'legacy' || !canonical?.isFound) return whole;
    if (canonical.key === place.legacy.key) return plain({ kind: 'canonical' });
    const module = spellUrl(place.importer, canonical.key, place.specifier);
    return { ...whole, base: { ...base, to: { module, name: undefined } } };
  }

  /** The move itself, when nothing speaks against it: for review where the canonical module cannot be looked at. */
  #move(place: ModulePlace, mapping: Mapping, from: string, name: string | undefined): Resolution {
    const { importer, specifier, legacy } = place;
    const { entry, canonical } = mapping;
    const module = place.spell(mapping);
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
      ...(entry.isForTypes === true ? { isForTypes: true } : {}),
    };
    if (!this.#project.isConsulted)
      return forReview(
        move,
        'not-consulted',
        'no other file was consulted, so what the canonical module exports is not known',
      );
    const vouchedFor = `the Map vouches for ${formatExport(to)}, which cannot be looked at`;
    if (entry.isTrusted === true && !canonical.isFound && !isReplaced)
      return { ...move, tier: 'declared', because: vouchedFor };
    return canonical.isFound || isReplaced
      ? move
      : forReview(move, 'unverified-export', `${entry.canonical.module} is not there to be looked at`);
  }

  /** The tier of moving an export, by what both names lead to. */
  #judge(
    { importer, legacy, specifier }: ModulePlace,
    { entry, canonical }: Mapping,
    move: Legacy,
    { name, isType }: { readonly name: string; readonly isType: boolean },
  ): Resolution {
    const target = `${move.to.module}#${move.to.name ?? ''}`;
    const to = move.to.name ?? name;
    const canonicalModule = { file: canonical.key, importer, specifier: move.to.module };
    const legacyModule = { file: legacy.key, importer, specifier };
    const next = this.#exports.declare(canonicalModule, to, isType);
    const refuse = (message: string): Resolution => refused(move.from, 'target-not-exported', message);
    if (next.state === 'missing') return refuse(`${this.#display(canonical.key)} does not export ${to}`);
    const isMember = name.includes('.');
    const old = !legacy.isFound
      ? undefined
      : isMember
        ? untold(move.from)
        : this.#exports.declare(legacyModule, name, isType);
    const isCompiled = mayElide(importer);
    if (
      isCompiled &&
      this.#exports.isUndeclared(canonicalModule, to) &&
      !this.#exports.isUndeclared(legacyModule, name)
    )
      return refuse(`the declarations of ${move.to.module} do not name ${to}`);
    const chain = (old?.chain ?? []).map((step) => this.#display(step));
    const sure = (because: string, isReplacement = false): Legacy => ({
      ...move,
      tier: isReplacement ? 'declared' : 'safe',
      because,
      chain,
      isReplacement,
    });
    const review = (reason: ReviewReason, message: string): Legacy => forReview(sure(''), reason, message);
    if (next.isType && !isType && old?.state === 'found' && !old.isType)
      return refuse(`${target} is only a type, ${move.from} is a value, too`);
    if (next.state === 'unknown')
      return review('unverified-export', `whether ${target} exists cannot be told from its source`);
    if (!old) return sure(`${specifier} leads nowhere today: the edit repairs it`);
    if (old.state === 'missing') return sure(`${move.from} cannot be imported today: the edit repairs it`);
    if (old.state === 'found' && old.key === next.key) return sure(`both lead to ${this.#display(old.key)}`);
    if (entry.replaces || this.#map.replacesOn(old.chain, canonical.key))
      return sure(`the Map says that ${target} replaces ${move.from}`, true);
    return old.state === 'found'
      ? review(
          'different-object',
          `${move.from} is ${this.#display(old.key)}, another definition than ${this.#display(next.key)}`,
        )
      : review('ambiguous-definition', `what ${move.from} leads to cannot be told from the sources`);
  }

  #display(key: string): string {
    return displayKey(this.#project.root, key);
  }
}

/** An answer that no Rule has anything to say of. */
function plain(base: Resolution): Answer {
  return { base, evidence: {} };
}
