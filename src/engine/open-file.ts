import { formatTarget } from '../model/config.ts';
import type { Span } from '../model/edit.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import { absoluteModule, isTestModule } from '../model/python.ts';
import type { ImportStatement, LegacyPath, ModuleIdentity } from '../model/python.ts';
import { LineIndex } from '../model/range.ts';
import type { Position, Range } from '../model/range.ts';
import { forReview } from '../model/resolution.ts';
import type { Legacy, Resolution } from '../model/resolution.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { DottedString } from '../parse/python/dotted-strings.ts';
import { LogicalLines } from '../parse/python/logical-lines.ts';
import type { ReachedThrough } from '../parse/python/reached-through.ts';
import type { Scopes } from '../parse/python/scopes.ts';
import type { Token } from '../parse/python/tokens.ts';
import { isForTypeCheckers, isTopLevel } from '../parse/python/top-level-imports.ts';
import type { OldPlace } from '../resolve/python/old-place.ts';
import type { PythonMap } from '../resolve/python/python-map.ts';
import type { PythonResolver, ReferencePlace } from '../resolve/python/python-resolver.ts';
import type { LegacyModules, PatchedName, PythonFile, RenamedPatch } from '../../transforms/python/python-file.ts';
import { allowedBecause, letBe } from './allowed.ts';
import { isChosen } from './is-chosen.ts';
import type { ReadScopes } from './kept-files.ts';
import type { LoadFacts } from './load-facts.ts';
import type { PatchFacts } from './patch-facts.ts';
import type { Repository } from './python-project.ts';
import type { PythonText } from './read-python.ts';

/** What the engine knows, and what it can tell of a text, while it looks at a file. */
export interface FileKnowledge {
  readonly map: PythonMap;
  readonly resolver: PythonResolver;
  readonly patches: PatchFacts;
  readonly loads: LoadFacts;
  /** Undefined when no other file may be consulted. */
  readonly project: Repository | undefined;
  readonly request: PlanRequest;
  readonly legacyPath: (path: string) => LegacyPath | undefined;
  /** Is the module one of the repository? */
  readonly isModule: (module: string) => boolean;
  /** Does something of a module that moves as a whole go elsewhere? */
  readonly isSplit: (module: string) => boolean;
  /** Do other files look up the name, `module:Name`, as far as is known? */
  readonly isNeeded: (key: string) => boolean;
  /** Told of each name, `module:Name`, that the file binds to another object than before. */
  readonly noteRebound: (key: string) => void;
  readonly patchedNames: (file: OpenFile, text: PythonText) => PatchedName[];
  readonly allStatements: (text: string) => readonly ImportStatement[];
  readonly tokens: (text: string, range: Range) => Token[];
  /** Where the file stood that is looked at; undefined where it has not moved. */
  readonly oldPlace: OldPlace | undefined;
  readonly scopes: (text: PythonText, lines: LogicalLines, names: readonly string[] | undefined) => Scopes;
}

/** A file with all that the transforms may ask of it. */
export class OpenFile implements PythonFile {
  readonly source: SourceFile;
  readonly identity: ModuleIdentity;
  readonly statements: readonly ImportStatement[];
  readonly strings: readonly DottedString[];
  readonly lines: LogicalLines;
  readonly withTexts: boolean;
  readonly holdsRelativeName: boolean;

  readonly #text: PythonText;
  readonly #knowledge: FileKnowledge;
  readonly #scopes: ReadScopes;
  #allStatements: readonly ImportStatement[] | undefined;
  #modules: LegacyModules | undefined;
  /** Of the range that was asked for last. */
  #tokens: (Range & { readonly tokens: readonly Token[] }) | undefined;
  #index: LineIndex | undefined;

  constructor(
    text: PythonText,
    identity: ModuleIdentity,
    statements: readonly ImportStatement[],
    strings: readonly DottedString[],
    knowledge: FileKnowledge,
    scopes: ReadScopes,
  ) {
    this.source = text.source;
    this.identity = identity;
    this.statements = statements;
    this.strings = strings;
    this.lines = new LogicalLines(text.lines, text.source.text);
    this.withTexts = knowledge.request.withTexts;
    this.holdsRelativeName = text.holdsRelativeName;
    this.#text = text;
    this.#knowledge = knowledge;
    this.#scopes = scopes;
  }

