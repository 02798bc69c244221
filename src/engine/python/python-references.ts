import { ChangedCalls } from '../../interface/changed-call.ts';
import type { AllowComment, Lines } from '../../model/allow-comment.ts';
import type { CallPlan } from '../../model/call-rule.ts';
import { formatTarget } from '../../model/config.ts';
import type { ImportStatement } from '../../model/python.ts';
import type { Range } from '../../model/range.ts';
import type { Evidence, Reference, ReferenceForm, RunsOn } from '../../model/reference.ts';
import type { Legacy, Resolution } from '../../model/resolution.ts';
import { everyNameOf, moduleOf } from '../../model/symbol.ts';
import type { LogicalLines } from '../../parse/python/logical-lines.ts';
import { PatchedText } from '../../parse/python/patched-text.ts';
import { isForTypeCheckers, isTopLevel } from '../../parse/python/top-level-imports.ts';
import type { OldPlace } from '../../resolve/python/old-place.ts';
import { isBelow } from '../../resolve/python/python-map.ts';
import type { PythonResolver } from '../../resolve/python/python-resolver.ts';
import { suppressionAt } from '../suppressions.ts';
import type { Repository } from './python-project.ts';

/** The data that the References of one file are made from. */
export interface ReferenceSource {
  readonly path: string;
  readonly text: string;
  /** The module of the file. */
  readonly importer: string;
  readonly lines: LogicalLines;
  readonly statements: readonly ImportStatement[];
  readonly allowComments: readonly AllowComment[];
  /** The line from which on brackets or strings do not balance. */
  readonly unbalancedLine: number | undefined;
  /** Why all of the text is for a person to look at: it is a comment, say. */
  readonly doubt: string | undefined;
  readonly span: (range: Range) => Lines;
  readonly resolver: PythonResolver;
  /** Undefined when no other file may be consulted. */
  readonly project: Repository | undefined;
  readonly oldPlace: OldPlace | undefined;
}

/** The References of one file, each made when a transform first asks for it. They are the same under all Links. */
export class PythonReferences {
  readonly #source: ReferenceSource;
  readonly #found = new Map<string, Reference>();
  #patched: PatchedText | undefined;
  #calls: ChangedCalls | undefined;

  constructor(source: ReferenceSource) {
    this.#source = source;
  }

