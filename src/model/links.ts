import type { MockHolds } from './mock-hold.ts';
import type { Review } from './review.ts';
import type { Tier } from './tier.ts';

/** The facts of all files, put together. Made once, and never changed. */
export interface Links {
  /** The names that files look up in each other. */
  readonly lookups: Lookups;
  /**
   * The legacy symbols that tests patch by a string, each `module:Name`, with what speaks against moving the patch: undefined
   * where all that looks the symbol up there moves with it.
   */
  readonly patches: ReadonlyMap<string, string | undefined>;
  /** Names, each `module:Name`, that strings patch in modules which only import them: they can change with the name there. */
  readonly patchedNames: ReadonlySet<string>;
  /** Names, each `module:Name`, in whose place a test puts what has to be awaited. */
  readonly asyncPatches: ReadonlySet<string>;
  /** Names, each `module:Name`, that their module imports under another name now: patches of them follow. */
  readonly renamed: ReadonlyMap<string, RenamedName>;
  /** The legacy modules, of JavaScript by their keys, that some file goes on to import. Undefined before that is known: all of them, as far as it matters. */
  readonly loaded: ReadonlySet<string> | undefined;
  /** The effects of legacy modules, when they are imported, through modules that nothing else loads. */
  readonly carried: ReadonlyMap<string, readonly CarriedEffect[]>;
  /** Names, each `module:Name`, that a file rebinds in another module for good, with the place. */
  readonly reboundExports: ReadonlyMap<string, string>;
  /** The mocks of modules of JavaScript that stay. */
  readonly mocks: MockHolds;
  /** The import cycles that moves would close, by `edgeKey`: from the target back to the importer. */
  readonly cycles: ReadonlyMap<string, readonly string[]>;
}

/** The names that files look up in other modules, each `module:Name`. */
export interface Lookups {
  readonly symbols: ReadonlySet<string>;
  /** The same where only the end of the module's path is known, each `.module:Name`. */
  readonly ends: readonly string[];
}

/** A module whose import does more than bind names, and where: `path:line`. */
export interface CarriedEffect {
  readonly module: string;
  readonly place: string;
  /** The legacy modules, among those that the moves are about, that load it. */
  readonly loadedBy: readonly string[];
}

/** A name that a module imports under another name than before. */
export interface RenamedName {
  /** `module:Name`, as it was. */
  readonly symbol: string;
  readonly newName: string;
  /** The tier of the move that the name follows. */
  readonly tier: Tier;
  readonly reviews: readonly Review[];
  /** It keeps its name, as long as a test puts what has to be awaited in its place. */
  readonly isHeld?: boolean;
}

/** Before anything is known of other files. */
export const noLinks: Links = {
  lookups: { symbols: new Set(), ends: [] },
  patches: new Map(),
  patchedNames: new Set(),
  asyncPatches: new Set(),
  renamed: new Map(),
  loaded: undefined,
  carried: new Map(),
  reboundExports: new Map(),
  mocks: new Map(),
  cycles: new Map(),
};

/** Does some file look the symbol up, `module:Name`? */
export function isLookedUp({ symbols, ends }: Lookups, symbol: string): boolean {
  return symbols.has(symbol) || ends.some((end) => symbol.endsWith(end));
}

/** The import of `target` by `importer`, among Links.cycles. */
export function edgeKey(importer: string, target: string): string {
  return `${importer} ${target}`;
}
