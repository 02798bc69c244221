import { createdBytes } from '../edit/operation-patch.ts';
import { appliedOperation } from '../model/file-operation.ts';
import type { Changed, Outcome } from '../model/outcome.ts';

/** The state of a file that a run changes: as it was, or as the Plan says. */
export type Side = 'before' | 'after';

/** One path that a run writes or deletes, with the hash of what is there on each side: empty for nothing. */
export interface RunPlace {
  /** Relative to the root of the run. */
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** A file of a run, with the hashes of what it is on each side. */
interface RunStates {
  readonly outcome: Outcome;
  readonly before: string;
  readonly after: string;
}

/** The hash of no file. */
export const NOTHING = '';

/**
 * The paths of a file of a run: two when it is renamed.
 * @returns first where something comes to be, so that a process that is killed between the two leaves both
 */
export function placesOf({ outcome, before, after }: RunStates): RunPlace[] {
  const operation = appliedOperation(outcome);
  const { path } = outcome;
  if (operation?.kind !== 'rename') return [{ path, before, after }];
  return [
    { path: operation.to, before: NOTHING, after },
    { path, before, after: NOTHING },
  ];
}

/** The paths that files of a run make or delete, as opposed to those that they only change. */
export function operationPaths(outcomes: readonly (Outcome & Changed)[]): string[] {
  return outcomes.flatMap((outcome) => {
    const operation = appliedOperation(outcome);
    if (operation === undefined) return [];
    return operation.kind === 'rename' ? [outcome.path, operation.to] : [outcome.path];
  });
}

/** The bytes that an operation makes, where it does; undefined for a file that is there before. */
export function contentOfNew(outcome: Outcome): Buffer | undefined {
  const operation = appliedOperation(outcome);
  return operation?.kind === 'create' ? createdBytes(operation) : undefined;
}
