import { formatTarget } from '../model/config.ts';
import { isLookedUp } from '../model/links.ts';
import type { Links } from '../model/links.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import { absoluteModule } from '../model/python.ts';
import type { LegacyPath } from '../model/python.ts';
import type { Range } from '../model/range.ts';
import type { Legacy } from '../model/resolution.ts';
import type { Verdict } from '../model/rule.ts';
import type { ReachedThrough } from '../parse/python/reached-through.ts';
import type { OldPlace } from '../resolve/python/old-place.ts';
import type { PythonMap } from '../resolve/python/python-map.ts';
import type { PythonResolver } from '../resolve/python/python-resolver.ts';
import type { LegacyModules, PatchedName, PythonFile, RenamedPatch } from '../../transforms/python/python-file.ts';
import { decide } from './decide.ts';
import { isChosen } from './is-chosen.ts';
import type { Repository } from './python-project.ts';
import type { PythonPart } from './python-part.ts';
import type { PythonReferences } from './python-references.ts';

/** What the engine knows of the Map and the repository, while it looks at a file. */
export interface FileKnowledge {
  readonly map: PythonMap;
  readonly resolver: PythonResolver;
  /** Undefined when no other file may be consulted. */
  readonly project: Repository | undefined;
  readonly legacyPath: (path: string) => LegacyPath | undefined;
  /** Is the module one of the repository? */
  readonly isModule: (module: string) => boolean;
  /** Does something of a module that moves as a whole go elsewhere? */
  readonly isSplit: (module: string) => boolean;
  /** Where the file stood that is looked at; undefined where it has not moved. */
  readonly oldPlace: OldPlace | undefined;
  /** The names of other modules that its strings patch, of those that may get another name. */
  readonly patchedNames: readonly PatchedName[];
}

/** What is known of other files, and what is chosen to be applied. */
export interface Decided {
  readonly links: Links;
  readonly choice: Pick<PlanRequest, 'includesReview' | 'onlyShapes' | 'withTexts'>;
}

/** A file with all that the transforms may ask of it: a view that decides, and notes nothing. */
export class OpenFile implements PythonFile {
  readonly source: PythonFile['source'];
  readonly identity: PythonFile['identity'];
  readonly statements: PythonFile['statements'];
  readonly strings: PythonFile['strings'];
  readonly lines: PythonFile['lines'];
  readonly scopes: PythonFile['scopes'];
  readonly allStatements: PythonFile['allStatements'];
  readonly tokens: PythonFile['tokens'];
  readonly span: PythonFile['span'];
  readonly withTexts: boolean;
  readonly holdsRelativeName: boolean;
  readonly modules: LegacyModules;
  readonly #references: PythonReferences;
  readonly #knowledge: FileKnowledge;
  readonly #links: Links;
  readonly #choice: Decided['choice'];

  constructor(part: PythonPart, references: PythonReferences, knowledge: FileKnowledge, { links, choice }: Decided) {
    this.source = part.source;
    this.identity = part.identity;
    this.statements = part.statements;
    this.strings = part.strings;
    this.lines = part.lines;
    this.scopes = part.scopes;
    this.allStatements = part.allStatements;
    this.tokens = part.tokens;
    this.span = part.span;
    this.withTexts = choice.withTexts;
    this.holdsRelativeName = part.text.holdsRelativeName;
    this.#references = references;
    this.#knowledge = knowledge;
    this.#links = links;
    this.#choice = choice;
    this.modules = this.#legacyModules(knowledge);
  }