  get #oldPlace(): OldPlace | undefined {
    return this.#knowledge.oldPlace;
  }

  get modules(): LegacyModules {
    return (this.#modules ??= this.#legacyModules(this.#knowledge));
  }

  readonly scopes = (names?: readonly string[]): Scopes => {
    const key = names?.join(' ');
    let found = this.#scopes.get(key);
    if (found === undefined) {
      found = this.#knowledge.scopes(this.#text, this.lines, names);
      this.#scopes.set(key, found);
    }
    return found;
  };

  /** The names that scopes were asked for, undefined for all: of those that were valid. */
  validScopes(): (readonly string[] | undefined)[] {
    return [...this.#scopes].filter(([, { errors }]) => errors.length === 0).map(([key]) => key?.split(' '));
  }

  readonly resolve = (module: string, name: string, local: string, offset: number): Resolution => {
    const { resolver, patches, loads, noteRebound } = this.#knowledge;
    const place = this.#place(local, offset);
    const runsOnImport = place.isTopLevel();
    const isRun = runsOnImport || !isForTypeCheckers(this.lines, offset);
    const meaning = this.#orFromOldPlace(this.#orNearer(module, resolver.symbol(module, name, place)), offset, name);
    const judged = isRun ? loads.judge(meaning, runsOnImport) : meaning;
    const resolution = this.#unlessAllowed(judged, () => this.#statement(offset));
    if (runsOnImport && resolution.kind === 'legacy' && resolution.isReplacement)
      noteRebound(`${this.identity.module}:${local}`);
    if (runsOnImport || !isRun) return this.#balanced(resolution);
    const held = this.#balanced(patches.holdBack(this.source, resolution));
    patches.noteLookUp(this.source, held, (move) => this.isApplied(move, 'python/from-import'));
    return held;
  };

  readonly legacyPath = (path: string): LegacyPath | undefined => this.#knowledge.legacyPath(path);

  readonly meaning = (module: string, name: string, place: Range): Resolution =>
    this.#ofString(module, this.#knowledge.resolver.meaning(module, name), place);

  readonly moduleMeaning = (module: string, place: Range): Resolution =>
    this.#ofString(module, this.#knowledge.resolver.wholeModule(module), place);

  #ofString(module: string, meaning: Resolution, place: Range): Resolution {
    const judged = this.#knowledge.loads.judge(this.#orNearer(module, meaning), false);
    return this.#balanced(this.#unlessAllowed(judged, () => place));
  }

  readonly patchObstacle = ({ from, to }: Legacy, isTaken: boolean): string | undefined =>
    this.#knowledge.patches.obstacle(from, to, isTaken || this.#knowledge.request.onlyShapes === undefined);

  readonly notePatched = (symbol: string, obstacle: string): void => {
    this.#knowledge.patches.notePatched(symbol, obstacle);
  };

  readonly tokens = (range: Range): readonly Token[] => {
    // Of a long list of strings, each asks for the tokens of all.
    if (this.#tokens?.start !== range.start || this.#tokens.end !== range.end)
      this.#tokens = { ...range, tokens: this.#knowledge.tokens(this.source.text, range) };
    return this.#tokens.tokens;
  };

  readonly isNeededElsewhere = (name: string): boolean => {
    // Where a source root is inside of another one, the module has two names.
    const path = this.source.path.replace(/(?:\/__init__)?\.pyi?$/, '').replaceAll('/', '.');
    return (
      [...new Set([this.identity.module, path])].filter((module) => this.#knowledge.isNeeded(`${module}:${name}`))
        .length > 0
    );
  };

  readonly isPatched = (name: string): boolean =>
    this.#knowledge.patches.isPatchedByName(`${this.identity.module}:${name}`);

  readonly noteSet = (symbol: string, place: Range): void => {
    const { path } = this.source;
    if (!isTestModule(path)) this.#knowledge.loads.noteSet(symbol, `${path}:${this.#position(place.start).line}`);
  };

  readonly noteRenamed = (
    local: string,
    newName: string,
    { tier, reviews }: Pick<Legacy, 'tier' | 'reviews'>,
  ): void => {
    this.#knowledge.patches.noteRenamed({ symbol: `${this.identity.module}:${local}`, newName, tier, reviews });
  };

  readonly renamedPatches = (): readonly RenamedPatch[] => {
    const { renamed } = this.#knowledge.patches;
    if (renamed.size === 0) return [];
    return this.#knowledge.patchedNames(this, this.#text).flatMap((patched) => {
      const name = renamed.get(patched.symbol);
      return name ? [{ ...patched, ...name }] : [];
    });
  };

  readonly isImported = (): boolean => this.#knowledge.project?.isImported(this.identity.module) ?? true;

  readonly reachedThrough = (name: string): ReachedThrough =>
    this.#knowledge.project?.reachedThrough(this.identity.module, name) ?? { isReached: false, patched: [] };

  readonly hasLegacySymbols = (module: string): boolean =>
    this.#knowledge.map.hasSymbolsOf(module) ||
    (this.#oldPlace !== undefined &&
      this.statements.some(
        (statement) =>
          this.#oldPlace?.isConcerned(statement) === true &&
          absoluteModule(statement.level, statement.module, this.identity) === module,
      ));

  readonly allStatements = (): readonly ImportStatement[] =>
    (this.#allStatements ??= this.#knowledge.allStatements(this.source.text));

  readonly isApplied = (move: Legacy, transform: string): boolean =>
    isChosen(this.#knowledge.request, move, formatTarget(move.to), transform);

  readonly span = ({ start, end }: Range): Span => {
    const from = this.#position(start);
    const isOneLine = !/[\r\n]/.test(this.source.text.slice(start, end));
    const to = isOneLine ? { line: from.line, column: from.column + end - start } : this.#position(end);
    return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  };

  #position(offset: number): Position {
    return (this.#index ??= new LineIndex(this.source.text)).position(offset);
  }

  #place(local: string, offset: number): ReferencePlace {
    return { importer: this.identity.module, isTopLevel: () => isTopLevel(this.lines, offset), local };
  }

  /** The logical line of the statement at an offset. */
  #statement(offset: number): Range {
    return this.lines.range(this.lines.at(offset));
  }

  /** A Reference that a comment on the lines of its place lets be is left there. */
  #unlessAllowed(resolution: Resolution, place: () => Range): Resolution {
    return letBe(
      resolution,
      allowedBecause(this.#text.allowComments, () => this.span(place())),
    );
  }

  /** Is the module that the file finds another one than that of the source roots? */
  #isNearer(module: string): boolean {
    return this.#knowledge.project?.nearer(this.source.path, module)?.hasModule === true;
  }

  /** A relative import of a file that has moved may mean what it did where the file stood. */
  #orFromOldPlace(resolution: Resolution, offset: number, name: string | undefined): Resolution {
    if (resolution.kind !== 'unrelated' || this.#oldPlace === undefined) return resolution;
    const statement = this.statements.find(({ start }) => start === offset);
    if (statement === undefined || !this.#oldPlace.isConcerned(statement)) return resolution;
    return this.#oldPlace.meaning(statement, name);
  }

  /** A module of the name that stands nearer to the file is another one. */
  #orNearer(module: string, resolution: Resolution): Resolution {
    if (resolution.kind === 'unrelated' || resolution.kind === 'canonical') return resolution;
    const nearer = this.#knowledge.project?.nearer(this.source.path, module);
    if (nearer === undefined) return resolution;
    if (nearer.hasModule) return { kind: 'unrelated' };
    if (resolution.kind !== 'legacy') return resolution;
    const because = `${nearer.path} is nearer to this file than the other module of its name, and holds no ${module}`;
    return forReview(resolution, 'shadowed-module', because);
  }

  /** A file that is lexed with errors may be other than it looks. */
  #balanced(resolution: Resolution): Resolution {
    const { errorAt } = this.#text;
    if (errorAt < 0 || resolution.kind !== 'legacy') return resolution;
    const { line } = this.#position(errorAt);
    const because = `the brackets or strings of the file do not balance, or nest too deep for Python (line ${line})`;
    return forReview(resolution, 'unreadable-code', because);
  }

  #legacyModules({ map, resolver, patches, loads, project, isModule, isSplit }: FileKnowledge): LegacyModules {
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
      resolve: (module, local, offset) => {
        const found = this.#orNearer(module, resolver.module(module, this.#place(local, offset)));
        const meaning = local === '*' ? this.#orFromOldPlace(found, offset, undefined) : found;
        const resolution = loads.judge(meaning, false);
        return this.#balanced(this.#unlessAllowed(resolution, () => this.#statement(offset)));
      },
      bringsByStar: (module, name) =>
        isModule(module) ? (project?.exports.starExports(module, name) ?? 'unknown') : 'unknown',
      starNames: (module) => project?.starNames(module),
      attribute: (module, name, local, offset) => {
        const meaning = this.#orNearer(module, resolver.symbol(module, name, this.#place(local, offset)));
        const resolution = loads.judge(meaning, false);
        const allowed = this.#unlessAllowed(resolution, () => this.#statement(offset));
        return this.#balanced(patches.holdBack(this.source, allowed));
      },
      noteLookUp: (resolution, isMoving) => {
        patches.noteLookUp(this.source, resolution, () => isMoving);
      },
    };
  }
}
