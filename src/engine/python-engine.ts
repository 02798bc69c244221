import { applyTextEdits, sortTextEdits } from '../edit/apply-text-edits.ts';
import { formatTarget } from '../model/config.ts';
import type { Config } from '../model/config.ts';
import type { Refusal, RefusalReason, TextEdit } from '../model/edit.ts';
import { InternalError } from '../model/errors.ts';
import { nothingLearned } from '../model/learned.ts';
import type { Learned } from '../model/learned.ts';
import type { Outcome, Skipped } from '../model/outcome.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import { absoluteModule } from '../model/python.ts';
import type { ImportStatement, LegacyPath, ModuleIdentity } from '../model/python.ts';
import { LineIndex } from '../model/range.ts';
import type { Range } from '../model/range.ts';
import type { Resolution } from '../model/resolution.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { SourceBuffer } from '../native/source-buffer.ts';
import { dottedStrings } from '../parse/python/dotted-strings.ts';
import { importStatements, readImports, stringLiterals } from '../parse/python/import-statements.ts';
import { LogicalLines } from '../parse/python/logical-lines.ts';
import { neededNames } from '../parse/python/needed-names.ts';
import { relevantCode } from '../parse/python/relevant-code.ts';
import type { RelevantCode } from '../parse/python/relevant-code.ts';
import { Scopes } from '../parse/python/scopes.ts';
import type { PythonSyntax } from '../parse/python/syntax-tree.ts';
import { readTokens } from '../parse/python/tokens.ts';
import type { Token } from '../parse/python/tokens.ts';
import { isTopLevel } from '../parse/python/top-level-imports.ts';
import { ModuleIndex } from '../resolve/python/module-index.ts';
import { PythonMap } from '../resolve/python/python-map.ts';
import { PythonResolver } from '../resolve/python/python-resolver.ts';
import type { ReferencePlace } from '../resolve/python/python-resolver.ts';
import { decodeSource } from '../scan/decode.ts';
import type { LiteralPrefilter } from '../scan/literal-prefilter.ts';
import { pythonTransforms } from '../../transforms/index.ts';
import type { PythonFile } from '../../transforms/python/python-file.ts';
import { changedOutcome } from './changed-outcome.ts';
import { checkEdits } from './check-edits.ts';
import type { ReadText } from './check-edits.ts';
import type { FileResult } from './file-result.ts';
import { importChange } from './import-change.ts';
import { PatchFacts } from './patch-facts.ts';
import type { Repository } from './python-project.ts';
import { isGenerated } from './generated-file.ts';
import { isChosen } from './is-chosen.ts';
import { withoutMovedText } from './without-moved-text.ts';
import { withAllowComments } from './with-allow-comments.ts';
import { prefilterOf, renamedNames, replacedNames } from './python-scanner.ts';

/** A file that is ready for the transforms. */
interface ParsedFile {
  readonly file: PythonFile;
  readonly before: ReadText;
  /** The names that transforms asked for syntax trees about, undefined for whole ones: those of the trees that were valid. */
  readonly validTrees: () => readonly (readonly string[] | undefined)[];
}

/** Stops the transforms of a file that needs a syntax tree, while the grammar is not loaded. */
class SyntaxNeeded extends Error {}

/** Looks at Python files, one after another, in one buffer. */
export class PythonEngine {
  readonly #map: PythonMap;
  readonly #prefilter: LiteralPrefilter;
  readonly #names: ReadonlySet<string>;
  readonly #index: ModuleIndex;
  readonly #project: Repository | undefined;
  readonly #buffer: SourceBuffer;
  #request: PlanRequest;
  /** Local names that may get another name: who looks them up in another module has to be known. */
  readonly #renamedNames: readonly string[];
  #resolver: PythonResolver;
  #needed: ReadonlySet<string> = new Set();
  #syntax: PythonSyntax | undefined;
  #imported: string[] = [];
  #rebound: string[] = [];
  #patches: PatchFacts;

