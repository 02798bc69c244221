import type { Range } from '../../model/range.ts';

/** A stretch of a file with names of its own (reference manual 4.2). Lambdas, comprehensions and PEP 695 have theirs. */
export type ScopeKind = 'module' | 'class' | 'function' | 'lambda' | 'comprehension' | 'type-parameters';

export interface Scope {
  readonly kind: ScopeKind;
  /** The name of the function or class; empty for other scopes. */
  readonly name: string;
  /** The whole construct, without decorators. */
  readonly range: Range;
  readonly parent: Scope | undefined;
  readonly children: readonly Scope[];
  /** The names that are local to the scope, as the compiler sees them: normalised, private ones mangled. */
  readonly bindings: ReadonlyMap<string, Binding>;
  /** The names that `global` and `nonlocal` statements of the scope give to another. */
  readonly declared: ReadonlyMap<string, 'global' | 'nonlocal'>;
  /** Where names are looked up that only a run can tell: `locals()`, `globals()`, `vars()`, `dir()`, `eval`, `exec`. */
  readonly dynamic: readonly DynamicLookup[];
  /** The `*` of each star import. */
  readonly stars: readonly Range[];
}

export interface DynamicLookup extends Range {
  readonly function: string;
}

export type SiteKind =
  | 'import'
  | 'assignment'
  /** `name: annotation`, without a value. */
  | 'annotation'
  | 'augmented-assignment'
  | 'def'
  | 'class'
  | 'parameter'
  | 'for'
  | 'with'
  | 'except'
  | 'walrus'
  | 'match'
  | 'delete'
  | 'type-parameter'
  | 'type-alias'
  /** The name in a `global` or `nonlocal` statement. */
  | 'declaration';

/** A place that binds a name, deletes it, or declares where it is bound. The range is that of the name. */
export interface Site extends Range {
  readonly kind: SiteKind;
  /** Where it stands; another scope than the binding's after `global`, `nonlocal` and `:=`. */
  readonly scope: Scope;
  /** The source of an imported name; undefined for other names. */
  readonly origin: ImportOrigin | undefined;
}

/** Where an imported name comes from: `name` of `module`, or the module itself. As written, with leading dots. */
export interface ImportOrigin {
  readonly module: string;
  readonly name: string | undefined;
}

/** Why code could not be read: it is not valid Python, or nests too deeply. */
export type Unread = 'not-python' | 'too-deep';

/** The effect on the object that a name with its attributes leads to. */
export type UseContext = 'load' | 'call' | 'store' | 'delete';

/** A place that reads a name. The range is that of the name alone. */
export interface Use extends Range {
  readonly scope: Scope;
  /** The names of the attributes directly behind: `a` and `b` in `Name.a.b`, and in `(Name.a).b`. */
  readonly attributes: readonly Range[];
  /** The names that are bound to the object and nothing else: `x` and `y` in `x = y = Name.a`. */
  readonly variables: readonly Range[];
  /** The use of the name with all its attributes: `store` in `Name.a.b = 1`, `call` in `Name.a.b()`. */
  readonly context: UseContext;
  /** In a string annotation, whose text the range is a part of. */
  readonly isInString: boolean;
  /** In an f-string that shows the text of the expression: `f"{Name=}"`. */
  readonly isShown: boolean;
  /** It stands in code that could not be read, so the effect on it is unknown. */
  readonly unread: Unread | undefined;
}

/** A name of a scope, with all that the file does to it. */
export interface Binding {
  readonly name: string;
  readonly scope: Scope;
  /** In no particular order; none for a name that the file uses and does not bind, such as a builtin. */
  readonly sites: readonly Site[];
  /** Each load by the scope rules; in no particular order. */
  readonly uses: readonly Use[];
  /** Loads in a class body that binds the same name: they mean this binding until the class has bound its own. */
  readonly unsureUses: readonly Use[];
}
