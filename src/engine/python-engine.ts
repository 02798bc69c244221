import { applyTextEdits, sortTextEdits } from '../edit/apply-text-edits.ts';
import type { Config } from '../model/config.ts';
import type { Edit, TextEdit } from '../model/edit.ts';
import { InternalError } from '../model/errors.ts';
import { nothingLearned } from '../model/learned.ts';
import type { Learned } from '../model/learned.ts';
import type { Changed, FileReport, ImportChange, Outcome } from '../model/outcome.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import { absoluteModule } from '../model/python.ts';
import type { ImportStatement, LegacyPath, ModuleIdentity } from '../model/python.ts';
import type { Range } from '../model/range.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { SourceBuffer } from '../native/source-buffer.ts';
import { assignedString } from '../parse/python/computed-paths.ts';
import { dottedStrings } from '../parse/python/dotted-strings.ts';
import { importStatements, readImports, stringLiterals } from '../parse/python/import-statements.ts';
import { LogicalLines } from '../parse/python/logical-lines.ts';
import { neededNames } from '../parse/python/needed-names.ts';
import { takenNames } from '../parse/python/star-takers.ts';
import type { TakenName } from '../parse/python/star-takers.ts';
import { relevantCode } from '../parse/python/relevant-code.ts';
import type { RelevantCode } from '../parse/python/relevant-code.ts';
import { Scopes } from '../parse/python/scopes.ts';
import { isForTypeCheckers } from '../parse/python/top-level-imports.ts';
import { isValid } from '../parse/python/syntax/parse.ts';
import { readTokens } from '../parse/python/tokens.ts';
import type { Token } from '../parse/python/tokens.ts';
import { ModuleIndex } from '../resolve/python/module-index.ts';
import { OldPlace } from '../resolve/python/old-place.ts';
import { PythonMap } from '../resolve/python/python-map.ts';
import { PythonResolver } from '../resolve/python/python-resolver.ts';
import { pythonTransforms } from '../../transforms/index.ts';
import { patchedNames } from '../../transforms/python/patched-names.ts';
import { mayHoldRelativeTargets } from '../../transforms/python/relative-target.ts';
import { withAllowed } from './allowed.ts';
import type { PatchedName } from '../../transforms/python/python-file.ts';
import { changedOutcome } from './changed-outcome.ts';
import { areLinesValid, checkEdits } from './check-edits.ts';
import type { ReadText } from './check-edits.ts';
import type { FileResult } from './file-result.ts';
import { importChange } from './import-change.ts';
import { lookUpsIn } from './look-ups.ts';
import { KeptFiles } from './kept-files.ts';
import type { ReadScopes } from './kept-files.ts';
import { LoadFacts } from './load-facts.ts';
import { OpenFile } from './open-file.ts';
import type { FileKnowledge } from './open-file.ts';
import { PatchFacts } from './patch-facts.ts';
import type { Repository } from './python-project.ts';
import { newNames, prefilterOf, renamedNames, replacedNames } from './python-scanner.ts';
import { PythonReader } from './read-python.ts';
import type { PythonText } from './read-python.ts';
import { skippedFile } from './skipped-file.ts';
import type { LegacyPaths } from './skipped-file.ts';
import { splitModules } from './split-modules.ts';
import { withoutMovedText } from './without-moved-text.ts';

/** Looks at Python files, one after another, in one buffer. */
export class PythonEngine {
  readonly #map: PythonMap;
  readonly #reader: PythonReader;
  readonly #names: ReadonlySet<string>;
  readonly #isSplit: (module: string) => boolean;
  readonly #index: ModuleIndex;
  readonly #project: Repository | undefined;
  readonly #buffer: SourceBuffer;
  #request: PlanRequest;
  /** Local names that may get another name: who looks them up in another module has to be known. */
  readonly #renamedNames: readonly string[];
  /** The names that they may get. */
  readonly #newNames: readonly string[];
  readonly #resolver: PythonResolver;
  /** Which names other files look up, as far as is known. */
  #isLookedUp: (symbol: string) => boolean = () => false;
  #imported: string[] = [];
  #rebound: string[] = [];
  #patches: PatchFacts;
  #loads: LoadFacts;
  /** Those with scopes that what is learned may make a difference to. */
  readonly #kept = new KeptFiles();

