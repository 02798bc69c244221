import type { Area } from '../model/audit.ts';
import type { SuggestedSection } from '../model/suggestion.ts';
import type { PathFacts } from './candidates.ts';

/** The definition that a path leads to. */
export interface LedTo {
  /** Where it is defined, and whether that is certain; undefined where nothing can be said, or the path is a module. */
  readonly definition: string | undefined;
  readonly isSure: boolean;
}

/** The questions about the paths of a language. Paths and definitions are as the Map writes them. */
export interface PathLanguage {
  readonly section: SuggestedSection;
  readonly nameOf: (path: string) => string;
  /** Where a path probably leads, by a cheap look. */
  readonly guess: (path: string) => LedTo;
  /** Where a path leads. Reads files. */
  readonly ask: (path: string) => LedTo;
  readonly factsOf: (path: string, definition: string) => PathFacts;
  readonly areaOf: (definition: string) => Area | undefined;
  /** The path of that name in the module that defines it; undefined where there is none. */
  readonly ownPath: (definition: string, name: string) => string | undefined;
  /** Has the path another name than the definition has by itself? */
  readonly isOtherName: (definition: string, path: string) => boolean;
  /** Does the Map know the path, as one that moves or one that stays? */
  readonly isSettled: (path: string) => boolean;
  /** The canonical path that the Map has for it. */
  readonly canonicalOf: (path: string) => string | undefined;
}
