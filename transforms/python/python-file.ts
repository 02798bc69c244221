import type { CallPlan, NoCallPlan } from '../../src/model/call-rule.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { Edit, Refusal, Span, TextEdit } from '../../src/model/edit.ts';
import type { FileFacts } from '../../src/model/file-facts.ts';
import type { RenamedName } from '../../src/model/links.ts';
import type { ImportStatement, LegacyPath, ModuleIdentity } from '../../src/model/python.ts';
import type { Range } from '../../src/model/range.ts';
import type { Legacy } from '../../src/model/resolution.ts';
import type { Verdict } from '../../src/model/rule.ts';
import type { SourceFile } from '../../src/model/source-file.ts';
import type { CodeNodes } from '../../src/parse/python/code-nodes.ts';
import type { DottedString } from '../../src/parse/python/dotted-strings.ts';
import type { LogicalLines } from '../../src/parse/python/logical-lines.ts';
import type { AttributeLookups } from '../../src/parse/python/attribute-lookups.ts';
import type { Scopes } from '../../src/parse/python/scopes.ts';
import type { Token } from '../../src/parse/python/tokens.ts';
import type { RebuiltArguments } from '../../src/edit/rebuilt-arguments.ts';

/** A Python file as the transforms see it, under given Links: a view that answers questions, and changes nothing. */
export interface PythonFile {
  readonly source: SourceFile;
  readonly identity: ModuleIdentity;
  /** The import statements of the file, in order; those without a word of the Map may be left out. */
  readonly statements: readonly ImportStatement[];
  /** The string literals that hold the dotted path of something legacy. */
  readonly strings: readonly DottedString[];
  readonly lines: LogicalLines;
  readonly span: (range: Range) => Span;
  readonly syntax: Syntax;
  readonly modules: LegacyModules;
  readonly verdicts: Verdicts;
  readonly calls: CallPlans;
  readonly others: OtherFiles;
  /** The path that a `from` import of an absolute module has in place of the statement. */
  readonly importPath: (statement: ImportStatement, module: string) => string;
}

/** Parts of a file that are read when a Reference needs them. */
export interface Syntax {
  /**
   * The names of the file by their scopes: these cost a syntax tree.
   * @param names the names that it is about: what does not concern them is not read; undefined for all
   */
  readonly scopes: (names?: readonly string[]) => Scopes;
  /** The names in the code that tells of these names, in its tree. */
  readonly nodes: (names: readonly string[]) => CodeNodes;
  /** The tokens of a stretch of the text. */
  readonly tokens: (range: Range) => readonly Token[];
  /** The import statements of the file, all of them. */
  readonly allStatements: () => readonly ImportStatement[];
  /** A string in code starts as the relative name of a module does, or `__import__` is called. */
  readonly holdsRelativeName: boolean;
}

/** The Verdicts on the References of a file. Modules are absolute; `offset` is where the import statement stands. */
export interface Verdicts {
  /** `from module import name`, which binds `local`. */
  readonly name: (module: string, name: string, local: string, offset: number) => Verdict;
  /** `local.name`, where `local` is bound to the module. */
  readonly attribute: (module: string, name: string, local: string, offset: number) => Verdict;
  /** The module as an object that is bound to `local`. */
  readonly module: (module: string, local: string, offset: number) => Verdict;
  /** A string that names a symbol. */
  readonly symbol: (module: string, name: string, string: Range) => Verdict;
  /** A string that names a module as a whole; `unrelated` where only names of it move. */
  readonly wholeModule: (module: string, string: Range) => Verdict;
  /** The legacy module, or the name of one, that a dotted path leads to. */
  readonly legacyPath: (path: string) => LegacyPath | undefined;
  /** Can some name of the module be legacy? */
  readonly hasLegacySymbols: (module: string) => boolean;
}

/** The rules of the Map for calls. */
export interface CallPlans {
  /** The rule for calls of a symbol; undefined where the Map has none. */
  readonly plan: (module: string, name: string) => CallPlan | NoCallPlan | undefined;
  /** The Verdict on the calls of a name that the statement at the offset imports, or of an attribute of its module. */
  readonly verdict: (module: string, name: string, local: string, offset: number, isAttribute?: boolean) => Verdict;
}

