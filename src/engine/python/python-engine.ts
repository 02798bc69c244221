import { applyTextEdits, sortTextEdits } from '../../edit/apply-text-edits.ts';
import type { Config, MapEntry } from '../../model/config.ts';
import type { Edit, TextEdit } from '../../model/edit.ts';
import { factsOf } from '../../model/file-facts.ts';
import { noLinks } from '../../model/links.ts';
import type { Links } from '../../model/links.ts';
import type { ImportChange, Outcome } from '../../model/outcome.ts';
import type { PlanRequest } from '../../model/plan-request.ts';
import type { ImportStatement, ModuleIdentity } from '../../model/python.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { moduleOf } from '../../model/symbol.ts';
import type { SourceBuffer } from '../../native/source-buffer.ts';
import { assignedString } from '../../parse/python/computed-paths.ts';
import { dottedStrings, withJoinedStrings } from '../../parse/python/dotted-strings.ts';
import { importStatements, stringLiterals } from '../../parse/python/import-statements.ts';
import { mayBeJoined } from '../../parse/python/joined-strings.ts';
import { LogicalLines } from '../../parse/python/logical-lines.ts';
import { isForTypeCheckers } from '../../parse/python/top-level-imports.ts';
import { ModuleIndex } from '../../resolve/python/module-index.ts';
import { OldPlace } from '../../resolve/python/old-place.ts';
import { PythonMap } from '../../resolve/python/python-map.ts';
import { findInPython } from '../../../transforms/index.ts';
import type { FoundInPython } from '../../../transforms/index.ts';
import { fromImportId } from '../../../transforms/python/moving-names.ts';
import { patchedNames } from '../../../transforms/python/patched-names.ts';
import type { PatchedName, TransformResult } from '../../../transforms/python/python-file.ts';
import { mayHoldRelativeTargets } from '../../../transforms/python/relative-target.ts';
import { withSuppressions } from '../suppressions.ts';
import { changedOutcome, changedReport } from '../changed-outcome.ts';
import { concernedImports, importedModules } from './concerned-imports.ts';
import { dependsOnLinks } from '../decide.ts';
import type { FileResult } from '../file-result.ts';
import { foundFacts } from './found-facts.ts';
import { importChange } from '../import-change.ts';
import { MapView } from './map-view.ts';
import { isKeptByNone, keptModules } from './kept-modules.ts';
import { cyclesOf } from '../link.ts';
import { lookupsIn, reExports } from './names-for-others.ts';
import type { ChangingNames, NamesElsewhere } from './names-for-others.ts';
import { pythonLayout } from '../layout/python-layout.ts';
import type { PythonLayout } from '../layout/python-layout.ts';
import { remember } from '../remember.ts';
import { scopedEntries } from '../scoped-entries.ts';
import { choiceOf, openFile } from './open-file.ts';
import type { FileKnowledge, MoveChoice } from './open-file.ts';
import { checkPart, pythonParser } from './python-parser.ts';
import { PythonPart } from './python-part.ts';
import type { PythonParser } from './python-part.ts';
import type { Repository } from './python-project.ts';
import { PythonReferences } from './python-references.ts';
import { newNames, prefilterOf, renamedNames, replacedNames } from './python-scanner.ts';
import { PythonReader } from './read-python.ts';
import type { PythonText, Uneditable } from './read-python.ts';
import { skippedFile } from './skipped-file.ts';
import { withoutMovedText } from '../move/without-moved-text.ts';

/** A Python file that was read, and is to be edited: once, or again with other choices. */
export interface OpenPython {
  readonly path: string;
  /** Undefined for one that is not edited, which has an Outcome at once if it names something legacy. */
  readonly part: PythonPart | undefined;
  readonly skipped: Outcome | undefined;
  readonly references: PythonReferences | undefined;
  readonly knowledge: FileKnowledge;
  /** It names nothing of the Map. */
  readonly isSilent: boolean;
  /** It is a part of a file, which has no style of its own. */
  readonly isPart?: boolean;
  /** The names that it may look up in other modules, each `module:Name`. */
  readonly lookups: readonly string[];
}

/** A Python file with the Verdicts on its References under certain Links. */
export interface DecidedPython {
  readonly open: OpenPython;
  readonly links: Links;
  /** Undefined where there is nothing to edit. */
  readonly found:
    | {
        readonly part: PythonPart;
        readonly references: PythonReferences;
        readonly rewrite: FoundInPython;
      }
    | undefined;
}

