import type { CallRule, UserCallRule } from './call-rule.ts';
import type { CarrierId } from './carrier.ts';
import type { CheckKind } from './check-kind.ts';
import type { ReadExports } from './known-exports.ts';
import type { ScriptCallRule, UserScriptCallRule } from './script-call-rule.ts';
import type { Target } from './target.ts';

export type { Target } from './target.ts';
import type { MovedTree } from './moved-tree.ts';

/**
 * The configuration as a person may write it: every key is optional, and `extends` names presets, files and packages.
 * The schema is in schema/config.json.
 */
export interface UserConfig {
  readonly $schema?: string | undefined;
  readonly extends?: readonly string[] | undefined;
  readonly include?: readonly string[] | undefined;
  readonly exclude?: readonly string[] | undefined;
  readonly carriers?: readonly CarrierId[] | undefined;
  /** Commands that format changed files. */
  readonly format?: string | readonly string[] | undefined;
  /** Modules of transforms that the user wrote. */
  readonly transforms?: readonly string[] | undefined;
  readonly python?: UserPythonConfig | undefined;
  readonly javascript?: UserJavaScriptConfig | undefined;
  readonly audit?: UserAuditConfig | undefined;
  readonly check?: UserCheckConfig | undefined;
}

/** The kinds of findings that `check` fails for. */
export interface UserCheckConfig {
  readonly only?: readonly CheckKind[] | undefined;
}

/** In characters. The expression of a longer one can be more than the engine takes. */
export const longestGlob = 8192;

/** The names that `audit` looks for. They are patterns of identifiers, in which `*` stands for anything. */
export interface UserAuditConfig {
  readonly implementations?: readonly string[] | undefined;
  readonly managers?: readonly string[] | undefined;
  readonly accessors?: readonly string[] | undefined;
  readonly contextNames?: readonly string[] | undefined;
  readonly sharedState?: readonly string[] | undefined;
  readonly lifecycleMethods?: readonly string[] | undefined;
  readonly validationTests?: readonly string[] | undefined;
  readonly tests?: readonly string[] | undefined;
  readonly textCounts?: readonly TextCountConfig[] | undefined;
}

/** A count of a script that matches text. */
export interface TextCountConfig {
  /** The script's own name for what it counts. */
  readonly label: string;
  /** A regular expression, as JavaScript reads it. */
  readonly pattern: string;
  /** The unit of the count: lines that match, files with such a line, or files whose path matches. */
  readonly counts: 'lines' | 'files' | 'paths';
  /** The figure that was published, such as "1,047+". */
  readonly claimed?: string | undefined;
  /** The measurement of the audit that answers the same question. */
  readonly answeredBy: TextCountAnswer;
}

export const textCountAnswers = [
  'implementations',
  'fragmentedBindings',
  'isolationRisks',
  'leftovers',
  'connectionDefinitions',
  'validationTests',
] as const;
export type TextCountAnswer = (typeof textCountAnswers)[number];

/** The keys that the sections of all languages have. */
export interface UserMapConfig {
  readonly map?: readonly UserMapEntry[] | undefined;
  /** Tables whose rows are entries, too. */
  readonly maps?: readonly UserMapTable[] | undefined;
  readonly retarget?: Readonly<Record<string, string>> | undefined;
  readonly unmapped?: readonly string[] | undefined;
  readonly uses?: Uses | undefined;
  readonly absent?: Absent | undefined;
}

export interface UserPythonConfig extends UserMapConfig {
  readonly environment?: string | undefined;
  readonly sourceRoots?: readonly string[] | undefined;
  readonly imports?: 'absolute' | 'keep' | undefined;
}

export interface UserJavaScriptConfig extends UserMapConfig {
  readonly tsconfig?: readonly string[] | undefined;
}

/** A CSV or JSON file of moved paths. */
export interface UserMapTable extends Pick<
  UserMapEntry,
  'uses' | 'replaces' | 'external' | 'absent' | 'reason' | 'only' | 'except' | 'when'
> {
  /** Relative to the configuration. */
  readonly file: string;
  /** The column that holds the legacy path. */
  readonly legacy: string;
  /** The column that holds the canonical path. */
  readonly canonical: string;
}

export interface UserMapEntry {
  /** Undefined where the legacy symbols are removed. */
  readonly canonical?: string | undefined;
  readonly legacy: readonly string[];
  readonly uses?: Uses | undefined;
  readonly replaces?: boolean | undefined;
  readonly differs?: string | undefined;
  readonly calls?: UserCallRule | UserScriptCallRule | undefined;
  readonly external?: boolean | 'trusted' | undefined;
  readonly names?: readonly string[] | undefined;
  readonly only?: readonly string[] | undefined;
  readonly except?: readonly string[] | undefined;
  readonly when?: 'type-checking' | undefined;
  readonly absent?: Absent | undefined;
  readonly reason?: string | undefined;
  readonly message?: string | undefined;
}

/** The treatment of the local name of a moved import: `alias` keeps it, `rename` follows its uses by scope. */
export type Uses = 'alias' | 'rename';

/** The meaning of a legacy path that names nothing and that nobody imports: a mistake, or a guard. */
export type Absent = 'fail' | 'ok';

