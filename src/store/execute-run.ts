import path from 'node:path';
import type { AppliedPlan, BatchReport, RunOptions } from '../model/apply-run.ts';
import { afterWriting, ExpectedStop } from '../model/errors.ts';
import { ExitCode } from '../model/exit-code.ts';
import { countOperations } from '../model/file-operation.ts';
import type { Changed, Failed, Outcome, Plan, Skipped, Summary } from '../model/outcome.ts';
import { systemStop } from '../model/system-stop.ts';
import { bringAll } from './bring-all.ts';
import type { ApplyContext, BatchInHand, Bringing, Progress } from './bring-all.ts';
import type { GitPlace } from '../git/find-repository.ts';
import { ignoreInBlame } from './blame-ignore.ts';
import { deletionOf } from './branches.ts';
import { commitFiles, editsIn, operationsIn } from './commit-files.ts';
import { hasCommitHooks } from './commit-hooks.ts';
import { addEvent, readEvents } from './events.ts';
import type { BatchEvent, Left, ReadyEvent } from './events.ts';
import { gateBatch, GateStop, runBaseline } from './gate-batch.ts';
import type { BringAll } from './gate-batch.ts';
import type { Gate } from './gate.ts';
import { removeRun } from './journal.ts';
import { placeOf } from './git.ts';
import type { FileRecord, Journal, JournalHeader } from './journal.ts';
import { RunFiles } from './run-files.ts';
import type { Brought } from './run-files.ts';
import type { Store } from './store-place.ts';

/** A run that is being executed. */
interface Execution extends Bringing {
  readonly gate: Gate | undefined;
  /** Undefined when nothing is committed. */
  readonly committing: Committing | undefined;
}

interface Committing {
  readonly place: GitPlace;
  /** Batches are written to the work tree before they are committed: a gate or a hook looks at them there. */
  readonly isWritten: boolean;
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
  const onStart = (): void => {
    context.onProgress?.({ task: 'gate', done: 0, total: 0 });
  };
  const { signal } = context;
  const gate = command === undefined ? undefined : { command, cwd: files.root, log, timeout, signal, onStart };
  const committing = await committingOf(header, files.root);
  const execution: Execution = { journal, files, gate, committing, context, task: 'writing' };
  const known = readEvents(folder);
  const baselineSeconds = known.find((event) => event.event === 'baseline')?.seconds ?? (await baseline(execution));
  const finished = new Map(known.flatMap((event) => (event.event === 'batch' ? [[event.report.name, event]] : [])));
  const ready = new Map(known.flatMap((event) => (event.event === 'ready' ? [[event.name, event]] : [])));
  const batches = grouped(records);
  const done: BatchEvent[] = [];
  let stopped: string | undefined;
  try {
    for (const [k, [name, ofBatch]] of batches.entries()) {
      const before = finished.get(name);
      const batch = { name, records: ofBatch, index: k + 1, total: batches.length };
      if (before === undefined) stopIfAborted(execution, done.length, batches.length);
      const quarantined = done.reduce((sum, { report }) => sum + report.quarantined.length, 0);
      const event = before ?? (await runBatch(inBatch(execution, { ...batch, quarantined }), batch, ready.get(name)));
      if (before === undefined) addEvent(folder, event);
      done.push(event);
    }
    const reports = done.map(({ report }) => report);
    if (header.options.blameIgnore && committing) await ignoreInBlame(committing.place.root, header.id, reports);
    addEvent(folder, { event: 'finished' });
  } catch (error) {
    if (!(error instanceof GateStop)) throw afterWriting(systemStop(error) ?? error);
    stopped = error.message;
  }
  return resultOf(journal, { done, baselineSeconds, stopped });
}

/** The execution, which says of its progress in which batch it is. */
function inBatch(execution: Execution, { index, total, quarantined }: BatchInHand): Execution {
  const { context, gate } = execution;
  const { onProgress } = context;
  if (onProgress === undefined) return execution;
  const batch = total === 1 && gate === undefined ? undefined : { index, total, quarantined };
  const tell = (progress: Progress): void => {
    onProgress({ ...progress, batch });
  };
  const onStart = (): void => {
    tell({ task: 'gate', done: 0, total: 0 });
  };
  return { ...execution, context: { ...context, onProgress: tell }, gate: gate && { ...gate, onStart } };
}

