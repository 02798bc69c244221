import type { RenamedName } from './links.ts';
import type { MockHold } from './mock-hold.ts';
import type { Reference } from './reference.ts';

/** The version of FileFacts: whoever stores them compares it. */
export const FACTS_VERSION = 1;

/**
 * The facts of one file that others have to know, or that others affect: plain data, to be posted, stored and merged.
 */
export interface FileFacts {
  readonly version: typeof FACTS_VERSION;
  readonly path: string;
  readonly references: readonly Reference[];
  /** The names that the file imports, or may look up, in other modules, each `module:Name`. */
  readonly lookups: readonly string[];
  /** Its own names, each `module:Name`, of which it matters whether others look them up or patch them. */
  readonly ownNames: readonly string[];
  readonly patches: readonly Patch[];
  /** Legacy symbols that the file goes on to look up when its functions run, so that a patch that is for it has to stay. */
  readonly staying: readonly string[];
  /** The names in other modules that its strings patch, and that can be edited there. */
  readonly patchedNames: readonly string[];
  /** The patched names and legacy symbols that it replaces by something that has to be awaited. */
  readonly asyncPatches: readonly string[];
  /** The names that it imports under other names than before, where other modules can patch them. */
  readonly renamed: readonly RenamedName[];
  /** The names that it rebinds in other modules for good. */
  readonly rebinds: readonly Rebinding[];
  /** Its mocks of modules of JavaScript that stay. */
  readonly mocks: readonly MockHold[];
  /** Legacy modules with effects that it goes on to import; none, where it is a test. */
  readonly keeps: readonly string[];
}

/** A patch of a legacy symbol, `module:Name`, or of every one of a module, `module:*`. */
export interface Patch {
  readonly symbol: string;
  /** Why it stays, whatever others do; undefined where that depends on them. */
  readonly blockedBy: string | undefined;
}

/** A name, `module:Name`, that a file binds anew in another module, and where: `path:line`. */
export interface Rebinding {
  readonly symbol: string;
  readonly place: string;
}

const none: readonly never[] = [];

/**
 * The facts of a file that has none but these. It is one literal that names everything: an object that is put together from
 * others takes V8 several times as long, and there is one for each file that is edited.
 */
export function factsOf(
  path: string,
  {
    references = none,
    lookups = none,
    ownNames = none,
    patches = none,
    staying = none,
    patchedNames = none,
    asyncPatches = none,
    renamed = none,
    rebinds = none,
    mocks = none,
    keeps = none,
  }: Partial<FileFacts>,
): FileFacts {
  return {
    version: FACTS_VERSION,
    path,
    references,
    lookups,
    ownNames,
    patches,
    staying,
    patchedNames,
    asyncPatches,
    renamed,
    rebinds,
    mocks,
    keeps,
  };
}