  /** The References to something legacy that were found. */
  all(): Reference[] {
    return [...this.#found.values()].filter(({ base: { kind } }) => kind === 'legacy' || kind === 'refused');
  }

  /** `from module import name`, bound to `local` by the statement at the offset. */
  name(module: string, name: string, local: string, offset: number): Reference {
    return this.#find(`name ${module}:${name} ${local} ${offset}`, () => {
      const { resolver } = this.#source;
      const runsOn = this.#runsOn(offset);
      const place = { module, local, offset, runsOn, isLookup: runsOn === 'call' } as const;
      const base = this.#placed(place, resolver.meaning(module, name));
      return this.#orRelocated('name', base, place, name);
    });
  }

  /** `local.name`, where the statement at the offset binds `local` to the module. */
  attribute(module: string, name: string, local: string, offset: number): Reference {
    return this.#find(`attribute ${module}:${name} ${local} ${offset}`, () => {
      const place = { module, local, attribute: name, offset, runsOn: this.#runsOn(offset), isLookup: true };
      const base = this.#placed(place, this.#source.resolver.meaning(module, name));
      return this.#make('attribute', asImported(base), place);
    });
  }

  /** The module as an object; `*` for a star import of it. */
  module(module: string, local: string, offset: number): Reference {
    return this.#find(`module ${module} ${local} ${offset}`, () => {
      const place = { module, local, offset, runsOn: this.#runsOn(offset), isLookup: false };
      const base = this.#placed(place, this.#source.resolver.wholeModule(module));
      return local === '*' ? this.#orRelocated('module', base, place, undefined) : this.#make('module', base, place);
    });
  }

  /** A string that names a symbol, or a module as a whole. */
  string(module: string, name: string | undefined, string: Range): Reference {
    return this.#find(`string ${module}:${name ?? ''} ${string.start} ${string.end}`, () => {
      const { resolver, importer } = this.#source;
      const meaning = name === undefined ? resolver.wholeModule(module) : resolver.meaning(module, name);
      const base = this.#unlessNearer(module, meaning, name === undefined ? module : `${module}:${name}`);
      const evidence =
        base.kind === 'legacy'
          ? { ...this.#nearer(module), ...this.#lostEffect(base), ...this.#setIn(base), ...this.#textEvidence(string) }
          : {};
      return { form: 'string', runsOn: 'call', importer, local: '', base, evidence };
    });
  }

  /** The calls of a name that the statement at the offset imports, or of an attribute of a module, by the rule of the Map for them. */
  calls(plan: CallPlan, { module, name, local, offset, isAttribute }: CalledPlace): Reference {
    return this.#find(`call ${module}:${name} ${local} ${offset}`, () => {
      const { resolver } = this.#source;
      const runsOn = this.#runsOn(offset);
      const place = { module, local, offset, runsOn, isLookup: isAttribute || runsOn === 'call' } as const;
      const base = this.#unlessNearer(module, calledAs(plan, resolver.meaning(module, name)));
      return this.#make('call', base, place);
    });
  }

  /** May the file be the target of a patch of the symbol? */
  mayPatch(symbol: string): boolean {
    return (this.#patched ??= new PatchedText(this.#source)).mayPatch(symbol);
  }

  #find(key: string, make: () => Reference): Reference {
    let found = this.#found.get(key);
    if (found === undefined) {
      found = make();
      this.#found.set(key, found);
    }
    return found;
  }

  #runsOn(offset: number): RunsOn {
    const { lines } = this.#source;
    return isTopLevel(lines, offset) ? 'import' : isForTypeCheckers(lines, offset) ? 'never' : 'call';
  }

  /** The meaning of an import, unless a nearer module has the name, or the canonical name is made of the import. */
  #placed({ module, local }: Place, meaning: Resolution): Resolution {
    const { resolver, importer } = this.#source;
    const isBuiltOn = meaning.kind === 'legacy' && resolver.isBuiltOn({ importer, local }, meaning);
    return isBuiltOn ? { kind: 'canonical' } : this.#unlessNearer(module, meaning);
  }

  /** @param named the legacy path of a string, which names one even where the Map does not move it */
  #unlessNearer(module: string, meaning: Resolution, named?: string): Resolution {
    const from = 'from' in meaning ? meaning.from : named;
    if (from === undefined || meaning.kind === 'canonical') return meaning;
    const { project, path } = this.#source;
    const nearer = project?.nearer(path, module);
    return nearer?.hasModule === true ? { kind: 'unrelated', nearer: { from, path: nearer.path } } : meaning;
  }

  /** A relative import of a moved file may mean what it meant at the old place. */
  #orRelocated(form: ReferenceForm, base: Resolution, place: Place, name: string | undefined): Reference {
    const { oldPlace, statements } = this.#source;
    if (oldPlace === undefined || base.kind !== 'unrelated') return this.#make(form, base, place);
    const statement = statements.find(({ start }) => start === place.offset);
    return statement === undefined || !oldPlace.isConcerned(statement)
      ? this.#make(form, base, place)
      : this.#make('relocated', oldPlace.meaning(statement, name), place);
  }

  #make(form: ReferenceForm, base: Resolution, place: Place): Reference {
    const { module, local, runsOn } = place;
    const { importer, lines } = this.#source;
    if (base.kind !== 'legacy' && base.kind !== 'refused') return { form, runsOn, importer, local, base, evidence: {} };
    const evidence = {
      ...(base.kind === 'legacy' && form !== 'relocated' ? this.#nearer(module) : {}),
      ...(base.kind === 'legacy' && form !== 'relocated' ? this.#importEvidence(base, place) : {}),
      ...(base.kind === 'legacy' && base.isReplacement && form !== 'call' ? this.#changedCall(base, place) : {}),
      ...(base.kind === 'legacy' && runsOn !== 'never' ? { ...this.#lostEffect(base), ...this.#setIn(base) } : {}),
      ...(base.kind === 'legacy' ? this.#textEvidence(lines.range(lines.at(place.offset))) : {}),
      ...(place.isLookup ? this.#patchable(base.from) : {}),
    };
    return { form, runsOn, importer, local, base, evidence };
  }

  #nearer(module: string): Evidence {
    const { project, path } = this.#source;
    const nearer = project?.nearer(path, module)?.path;
    return nearer === undefined ? {} : { nearer };
  }

  /** The evidence about imports that run when their file is imported. */
  #importEvidence(move: Legacy, { local, runsOn }: Place): Evidence {
    if (runsOn !== 'import') return {};
    const { resolver, importer } = this.#source;
    const shadowedBy = resolver.shadowing({ importer, local }, move);
    const changesForImporters = move.isReplacement && !resolver.movesWith({ importer, local }, move);
    return {
      ...(shadowedBy === undefined ? {} : { shadowedBy }),
      ...(changesForImporters ? { changesForImporters } : {}),
    };
  }

  /** The evidence about a call in the file that would change. Reads interfaces only for symbols that replace others. */
  #changedCall({ from, to, hasCallRule = false }: Legacy, { local, attribute }: Place): Evidence {
    const [module = from, name] = from.split(':');
    const differences = this.#source.project?.interfaces.differences({ module, name }, to) ?? [];
    if (differences.length === 0) return {};
    const { text, lines, unbalancedLine } = this.#source;
    this.#calls ??= new ChangedCalls(text, lines, unbalancedLine === undefined);
    const call = this.#calls.first({ local: local.split('.', 1)[0] ?? local, attribute, hasCallRule }, differences);
    if (call === undefined) return {};
    return { changedCall: `it is called here (line ${call.line}), where ${call.difference.message}` };
  }

  #lostEffect({ from, to }: Legacy): Evidence {
    const { project } = this.#source;
    const module = moduleOf(from);
    const place = project?.importEffect(module);
    if (place === undefined || to.module === module || isBelow(to.module, module)) return {};
    return project?.graph.isLoadedBy(to.module, module) === true ? {} : { lostEffect: place };
  }

  #setIn({ from, to, chain, isReplacement }: Legacy): Evidence {
    const target = formatTarget(to);
    if (to.name === undefined || isReplacement || target === from || !chain.includes(target)) return {};
    const setIn = this.#source.project?.setIn(to.module, to.name);
    return setIn === undefined ? {} : { setIn };
  }

  #textEvidence(range: Range): Evidence {
    const { allowComments, span, unbalancedLine, doubt } = this.#source;
    const suppression = suppressionAt(allowComments, () => span(range));
    return {
      ...(doubt === undefined ? {} : { doubt }),
      ...(suppression === undefined ? {} : { suppression }),
      ...(unbalancedLine === undefined ? {} : { unbalancedLine }),
    };
  }

  #patchable(symbol: string): Evidence {
    return { isPatchable: this.mayPatch(symbol), isReplaceable: this.mayPatch(everyNameOf(symbol)) };
  }
}

