import type { Edit, Refusal, TextEdit } from '../../../src/model/edit.ts';
import type { ImportedName } from '../../../src/model/python.ts';
import type { FoundFacts } from '../python-file.ts';
import type { RewrittenCall } from './call-edits.ts';
import type { ImportDecision } from './import-decision.ts';

/** The calls of a file by rule, and what they make of the imports. */
export interface CallSites {
  readonly edits: readonly Edit[];
  /** The calls that are applied. */
  readonly moving: readonly RewrittenCall[];
  /** At uses that are no calls. */
  readonly textEdits: readonly TextEdit[];
  readonly refused: readonly Refusal[];
  readonly facts: Partial<FoundFacts>;
  /** The decisions on imported names that have a rule for calls. */
  readonly imports: ReadonlyMap<ImportedName, ImportDecision>;
  /** The names that an import binds under the canonical name. */
  readonly renamed: ReadonlySet<ImportedName>;
  /** Where the uses start that get another name here. */
  readonly renamedUses: ReadonlySet<number>;
}
