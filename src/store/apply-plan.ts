import path from 'node:path';
import type { AppliedPlan, RunOptions } from '../model/apply-run.ts';
import { ExpectedStop } from '../model/errors.ts';
import { ExitCode } from '../model/exit-code.ts';
import { appliedOperation } from '../model/file-operation.ts';
import type { Changed, Outcome, Plan } from '../model/outcome.ts';
import { batchesOf, WHOLE } from './batches.ts';
import { readBlameIgnore } from './blame-ignore.ts';
import { branchName, refuseImpossibleBranches } from './branches.ts';
import { readCurrent, sha256 } from './current-file.ts';
import type { CurrentFile, NoFile } from './current-file.ts';
import { executeRun, leftAlone, planOf } from './execute-run.ts';
import type { ApplyContext } from './bring-all.ts';
import { currentHead, placeOf } from './git.ts';
import {
  refuseLockedIndex,
  refuseOperationInProgress,
  refuseOtherRepository,
  refuseUncommitted,
  refuseUntracked,
  refuseUntrackedDeletion,
  refuseUnfinishedRun,
  refuseUnwritable,
  isRollingBack,
  unfinishedRun,
} from './guards.ts';
import { formatOf, JournalWriter, newRunId, readJournal, removeUnsealedRuns } from './journal.ts';
import type { FileRecord, Journal, JournalHeader } from './journal.ts';
import { lockOrSay, openStore } from './open-store.ts';
import type { OpenStore } from './open-store.ts';
import { refuseMovedHead } from './moved-head.ts';
import type { Repository } from './repository.ts';
import { foldersOnTheWay, isTaken } from './run-folders.ts';
import type { FolderModes } from './run-folders.ts';
import { contentOfNew, NOTHING, operationPaths } from './run-places.ts';
import { changedBytes, RunFiles } from './run-files.ts';
import type { Store } from './store-place.ts';

/** Everything in one batch, without git and without a gate. */
export const plainRun: RunOptions = {
  batchBy: undefined,
  commit: false,
  message: undefined,
  branchPrefix: undefined,
  blameIgnore: false,
  gate: undefined,
  gateTimeout: undefined,
  maxQuarantine: undefined,
  baselineGate: false,
  gateSlowdown: undefined,
};

/**
 * Write what the Plan changes: what is about to be done and the bytes before go to the journal first, then each file is
 * replaced atomically. A file that is no longer as it was when the Plan was made is left alone.
 * @param root absolute path
 * @param plan made with hashes
 * @returns the Plan as it came out: a changed file that could not be written is skipped or failed in it
 * @throws ExpectedStop when a guard refuses, before anything is written, or when it is interrupted
 */
export async function applyPlan(root: string, plan: Plan, allowsDirty = false): Promise<AppliedPlan> {
  const opened = openStore(root, allowsDirty);
  try {
    return await applyInStore(opened, plan, plainRun, {});
  } finally {
    opened.release();
  }
}

/** The same, with the store open. */
export async function applyInStore(
  opened: OpenStore,
  plan: Plan,
  options: RunOptions,
  context: ApplyContext,
): Promise<AppliedPlan> {
  await refuseWhatIsNotSafe(opened, plan, options);
  if (plan.summary.filesChanged === 0) return { ...plan, run: undefined };
  const { header, ...journal } = await writeJournal(opened, plan, options, context);
  if (header === undefined) return { ...planOf(plan.summary, journal.others), origin: plan.origin, run: undefined };
  return executeRun(opened.store, { header, ...journal }, context);
}

/**
 * Go on with the run that was interrupted, in the way in which it was begun.
 * @throws ExpectedStop when there is none, or its journal is damaged
 */
export async function resumeRun(store: Store, context: ApplyContext): Promise<AppliedPlan> {
  const release = lockOrSay(store, 'apply --resume');
  try {
    removeUnsealedRuns(store);
    const id = unfinishedRun(store);
    if (id === undefined) throw new ExpectedStop('no apply was interrupted here: there is nothing to resume');
    if (isRollingBack(store, id)) refuseUnfinishedRun(store);
    const journal = readJournal(store, id);
    const files = new RunFiles(store, journal);
    refuseGateElsewhere(journal, files.root);
    await refuseMovedHead(journal, files.root);
    files.removeTemporaries();
    return await executeRun(store, journal, context);
  } finally {
    release();
  }
}

/**
 * The run is this user's, and so is its gate; what the gate would run here, such as the scripts of a package, may not be.
 * @throws ExpectedStop when the files are not where the run was begun
 */
function refuseGateElsewhere({ header }: Journal, root: string): void {
  const { id, options, place } = header;
  if (options.gate === undefined || root === place) return;
  throw new ExpectedStop(
    `run ${id} was begun in ${place}: its gate is not run in ${root}`,
    `ssot-codemod rollback --id ${id} undoes it here`,
  );
}

async function refuseWhatIsNotSafe(opened: OpenStore, plan: Plan, options: RunOptions): Promise<void> {
  const { root, repository, allowsDirty } = opened;
  refuseUnwritable(root, plan);
  const usesGit = options.commit || options.branchPrefix !== undefined;
  if (usesGit) refuseNoCommit(root, repository, options);
  if (repository !== undefined && (!allowsDirty || usesGit)) refuseOtherRepository(root, plan);
  await refuseUntrackedDeletion(root, repository, plan);
  if (opened.status === undefined) return;
  const status = await opened.status;
  // A commit would take what is uncommitted in a file along, and name it ours.
  if (!allowsDirty || usesGit) refuseUncommitted(plan, status);
  if (usesGit) refuseUntracked(plan, status);
}

