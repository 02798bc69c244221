import type { MapEntry } from '../../model/config.ts';
import type { MapLocation } from './javascript-project.ts';

/** A legacy module or export with the entry that maps it. */
export interface Mapping {
  readonly entry: MapEntry;
  /** Where the canonical module is. */
  readonly canonical: MapLocation;
  /** The target in the notation of the Map. */
  readonly from: string;
  /** Where calls of it go, if the Map has a rule for them. */
  readonly called?: Mapping | undefined;
}

/** The entries of the Map for one module. */
export interface MappedModule {
  /** Where the module as a whole goes. */
  readonly whole: Mapping | undefined;
  /** Where exports of it go. */
  readonly symbols: ReadonlyMap<string, Mapping>;
  /** The exports of which members go somewhere; undefined for none. */
  readonly members?: ReadonlySet<string> | undefined;
  readonly unmapped: ReadonlyMap<string, string>;
}
