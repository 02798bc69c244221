import path from 'node:path';
import type { AppliedPlan, BatchReport, RunOptions } from '../model/apply-run.ts';
import { afterWriting, ExpectedStop } from '../model/errors.ts';
import { ExitCode } from '../model/exit-code.ts';
import type { Changed, Failed, Outcome, Plan, Skipped, Summary } from '../model/outcome.ts';
import { bringAll } from './bring-all.ts';
import type { ApplyContext, Bringing } from './bring-all.ts';
import { commitBatch, commitOnBranch, ignoreInBlame, noteUnchanged } from './commits.ts';
import type { CommitRequest } from './commits.ts';
import { addEvent, readEvents } from './events.ts';
import type { BatchEvent, Left } from './events.ts';
import { gateBatch, GateStop, runBaseline } from './gate-batch.ts';
import type { BringAll } from './gate-batch.ts';
import type { Gate } from './gate.ts';
import { removeRun } from './journal.ts';
import type { FileRecord, Journal } from './journal.ts';
import { RunFiles } from './run-files.ts';
import type { Store } from './store-place.ts';

/** A run that is being executed. */
interface Execution extends Bringing {
  readonly gate: Gate | undefined;
}

/**
 * Bring all files of a run to what the Plan says, batch by batch; what an earlier process has done of it stays.
 * @throws ExpectedStop when it is interrupted, or git refuses a commit: the run can then be resumed
 */
export async function executeRun(store: Store, journal: Journal, context: ApplyContext): Promise<AppliedPlan> {
  const { header, folder, records } = journal;
  const files = new RunFiles(store, journal);
  const { gate: command, gateTimeout: timeout } = header.options;
  const log = path.join(folder, 'gate.log');
  const gate = command === undefined ? undefined : { command, cwd: files.root, log, timeout, signal: context.signal };
  const execution: Execution = { journal, files, gate, context, task: 'writing' };
  const known = readEvents(folder);
  const baselineSeconds = known.find((event) => event.event === 'baseline')?.seconds ?? (await baseline(execution));
  const finished = new Map(known.flatMap((event) => (event.event === 'batch' ? [[event.report.name, event]] : [])));
  const batches = grouped(records);
  const done: BatchEvent[] = [];
  let stopped: string | undefined;
  try {
    for (const [k, [name, ofBatch]] of batches.entries()) {
      const before = finished.get(name);
      const batch = { name, records: ofBatch, index: k + 1, total: batches.length };
      const event = before ?? (await runBatch(execution, batch));
      if (before === undefined) addEvent(folder, event);
      done.push(event);
    }
    const reports = done.map(({ report }) => report);
    if (header.options.blameIgnore) await ignoreInBlame(store.base, header.id, reports);
    addEvent(folder, { event: 'finished' });
  } catch (error) {
    if (!(error instanceof GateStop)) throw afterWriting(error);
    stopped = error.message;
  }
  return resultOf(journal, { done, baselineSeconds, stopped });
}

/** Batches in the order of the Plan. */
function grouped(records: readonly FileRecord[]): (readonly [name: string, records: readonly FileRecord[]])[] {
  const groups = new Map<string, FileRecord[]>();
  for (const record of records) {
    const group = groups.get(record.batch);
    if (group === undefined) groups.set(record.batch, [record]);
    else group.push(record);
  }
  return [...groups];
}

/** Seconds that the gate takes before anything is written, if that is to be known. */
async function baseline({ journal, gate }: Execution): Promise<number | undefined> {
  const { baselineGate, gateSlowdown } = journal.header.options;
  if (gate === undefined || !(baselineGate || gateSlowdown !== undefined)) return undefined;
  try {
    const seconds = await runBaseline(gate);
    addEvent(journal.folder, { event: 'baseline', seconds });
    return seconds;
  } catch (error) {
    removeRun(journal.folder); // nothing was written, so there is nothing to resume or to undo
    if (error instanceof GateStop) throw new ExpectedStop(error.message, 'nothing was written', ExitCode.findings);
    if (error instanceof ExpectedStop) throw new ExpectedStop(error.message, 'nothing was written', error.exitCode);
    throw error;
  }
}

interface Batch {
  readonly name: string;
  readonly records: readonly FileRecord[];
  /** From 1 up. */
  readonly index: number;
  readonly total: number;
}

