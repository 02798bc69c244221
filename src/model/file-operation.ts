import type { Tier } from './tier.ts';

/** A file that is created, deleted or renamed: part of a Plan beside its Edits. */
export type FileOperation = CreateFile | DeleteFile | RenameFile;

export const operationKinds = ['create', 'delete', 'rename'] as const;
export type OperationKind = (typeof operationKinds)[number];

/** Modes of files, as git keeps them. */
export const fileModes = ['100644', '100755'] as const;
export type FileMode = (typeof fileModes)[number];

/** The part that all operations share. */
interface Planned {
  /** Id of the rule that asks for it, such as `prune/backup`. */
  readonly rule: string;
  readonly tier: Tier;
  /** Is it done when the Plan is applied? Operations for review are only if they were asked for. */
  readonly applied: boolean;
  /** Why it has its tier, in a sentence. */
  readonly because: string;
  /** The mode of the file that is made, deleted or renamed. */
  readonly mode: FileMode;
}

/** A file that is not there yet, at the path of its Outcome. */
export interface CreateFile extends Planned {
  readonly kind: 'create';
  /** Its bytes, in base 64. */
  readonly content: string;
}

export interface DeleteFile extends Planned {
  readonly kind: 'delete';
}

/** A file that gets another name, and the Edits of its Outcome, which refer to its text as it was. */
export interface RenameFile extends Planned {
  readonly kind: 'rename';
  /** Where it goes, relative to the root; nothing may be there. */
  readonly to: string;
}

/** A path, perhaps with an operation on the file at it. */
export interface AtPath {
  readonly path: string;
  readonly operation?: FileOperation | undefined;
}

/** The operation that is done to a file when the Plan is applied. */
export function appliedOperation({ operation }: Pick<AtPath, 'operation'>): FileOperation | undefined {
  return operation?.applied === true ? operation : undefined;
}

/** All paths that are written or deleted when a file changes: two for one that is renamed. */
export function pathsOf(file: AtPath): string[] {
  const operation = appliedOperation(file);
  return operation?.kind === 'rename' ? [file.path, operation.to] : [file.path];
}

/** How a path is shown in a list: `old => new` for one that is renamed. */
export function shownPath(file: AtPath): string {
  return pathsOf(file).join(' => ');
}

/** How many files are created, deleted and renamed. */
export type OperationCounts = Readonly<Record<OperationKind, number>>;

/** The operations that are done; undefined when there are none. */
export function countOperations(files: readonly (AtPath & { readonly status: string })[]): OperationCounts | undefined {
  const counts = { create: 0, delete: 0, rename: 0 };
  for (const file of files) {
    const operation = file.status === 'changed' ? appliedOperation(file) : undefined;
    if (operation) counts[operation.kind]++;
  }
  return counts.create + counts.delete + counts.rename === 0 ? undefined : counts;
}
