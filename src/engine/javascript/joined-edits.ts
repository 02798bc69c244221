import { sortTextEdits } from '../../edit/apply-text-edits.ts';
import { withRebuilt } from '../../edit/rebuilt-arguments.ts';
import type { TextEdit } from '../../model/edit.ts';
import type { TransformResult } from '../../../transforms/javascript/javascript-file.ts';

/** The edits of all transforms of a file, sorted. */
export function joinedEdits(text: string, results: readonly TransformResult[]): TextEdit[] {
  const single = unique(sortTextEdits(results.flatMap((result) => result.textEdits)));
  const rebuilt = results.flatMap((result) => result.rebuilt ?? []);
  return rebuilt.length === 0 ? single : sortTextEdits(withRebuilt(text, single, rebuilt));
}

/** Two transforms may make the same edit, such as to a use of a name that both move. */
function unique(sorted: readonly TextEdit[]): TextEdit[] {
  return sorted.filter((edit, k) => {
    const before = sorted[k - 1];
    return !before || before.start !== edit.start || before.end !== edit.end || before.text !== edit.text;
  });
}