/** @throws GateStop when the gate gives a reason to go no further */
async function runBatch(execution: Execution, batch: Batch): Promise<BatchEvent> {
  const { name, records } = batch;
  const { gate, journal } = execution;
  const written = await bringAll(execution, records, 'after');
  const left: Left[] = [];
  for (const [record, brought] of written) {
    if (brought.result === 'foreign')
      left.push({ path: record.outcome.path, status: 'skipped', reason: 'changed-on-disk', message: brought.message });
    else if (brought.result === 'failed')
      left.push({ path: record.outcome.path, status: 'failed', error: brought.message });
  }
  const isLeft = new Set(left.map((file) => file.path));
  const applied = records.filter((record) => !isLeft.has(record.outcome.path));
  const limit = journal.header.options.maxQuarantine ?? Infinity;
  const bring: BringAll = (some, side) => bringAll(execution, some, side);
  const gated = gate && applied.length > 0 ? await gateBatch(gate, { name, applied, limit, bring }) : undefined;
  const quarantined = new Set(gated?.quarantined);
  const kept = applied.filter((record) => !quarantined.has(record));
  const edits = kept.reduce((sum, { outcome }) => sum + outcome.edits.filter((edit) => edit.applied).length, 0);
  const { commit, branch } = await commitOf(execution, batch, kept, edits);
  const paths = [...quarantined].map(({ outcome }) => outcome.path);
  for (const file of paths)
    left.push({ path: file, status: 'skipped', reason: 'quarantined', message: 'the gate fails with it' });
  const report = { name, files: kept.length, edits, gate: gated?.report, commit, branch, quarantined: paths };
  return { event: 'batch', report, left };
}

async function commitOf(
  execution: Execution,
  { name, index, total }: Batch,
  records: readonly FileRecord[],
  edits: number,
): Promise<{ commit: string | undefined; branch: string | undefined }> {
  const { files, journal } = execution;
  const { id, options, head } = journal.header;
  const paths = records.map(({ outcome }) => outcome.path);
  const request: CommitRequest = {
    root: files.root,
    id,
    options,
    batch: name,
    index,
    batches: total,
    files: paths,
    edits,
  };
  if (paths.length === 0) return { commit: undefined, branch: undefined };
  if (options.branchPrefix !== undefined && head !== undefined) {
    const made = await commitOnBranch(request, head);
    // The branch holds the change now. Git has put back what was checked out, but for line endings that it converts.
    const restored: string[] = [];
    for (const record of records) {
      const { result: brought } = await files.bring(record, 'before');
      if (brought !== 'foreign') continue;
      await files.restoreOver(record);
      restored.push(record.outcome.path);
    }
    if (restored.length > 0) await noteUnchanged(files.root, restored);
    return made;
  }
  return { commit: options.commit ? await commitBatch(request) : undefined, branch: undefined };
}

/** The Plan of a run as it came out. */
export function resultOf(
  { header, records, others }: Journal,
  run: { done: readonly BatchEvent[]; baselineSeconds: number | undefined; stopped: string | undefined },
): AppliedPlan {
  const { done, baselineSeconds, stopped } = run;
  const reached = new Set(done.map(({ report }) => report.name));
  const left = new Map(done.flatMap((event) => event.left).map((file) => [file.path, file]));
  const outcomes = records.map(({ outcome, batch }) => {
    if (!reached.has(batch))
      return leftAlone(outcome, { status: 'skipped', reason: 'not-reached', message: 'the run ended before it' });
    const why = left.get(outcome.path);
    return why === undefined ? outcome : leftAlone(outcome, why);
  });
  return {
    ...planOf(header.summary, [...outcomes, ...others]),
    origin: header.origin,
    run: {
      id: header.id,
      batches: done.map(({ report }) => report),
      baselineSeconds,
      warnings: slowdown(
        header.options,
        baselineSeconds,
        done.map(({ report }) => report),
      ),
      stopped,
      undo: `ssot-codemod rollback --id ${header.id}`,
    },
  };
}

function slowdown(
  { gateSlowdown }: RunOptions,
  baselineSeconds: number | undefined,
  reports: readonly BatchReport[],
): string[] {
  const after = reports.findLast(({ gate }) => gate?.seconds !== undefined)?.gate?.seconds;
  if (gateSlowdown === undefined || baselineSeconds === undefined || after === undefined) return [];
  const percent = (after / baselineSeconds - 1) * 100;
  return percent <= gateSlowdown
    ? []
    : [
        `the gate takes ${after.toFixed(1)} s, ${percent.toFixed(0)} percent longer than the ${baselineSeconds.toFixed(1)} s that it took before`,
      ];
}

/** The Outcome of a file that was not written after all. */
export function leftAlone(outcome: Outcome & Changed, why: Skipped | Failed): Outcome {
  const { path: file, edits, refused, diagnostics } = outcome;
  return { ...why, path: file, edits: edits.map((edit) => ({ ...edit, applied: false })), refused, diagnostics };
}

/** A Plan of these Outcomes, in the order of their paths. */
export function planOf(summary: Summary, outcomes: readonly Outcome[]): Plan {
  const count = (status: Outcome['status']): number => outcomes.filter((outcome) => outcome.status === status).length;
  return {
    outcomes: outcomes.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    summary: { ...summary, filesChanged: count('changed'), skipped: count('skipped'), failed: count('failed') },
  };
}