  readonly resolve = (module: string, name: string, local: string, offset: number): Verdict =>
    decide(this.#references.name(module, name, local, offset), this.#links);

  readonly legacyPath = (path: string): LegacyPath | undefined => this.#knowledge.legacyPath(path);

  readonly meaning = (module: string, name: string, place: Range): Verdict =>
    decide(this.#references.string(module, name, place), this.#links);

  readonly moduleMeaning = (module: string, place: Range): Verdict =>
    decide(this.#references.string(module, undefined, place), this.#links);

  readonly ownPatchObstacle = (move: Legacy, noted: string | undefined, isTaken: boolean): string | undefined =>
    this.#runTimeUse(move) ??
    noted ??
    (isTaken || this.#choice.onlyShapes === undefined ? undefined : 'the patch is not among the moves that are taken');

  readonly patchObstacle = (symbol: string): string | undefined => {
    const { patches } = this.#links;
    return patches.has(symbol)
      ? (patches.get(symbol) ?? patches.get(`${symbol.split(':', 1)[0] ?? symbol}:*`))
      : `only a look at all files tells who looks ${symbol} up while it is patched`;
  };

  readonly isNeededElsewhere = (name: string): boolean =>
    this.ownNames(name).some((key) => {
      const { lookups, patchedNames } = this.#links;
      // What is chosen by its Shape does not take patches along.
      return isLookedUp(lookups, key) || (this.#choice.onlyShapes !== undefined && patchedNames.has(key));
    });

  readonly ownNames = (name: string): readonly string[] => {
    // Where a source root is inside of another one, the module has two names.
    const path = this.source.path.replace(/(?:\/__init__)?\.pyi?$/, '').replaceAll('/', '.');
    return [...new Set([this.identity.module, path])].map((module) => `${module}:${name}`);
  };

  readonly isPatched = (name: string): boolean => this.#links.patchedNames.has(`${this.identity.module}:${name}`);

  readonly renamedPatches = (): readonly RenamedPatch[] => {
    const { renamed } = this.#links;
    return this.#knowledge.patchedNames.flatMap((patched) => {
      const name = renamed.get(patched.symbol);
      return name ? [{ ...patched, ...name }] : [];
    });
  };

  readonly isImported = (): boolean => this.#knowledge.project?.isImported(this.identity.module) ?? true;

  readonly reachedThrough = (name: string): ReachedThrough =>
    this.#knowledge.project?.reachedThrough(this.identity.module, name) ?? { isReached: false, patched: [] };

  readonly hasLegacySymbols = (module: string): boolean => {
    const { map, oldPlace } = this.#knowledge;
    if (map.hasSymbolsOf(module) || oldPlace === undefined) return map.hasSymbolsOf(module);
    return this.statements.some(
      (statement) =>
        oldPlace.isConcerned(statement) && absoluteModule(statement.level, statement.module, this.identity) === module,
    );
  };

  readonly isApplied = (move: Legacy, transform: string): boolean =>
    isChosen(this.#choice, move, formatTarget(move.to), transform);

  #runTimeUse({ from, to }: Legacy): string | undefined {
    const { project } = this.#knowledge;
    const [module = '', name = ''] = from.split(':');
    const line = project?.runTimeUse(module, name);
    if (line !== undefined) return `${module} looks ${name} up itself (line ${line}), and stays`;
    // Functions of the canonical module would be patched, which a patch of the legacy module does not reach.
    if (to.name === undefined || project?.index.find(module) === undefined) return undefined;
    const next = project.runTimeUse(to.module, to.name);
    if (next === undefined) return undefined;
    return `${to.module} looks ${to.name} up itself (line ${next}), and would be patched`;
  }

  /** Is the module that the file finds another one than that of the source roots? */
  #isNearer(module: string): boolean {
    return this.#knowledge.project?.nearer(this.source.path, module)?.hasModule === true;
  }

  #legacyModules({ map, resolver, project, isModule, isSplit }: FileKnowledge): LegacyModules {
    return {
      names: map.legacyModules,
      canonical: map.canonicalModules,
      isLegacy: (module) => map.hasSymbolsOf(module) && !resolver.stays(module) && !this.#isNearer(module),
      movesSymbolsOf: (module) => map.movesSymbolsOf(module) && !resolver.stays(module) && !this.#isNearer(module),
      isSplit,
      holdsLegacy: (module) => map.holdsModule(module),
      leadsTo: (path) => map.leadsTo(path),
      hasSymbol: (module, name) => map.hasSymbol(module, name),
      isModule: (path) => resolver.isModule(path),
      otherName: (module) =>
        map.ownNames(module).find((own) => {
          const path = project?.index.find(own)?.path;
          return path !== undefined && project?.index.find(module)?.path === path;
        }),
      loads: (module, other) => project?.graph.isLoadedBy(module, other, this.identity.module) ?? false,
      resolve: (module, local, offset) => decide(this.#references.module(module, local, offset), this.#links),
      bringsByStar: (module, name) =>
        isModule(module) ? (project?.exports.starExports(module, name) ?? 'unknown') : 'unknown',
      starNames: (module) => project?.starNames(module),
      attribute: (module, name, local, offset) =>
        decide(this.#references.attribute(module, name, local, offset), this.#links),
    };
  }
}
