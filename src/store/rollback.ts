import path from 'node:path';
import type { RefusedFile, RollbackReport, RunSummary } from '../model/apply-run.ts';
import { afterWriting, ExpectedStop } from '../model/errors.ts';
import { syncFolder } from './atomic-write.ts';
import { addEvent, readEvents, stateAfter } from './events.ts';
import type { RunEvent } from './events.ts';
import { bringAll } from './bring-all.ts';
import type { ApplyContext } from './bring-all.ts';
import { ForeignRun, readJournal, removeRun, removeUnsealedRuns, runFolder, runIds } from './journal.ts';
import type { Journal } from './journal.ts';
import { lockOrSay } from './open-store.ts';
import { tracesInGit } from './traces-in-git.ts';
import { RunFiles } from './run-files.ts';
import type { Brought } from './run-files.ts';
import { NOTHING, placesOf } from './run-places.ts';
import type { Store } from './store-place.ts';

/** All runs of a store, the latest first. */
export function listRuns(store: Store): RunSummary[] {
  return runIds(store)
    .toReversed()
    .map((id) => {
      try {
        const { header } = readJournal(store, id);
        const { startedAt, files } = header;
        return { id, state: stateAfter(eventsOf(store, id)), startedAt, files };
      } catch (error) {
        if (!(error instanceof ExpectedStop)) throw error;
        return {
          id,
          state: error instanceof ForeignRun ? 'foreign' : 'damaged',
          startedAt: undefined,
          files: undefined,
        };
      }
    });
}

/**
 * Forget all runs but the last and those that are unfinished.
 * @returns the ids of those that were forgotten
 */
export function pruneRuns(store: Store): string[] {
  const release = lockOrSay(store, 'rollback --prune');
  try {
    removeUnsealedRuns(store);
    const ids = runIds(store);
    const isOld = (id: string, k: number): boolean => {
      const state = stateAfter(eventsOf(store, id));
      return k < ids.length - 1 && state !== 'interrupted' && state !== 'rolling-back';
    };
    const old = ids.filter(isOld);
    for (const id of old) removeRun(runFolder(store, id));
    return old;
  } finally {
    release();
  }
}

/**
 * Bring the files of a run back to what they were, byte for byte. A file that somebody changed since is left alone, or,
 * when forced, kept beside as a copy.
 * @param id of the run; undefined for the last that is not rolled back
 * @throws ExpectedStop when there is no such run, its journal is damaged, or it is interrupted
 */
export async function rollBack(
  store: Store,
  id: string | undefined,
  isForced: boolean,
  context: ApplyContext,
): Promise<RollbackReport> {
  const release = lockOrSay(store, 'rollback');
  try {
    removeUnsealedRuns(store);
    const chosen = chooseRun(store, id);
    const events = eventsOf(store, chosen);
    const journal = asCommitted(readJournal(store, chosen), events);
    const files = new RunFiles(store, journal);
    addEvent(journal.folder, { event: 'rolling-back' });
    try {
      files.removeTemporaries();
      const report = await restore(journal, files, isForced, context);
      const refused = report.refused.length + report.failed.length;
      addEvent(journal.folder, { event: 'rolled-back', refused });
      return { id: chosen, ...report, ...(await tracesInGit(journal, files.root, events)) };
    } catch (error) {
      throw afterWriting(error, `ssot-codemod rollback --id ${chosen} finishes it`);
    }
  } finally {
    release();
  }
}

function chooseRun(store: Store, id: string | undefined): string {
  const ids = runIds(store);
  const chosen = id ?? ids.findLast((candidate) => stateAfter(eventsOf(store, candidate)) !== 'rolled-back');
  if (chosen !== undefined && ids.includes(chosen)) return chosen;
  throw new ExpectedStop(
    id === undefined ? 'there is nothing to roll back' : `there is no run ${id}`,
    'ssot-codemod rollback --list shows all runs',
  );
}

function eventsOf(store: Store, id: string): RunEvent[] {
  return readEvents(runFolder(store, id));
}

/** The journal of a run with its files as its commits hold them: a hook may have rewritten some. */
function asCommitted(journal: Journal, events: readonly RunEvent[]): Journal {
  const rewritten = new Map(
    events.flatMap((event) => (event.event === 'batch' ? Object.entries(event.rewritten ?? {}) : [])),
  );
  if (rewritten.size === 0) return journal;
  const records = journal.records.map((record) => {
    const at = placesOf(record).find(({ after }) => after !== NOTHING)?.path ?? '';
    return { ...record, after: rewritten.get(at) ?? record.after };
  });
  return { ...journal, records };
}

async function restore(
  journal: Journal,
  files: RunFiles,
  isForced: boolean,
  context: ApplyContext,
): Promise<Omit<RollbackReport, 'id' | 'commits' | 'branches'>> {
  const brought = await bringAll({ journal, files, context, task: 'rolling back' }, journal.records, 'before');
  const copies: string[] = [];
  const restored: string[] = [];
  const refused: RefusedFile[] = [];
  const failed: RefusedFile[] = [];
  let untouched = 0;
  for (const record of journal.records) {
    const { path: relative } = record.outcome;
    let came: Brought = brought.get(record) ?? { result: 'failed', message: 'it was not reached' };
    if (came.result === 'foreign' && isForced) {
      const { copies: aside, failure } = await files.restoreBeside(record);
      copies.push(...aside.map((copy) => path.relative(files.root, copy).split(path.sep).join('/')));
      files.removeEmptyFolders([record], 'before');
      came = failure === undefined ? { result: 'written' } : { result: 'failed', message: failure };
      if (failure === undefined) await syncFolder(path.dirname(files.pathOf(record)));
    }
    if (came.result === 'written') restored.push(relative);
    else if (came.result === 'already') untouched++;
    else if (came.result === 'foreign') refused.push({ path: relative, message: came.message });
    else failed.push({ path: relative, message: came.message });
  }
  return { restored, untouched, refused, failed, copies };
}
