/** What a person may write: every key is optional, and `extends` names presets. The schema is in schema/config.json. */
export interface UserConfig {
  readonly $schema?: string | undefined;
  readonly extends?: readonly string[] | undefined;
  readonly include?: readonly string[] | undefined;
  readonly exclude?: readonly string[] | undefined;
  readonly python?: UserPythonConfig | undefined;
  readonly javascript?: UserJavaScriptConfig | undefined;
}

/** What the sections of all languages have. */
export interface UserMapConfig {
  readonly map?: readonly UserMapEntry[] | undefined;
  readonly retarget?: Readonly<Record<string, string>> | undefined;
  readonly unmapped?: readonly string[] | undefined;
  readonly uses?: Uses | undefined;
}

export interface UserPythonConfig extends UserMapConfig {
  readonly sourceRoots?: readonly string[] | undefined;
}

export interface UserJavaScriptConfig extends UserMapConfig {
  readonly tsconfig?: readonly string[] | undefined;
}

export interface UserMapEntry {
  readonly canonical: string;
  readonly legacy: readonly string[];
  readonly uses?: Uses | undefined;
  readonly replaces?: boolean | undefined;
  readonly external?: boolean | undefined;
}

/** What happens to the local name of a moved import: `alias` keeps it, `rename` follows its uses by scope. */
export type Uses = 'alias' | 'rename';

/** The complete configuration. Paths are relative to `root`. */
export interface Config {
  /** Absolute path of the folder that everything is relative to. */
  readonly root: string;
  /** The file it was read from, or undefined. */
  readonly file: string | undefined;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly python: PythonConfig;
  readonly javascript: JavaScriptConfig;
}

export interface PythonConfig {
  /** Folders that hold top-level modules, most specific first. */
  readonly sourceRoots: readonly string[];
  readonly map: readonly MapEntry[];
  /** Legacy symbols that are known and have no canonical path yet: counted, never edited. */
  readonly unmapped: readonly Target[];
}

export interface JavaScriptConfig {
  /** Configurations of TypeScript whose paths count below their folders, besides each file's nearest tsconfig.json. */
  readonly tsconfig: readonly string[];
  readonly map: readonly MapEntry[];
  /** Legacy symbols that are known and have no canonical path yet: counted, never edited. */
  readonly unmapped: readonly Target[];
}

/** A symbol of a module, all symbols of a module (`*`), or a module with all that is under it (no name). */
export interface Target {
  readonly module: string;
  readonly name: string | undefined;
}

/** One decision of the Map: a canonical symbol or module ← its legacy ones. */
export interface MapEntry {
  readonly canonical: Target;
  readonly legacy: readonly Target[];
  readonly uses: Uses;
  /** The canonical symbol replaces a different object: the edit is `safe` though the definitions differ. */
  readonly replaces: boolean;
  /** The canonical module is an installed package that no source root holds. */
  readonly external: boolean;
}

/** `module:Name` or `module`, as in entry points. */
export function formatTarget({ module, name }: Target): string {
  return name === undefined ? module : `${module}:${name}`;
}

/** `specifier#export` or `specifier`. */
export function formatExport({ module, name }: Target): string {
  return name === undefined ? module : `${module}#${name}`;
}
