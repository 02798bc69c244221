/** How a parameter takes its argument, in the words of CPython's `inspect`. */
export type ParameterKind =
  'positional-only' | 'positional-or-keyword' | 'var-positional' | 'keyword-only' | 'var-keyword';

export interface Parameter {
  readonly name: string;
  readonly kind: ParameterKind;
  /** Counted from 0, of those that take an argument by its position; null for the others. */
  readonly position: number | null;
  /** The text of the default; null where an argument must be given. */
  readonly default: string | null;
}

/** The kind of a name that code may call. */
export type CallableKind = 'class' | 'function' | 'value' | 'module' | 'unknown' | 'missing';

/** One side of a pair: what its name leads to, as far as can be read without running it. */
export interface Callable {
  /** The path that the Map names. */
  readonly symbol: string;
  readonly kind: CallableKind;
  /** The definition that it leads to, `module:Name`. */
  readonly definition: string;
  readonly place: CodePlace | null;
  /** A call gives a coroutine, which has to be awaited. */
  readonly isAsync: boolean;
  /** Null where they cannot be read. */
  readonly parameters: readonly Parameter[] | null;
  /** Why they cannot be read. */
  readonly unread: string | null;
  readonly returns: string | null;
  /** The place of the `raise` that every call ends with. */
  readonly raisesAlways: CodePlace | null;
  /** Why importing the name fails today. */
  readonly brokenOnImport: string | null;
}

export interface CodePlace {
  readonly path: string;
  readonly line: number;
}

/** In which way a call of the one is no call of the other. */
export type DifferenceKind = 'async' | 'position' | 'arity';

export interface InterfaceDifference {
  readonly kind: DifferenceKind;
  /** In a clause, about the legacy side first. */
  readonly message: string;
}

/** A member that code uses on what the legacy callable gives, and that the canonical side does not have. */
export interface LackingMember {
  readonly name: string;
  readonly uses: number;
  readonly places: readonly CodePlace[];
}

/** A legacy symbol and its canonical one that are two objects. */
export interface InterfacePair {
  readonly legacy: Callable;
  readonly canonical: Callable;
  readonly replaces: boolean;
  /** The reason that the entry gives; null where it gives none. */
  readonly differs: string | null;
  readonly differences: readonly InterfaceDifference[];
  readonly calls: CallCounts;
  readonly results: ResultMembers;
}

/** How the files call the legacy symbol. */
export interface CallCounts {
  readonly all: number;
  /** With an argument that is given by its position. */
  readonly positional: number;
  readonly awaited: number;
  /** The files that import the legacy symbol. */
  readonly files: number;
}

/** The use that code makes of the results of calls of the legacy symbol. */
export interface ResultMembers {
  /** The class that the canonical side gives; null where that is not known. */
  readonly canonicalClass: string | null;
  /** Different members that are used, and how often they are. */
  readonly members: number;
  readonly uses: number;
  /** Null where it is not known which members the canonical side has. */
  readonly lacking: readonly LackingMember[] | null;
  /** Why that is not known. */
  readonly unread: string | null;
}

export interface InterfaceReport {
  readonly filesScanned: number;
  readonly pairs: readonly InterfacePair[];
  /** The number of pairs that lead to one object, and have nothing to compare. */
  readonly same: number;
  readonly unreadable: readonly { readonly path: string; readonly message: string }[];
}
