import path from 'node:path';
import pLimit from 'p-limit';
import { ExpectedStop } from '../model/errors.ts';
import { ExitCode } from '../model/exit-code.ts';
import { syncFolder } from './atomic-write.ts';
import type { FileRecord, Journal } from './journal.ts';
import type { Brought, RunFiles } from './run-files.ts';
import { placesOf } from './run-places.ts';
import type { Side } from './run-places.ts';

/** How far something is, for whoever waits. */
export interface Progress {
  /** The step that is under way, such as `writing`. */
  readonly task: string;
  /** Files of those that are in hand; none while a program runs. */
  readonly done: number;
  readonly total: number;
  /** The batch of a run that is in hand; undefined where there is none, or only one. */
  readonly batch?: BatchInHand | undefined;
}

export interface BatchInHand {
  /** From 1 up. */
  readonly index: number;
  readonly total: number;
  /** Files that were left out so far. */
  readonly quarantined: number;
}

export interface ApplyContext {
  /** Aborted when the person wants to stop: files in hand are finished first. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** The files of a run that are being written. */
export interface Bringing {
  readonly journal: Journal;
  readonly files: RunFiles;
  readonly context: ApplyContext;
  readonly task: string;
}

/** Files being written at one time: syncing waits for the disk, not for the processor. */
const WRITES_IN_FLIGHT = 16;

/**
 * Bring files to a side, several at a time.
 * @throws ExpectedStop when the person wants to stop: files in hand are finished, and the run is unfinished
 */
export async function bringAll(
  { files, journal, context, task }: Bringing,
  records: readonly FileRecord[],
  side: Side,
): Promise<ReadonlyMap<FileRecord, Brought>> {
  const limit = pLimit(WRITES_IN_FLIGHT);
  const { signal, onProgress } = context;
  const results = new Map<FileRecord, Brought>();
  const bring = async (record: FileRecord): Promise<void> => {
    if (signal?.aborted === true) return;
    results.set(record, await files.bring(record, side));
    onProgress?.({ task, done: results.size, total: records.length });
  };
  await Promise.all(records.map((record) => limit(bring, record)));
  const written = [...results].filter(([, { result }]) => result === 'written').map(([record]) => record);
  const places = written.flatMap(placesOf).map((place) => path.dirname(path.join(files.root, place.path)));
  const settled = [...results].filter(([, { result }]) => result === 'written' || result === 'already');
  const emptied = files.removeEmptyFolders(
    settled.map(([record]) => record),
    side,
  );
  const folders = new Set([...places, ...emptied]);
  await Promise.all([...folders].map((folder) => limit(syncFolder, folder)));
  if (results.size < records.length) throw interrupted(journal, results.size, records.length);
  return results;
}

function interrupted({ header: { id } }: Journal, done: number, total: number): ExpectedStop {
  return new ExpectedStop(
    `interrupted with ${done} of ${total} files done`,
    `ssot-codemod apply --resume writes all, ssot-codemod rollback --id ${id} undoes all`,
    ExitCode.interrupted,
  );
}