/** @throws ExpectedStop when git could not make a commit */
function refuseNoCommit(root: string, repository: Repository | undefined, { blameIgnore }: RunOptions): void {
  if (repository === undefined)
    throw new ExpectedStop(`${root} is in no git repository, so there is nothing to commit to`);
  refuseOperationInProgress(repository, 'a commit would be a part of it');
  refuseLockedIndex(repository);
  if (blameIgnore) readBlameIgnore(repository.root);
}

/** Write down what is about to be done. No file has been touched when this returns. */
async function writeJournal(
  { root, store, repository }: OpenStore,
  plan: Plan,
  options: RunOptions,
  { signal }: ApplyContext,
): Promise<Omit<Journal, 'header'> & { header: JournalHeader | undefined }> {
  const changed = plan.outcomes.filter((outcome): outcome is Outcome & Changed => outcome.status === 'changed');
  const paths = changed.map((outcome) => outcome.path);
  const batches =
    options.batchName === undefined
      ? batchesOf(paths, options.batchBy, root, store.base, plan.together)
      : new Map(paths.map((file) => [file, options.batchName ?? WHOLE]));
  const place = repository === undefined ? undefined : placeOf(root, 'an apply in it');
  const head = place && (await currentHead(place));
  if (head === undefined && (options.commit || options.branchPrefix !== undefined))
    throw new ExpectedStop('there is no commit yet', 'make the first one, so that those of the batches can follow it');
  if (options.branchPrefix !== undefined && place !== undefined) {
    const prefix = options.branchPrefix;
    await refuseImpossibleBranches(
      place,
      [...new Set(batches.values())].map((batch) => branchName(prefix, batch)),
    );
  }
  const now = new Date();
  const id = newRunId(now);
  let writer: JournalWriter | undefined;
  try {
    writer = new JournalWriter(store, id);
    const records: FileRecord[] = [];
    const others = plan.outcomes.filter(({ status }) => status !== 'changed');
    for (const outcome of changed) {
      if (signal?.aborted === true) throw interruptedBefore();
      const result = recordOf(writer, root, outcome, batches.get(outcome.path) ?? '');
      if ('before' in result) records.push(result);
      else others.push(result);
    }
    const folder = writer.folder;
    if (records.length === 0) {
      writer.abandon();
      return { folder, header: undefined, records, others };
    }
    const header: JournalHeader = {
      format: formatOf(records),
      id,
      root: path.relative(store.base, root).split(path.sep).join('/'),
      place: root,
      startedAt: now.toISOString(),
      options,
      summary: plan.summary,
      origin: plan.origin,
      head: head?.branch ?? head?.commit,
      commit: head?.commit,
      files: records.length,
      folders: foldersToRestore(root, records),
    };
    writer.seal(header, records, others);
    return { folder, header, records, others };
  } catch (error) {
    writer?.abandon();
    if (error instanceof ExpectedStop) throw error;
    throw new ExpectedStop(
      `the journal cannot be written in ${store.folder}: ${error instanceof Error ? error.message : String(error)}`,
      'nothing was changed',
    );
  }
}

/** Keep a file in the journal, and compute what it will be; or say why it is left alone. */
function recordOf(
  writer: JournalWriter,
  root: string,
  outcome: Outcome & Changed,
  batch: string,
): FileRecord | Outcome {
  const operation = appliedOperation(outcome);
  if (operation !== undefined && operation.kind !== 'delete') {
    const to = operation.kind === 'rename' ? operation.to : outcome.path;
    if (isTaken(root, to)) return changedOnDisk(outcome, `something is at ${to} already`);
  }
  const created = contentOfNew(outcome);
  if (created !== undefined) {
    const mode = operation?.mode === '100755' ? 0o777 : 0o666;
    const after = sha256(created);
    return { outcome, batch, mode, uid: -1, gid: -1, before: NOTHING, after, offset: 0, length: 0 };
  }
  const current = readPlanned(root, outcome);
  if ('status' in current) return current;
  const { bytes, hash, mode, uid, gid } = current;
  const after = operation?.kind === 'delete' ? NOTHING : sha256(changedBytes(bytes, outcome));
  const offset = writer.addOriginal(bytes, hash);
  return { outcome, batch, mode, uid, gid, before: hash, after, offset, length: bytes.length };
}

/** The folders that come back with their modes; undefined where no file comes or goes. */
function foldersToRestore(root: string, records: readonly FileRecord[]): FolderModes | undefined {
  const paths = operationPaths(records.map(({ outcome }) => outcome));
  return paths.length === 0 ? undefined : foldersOnTheWay(root, paths);
}

function readPlanned(root: string, outcome: Outcome & Changed): CurrentFile | Outcome {
  let current: CurrentFile | NoFile;
  try {
    current = readCurrent(path.join(root, outcome.path));
  } catch (error) {
    return leftAlone(outcome, { status: 'failed', error: error instanceof Error ? error.message : String(error) });
  }
  const message =
    'message' in current ? current.message : current.hash === outcome.hash ? undefined : 'it changed after it was read';
  return message === undefined ? (current as CurrentFile) : changedOnDisk(outcome, message);
}

function changedOnDisk(outcome: Outcome & Changed, message: string): Outcome {
  return leftAlone(outcome, { status: 'skipped', reason: 'changed-on-disk', message });
}

function interruptedBefore(): ExpectedStop {
  return new ExpectedStop('interrupted: nothing was written', undefined, ExitCode.interrupted);
}
