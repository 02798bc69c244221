/** Something that is wrong with an entry of the Map, as the code shows. */
export interface MapProblem {
  readonly kind: MapProblemKind;
  readonly section: 'python' | 'javascript';
  /** The path that is wrong, as the Map writes it. */
  readonly path: string;
  /** The canonical path of its entry; empty where it has none. */
  readonly canonical: string;
  /** In a sentence, with where it stands. */
  readonly message: string;
  /** Paths that may have been meant, the likeliest first. */
  readonly nearest: readonly string[];
  /** The remedy. */
  readonly fix: string;
  /** Where the configuration says it, relative to the root; undefined where no file does, such as for a preset. */
  readonly place?: { readonly path: string; readonly line: number } | undefined;
}

export type MapProblemKind =
  /** The legacy path names nothing, and no file imports it. */
  | 'legacy-absent'
  /** The same of a symbol that has no canonical path yet. */
  | 'unmapped-absent'
  /** The canonical module is not there. */
  | 'canonical-not-found'
  /** The canonical module does not export the name. */
  | 'canonical-not-exported'
  /** `.` stands where `:` or `#` was meant. */
  | 'wrong-separator'
  /** A path is canonical and legacy in one entry. */
  | 'canonical-is-legacy'
  /** The canonical symbol replaces one that is called otherwise, and the entry does not say why. */
  | 'interface-differs';

/** The References of a Plan, as far as they concern the entries. */
export interface NamedPaths {
  /** Does a Reference name the legacy path, or something in it? */
  readonly isNamed: (legacy: string) => boolean;
  /** The legacy paths that References name, with the paths around them. */
  readonly all: ReadonlySet<string>;
  /** Was a Reference to it refused because the canonical path leads nowhere? */
  readonly isAstray: (legacy: string) => boolean;
  /** Were all files looked at, so that no other file names anything? */
  readonly seesAll: boolean;
}

/** How a legacy path may stay in the Map that is not there. */
export const absentFix = 'take it out of the Map, or say "absent": "ok" in its entry to keep watch for it';
