/** The bindings at the top level of a Python module, in order, as far as they can be read without running it. */
export type Suite = readonly (Binding | Branch)[];

export type Binding =
  /** `def`, `class`, or a value that is computed. */
  | { readonly kind: 'definition'; readonly name: string }
  /** `name = other` or `name = other.attribute`. */
  | { readonly kind: 'alias'; readonly name: string; readonly target: string }
  /** `from module import imported as name`. */
  | ({ readonly kind: 'from-import'; readonly name: string; readonly imported: string } & ModulePath)
  /** `import module as name`, or `import module`, which binds its first part. */
  | {
      readonly kind: 'module-import';
      readonly name: string;
      readonly module: string;
      /** The whole path of the statement, all of which is loaded. */
      readonly path: string;
    }
  | ({ readonly kind: 'star-import' } & ModulePath)
  | { readonly kind: 'deletion'; readonly name: string }
  /** `raise`: what follows does not run. */
  | { readonly kind: 'exit' };

/** A module as an import statement writes it. */
export interface ModulePath {
  readonly level: number;
  readonly module: string;
}

/** A string of a list, or another list whose entries are in it: the dotted name by which the module has that. */
export type ListPart = string | { readonly list: string };

/** A compound statement: one or several of its suites run. */
export interface Branch {
  readonly kind: 'branch';
  readonly form: 'if' | 'try' | 'loop' | 'with' | 'match';
  readonly arms: readonly Arm[];
}

export interface Arm {
  /** The word of the header: `if`, `elif`, `else`, `try`, `except`, `finally`, … */
  readonly word: string;
  /** The tokens between that word and the colon, joined by a space. */
  readonly condition: string;
  readonly suite: Suite;
}

export interface ModuleBindings {
  readonly suite: Suite;
  /** The parts that `__all__` is composed of; undefined when there is none, `unknown` when it cannot be read. */
  readonly all: readonly ListPart[] | 'unknown' | undefined;
  /** Its top level writes to `globals()` or to its place in `sys.modules`: any name may exist. */
  readonly isDynamic: boolean;
  /**
   * It may expose all of its names at once, in a function or through a call: a name that no statement binds may exist.
   */
  readonly opensNamespace: boolean;
  /** Brackets or strings do not balance, so that the module cannot be imported. */
  readonly isBroken: boolean;
  /** Names that a function of the module rebinds by `global`. */
  readonly rebound: ReadonlySet<string>;
  /**
   * The names that its top level sets other than by binding them: `A` for `globals()["A"] = …`, `path.A` for one of an
   * object, which may be the module itself. `*` stands for any name.
   */
  readonly written: readonly string[];
}
