import type { ModuleMeaning } from '../../src/model/module-meaning.ts';
import { forReview } from '../../src/model/resolution.ts';
import type { Resolution } from '../../src/model/resolution.ts';
import type { ModuleReference } from '../../src/parse/javascript/module-references.ts';
import type { JavaScriptFile } from './javascript-file.ts';

/** Judges the moves of one place together: effects must still be loaded, and in the same order. */
export function judgeTogether(
  file: JavaScriptFile,
  reference: ModuleReference,
  meaning: ModuleMeaning,
  resolutions: readonly Resolution[],
): readonly Resolution[] {
  if (!resolutions.some(({ kind }) => kind === 'legacy')) return resolutions;
  const judged = meaning.together(resolutions);
  const because = file.changedEffect(reference);
  if (because === undefined) return judged;
  return judged.map((move) =>
    move.kind === 'legacy' && !move.isReplacement ? forReview(move, 'effects', because) : move,
  );
}