/** Reads and edits Python files, one after another, in one buffer. */
export class PythonEngine {
  readonly #map: PythonMap;
  /** The Map is that of files that move. */
  readonly #isMove: boolean;
  readonly #reader: PythonReader;
  readonly #parser: PythonParser;
  readonly #names: ReadonlySet<string>;
  readonly #index: ModuleIndex;
  readonly #project: Repository | undefined;
  readonly #buffer: SourceBuffer;
  readonly #request: PlanRequest;
  readonly #changing: ChangingNames;
  readonly #elsewhere: NamesElsewhere;
  readonly #layOut: PythonLayout;
  /** The legacy modules that do more than bind names; known from the first question on. */
  #withEffects: readonly string[] | undefined;
  /** The Map for all files, and for those that some entries are not for. */
  readonly #view: MapView;
  readonly #viewOf: ((path: string) => MapView) | undefined;
  readonly #imports: FileKnowledge['imports'];

  /** @param project undefined when no other file may be consulted */
  constructor(
    { root, python, tree }: Config,
    request: PlanRequest,
    buffer: SourceBuffer,
    project: Repository | undefined,
  ) {
    this.#map = new PythonMap(python);
    this.#isMove = tree !== undefined;
    this.#names = new Set(replacedNames(python));
    this.#changing = { renamed: renamedNames(python), next: newNames(python) };
    this.#reader = new PythonReader(prefilterOf(this.#map, python), buffer);
    this.#parser = pythonParser(buffer);
    this.#request = request;
    this.#buffer = buffer;
    this.#project = project;
    this.#layOut = pythonLayout(root, project);
    this.#elsewhere = { project, reExportsOf: remember((key: string) => reExports(key, project)) };
    this.#index = project?.index ?? new ModuleIndex(python.sourceRoots, () => new Map());
    this.#view = new MapView(python, project, this.#isModule, this.#map);
    const viewOf = remember((map: readonly MapEntry[]) => new MapView({ ...python, map }, project, this.#isModule));
    const entriesOf = scopedEntries(python.map);
    this.#viewOf = entriesOf && ((path) => viewOf(entriesOf(path)));
    this.#imports = tree?.imports ?? python.imports ?? 'absolute';
  }

  /** Open the file in the buffer, whose path is relative to the root. */
  open(path: string): OpenPython {
    const identity = this.#index.identify(path);
    const { renamed } = this.#changing;
    const lookups = renamed.length > 0 ? lookupsIn(this.#buffer, identity, this.#changing, this.#elsewhere) : undefined;
    const read = this.#keptOld(path) ?? this.#reader.read(path);
    const open = 'reason' in read ? this.#skipped(path, identity, read) : this.#opened(read, identity);
    if (lookups === undefined) return open;
    const patched = this.#patchedNames(open);
    const names = [...new Set(patched.map(({ symbol }) => symbol))];
    const handedOn = names.flatMap((symbol) => this.#elsewhere.reExportsOf(symbol).filter((step) => step !== symbol));
    const needed = lookups('reason' in read ? undefined : read.source.text, patched);
    return {
      ...open,
      lookups: [...open.lookups, ...needed, ...handedOn],
      knowledge: { ...open.knowledge, patchedNames: patched },
    };
  }

  /** Open a file that was read elsewhere. */
  openText(text: PythonText): OpenPython {
    const { path, text: content } = text.source;
    const kept = this.#keptOld(path);
    if (kept === undefined) return this.#opened(text, this.#index.identify(path));
    this.#buffer.setText(content);
    return this.#skipped(path, this.#index.identify(path), kept);
  }

  /** Why old code that a shim may switch to stays as it is; undefined for any other file. */
  #keptOld(path: string): Uneditable | undefined {
    if (this.#project?.isKeptOld(path) !== true) return undefined;
    return { reason: 'generated-file', message: 'it is the old code behind a shim, and runs where SSOT_OLD says so' };
  }

  /**
   * Open a text that is a part of a file.
   * @param doubt why nothing in it may move without a person who looks; undefined where nothing speaks against it
   */
  openPart(source: SourceFile, doubt: string | undefined): OpenPython {
    this.#buffer.setText(source.text);
    const identity = this.#index.identify(source.path);
    const { renamed } = this.#changing;
    const lookups = renamed.length > 0 ? lookupsIn(this.#buffer, identity, this.#changing, this.#elsewhere) : undefined;
    const read = this.#reader.readSource(source);
    if ('reason' in read) return this.#skipped(source.path, identity, read);
    const open = this.#opened(read, identity, doubt);
    const needed = lookups === undefined ? [] : lookups(source.text, []);
    return { ...open, isPart: true, lookups: [...open.lookups, ...needed] };
  }

  /** Edit a text that was decoded elsewhere, knowing of other files what their modules are. */
  editSource(source: SourceFile): Outcome {
    this.#buffer.setText(source.text);
    const { path } = source;
    const identity = this.#index.identify(path);
    const read = this.#reader.readSource(source);
    const open = 'reason' in read ? this.#skipped(path, identity, read) : this.#opened(read, identity);
    const first = this.edit(this.decide(open, noLinks), this.#request);
    const links = {
      ...noLinks,
      cycles: this.#project ? cyclesOf(first.facts ? [first.facts] : [], this.#project.graph) : noLinks.cycles,
    };
    const isSame = first.facts?.references.every((reference) => !dependsOnLinks(reference, links)) ?? true;
    const { outcome } = isSame ? first : this.edit(this.decide(open, links), this.#request);
    return outcome ?? { path, status: 'unchanged', edits: [], refused: [], diagnostics: [] };
  }

  /** The Verdicts on the References of a file under the Links. */
  decide(open: OpenPython, links: Links): DecidedPython {
    const { part, references, knowledge } = open;
    const isSilent = open.isSilent && links.renamed.size === 0;
    if (part === undefined || references === undefined || isSilent) return { open, links, found: undefined };
    const rewrite = findInPython(openFile(part, references, knowledge, links));
    return { open, links, found: { part, references, rewrite } };
  }

  /** The Outcome of a file under a choice, and its facts. */
  edit({ open, links, found }: DecidedPython, choice: MoveChoice): FileResult {
    const { path, skipped, lookups, knowledge } = open;
    const names = [...new Set(knowledge.patchedNames.map(({ symbol }) => symbol))];
    const asyncPatches = knowledge.patchedNames.filter(({ isAsync }) => isAsync).map(({ symbol }) => symbol);
    if (found === undefined) {
      const facts =
        lookups.length + names.length > 0 ? factsOf(path, { lookups, patchedNames: names, asyncPatches }) : undefined;
      return { isCandidate: true, outcome: skipped, facts };
    }
    const { part, references, rewrite } = found;
    const chosen = choiceOf(choice);
    const results = rewrite(chosen);
    const plain = sortTextEdits(results.flatMap((result) => result.textEdits));
    const textEdits = open.isPart === true ? plain : this.#layOut(part, plain);
    const outcome = this.#outcome(part, results, textEdits);
    const facts = factsOf(path, {
      ...foundFacts(part, references, results, (verdict) => chosen.isApplied(verdict, fromImportId), links),
      lookups,
      patchedNames: names,
      asyncPatches,
      keeps: this.#keeps(part, textEdits, links),
    });
    return { isCandidate: true, outcome, facts };
  }

  #outcome(part: PythonPart, results: readonly TransformResult[], textEdits: readonly TextEdit[]): Outcome | undefined {
    const { source, text } = part;
    const edits = results.flatMap((result) => result.edits);
    const refused = results.flatMap((result) => result.refused);
    const noted = results.flatMap((result) => result.diagnostics);
    const diagnostics = withoutMovedText(noted, [...edits, ...refused]);
    if (edits.length + refused.length + diagnostics.length === 0) return undefined;
    const report = withSuppressions({ path: source.path, edits, refused, diagnostics }, text.allowComments);
    if (textEdits.length === 0) return { ...report, status: 'unchanged' };
    const edited = checkPart(part, textEdits, (after) => this.#reader.readText(after));
    const changed = changedOutcome(source, textEdits, this.#request);
    if (changed) {
      const whole = (): Texts => ({ before: source, after: { text: applyTextEdits(source.text, textEdits) } });
      const imports = this.#request.withReview ? this.#importChange(part, edited ?? whole(), edits) : undefined;
      return changedReport(report, changed, imports);
    }
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

  /** The legacy modules with effects that the file imports after the edits, other than for type checkers alone. */
  #keeps(
    { source, statements, identity, lines }: PythonPart,
    textEdits: readonly TextEdit[],
    { carried }: Links,
  ): string[] {
    const { path } = source;
    if (isKeptByNone(path)) return [];
    this.#withEffects ??= this.#map.legacyModules.filter((module) => this.#project?.importEffect(module) !== undefined);
    const modules = [
      ...this.#withEffects,
      ...[...carried.keys()].filter((module) => !this.#withEffects?.includes(module)),
    ];
    if (modules.length === 0) return [];
    const runsBefore = ({ start }: ImportStatement): boolean => !isForTypeCheckers(lines, start);
    if (textEdits.length === 0) return keptModules(modules, { identity, statements, runs: runsBefore });
    // Edits bring imports of canonical modules, and take others away.
    const possible = keptModules(modules, { identity, statements, runs: () => true });
    const brought = modules.filter((module) => this.#map.mayBring(module));
    if (possible.length + brought.length === 0) return [];
    const text = applyTextEdits(source.text, textEdits);
    const after = new LogicalLines(this.#reader.readText(text).lines, text);
    const kept = importStatements(this.#reader.records(text), text);
    const runs = ({ start }: ImportStatement): boolean => !isForTypeCheckers(after, start);
    return keptModules(modules, { identity, statements: kept, runs });
  }

  /** Only the lines with edits import other modules than before. */
  #importChange({ statements, identity }: PythonPart, edited: Texts, edits: readonly Edit[]): ImportChange {
    const modulesIn = ({ text }: Texts['before']): string[] =>
      importedModules(importStatements(this.#reader.records(text), text), identity);
    const before = importedModules(statements, identity);
    const left = modulesIn(edited.before).reduce((all, module) => {
      const at = all.indexOf(module);
      return at < 0 ? all : all.toSpliced(at, 1);
    }, before);
    return importChange(edits, before, [...left, ...modulesIn(edited.after)]);
  }

  #skipped(path: string, identity: ModuleIdentity, why: Uneditable): OpenPython {
    const knowledge = this.#knowledge(path);
    return {
      path,
      part: undefined,
      skipped: skippedFile(this.#buffer, knowledge, path, identity, why),
      references: undefined,
      knowledge,
      isSilent: true,
      lookups: [],
    };
  }

  #opened(text: PythonText, identity: ModuleIdentity, doubt?: string): OpenPython {
    const { source, records, allowComments, errorAt } = text;
    const { path } = source;
    const view = this.#viewAt(path);
    const statements = importStatements(records, source.text);
    const valueOf = (name: string): string | undefined =>
      name === '__package__' ? identity.package : assignedString(source.text, name);
    const literals = stringLiterals(records);
    const whole = dottedStrings(literals, source.text, view.isLegacyPath, view.isMentioned, valueOf);
    const mayJoin = text.mayJoinPaths || literals.some((literal) => mayBeJoined(literal, source.text));
    const strings = mayJoin ? withJoinedStrings(whole, source.text, view.isLegacyPath, valueOf) : whole;
    const { resolver } = view;
    // A move rewrites the relative imports of its files itself.
    const oldPlace = this.#isMove ? undefined : OldPlace.of(identity, view.map, resolver, this.#project);
    const { isConcerned, lookups } = concernedImports(statements, identity, view.map, this.#names);
    const isSilent =
      !isConcerned &&
      strings.length === 0 &&
      !(text.holdsRelativeName && mayHoldRelativeTargets(source.text)) &&
      !statements.some((statement) => oldPlace?.isConcerned(statement));
    const part = new PythonPart(text, identity, statements, strings, this.#parser);
    const references = new PythonReferences({
      path,
      text: source.text,
      importer: identity.module,
      lines: part.lines,
      statements,
      allowComments,
      unbalancedLine: errorAt < 0 ? undefined : part.span({ start: errorAt, end: errorAt }).line,
      doubt,
      span: part.span,
      resolver,
      project: this.#project,
      oldPlace,
    });
    const knowledge = { ...this.#knowledge(path), oldPlace };
    return { path, part, skipped: undefined, references, knowledge, isSilent, lookups };
  }

  /** The names of other modules that strings of the file patch, and that can change with the imports of the modules. */
  #patchedNames({ part, references, knowledge }: OpenPython): PatchedName[] {
    if (part === undefined || references === undefined || part.text.errorAt >= 0) return [];
    const file = openFile(part, references, knowledge, noLinks);
    const found = patchedNames(file, stringLiterals(part.text.records), this.#changing.renamed);
    return found.filter(({ symbol }) => this.#isOwnName(moduleOf(symbol)));
  }

  /** Is the module called so by itself? Another source root, or an attribute of a package, may lead to it, too. */
  #isOwnName(module: string): boolean {
    const location = this.#index.find(module);
    return location !== undefined && this.#index.identify(location.path).module === module;
  }

  readonly #isModule = (module: string): boolean => this.#index.find(module) !== undefined;

  #viewAt(path: string): MapView {
    return this.#viewOf?.(path) ?? this.#view;
  }

  /** The knowledge of other files, before anything is known of this one. */
  #knowledge(path: string): FileKnowledge {
    const { map, resolver, legacyPath, isSplit } = this.#viewAt(path);
    return {
      map,
      resolver,
      project: this.#project,
      legacyPath,
      isModule: this.#isModule,
      isSplit,
      imports: this.#imports,
      oldPlace: undefined,
      patchedNames: [],
    };
  }
}

/** A text, or the lines of it with edits, before and after them. */
type Texts = Readonly<Record<'before' | 'after', Pick<SourceFile, 'text'>>>;