/** The complete configuration. Paths are relative to `root`. */
export interface Config {
  /** Absolute path of the folder that everything is relative to. */
  readonly root: string;
  /** The file it was read from, or undefined. */
  readonly file: string | undefined;
  /** The same file, relative to the root, with forward slashes. */
  readonly fileInRoot?: string | undefined;
  readonly include: readonly string[];
  /** Include files without an extension whose first line names Python, too. */
  readonly includesScripts: boolean;
  readonly exclude: readonly string[];
  /** The carriers that are on. */
  readonly carriers: readonly CarrierId[];
  /** Commands that format changed files, as they are written; undefined for none. */
  readonly format?: readonly string[] | undefined;
  /** Absolute paths of modules of transforms; undefined for none. They are code. */
  readonly transforms?: readonly string[] | undefined;
  readonly python: PythonConfig;
  readonly javascript: JavaScriptConfig;
  readonly audit: AuditConfig;
  /** The kinds that `check` fails for; undefined where nobody says. */
  readonly checkOnly?: readonly CheckKind[] | undefined;
  /** The exports of other repositories; undefined where nobody says. */
  readonly exports?: readonly ReadExports[] | undefined;
  /** The files that count as moved; undefined where the tree is as the disk has it. */
  readonly tree?: MovedTree | undefined;
}

/** The same as UserAuditConfig, complete. */
export interface AuditConfig {
  /** Classes that compete with the canonical ones. */
  readonly implementations: readonly string[];
  /** Classes whose instances hold what belongs to users. */
  readonly managers: readonly string[];
  /** Functions that hand out a manager. */
  readonly accessors: readonly string[];
  /** Parameters and arguments that say for which user. */
  readonly contextNames: readonly string[];
  /** Containers that hold what belongs to users. */
  readonly sharedState: readonly string[];
  /** Methods of the life of a connection, which only the canonical manager should have. */
  readonly lifecycleMethods: readonly string[];
  /** Files, classes and functions that test the single source of truth. */
  readonly validationTests: readonly string[];
  /** Globs of test files. */
  readonly tests: readonly string[];
  readonly textCounts: readonly TextCountConfig[];
}

export interface PythonConfig {
  /** The interpreter or virtual environment that has the installed packages, relative to the root; undefined to look for one. */
  readonly environment?: string | undefined;
  /** Folders that hold top-level modules, most specific first. */
  readonly sourceRoots: readonly string[];
  /** How relative imports that move are written; undefined for `absolute`. */
  readonly imports?: 'absolute' | 'keep' | undefined;
  readonly map: readonly MapEntry[];
  /** Legacy symbols that are known and have no canonical path yet: counted, never edited. */
  readonly unmapped: readonly Target[];
  readonly removed: readonly RemovedSymbol[];
}

export interface JavaScriptConfig {
  /** Configurations of TypeScript whose paths count below their folders, besides each file's nearest tsconfig.json. */
  readonly tsconfig: readonly string[];
  readonly map: readonly MapEntry[];
  /** Legacy symbols that are known and have no canonical path yet: counted, never edited. */
  readonly unmapped: readonly Target[];
  readonly removed: readonly RemovedSymbol[];
}

/** A symbol that nothing stands for any more. It is among the unmapped ones, too. */
export interface RemovedSymbol {
  readonly symbol: Target;
  /** The instruction for the change by hand. */
  readonly message: string;
}

/** One decision of the Map: a canonical symbol or module ← its legacy ones. */
export interface MapEntry {
  readonly canonical: Target;
  readonly legacy: readonly Target[];
  readonly uses: Uses;
  /** The canonical symbol replaces a different object: the edit is `safe` though the definitions differ. */
  readonly replaces: boolean;
  /** Why it is known, and right, that calls of the two are not alike; undefined where nobody says. */
  readonly differs?: string | undefined;
  /** How its calls are rewritten; undefined where they stay as they are. */
  readonly calls?: CallRule | undefined;
  /** The same of an entry of JavaScript. */
  readonly scriptCalls?: ScriptCallRule | undefined;
  /** The canonical module is an installed package that no source root holds. */
  readonly external: boolean;
  /** The owner vouches for the exports of a canonical module that cannot be looked at. */
  readonly isTrusted?: boolean | undefined;
  /** The files that it is for; undefined for all. */
  readonly where?: EntryPlace | undefined;
  /** It is only for imports that type checkers alone see. */
  readonly isForTypes?: boolean | undefined;
  /** The canonical path, a name in the package around it, is that of a module. */
  readonly isModule?: boolean | undefined;
  /** The legacy modules that its canonical symbol takes the place of: nothing can be imported from that. */
  readonly objects?: readonly string[] | undefined;
  /** The legacy modules of JavaScript that its canonical export takes the place of, where they are imported as objects. */
  readonly fromSpaces?: readonly string[] | undefined;
  /**
   * It stands for entries of all names of a module that hands on what others define: of its legacy ones, or of the canonical one.
   * Undefined for other entries, and once these are known.
   */
  readonly barrel?: 'legacy' | 'canonical' | undefined;
  /** May its legacy paths be gone? Those of presets may. */
  readonly absent: Absent;
  /** Why the paths move, in the owner's words. */
  readonly reason?: string | undefined;
}

/** Stands in an entry for the modules that define the names of a barrel. */
export const definitionWord = 'definition';

/** Globs of the files that an entry is for. */
export interface EntryPlace {
  /** Undefined for all. */
  readonly only: readonly string[] | undefined;
  readonly except: readonly string[];
}

/** `module:Name` or `module`, as in entry points. */
export function formatTarget({ module, name }: Target): string {
  // A top-level module is a name of no package.
  return name === undefined ? module : module === '' ? name : `${module}:${name}`;
}

/** `specifier#export` or `specifier`. */
export function formatExport({ module, name }: Target): string {
  return name === undefined ? module : `${module}#${name}`;
}

/** Does an entry ask for uses to get the new name, too? */
export function renamesUses({ map }: Pick<PythonConfig, 'map'>): boolean {
  return map.some(({ uses }) => uses === 'rename');
}

/** Does an entry stand for the names of a barrel, which are not known yet? */
export function hasBarrels({ python, javascript }: Pick<Config, 'python' | 'javascript'>): boolean {
  return [...python.map, ...javascript.map].some(({ barrel }) => barrel !== undefined);
}