  /** @param project undefined when no other file may be consulted */
  constructor({ python }: Config, request: PlanRequest, buffer: SourceBuffer, project: Repository | undefined) {
    this.#map = new PythonMap(python);
    this.#names = new Set(replacedNames(python));
    this.#renamedNames = renamedNames(python);
    this.#prefilter = prefilterOf(this.#map, python);
    this.#request = request;
    this.#buffer = buffer;
    this.#project = project;
    this.#index = project?.index ?? new ModuleIndex(python.sourceRoots, () => new Map());
    this.#resolver = new PythonResolver(this.#map, project, nothingLearned.imported);
    this.#patches = new PatchFacts(nothingLearned.patches, project);
  }

  /** Know what was learned of the repository, for files that are looked at again. */
  learn({ imported, patches }: Learned): void {
    this.#resolver = new PythonResolver(this.#map, this.#project, imported);
    this.#patches = new PatchFacts(patches, this.#project);
    this.#needed = new Set([...imported].flatMap((key) => [key, ...this.#reExports(key)]));
  }

  /** The modules that hand the name on to the one that it is looked up in, each `module:Name`. */
  #reExports(key: string): readonly string[] {
    const [module = '', name = ''] = key.split(':');
    return this.#renamedNames.includes(name) ? (this.#project?.exports.define(module, name).chain ?? []) : [];
  }

  /** Apply the Edits of other Shapes than before; see PlanRequest. */
  choose(onlyShapes: PlanRequest['onlyShapes']): void {
    this.#request = { ...this.#request, onlyShapes };
  }

  /** Have the grammar, for files that need a syntax tree. */
  useSyntax(syntax: PythonSyntax): void {
    this.#syntax = syntax;
  }

  /** Read the file in the buffer, whose path is relative to the root. */
  run(path: string): FileResult {
    this.#imported = [];
    this.#rebound = [];
    this.#patches.startFile();
    const identity = this.#index.identify(path);
    const needed = this.#renamedNames.length > 0 ? this.#neededNames(identity) : [];
    const outcome = orSyntaxNeeded(() => this.#analyse(path, identity));
    const needsSyntax = outcome === 'syntax needed';
    return {
      isCandidate: true,
      outcome: needsSyntax ? undefined : outcome,
      needsSyntax,
      imported: [...this.#imported, ...needed],
      rebound: needsSyntax ? [] : this.#rebound,
      patches: this.#patches.findings(),
    };
  }

  /** Look at a text that was decoded elsewhere. */
  runSource(source: SourceFile): Outcome | 'syntax needed' {
    this.#buffer.set(Buffer.from(source.text, 'utf8'));
    const nothing = { path: source.path, status: 'unchanged', edits: [], refused: [], diagnostics: [] } as const;
    return orSyntaxNeeded(() => this.#analyseSource(source, this.#index.identify(source.path))) ?? nothing;
  }

  /** What the file in the buffer may look up in other modules, of the names that may change there. */
  #neededNames(identity: ModuleIdentity): string[] {
    const imports = [...readImports(this.#buffer.scanImports().records, this.#buffer.identifierAt)];
    return neededNames(this.#buffer.bytes.toString('utf8'), imports, identity, this.#renamedNames);
  }

  /** Does the Map speak of one of the imports? Notes what other files would have to know. */
  #isConcerned(statements: readonly ImportStatement[], identity: ModuleIdentity): boolean {
    let isConcerned = false;
    for (const { kind, isStar, level, module: path, names } of statements) {
      if (kind === 'import') {
        isConcerned ||= names.some(({ name }) => this.#map.speaksOf(name) || this.#map.holdsModule(name));
        continue;
      }
      const module = absoluteModule(level, path, identity);
      if (module === undefined) continue;
      const mayConcern = this.#map.hasSymbolsOf(module);
      for (const { name } of names) {
        if (mayConcern && (isStar || this.#map.symbol(module, name) || this.#map.isUnmapped(module, name)))
          isConcerned = true;
        isConcerned ||= this.#map.holdsModule(`${module}.${name}`);
        if (this.#names.has(name)) this.#imported.push(`${module}:${name}`);
      }
    }
    return isConcerned;
  }

  #analyse(path: string, identity: ModuleIdentity): Outcome | undefined {
    const decoded = decodeSource(path, 'python', this.#buffer.bytes, () => this.#buffer.text());
    if ('message' in decoded) return this.#skip(path, identity, 'unsupported-encoding', decoded.message);
    const outcome = this.#analyseSource(decoded, identity);
    return outcome && withAllowComments(outcome, decoded.text);
  }

  /** Transform a file whose bytes are in the buffer, unless it is one that nobody should edit. */
  #analyseSource(source: SourceFile, identity: ModuleIdentity): Outcome | undefined {
    if (this.#buffer.holdsNul())
      return this.#skip(source.path, identity, 'syntax-error', 'it holds NUL bytes, which Python does not read');
    if (isGenerated(source.text)) {
      return this.#skip(
        source.path,
        identity,
        'generated-file',
        'it says @generated: move the imports in what it is generated from',
      );
    }
    return this.#transform(source, identity);
  }

  /** Run the transforms over a file whose bytes are in the buffer. */
  #transform(source: SourceFile, identity: ModuleIdentity): Outcome | undefined {
    const parsed = this.#parse(source, identity);
    if (parsed === undefined) return undefined;
    const { file, before, validTrees } = parsed;
    const results = pythonTransforms.map((transform) => transform.run(file));
    const textEdits = sortTextEdits(results.flatMap((result) => result.textEdits));
    const edits = results.flatMap((result) => result.edits);
    const refused = results.flatMap((result) => result.refused);
    const diagnostics = results.flatMap((result) => result.diagnostics);
    const report = {
      path: source.path,
      edits,
      refused,
      diagnostics: withoutMovedText(diagnostics, [...edits, ...refused]),
    };
    this.#patches.noteRefused(source, report.refused);
    if (report.edits.length + report.refused.length + report.diagnostics.length === 0) return undefined;
    if (textEdits.length === 0) return { ...report, status: 'unchanged' };
    this.#check(before, textEdits, validTrees());
    const changed = changedOutcome(source, textEdits, this.#request);
    if (changed && this.#request.withReview) {
      const modules = (statements: readonly ImportStatement[]): string[] => importedModules(statements, identity);
      const imports = importChange(
        report.edits,
        modules(file.statements),
        modules(this.#statementsOf(applyTextEdits(source.text, textEdits))),
      );
      return { ...report, ...changed, imports };
    }
    if (changed) return { ...report, ...changed };
    const reason = {
      reason: 'unsupported-encoding',
      message: `the new path cannot be written in ${source.encoding}`,
    } as const;
    return {
      ...report,
      ...reason,
      status: 'skipped',
      edits: [],
      refused: [...report.refused, ...report.edits.map((edit) => ({ ...edit, ...reason }))],
    };
  }

  /**
   * Read what the edits make: a file that was valid must be.
   * @throws InternalError
   */
  #check(
    before: ReadText,
    textEdits: readonly TextEdit[],
    validTrees: readonly (readonly string[] | undefined)[],
  ): void {
    checkEdits(before, textEdits, (text) => {
      this.#buffer.set(Buffer.from(text, 'utf8'));
      if (!this.#buffer.isAscii()) this.#buffer.countUtf16();
      const { unterminatedAt, malformedAt } = this.#prefilter.scan(this.#buffer);
      return this.#readText(text, unterminatedAt, malformedAt);
    });
    if (validTrees.length === 0) return;
    const text = applyTextEdits(before.text, textEdits);
    this.#buffer.set(Buffer.from(text, 'utf8'));
    if (!this.#buffer.isAscii()) this.#buffer.countUtf16();
    const { lines, errorAt } = this.#readText(text, -1, -1);
    for (const names of validTrees) {
      const code = this.#relevantCode(text, errorAt, new LogicalLines(lines, text), names);
      if (this.#syntax?.isValid(code?.text ?? text, code?.ranges) === false)
        throw new InternalError('the edits would break the file: the grammar finds an error that was not there');
    }
  }

  /** The import statements of a text that may hold a word of the Map. */
  #statementsOf(text: string): ImportStatement[] {
    this.#buffer.set(Buffer.from(text, 'utf8'));
    if (!this.#buffer.isAscii()) this.#buffer.countUtf16();
    return importStatements(this.#prefilter.scan(this.#buffer).records, text);
  }

  /** Read the text whose bytes are in the buffer, which counts as it does. */
  #readText(text: string, unterminatedAt: number, malformedAt: number): ReadText {
    const { lines, errorAt } = this.#buffer.outline();
    return { text, lines: lines.slice(), errorAt: errorAt < 0 ? unterminatedAt : errorAt, malformedAt };
  }

  /** @returns undefined when the Map does not speak of what the file imports */
  #parse(source: SourceFile, identity: ModuleIdentity): ParsedFile | undefined {
    this.#countAsIn(source);
    const { records, unterminatedAt, malformedAt } = this.#prefilter.scan(this.#buffer);
    const statements = importStatements(records, source.text);
    const legacyPath = (path: string): LegacyPath | undefined => this.#map.legacyPath(path, this.#isModule);
    const isLegacyPath = (path: string): boolean => legacyPath(path) !== undefined;
    const strings = dottedStrings(stringLiterals(records), source.text, isLegacyPath);
    if (!this.#isConcerned(statements, identity) && strings.length === 0) return undefined;
    const before = this.#readText(source.text, unterminatedAt, malformedAt);
    const { errorAt } = before;
    const lines = new LogicalLines(before.lines, source.text);
    /** By the names that they are about. */
    const scopes = new Map<string | undefined, Scopes>();
    let all: readonly ImportStatement[] | undefined;
    let index: LineIndex | undefined;
    const position = (offset: number): { line: number; column: number } =>
      (index ??= new LineIndex(source.text)).position(offset);
    const placeOf = (local: string, offset: number): ReferencePlace => {
      return { importer: identity.module, isTopLevel: () => isTopLevel(lines, offset), local };
    };
    const balanced = (resolution: Resolution): Resolution =>
      errorAt < 0 ? resolution : forReview(resolution, position(errorAt).line);
    const file: PythonFile = {
      source,
      identity,
      statements,
      strings,
      lines,
      scopes: (names) => {
        const key = names?.join(' ');
        const found =
          scopes.get(key) ?? this.#scopes(source.text, this.#relevantCode(source.text, errorAt, lines, names));
        scopes.set(key, found);
        return found;
      },
      isNeededElsewhere: (name) => this.#needed.has(`${identity.module}:${name}`),
      isImported: () => this.#project?.isImported(identity.module) ?? true,
      allStatements: () => (all ??= importStatements(this.#buffer.scanImports().records, source.text)),
      modules: {
        names: this.#map.legacyModules,
        canonical: this.#map.canonicalModules,
        isLegacy: (module) => this.#map.hasSymbolsOf(module),
        movesSymbolsOf: (module) => this.#map.movesSymbolsOf(module),
        holdsLegacy: (module) => this.#map.holdsModule(module),
        hasSymbol: (module, name) => this.#map.hasSymbol(module, name),
        isModule: (path) => this.#resolver.isModule(path),
        resolve: (module, local, offset) => balanced(this.#resolver.module(module, placeOf(local, offset))),
        bringsByStar: (module, name) => {
          const isThere = this.#index.find(module) !== undefined;
          return isThere ? (this.#project?.exports.starExports(module, name) ?? 'unknown') : 'unknown';
        },
        attribute: (module, name, local, offset) => {
          const resolution = this.#resolver.symbol(module, name, placeOf(local, offset));
          return balanced(this.#patches.holdBack(source, resolution));
        },
        noteLookUp: (resolution, isMoving) => {
          this.#patches.noteLookUp(source, resolution, () => isMoving);
        },
      },
      resolve: (module, name, local, offset) => {
        const place = placeOf(local, offset);
        const resolution = this.#resolver.symbol(module, name, place);
        const isRebound = resolution.kind === 'legacy' && resolution.isReplacement && place.isTopLevel();
        if (isRebound) this.#rebound.push(`${identity.module}:${local}`);
        const held = place.isTopLevel() ? resolution : this.#patches.holdBack(source, resolution);
        const final = balanced(held);
        if (!place.isTopLevel())
          this.#patches.noteLookUp(source, final, (move) => file.isApplied(move, 'python/from-import'));
        return final;
      },
      legacyPath,
      meaning: (module, name) => balanced(this.#resolver.meaning(module, name)),
      moduleMeaning: (module) => balanced(this.#resolver.wholeModule(module)),
      patchObstacle: (symbol) => this.#patches.obstacle(symbol),
      tokens: (range) => this.#tokens(source, range),
      hasLegacySymbols: (module) => this.#map.hasSymbolsOf(module),
      withTexts: this.#request.withTexts,
      isApplied: (move, transform) => isChosen(this.#request, move, formatTarget(move.to), transform),
      span: ({ start, end }: Range) => {
        const [from, to] = [position(start), position(end)];
        return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
      },
    };
    return {
      file,
      before,
      validTrees: () => [...scopes].filter(([, { errors }]) => errors.length === 0).map(([key]) => key?.split(' ')),
    };
  }

  /** What to read of a text to follow the names; undefined for all of it. */
  #relevantCode(
    text: string,
    errorAt: number,
    lines: LogicalLines,
    names: readonly string[] | undefined,
  ): RelevantCode | undefined {
    return names === undefined || errorAt >= 0 ? undefined : relevantCode(text, lines, names);
  }

  readonly #isModule = (module: string): boolean => this.#index.find(module) !== undefined;

  /** @param range in the text of the source, whose bytes are in the buffer */
  #tokens({ text, encoding, hasByteOrderMark }: SourceFile, { start, end }: Range): Token[] {
    const mark = hasByteOrderMark && encoding === 'utf8' ? 3 : 0;
    const isOneByOne = encoding === 'latin1' || this.#buffer.isAscii();
    const byte = (offset: number): number =>
      isOneByOne ? offset : mark + Buffer.byteLength(text.slice(0, offset), 'utf8');
    return readTokens(this.#buffer, { start: byte(start), end: byte(end) }, (from, to) => text.slice(from, to));
  }

  #scopes(text: string, code: RelevantCode | undefined): Scopes {
    if (this.#syntax === undefined) throw new SyntaxNeeded();
    return Scopes.read(text, this.#syntax, code);
  }

  /** Let the buffer count offsets as they are in the decoded text. */
  #countAsIn({ text, encoding, hasByteOrderMark }: SourceFile): void {
    if (encoding === 'latin1') return;
    if (encoding !== 'utf8') this.#buffer.set(Buffer.from(text, 'utf8'));
    if (hasByteOrderMark || !this.#buffer.isAscii()) this.#buffer.countUtf16();
  }

  /** Nothing of the file is edited; each Reference in it is refused for the same reason. */
  #skip(
    path: string,
    identity: ModuleIdentity,
    reason: RefusalReason,
    message: string,
  ): (Outcome & Skipped) | undefined {
    const index = new LineIndex(this.#buffer.latin1(0, this.#buffer.bytes.length));
    const refused: Refusal[] = [];
    for (const { isFrom, level, module: written, names, start } of readImports(
      this.#buffer.scanImports().records,
      this.#buffer.identifierAt,
    )) {
      const module = isFrom ? absoluteModule(level, written, identity) : undefined;
      if (module === undefined || !this.#map.hasSymbolsOf(module)) continue;
      const { line, column } = index.position(start);
      for (const name of names.filter((name) => name === '*' || this.#map.symbol(module, name))) {
        refused.push({
          line,
          column,
          endLine: line,
          endColumn: column,
          transform: 'python/from-import',
          reason,
          message,
          from: `${module}:${name}`,
        });
      }
    }
    if (refused.length === 0) return undefined;
    return { path, status: 'skipped', reason, message, edits: [], refused, diagnostics: [] };
  }
}

/** The modules of `from` imports, absolute. */
function importedModules(statements: readonly ImportStatement[], identity: ModuleIdentity): string[] {
  return statements.flatMap(({ kind, level, module }) =>
    kind === 'from' ? (absoluteModule(level, module, identity) ?? []) : [],
  );
}

function orSyntaxNeeded<T>(look: () => T): T | 'syntax needed' {
  try {
    return look();
  } catch (error) {
    if (error instanceof SyntaxNeeded) return 'syntax needed';
    throw error;
  }
}

/** A file that is lexed with errors may be other than it looks. */
function forReview(resolution: Resolution, line: number): Resolution {
  if (resolution.kind !== 'legacy' || resolution.tier === 'review') return resolution;
  return {
    ...resolution,
    tier: 'review',
    because: `the brackets or strings of the file do not balance (line ${line})`,
  };
}
