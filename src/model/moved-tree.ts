/** A tree as it will stand when files have moved, or as it stands since they have. */
export interface MovedTree {
  /** For each file that moves: its old path, by its new one. Both are relative to the root. */
  readonly from: ReadonlyMap<string, string>;
  /** The bytes of files that the disk does not hold as they will be: moved, made or edited. Empty when all is done. */
  readonly contents: ReadonlyMap<string, Uint8Array>;
  /** The dotted names that modules of Python have until they move. */
  readonly modules: ReadonlySet<string>;
  /** The symbols that leave their modules, each `module:Name`: does a star import of the module bring it until then? */
  readonly symbols?: ReadonlyMap<string, boolean>;
  readonly imports: ImportStyle;
  /** The files are at their old places still. */
  readonly isPending: boolean;
}

/**
 * The form of imports that change: `auto` keeps relative imports that need no more dots than they have, `keep` all that stay
 * within their top-level package, `absolute` none; `relative` makes all relative that can be.
 */
export const importStyles = ['auto', 'keep', 'absolute', 'relative'] as const;
export type ImportStyle = (typeof importStyles)[number];

/** The old path of each file that is not at its new one yet, with its new one. */
export function pendingMoves({ from, isPending }: MovedTree): Map<string, string> {
  return new Map(isPending ? Array.from(from, ([to, old]): [string, string] => [old, to]) : []);
}
