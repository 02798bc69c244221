import type { Resolution } from './resolution.ts';

/**
 * How a Reference names its target: a name that a statement imports, an attribute of a module, a module as an object, a
 * string, the calls of an imported name, or a relative import of a moved file, which keeps its meaning from the old place.
 */
export type ReferenceForm = 'name' | 'attribute' | 'module' | 'string' | 'call' | 'relocated';

/** When the code of a Reference runs: when its file is imported, when something calls it, or never, for type checkers. */
export type RunsOn = 'import' | 'call' | 'never';

/** One place that names a legacy module or symbol, with all that its own file tells: plain data, the same whatever is learned of others. */
export interface Reference {
  readonly form: ReferenceForm;
  readonly runsOn: RunsOn;
  /** The module of the file that it stands in. */
  readonly importer: string;
  /** The name that its import binds; empty for a string. */
  readonly local: string;
  /** The answer of the Map, before any Rule. */
  readonly base: Resolution;
  readonly evidence: Evidence;
}

/** A part of a module of JavaScript. */
export interface MockablePart {
  readonly key: string;
  /** The module as reports name it. */
  readonly label: string;
  /** Undefined: all of it. */
  readonly names: readonly string[] | undefined;
}

/** Facts about the place of one Reference that Rules judge by. Absent means: there is nothing to say. */
export interface Evidence {
  /** A package or module of the same top-level name stands nearer to the file, here, and holds no such module. */
  readonly nearer?: string;
  /** A submodule of this file's package, which binds the local name anew when it is loaded. */
  readonly shadowedBy?: string;
  /** The Map alone makes the name another object for files that import it from this file. */
  readonly changesForImporters?: boolean;
  /** The module that it moves away from does more than bind names, here. */
  readonly lostEffect?: string;
  /** The file that binds the canonical symbol anew: the legacy module keeps the value that it took from there. */
  readonly setIn?: string;
  /** A call in the file that may mean something else to the canonical symbol: where, and how. */
  readonly changedCall?: string;
  /** A patch of the symbol may be meant for a look-up in this file. */
  readonly isPatchable?: boolean;
  /** The same of something that replaces the whole module. */
  readonly isReplaceable?: boolean;
  /** The reason that a comment gives for leaving it. */
  readonly suppression?: string;
  /** The line from which on the text may be other than it looks. */
  readonly unbalancedLine?: number;
  /** The line of the first error that the parser of JavaScript passed. */
  readonly errorLine?: number;
  /** The part of a module of JavaScript that is imported, which a mock of that module replaces. */
  readonly mockable?: MockablePart;
  /** A file in `__mocks__` that stands in for the legacy module, where none does for the canonical one. */
  readonly standIn?: string;
  /** The line of the effect of a module of JavaScript, which nothing but imports of that module is known to load. */
  readonly lostLoad?: { readonly key: string; readonly label: string; readonly line: number };
  /** The import cycle of modules of JavaScript that the move closes, or loads in another order: a sentence. */
  readonly cycle?: string;
  /** Why the text that it stands in may not be code that runs. */
  readonly doubt?: string;
}
