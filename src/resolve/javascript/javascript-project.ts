import type { ModuleExports } from '../../model/module-exports.ts';
import type { ScriptCallable } from '../../model/script-callable.ts';

/** Where a specifier leads. */
export interface Location {
  /** The absolute path of a file, links resolved; or, if there is none, a name for the missing module. */
  readonly key: string;
  readonly isFound: boolean;
  /** If nothing is found: other names that it may have had. */
  readonly others: readonly string[];
}

/** A module as the Map writes it. */
export interface MapLocation extends Location {
  /** It is written relative to the root; from each file it is spelled by the way there. */
  readonly isRootPath: boolean;
}

/** A package of the repository. */
export interface OwnPackage {
  readonly name: string;
  /** Absolute path. */
  readonly folder: string;
  /** The specifiers by which other packages may import a file of it. */
  readonly specifiersOf: (file: string) => readonly string[];
}

/** The facts about the repository beyond the current file. Paths of files are absolute. */
export interface JavaScriptProject {
  /** Where a specifier leads that stands in the file `importer`. */
  readonly locate: (importer: string, specifier: string) => Location;
  /** Where a specifier of the Map leads. */
  readonly locateInMap: (specifier: string) => MapLocation;
  /** Does the specifier name a package that is known where it stands, installed or not, or a part of the platform? */
  readonly isPackage: (importer: string, specifier: string) => boolean;
  /** The package of the repository that a file belongs to. */
  readonly packageOf: (file: string) => OwnPackage | undefined;
  /** Must specifiers in the file say the endings of files, as Node's ES modules want it? */
  readonly needsEndings: (importer: string) => boolean;
  /** The names that create JSX elements in the file (https://www.typescriptlang.org/tsconfig/#jsxFactory). */
  readonly elementFactories: (importer: string) => readonly string[];
  /** May specifiers that are no paths say the endings of TypeScript? */
  readonly allowsSourceEndings: (importer: string) => boolean;
  /** @returns undefined for a module that cannot be read */
  readonly exportsOf: (file: string) => ModuleExports | undefined;
  /** The function or class that a file binds to a name; undefined where that cannot be read. */
  readonly callableOf: (file: string, binding: string) => ScriptCallable | undefined;
  /** The TypeScript file that declares the module of a specifier in the file `importer`; undefined if there is none. */
  readonly declarationsOf: (importer: string, specifier: string) => string | undefined;
  /** Is there a folder `__mocks__` in the root, of which jest takes files in place of packages? */
  readonly hasRootMocks: boolean;
  /** Does the owner say that loading the file has no effect? */
  readonly isFreeOfEffects: (file: string) => boolean;
  /** The files that a file imports when it is loaded, as far as can be told without parsing. */
  readonly importsOf: (file: string) => readonly string[];
  /** May other files be looked at? Without, nothing is known of what modules export, nor which exist. */
  readonly isConsulted: boolean;
  /** Warnings about files that could not be read as intended, so far. */
  readonly warnings: ReadonlySet<string>;
  /** Absolute path of the root. */
  readonly root: string;
}
