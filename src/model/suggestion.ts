import type { Area, Place } from './audit.ts';

/** By how many bindings files import something, by their area. */
export type Uses = Readonly<Record<Area, number>>;

/** A path by which a symbol is imported, or could be. */
export interface SuggestedPath {
  /** The path in the notation of the Map. */
  readonly path: string;
  readonly uses: Uses;
  /** The first place that imports it, production before tests; undefined where none does. */
  readonly place: Place | undefined;
}

/** A path that could be the canonical one. */
export interface Candidate extends SuggestedPath {
  /** The arguments for it. */
  readonly reasons: readonly string[];
  /** The arguments against it. */
  readonly against: readonly string[];
}

/** The language whose Map an entry belongs into. */
export type SuggestedSection = 'python' | 'javascript';

/** How sure a proposal is. */
export type Confidence = 'high' | 'medium' | 'low';

/** One definition that is imported by several paths of one name. */
export interface PathGroup {
  readonly section: SuggestedSection;
  /** Where it is defined, as the Map would write it. */
  readonly definition: string;
  /** The bindings by another path than that of the definition. */
  readonly detours: number;
  /** The bindings that would move, were the first candidate canonical. */
  readonly moving: number;
  /** The likeliest first. */
  readonly candidates: readonly Candidate[];
  /** The paths that the Map does not know yet. */
  readonly open: readonly string[];
  /** The candidate that is canonical: by the Map, by the policy that was asked for, or because it wins on all; undefined where the owner is to choose. */
  readonly canonical: string | undefined;
  /** Why it is. */
  readonly because: string | undefined;
}

/** Another name of a definition: the same object, yet likely of another intent. */
export interface RoleAlias {
  readonly section: SuggestedSection;
  readonly definition: string;
  readonly paths: readonly SuggestedPath[];
}

/** An import that fails today. */
export interface DanglingPath extends SuggestedPath {
  readonly section: SuggestedSection;
  readonly why: string;
  /** Every use stands in a `try`, or behind a test for type checkers: the program goes on without it. */
  readonly isGuarded: boolean;
  /** Where it likely is now, the likeliest first. */
  readonly targets: readonly string[];
  /** Undefined where there is no target. */
  readonly confidence: Confidence | undefined;
  readonly because: string;
}

/** An entry of a table of moved names that the code itself keeps. */
export interface TableEntry extends SuggestedPath {
  readonly section: SuggestedSection;
  readonly target: string;
  /** The variable that holds the table. */
  readonly table: string;
  readonly at: Place;
  /** The table says that the path is deprecated; without, it may be there for loading on demand alone. */
  readonly isDeprecated: boolean;
  /** The target is seen to be there. */
  readonly isVerified: boolean;
}

/** A class of a group of rivals. */
export interface Rival {
  readonly definition: string;
  readonly place: Place;
  /** Public methods that at least one other has, too. */
  readonly shared: number;
  /** Public methods that no other has. */
  readonly own: readonly string[];
}

/** Classes of one stem: likely several implementations of one thing. */
export interface RivalGroup {
  readonly section: SuggestedSection;
  readonly stem: string;
  readonly classes: readonly Rival[];
  /** Public methods that at least two have. */
  readonly shared: readonly string[];
  /** How many public methods they have together. */
  readonly methods: number;
}

/** A module that only hands names on. */
export interface FacadeModule {
  readonly section: SuggestedSection;
  readonly module: string;
  readonly path: string;
  readonly names: number;
  /** The bindings that go through it. */
  readonly uses: Uses;
}

/** A path whose definition cannot be told. */
export interface UnverifiedPath extends SuggestedPath {
  readonly section: SuggestedSection;
  readonly why: string;
}

/** A module or definition that was elsewhere in another commit. */
export interface MovedPath {
  readonly section: SuggestedSection;
  readonly from: string;
  readonly to: string;
  readonly because: string;
}

/**
 * The proposals for the Map from the code. Each list is sorted by how much would move, or by how much counts, most
 * first.
 */
export interface Suggestion {
  readonly filesScanned: number;
  readonly severalPaths: readonly PathGroup[];
  readonly roleAliases: readonly RoleAlias[];
  readonly dangling: readonly DanglingPath[];
  readonly tables: readonly TableEntry[];
  readonly moved: readonly MovedPath[];
  readonly rivals: readonly RivalGroup[];
  readonly facades: readonly FacadeModule[];
  readonly unverified: readonly UnverifiedPath[];
  /** The entries of the Map that these come to. */
  readonly entries: readonly ProposedEntry[];
  /** Files that could not be read. */
  readonly unreadable: readonly { readonly path: string; readonly message: string }[];
}

/** An entry of the Map that is proposed. */
export interface ProposedEntry {
  readonly section: SuggestedSection;
  readonly canonical: string;
  readonly legacy: readonly string[];
  readonly class: 'several-paths' | 'dangling' | 'table' | 'moved';
  /** Nobody has to choose: it may stand in the Map as it is. */
  readonly isDecided: boolean;
  readonly evidence: string;
  /** Other paths that could be canonical. */
  readonly others: readonly string[];
  /** The legacy path may be gone without anybody importing it. */
  readonly mayBeAbsent: boolean;
}

/** How to choose among candidates; undefined: only what wins on all. */
export const choices = ['definition', 'most-used', 'facade'] as const;
export type Choice = (typeof choices)[number];
