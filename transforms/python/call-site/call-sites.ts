import type { ImportedName } from '../../../src/model/python.ts';
import type { TransformResult } from '../python-file.ts';
import type { ImportDecision } from './import-decision.ts';

/** The calls of a file by rule, and what they make of the imports. */
export interface CallSites {
  readonly result: TransformResult;
  /** The decisions on imported names that have a rule for calls. */
  readonly imports: ReadonlyMap<ImportedName, ImportDecision>;
  /** The names that an import binds under the canonical name. */
  readonly renamed: ReadonlySet<ImportedName>;
  /** Where the uses start that get another name here. */
  readonly renamedUses: ReadonlySet<number>;
}
