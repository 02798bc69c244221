import type { InterfaceDifference } from './interface.ts';
import type { ModuleBindings, ModulePath } from './module-bindings.ts';

/** A module of another repository, as plain data. */
export interface KnownModule {
  /** Dotted. */
  readonly module: string;
  readonly kind: 'module' | 'package' | 'namespace' | 'opaque';
  /** A package that may have parts elsewhere: modules that are not listed may be there. */
  readonly isOpen?: boolean | undefined;
  /** Undefined where only its name is known. */
  readonly facts?: KnownFacts | undefined;
}

/** The facts about a module that a move of its names may depend on. */
export interface KnownFacts {
  readonly bindings: Omit<ModuleBindings, 'rebound' | 'all'> & {
    readonly rebound: readonly string[];
    readonly all?: ModuleBindings['all'];
  };
  /** The imports that run when it is imported. */
  readonly imports: readonly (ModulePath & { readonly names: readonly string[] })[];
  /** Where importing it does more than to bind names, as `path:line`. */
  readonly effect?: string | undefined;
  /** The names that its functions look up themselves, each with the line. */
  readonly runTimeUses: readonly (readonly [name: string, line: number])[];
  /** The names that another file binds anew, each with that file. */
  readonly setIn: readonly (readonly [name: string, file: string])[];
}

/** A legacy symbol whose calls may be no calls of its canonical one. */
export interface KnownDifference {
  /** Both in the notation of the Map. */
  readonly legacy: string;
  readonly canonical: string;
  readonly differences: readonly InterfaceDifference[];
}

/** The exports of another repository, as plain data: what a move in this one may depend on. */
export interface KnownExports {
  readonly modules: readonly KnownModule[];
  readonly differences: readonly KnownDifference[];
  /** The symbols of the Map that its files import, or may look up, each `module:Name`. */
  readonly lookups: readonly string[];
  /** The symbols among them that its functions look up when they run. */
  readonly staying: readonly string[];
}

/** The same, with the file that it was read from. */
export interface ReadExports extends KnownExports {
  readonly file: string;
}
