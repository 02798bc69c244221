/** How a place that used a legacy name stands to what the tool sees. */
export const hitKinds = ['planned', 'dynamic', 'unmapped', 'outside'] as const;

/**
 * `planned`: the Plan has the place. `dynamic`: it has not, so only the run shows it. `unmapped`: the name has no
 * canonical path. `outside`: the file is none of the repository.
 */
export type HitKind = (typeof hitKinds)[number];

/** A place that used a legacy name when the program ran. */
export interface HitSite {
  /** Relative to the root, with forward slashes; as it was recorded for a file outside. */
  readonly path: string;
  readonly line: number;
  /** `module:Name`. */
  readonly legacy: string;
  readonly kind: HitKind;
  /** At least so many: a process that is killed loses less than half of its own. */
  readonly hits: number;
  /** The processes that used it. */
  readonly processes: number;
  /** The day of the last record, as YYYY-MM-DD in UTC. */
  readonly last: string;
}

/** A Reference of the Plan that no process has used. */
export interface NeverHit {
  readonly path: string;
  readonly line: number;
  /** `module:Name`, or the module. */
  readonly legacy: string;
}

/** All that records of hits say, in a stable order. */
export interface Hits {
  readonly processes: number;
  readonly sites: readonly HitSite[];
  readonly neverHit: readonly NeverHit[];
  /** By day, the sites of which there is a record: the burn-down. */
  readonly days: readonly { readonly day: string; readonly sites: number }[];
  /** Lines that are no records, such as the last one of a process that was killed while it wrote. */
  readonly unreadable: number;
}