/** The facts about other files of the repository, as far as they are known. */
export interface OtherFiles {
  /**
   * The reason to leave a patch of the symbol, whatever other files do.
   * @param noted what was found against it in this file so far
   * @param isTaken the move is one that is asked for, should nothing speak against it
   */
  readonly ownPatchBlockedBy: (move: Legacy, noted: string | undefined, isTaken: boolean) => string | undefined;
  /** The reason of other files to leave a patch of the symbol. */
  readonly patchBlockedBy: (symbol: string) => string | undefined;
  /** Do other files look up the name in this module, and do not follow when it changes? @param choice of the moves that can follow */
  readonly isNeededElsewhere: (name: string, choice: Choice) => boolean;
  /** Do other files patch the name in this module by strings that would follow it? */
  readonly isPatched: (name: string) => boolean;
  /** Does a test put what has to be awaited in the place of the symbol, `module:Name`? */
  readonly isPatchedAsync: (symbol: string) => boolean;
  /** The names that others may use for a name of this module, each `module:Name`. */
  readonly ownNames: (name: string) => readonly string[];
  /** The strings that patch, in other modules, what these import under other names than before. */
  readonly renamedPatches: () => readonly RenamedPatch[];
  /** Does any file import this module? Ask only when a Reference needs it: all files of the repository are read. */
  readonly isImported: () => boolean;
  /** The uses that other files make of a module by a name of this one. As above. */
  readonly attributeLookups: (name: string) => AttributeLookups;
  /** Does importing the module load the other one, other than by way of this file? */
  readonly loads: (module: string, other: string) => boolean;
}

/** The moves that are asked for. */
export interface Choice {
  /** Are single Shapes chosen? What would follow a move stays then, unless it is of one of them. */
  readonly isOfShapes: boolean;
  /** Is the text of each Edit before and after wanted? */
  readonly withTexts: boolean;
  /** Is the move to be applied, when the transform makes it? */
  readonly isApplied: (move: Legacy, transform: string) => boolean;
}

/** A name of another module in a string that patches it; the range is that of the name. */
export interface PatchedName extends Range {
  /** `module:Name`. */
  readonly symbol: string;
  /** The literal, without its prefix. */
  readonly string: Range;
  /** The replacement has to be awaited. */
  readonly isAsync: boolean;
}

/** A name in a string that patches it, and what it is called now. */
export interface RenamedPatch extends PatchedName, RenamedName {}

/** Modules of the Map and the repository, by their absolute dotted names. */
export interface LegacyModules {
  /** The modules that the Map names: by themselves, or for symbols in them. */
  readonly names: readonly string[];
  /** The modules that entries lead to. */
  readonly canonical: readonly string[];
  /** Does the module move, or can names of it be legacy? */
  readonly isLegacy: (module: string) => boolean;
  /** Does the Map move some name of the module? */
  readonly movesSymbolsOf: (module: string) => boolean;
  /** Does a part of this module, which moves as a whole, move elsewhere? */
  readonly isSplit: (module: string) => boolean;
  /** Is it a package around a legacy module, or one? */
  readonly holdsLegacy: (module: string) => boolean;
  /** The same, or something in a legacy module? */
  readonly leadsTo: (path: string) => boolean;
  /** Does an entry of the Map name this symbol, not only its module? */
  readonly hasSymbol: (module: string, name: string) => boolean;
  readonly isModule: (path: string) => boolean;
  /** The legacy module that another source root gives this name; undefined where it is none. */
  readonly otherName: (module: string) => string | undefined;
  /** Does `from module import *` bring the name? */
  readonly bringsByStar: (module: string, name: string) => boolean | 'unknown';
  /** The path of another module, which this file finds by the name of this legacy one; undefined where it finds none. */
  readonly nearer: (module: string) => string | undefined;
  /** The names that it may bring; undefined where they are not all known. */
  readonly starNames: (module: string) => ReadonlySet<string> | undefined;
}

/** A file whose names are known, which planning the moves of modules asks for. */
export interface PlanContext {
  readonly file: PythonFile;
  readonly scopes: Scopes;
}

export interface TransformResult {
  readonly edits: readonly Edit[];
  /** The text edits of the applied edits, in any order. */
  readonly textEdits: readonly TextEdit[];
  readonly refused: readonly Refusal[];
  readonly diagnostics: readonly Diagnostic[];
  readonly facts?: Partial<FoundFacts>;
  /** Arguments that change places, with the edits of all transforms that are in them. */
  readonly rebuilt?: readonly RebuiltArguments[];
}

/** The facts from a transform that other files have to know. */
export interface FoundFacts extends Pick<FileFacts, 'ownNames' | 'patches' | 'renamed' | 'staying'> {
  /** Names that are bound anew in other modules for good. */
  readonly rebinds: readonly { readonly symbol: string; readonly place: Range }[];
}
