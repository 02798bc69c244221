import type { FileOperation, OperationKind } from '../model/file-operation.ts';
import type { Outcome, Summary } from '../model/outcome.ts';
import { count, number } from './count.ts';

/** How the operations read, in the order in which they are named. */
export const participles: Readonly<Record<OperationKind, string>> = {
  create: 'created',
  delete: 'deleted',
  rename: 'renamed',
};

/** `, 4 files created, 6 deleted`; empty where no file comes or goes. */
export function operationsText({ operations }: Pick<Summary, 'operations'>): string {
  const kinds = (['create', 'delete', 'rename'] as const).filter((kind) => (operations?.[kind] ?? 0) > 0);
  return kinds
    .map((kind, k) => {
      const times = operations?.[kind] ?? 0;
      return `, ${k === 0 ? count(times, 'file') : number(times)} ${participles[kind]}`;
    })
    .join('');
}

/** The operation on a file as a whole, in words: `deleted`, `renamed to new/name.py`. */
export function operationText(operation: FileOperation): string {
  return operation.kind === 'rename' ? `renamed to ${operation.to}` : participles[operation.kind];
}

/** An operation that waits for a decision; that of a file that could not be written does not. */
export function pendingOperation({ status, operation }: Outcome): FileOperation | undefined {
  if (status === 'skipped' || status === 'failed' || operation?.applied !== false) return undefined;
  return operation;
}
