import { existsSync } from 'node:fs';
import path from 'node:path';
import type { AppliedPlan } from '../model/apply-run.ts';
import { appliedOperation } from '../model/file-operation.ts';
import type { Outcome } from '../model/outcome.ts';
import { readEvents } from './events.ts';
import { resultOf } from './execute-run.ts';
import { readJournalIn } from './journal.ts';
import type { FileRecord, Journal } from './journal.ts';
import { originalOf } from './originals.ts';
import { outcomeDiff } from './outcome-diff.ts';

export { runFolder } from './journal.ts';

/** Is there a file or a folder of that name? */
export function isThere(place: string): boolean {
  return existsSync(place);
}

/**
 * Reads what an apply did from its journal alone: the files need not be there any more.
 * @param place the folder of the run, or the journal in it
 * @returns undefined when there is no journal
 * @throws ExpectedStop when it is damaged, or not this user's
 */
export function readRun(place: string): AppliedPlan | undefined {
  const folder = path.resolve(path.basename(place) === 'journal' ? path.dirname(place) : place);
  if (!existsSync(path.join(folder, 'journal'))) return undefined;
  const journal = readJournalIn(folder);
  const events = readEvents(folder);
  const result = resultOf(journal, {
    done: events.filter((event) => event.event === 'batch'),
    baselineSeconds: events.find((event) => event.event === 'baseline')?.seconds,
    stopped: events.some(({ event }) => event === 'finished') ? undefined : 'the run is unfinished',
  });
  const records = new Map(journal.records.map((record) => [record.outcome.path, record]));
  return {
    ...result,
    outcomes: result.outcomes.map((outcome) => withDiff(outcome, records.get(outcome.path), journal)),
  };
}

function withDiff(outcome: Outcome, record: FileRecord | undefined, journal: Journal): Outcome {
  if (outcome.status !== 'changed' || record === undefined) return outcome;
  const isCreated = appliedOperation(outcome)?.kind === 'create';
  const bytes = isCreated ? Buffer.alloc(0) : originalOf(journal, record);
  return { ...outcome, diff: outcomeDiff(outcome, bytes) ?? outcome.diff };
}
