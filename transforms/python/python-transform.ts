import type { CallSites } from './call-site/call-sites.ts';
import type { ModuleMoves } from './module-moves.ts';
import type { ModulePlans } from './module-plans.ts';
import type { Choice, PythonFile, TransformResult } from './python-file.ts';

/** One form of Reference: how it is found, and how it is moved. Both are pure. */
export interface PythonTransform<Found> {
  /** `python/` and the name of its file, of its fixtures and of its heading in the docs. */
  readonly id: string;
  /**
   * Every place of the form, with the Verdict on it. It does not depend on the moves that are chosen.
   * @param modules the plans for modules that the file imports by name, which other forms leave alone
   */
  readonly find: (file: PythonFile, modules: ModulePlans) => Found;
  /**
   * The Edits of the chosen moves, and the report on all places.
   * @param shared the chosen moves that share statements with other forms
   */
  readonly rewrite: (file: PythonFile, found: Found, choice: Choice, shared: SharedMoves) => TransformResult;
}

/** Moves that are chosen before the transforms rewrite, because names of one statement may move by several forms. */
export interface SharedMoves {
  readonly modules: ModuleMoves;
  readonly calls: CallSites;
}