  /** @param project undefined when no other file may be consulted */
  constructor({ python }: Config, request: PlanRequest, buffer: SourceBuffer, project: Repository | undefined) {
    this.#map = new PythonMap(python);
    this.#names = new Set(replacedNames(python));
    this.#isSplit = splitModules(python);
    this.#renamedNames = renamedNames(python);
    this.#newNames = newNames(python);
    this.#reader = new PythonReader(prefilterOf(this.#map, python), buffer);
    this.#request = request;
    this.#buffer = buffer;
    this.#project = project;
    this.#index = project?.index ?? new ModuleIndex(python.sourceRoots, () => new Map());
    this.#resolver = new PythonResolver(this.#map, project);
    this.#patches = new PatchFacts(nothingLearned, project);
    this.#loads = new LoadFacts(nothingLearned, project, this.#map);
  }

  /** Know what was learned of the repository, for files that are looked at again. */
  learn(learned: Learned): void {
    const { imported } = learned;
    this.#resolver.learn(imported);
    this.#patches = new PatchFacts(learned, this.#project);
    this.#loads = new LoadFacts(learned, this.#project, this.#map);
    this.#isLookedUp = lookUpsIn(imported);
  }

  /** The modules that hand the name on to the one that it is looked up in, each `module:Name`. */
  #reExports(key: string): readonly string[] {
    const [path = '', name = ''] = key.split(':');
    if (this.#project === undefined) return [];
    const module = moduleAt(path, this.#project);
    return [`${module}:${name}`, ...this.#project.exports.define(module, name).chain];
  }

  /** Apply the Edits of other Shapes than before; see PlanRequest. */
  choose(onlyShapes: PlanRequest['onlyShapes']): void {
    this.#request = { ...this.#request, onlyShapes };
  }

  /** Read the file in the buffer, whose path is relative to the root. */
  run(path: string): FileResult {
    const identity = this.#index.identify(path);
    const lookUps = this.#renamedNames.length > 0 ? this.#lookUps(identity) : undefined;
    const read = this.#reader.read(path);
    const result = this.#result(() =>
      'reason' in read
        ? skippedFile(this.#buffer, this.#legacyPaths, path, identity, read)
        : this.#transform(read, identity),
    );
    if (lookUps === undefined) return result;
    const patched =
      'reason' in read
        ? []
        : this.#patchedNames(new OpenFile(read, identity, [], [], this.#knowledge(), new Map()), read);
    const names = [...new Set(patched.map(({ symbol }) => symbol))];
    const handedOn = names.flatMap((symbol) => this.#reExports(symbol).filter((step) => step !== symbol));
    const needed = lookUps('reason' in read ? undefined : read.source.text, patched);
    return {
      ...result,
      imported: [...result.imported, ...needed, ...handedOn],
      patches: { ...result.patches, names },
    };
  }

  /** Look at a file that was read elsewhere. */
  runText(text: PythonText): FileResult {
    const scopes = this.#kept.scopes(text);
    const result = this.#result(() => this.#transform(text, this.#index.identify(text.source.path), scopes));
    const { patched, moving } = result.patches;
    // To read a file again costs little beside reading its scopes.
    if (scopes.size > 0 && patched.length + moving.length > 0) this.#kept.keep(text, scopes);
    return result;
  }

  /** What was read of a file that is likely to be looked at again; undefined where that is not known any more. */
  keptText(path: string): PythonText | undefined {
    return this.#kept.text(path);
  }

  /** Look at a text that was decoded elsewhere. */
  runSource(source: SourceFile): Outcome {
    this.#buffer.setText(source.text);
    const { path } = source;
    const identity = this.#index.identify(path);
    const read = this.#reader.readSource(source);
    const outcome =
      'reason' in read
        ? skippedFile(this.#buffer, this.#legacyPaths, path, identity, read)
        : this.#transform(read, identity);
    return outcome ?? { path, status: 'unchanged', edits: [], refused: [], diagnostics: [] };
  }

  #result(analyse: () => Outcome | undefined): FileResult {
    this.#imported = [];
    this.#rebound = [];
    this.#patches.startFile();
    this.#loads.startFile();
    const outcome = analyse();
    return {
      isCandidate: true,
      outcome,
      imported: this.#imported,
      rebound: this.#rebound,
      patches: this.#patches.findings(),
      loads: this.#loads.findings(),
    };
  }

  /**
   * What the file in the buffer may look up in other modules, of the names that may change there: to be asked when the text
   * has been read, undefined where it could not, with the places of names that can be edited.
   */
  #lookUps(identity: ModuleIdentity): (text: string | undefined, editable: readonly Range[]) => string[] {
    const imports = [...readImports(this.#buffer.scanImports().records, this.#buffer.identifierAt)];
    const raw = this.#buffer.bytes.toString('utf8');
    return (text, editable) => {
      const needed = neededNames(text ?? raw, imports, identity, this.#renamedNames, editable);
      const taken = takenNames(text ?? raw, imports, identity, this.#newNames);
      return [
        ...needed.flatMap((key) => [key, ...this.#reExports(key)]),
        ...taken.flatMap((name) => this.#byStars(name)),
      ];
    };
  }

  /** The modules from which a star would bring the name to where it is taken from, each `module:Name`. */
  #byStars({ module, name, isByStar }: TakenName): string[] {
    const path = this.#project === undefined ? module : moduleAt(module, this.#project);
    const behind = [...(this.#project?.starModules(path) ?? [])];
    return (isByStar ? [path, ...behind] : behind).map((star) => `${star}:${name}`);
  }

  /** The names of other modules that strings of the file patch, and that can change with what the modules import. */
  #patchedNames(file: OpenFile, { records, errorAt }: PythonText): PatchedName[] {
    const found = errorAt < 0 ? patchedNames(file, stringLiterals(records), this.#renamedNames) : [];
    return found.filter(({ symbol }) => this.#isOwnName(symbol.split(':', 1)[0] ?? symbol));
  }

  /** Is the module called so by itself? Another source root, or an attribute of a package, may lead to it, too. */
  #isOwnName(module: string): boolean {
    const location = this.#index.find(module);
    return location !== undefined && this.#index.identify(location.path).module === module;
  }

  /** Does the Map speak of one of the imports? Notes what other files would have to know. */
  #isConcerned(statements: readonly ImportStatement[], identity: ModuleIdentity): boolean {
    let isConcerned = false;
    for (const { kind, isStar, level, module: path, names } of statements) {
      if (kind === 'import') {
        isConcerned ||= names.some(({ name, alias }) => {
          const bound = alias === undefined ? name.split('.', 1)[0] : name;
          return (
            this.#map.speaksOf(name) || this.#map.holdsModule(bound ?? name) || this.#map.ownNames(name).length > 0
          );
        });
        continue;
      }
      const module = absoluteModule(level, path, identity);
      if (module === undefined) continue;
      const mayConcern = this.#map.hasSymbolsOf(module);
      isConcerned ||= this.#map.ownNames(module).length > 0;
      if (isStar) for (const name of this.#names) this.#imported.push(`${module}:${name}`);
      for (const { name } of names) {
        if (mayConcern && (isStar || this.#map.symbol(module, name) || this.#map.isUnmapped(module, name)))
          isConcerned = true;
        isConcerned ||=
          this.#map.holdsModule(`${module}.${name}`) || this.#map.ownNames(`${module}.${name}`).length > 0;
        if (this.#names.has(name)) this.#imported.push(`${module}:${name}`);
      }
    }
    return isConcerned;
  }

  /** @returns undefined when the file says nothing that the Map speaks of */
  #transform(text: PythonText, identity: ModuleIdentity, scopes: ReadScopes = new Map()): Outcome | undefined {
    const { source, records, allowComments } = text;
    const statements = importStatements(records, source.text);
    const valueOf = (name: string): string | undefined =>
      name === '__package__' ? identity.package : assignedString(source.text, name);
    const strings = dottedStrings(stringLiterals(records), source.text, this.#isLegacyPath, this.#isMentioned, valueOf);
    const oldPlace = OldPlace.of(identity, this.#map, this.#resolver, this.#project);
    const isSilent =
      !this.#isConcerned(statements, identity) &&
      strings.length === 0 &&
      !(text.holdsRelativeName && mayHoldRelativeTargets(source.text)) &&
      !statements.some((statement) => oldPlace?.isConcerned(statement));
    if (isSilent && this.#patches.renamed.size === 0) return undefined;
    const file = new OpenFile(text, identity, statements, strings, this.#knowledge(oldPlace), scopes);
    const results = pythonTransforms.map(({ run }) => run(file));
    const edits = results.flatMap((result) => result.edits);
    const refused = results.flatMap((result) => result.refused);
    const noted = results.flatMap((result) => result.diagnostics);
    const textEdits = sortTextEdits(results.flatMap((result) => result.textEdits));
    const diagnostics = withoutMovedText(noted, [...edits, ...refused]);
    this.#patches.noteRefused(source, refused);
    if (this.#loads.hasEffects()) this.#noteKept(file, textEdits);
    if (edits.length + refused.length + diagnostics.length === 0) return undefined;
    const report = withAllowed({ path: source.path, edits, refused, diagnostics }, allowComments);
    if (textEdits.length === 0) return { ...report, status: 'unchanged' };
    this.#check(text, file, textEdits);
    const changed = changedOutcome(source, textEdits, this.#request);
    if (changed) return changedReport(report, changed, this.#importChange(file, textEdits, edits));
    const reason = {
      reason: 'unsupported-encoding',
      message: `the new path cannot be written in ${source.encoding}`,
    } as const;
    return {
      ...report,
      ...reason,
      status: 'skipped',
      edits: [],
      refused: [...report.refused, ...edits.map((edit) => ({ ...edit, ...reason }))],
    };
  }

  /** The imports that the file has after the edits, but for those that are there for type checkers alone. */
  #noteKept({ source, statements, identity, lines }: OpenFile, textEdits: readonly TextEdit[]): void {
    const { path } = source;
    if (textEdits.length === 0) {
      this.#loads.noteKept(path, identity, statements, ({ start }) => !isForTypeCheckers(lines, start));
      return;
    }
    const text = applyTextEdits(source.text, textEdits);
    const after = new LogicalLines(this.#reader.readText(text).lines, text);
    const kept = importStatements(this.#reader.records(text), text);
    this.#loads.noteKept(path, identity, kept, ({ start }) => !isForTypeCheckers(after, start));
  }

  #importChange(
    { source, statements, identity }: OpenFile,
    textEdits: readonly TextEdit[],
    edits: readonly Edit[],
  ): ImportChange | undefined {
    if (!this.#request.withReview) return undefined;
    const text = applyTextEdits(source.text, textEdits);
    const after = importStatements(this.#reader.records(text), text);
    return importChange(edits, importedModules(statements, identity), importedModules(after, identity));
  }

  /**
   * Read what the edits make: a file that was valid must be.
   * @throws InternalError
   */
  #check({ source, lines, errorAt, malformedAt }: PythonText, file: OpenFile, textEdits: readonly TextEdit[]): void {
    const before = { text: source.text, lines, errorAt, malformedAt };
    const edited = checkEdits(before, textEdits, (text) => this.#reader.readText(text));
    const valid = file.validScopes();
    if (valid.length === 0 || (edited && areLinesValid(edited))) return;
    const after = this.#reader.readText(applyTextEdits(source.text, textEdits));
    for (const names of valid) {
      const code = codeFor(after, new LogicalLines(after.lines, after.text), names);
      if (!isValid(code?.text ?? after.text, code?.ranges))
        throw new InternalError('the edits would break the file: the parser finds an error that was not there');
    }
  }

  #knowledge(oldPlace?: OldPlace): FileKnowledge {
    return {
      oldPlace,
      map: this.#map,
      resolver: this.#resolver,
      patches: this.#patches,
      loads: this.#loads,
      project: this.#project,
      request: this.#request,
      legacyPath: this.#legacyPath,
      isModule: this.#isModule,
      isSplit: this.#isSplit,
      isNeeded: (key) => {
        // What is chosen by its Shape does not take patches along.
        const isNeeded =
          this.#isLookedUp(key) || (this.#request.onlyShapes !== undefined && this.#patches.isPatchedByName(key));
        // Whoever looks it up may only be seen later.
        if (!isNeeded) this.#rebound.push(key);
        return isNeeded;
      },
      noteRebound: (key) => this.#rebound.push(key),
      patchedNames: (file, read) => this.#patchedNames(file, read),
      allStatements: (text) => {
        this.#buffer.setText(text);
        return importStatements(this.#buffer.scanImports().records, text);
      },
      tokens: (text, range) => this.#tokens(text.slice(range.start, range.end), range.start),
      scopes: ({ source: { text }, errorAt }, lines, names) =>
        Scopes.read(text, codeFor({ text, errorAt }, lines, names)),
    };
  }

  readonly #isModule = (module: string): boolean => this.#index.find(module) !== undefined;

  readonly #legacyPath = (path: string): LegacyPath | undefined => this.#map.legacyPath(path, this.#isModule);

  get #legacyPaths(): LegacyPaths {
    return { map: this.#map, legacyPath: this.#legacyPath };
  }

  /** Text that names the rest of a legacy module names nothing that moves. */
  readonly #isMentioned = (path: string): boolean => {
    const { module, name } = this.#legacyPath(path) ?? { module: '', name: '' };
    return name === undefined || this.#map.symbol(module, name) !== undefined || this.#map.isUnmapped(module, name);
  };

  readonly #isLegacyPath = (path: string): boolean => this.#legacyPath(path) !== undefined;

  /** @param shift where the text stands in that of the file */
  #tokens(text: string, shift: number): Token[] {
    this.#buffer.setText(text);
    const bytes = { start: 0, end: this.#buffer.bytes.length };
    return readTokens(this.#buffer, bytes, (start, end) => text.slice(start, end), shift);
  }
}

/** One literal that names everything: see transforms/python/reported.ts. */
function changedReport(
  { path, edits, refused, diagnostics }: FileReport,
  { status, textEdits, lines, hash, diff }: Changed,
  imports: ImportChange | undefined,
): Outcome {
  return { path, edits, refused, diagnostics, status, textEdits, lines, hash, diff, imports };
}

/** A module by a path to it that goes through the attributes of others: what it is called by itself. */
function moduleAt(path: string, { index, exports }: Pick<Repository, 'index' | 'exports'>): string {
  const dot = path.lastIndexOf('.');
  if (dot <= 0 || index.find(path) !== undefined) return path;
  const { state, key } = exports.define(moduleAt(path.slice(0, dot), { index, exports }), path.slice(dot + 1));
  return state === 'found' && !key.includes(':') ? key : path;
}

/** What to read of a text to follow the names; undefined for all of it. */
function codeFor(
  { text, errorAt }: Pick<ReadText, 'text' | 'errorAt'>,
  lines: LogicalLines,
  names: readonly string[] | undefined,
): RelevantCode | undefined {
  return names === undefined || errorAt >= 0 ? undefined : relevantCode(text, lines, names);
}

/** The modules of `from` imports, absolute. */
function importedModules(statements: readonly ImportStatement[], identity: ModuleIdentity): string[] {
  return statements.flatMap(({ kind, level, module }) =>
    kind === 'from' ? (absoluteModule(level, module, identity) ?? []) : [],
  );
}