async function committingOf({ options }: JournalHeader, root: string): Promise<Committing | undefined> {
  if (!options.commit && options.branchPrefix === undefined) return undefined;
  const place = placeOf(root, 'a run with commits');
  const isWritten = options.commit || options.gate !== undefined || (await hasCommitHooks(place));
  return { place, isWritten };
}

/** @throws ExpectedStop when the person wants to stop */
function stopIfAborted({ context, journal }: Execution, done: number, total: number): void {
  if (context.signal?.aborted !== true) return;
  throw new ExpectedStop(
    `interrupted with ${done} of ${total} batches done`,
    `ssot-codemod apply --resume does all, ssot-codemod rollback --id ${journal.header.id} undoes all`,
    ExitCode.interrupted,
  );
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
async function runBatch(execution: Execution, batch: Batch, known: ReadyEvent | undefined): Promise<BatchEvent> {
  const { journal, files, committing } = execution;
  const { name, records, index, total } = batch;
  const isWritten = known !== undefined || committing?.isWritten !== false;
  const ready = known ?? (await makeReady(execution, batch, isWritten));
  const isReady = new Set(ready.files);
  const kept = records.filter(({ outcome }) => isReady.has(outcome.path));
  const { id, options } = journal.header;
  const toCommit = committing && { journal, files, place: committing.place, records: kept, isWritten };
  const request = { id, options, batch: name, index, batches: total };
  const made = toCommit && (await commitFiles(toCommit, request));
  const { gate, quarantined, left } = ready;
  const isLost = new Set(made?.left.map((file) => file.path));
  const done = kept.filter(({ outcome }) => !isLost.has(outcome.path));
  const operations = operationsIn(done);
  const report = {
    name,
    files: done.length,
    edits: editsIn(done),
    ...(operations > 0 ? { operations } : {}),
    gate,
    commit: made?.commit,
    branch: made?.branch,
    quarantined,
  };
  return { event: 'batch', report, left: [...left, ...(made?.left ?? [])], rewritten: made?.rewritten };
}

/** Write the files of a batch, and let the gate judge them. */
async function makeReady(execution: Execution, { name, records }: Batch, isWritten: boolean): Promise<ReadyEvent> {
  const { journal, gate, committing } = execution;
  const written = isWritten ? await bringAll(execution, records, 'after') : new Map<FileRecord, Brought>();
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
  const isQuarantined = new Set(gated?.quarantined);
  const quarantined = [...isQuarantined].map(({ outcome }) => outcome.path);
  for (const file of quarantined)
    left.push({ path: file, status: 'skipped', reason: 'quarantined', message: 'the gate fails with it' });
  const files = applied.filter((record) => !isQuarantined.has(record)).map(({ outcome }) => outcome.path);
  const ready: ReadyEvent = { event: 'ready', name, files, gate: gated?.report, quarantined, left };
  if (committing && isWritten) addEvent(journal.folder, ready);
  return ready;
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
      undo: undoOf(header, done),
    },
  };
}

/** The command that undoes a run. Branches are all that is left of a run that made some. */
function undoOf({ id, options }: JournalHeader, done: readonly BatchEvent[]): string {
  const branches = done.flatMap(({ report: { branch } }) => branch ?? []);
  return options.branchPrefix === undefined || branches.length === 0
    ? `ssot-codemod rollback --id ${id}`
    : deletionOf(branches);
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
  const { path: file, edits, refused, diagnostics, operation } = outcome;
  const left = { path: file, edits: edits.map((edit) => ({ ...edit, applied: false })), refused, diagnostics };
  return { ...why, ...left, ...(operation ? { operation: { ...operation, applied: false } } : {}) };
}

/** A Plan of these Outcomes, in the order of their paths. */
export function planOf(summary: Summary, outcomes: readonly Outcome[]): Plan {
  const count = (status: Outcome['status']): number => outcomes.filter((outcome) => outcome.status === status).length;
  const operations = countOperations(outcomes);
  return {
    outcomes: outcomes.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    summary: {
      ...summary,
      filesChanged: count('changed'),
      skipped: count('skipped'),
      failed: count('failed'),
      ...(operations || summary.operations ? { operations } : {}),
    },
  };
}
