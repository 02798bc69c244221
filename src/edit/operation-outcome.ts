import { createHash } from 'node:crypto';
import type { FileOperation } from '../model/file-operation.ts';
import type { Changed, Outcome } from '../model/outcome.ts';
import { countFileLines, createdBytes, filePatchOf, renamePatch } from './operation-patch.ts';

const noDiff = new Uint8Array();

/**
 * The Outcome of a file that is created, deleted, or renamed without other changes.
 * @param bytes of the file before; nothing for one that is created
 */
export function operationOutcome(
  path: string,
  operation: FileOperation,
  bytes: Uint8Array,
  withDiff: boolean,
): Outcome & Changed {
  const isCreated = operation.kind === 'create';
  return {
    path,
    status: 'changed',
    edits: [],
    refused: [],
    diagnostics: [],
    textEdits: [],
    lines: countFileLines(operation.kind, isCreated ? createdBytes(operation) : bytes),
    hash: isCreated ? '' : createHash('sha256').update(bytes).digest('hex'),
    diff: withDiff ? diffOf(path, operation, bytes) : noDiff,
    operation,
  };
}

function diffOf(path: string, operation: FileOperation, bytes: Uint8Array): Uint8Array {
  if (operation.kind === 'rename') return Buffer.from(renamePatch(path, operation, undefined, []));
  return filePatchOf(path, operation, bytes);
}
