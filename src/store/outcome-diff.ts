import { filePatch } from '../edit/file-patch.ts';
import { appliedOperation } from '../model/file-operation.ts';
import type { Changed, Outcome } from '../model/outcome.ts';
import { languageOf } from '../model/source-file.ts';
import { decodeSource, encodeSource } from '../scan/decode.ts';
import { operationDiff } from './operation-diff.ts';

/**
 * The unified diff of a file that changes, in the file's encoding.
 * @param bytes of the file before; nothing for one that is created
 * @returns undefined when the file, or its new text, does not fit its encoding
 */
export function outcomeDiff(outcome: Outcome & Changed, bytes: Buffer): Uint8Array | undefined {
  const operation = appliedOperation(outcome);
  if (operation !== undefined) return operationDiff(outcome, operation, bytes);
  const source = decodeSource(outcome.path, languageOf(outcome.path), bytes);
  if ('message' in source) return undefined;
  return encodeSource(filePatch(source, outcome.textEdits), { encoding: source.encoding, hasByteOrderMark: false });
}
