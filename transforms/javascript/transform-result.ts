import type { RebuiltArguments } from '../../src/edit/rebuilt-arguments.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { Edit, Refusal, TextEdit } from '../../src/model/edit.ts';

export interface TransformResult {
  readonly edits: readonly Edit[];
  /** The text edits of the applied edits, in any order. */
  readonly textEdits: readonly TextEdit[];
  readonly refused: readonly Refusal[];
  readonly diagnostics: readonly Diagnostic[];
  /** Arguments of calls that change places, with all edits inside of them. */
  readonly rebuilt?: readonly RebuiltArguments[];
}
