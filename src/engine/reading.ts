import type { FileFacts } from '../model/file-facts.ts';
import type { LeftOut } from '../model/left-out.ts';
import type { BatchResult } from './readers/batch-result.ts';

/** The result of reading all files. */
export interface Reading {
  readonly results: readonly BatchResult[];
  readonly facts: readonly FileFacts[];
  readonly leftOut: readonly LeftOut[];
  /** Files of carriers that are off. */
  readonly others: readonly string[];
}