/** A name that becomes a module: an access needs the module itself to be imported. */
function asImported(base: Resolution): Resolution {
  if (base.kind !== 'legacy' || base.isModule !== true) return base;
  return { ...base, to: { module: formatTarget(base.to).replace(':', '.'), name: undefined } };
}

/** The meaning of a symbol where it is called. */
function calledAs({ legacy, target, proof }: CallPlan, meaning: Resolution): Resolution {
  if (meaning.kind !== 'legacy' && meaning.kind !== 'canonical') return meaning;
  const to = formatTarget(target);
  const because = proof === 'body' ? `${legacy} only calls ${to}` : `the Map says that calls of ${legacy} go to ${to}`;
  const known = meaning.kind === 'legacy' ? meaning : ({ chain: [], uses: 'alias', isReplacement: true } as const);
  const { chain, uses, isReplacement } = known;
  const tier = proof === 'body' ? 'safe' : 'declared';
  return { kind: 'legacy', from: legacy, to: target, tier, because, reviews: [], chain, uses, isReplacement };
}

/** A name that is called, and the import that it comes from. */
interface CalledPlace {
  readonly module: string;
  readonly name: string;
  readonly local: string;
  readonly offset: number;
  readonly isAttribute: boolean;
}

/** Where a Reference stands, and the module that it asks. */
interface Place {
  readonly module: string;
  readonly local: string;
  /** The offset of its import statement. */
  readonly offset: number;
  readonly runsOn: RunsOn;
  /** For a module: the attribute that is the symbol. */
  readonly attribute?: string;
  /** It is looked up when a function runs, so that a patch may be for it. */
  readonly isLookup: boolean;
}
