import type { GateReport } from '../model/apply-run.ts';
import { ExpectedStop } from '../model/errors.ts';
import { ExitCode } from '../model/exit-code.ts';
import { findCulprits } from './bisect.ts';
import { runGate } from './gate.ts';
import type { Gate, GateRun } from './gate.ts';
import type { FileRecord } from './journal.ts';
import type { Brought } from './run-files.ts';
import type { Side } from './run-places.ts';

/** Brings files to a side, all of them. */
export type BringAll = (records: readonly FileRecord[], side: Side) => Promise<ReadonlyMap<FileRecord, Brought>>;

/** The gate gave a reason to go no further. The batch in hand is rolled back. */
export class GateStop extends Error {}

/** A batch that the gate judges. */
export interface GatedBatch {
  readonly name: string;
  /** Files that are as the Plan says. */
  readonly applied: readonly FileRecord[];
  /** How many files may be quarantined; Infinity when nobody said. */
  readonly limit: number;
  readonly bring: BringAll;
}

/**
 * Run the gate on a batch. When it fails, find out by rolling back whether the batch is to blame, and which of its files;
 * those are left rolled back, and all others applied.
 * @throws GateStop when the gate fails without the batch, too, or when too many files make it fail
 */
export async function gateBatch(
  gate: Gate,
  { name, applied, limit, bring }: GatedBatch,
): Promise<{ report: GateReport; quarantined: readonly FileRecord[] }> {
  let runs = 0;
  let seconds: number | undefined;
  let output = '';
  let present = new Set(applied);
  const applyOnly = async (wanted: readonly FileRecord[]): Promise<void> => {
    const next = new Set(wanted);
    await bringOrStop(
      bring,
      applied.filter((record) => present.has(record) && !next.has(record)),
      'before',
    );
    await bringOrStop(
      bring,
      wanted.filter((record) => !present.has(record)),
      'after',
    );
    present = next;
  };
  const passes = async (wanted: readonly FileRecord[]): Promise<boolean> => {
    await applyOnly(wanted);
    runs++;
    const run = await runGateOrStop(gate, `batch ${name}, run ${runs}, ${wanted.length} of ${applied.length} files`);
    if (!run.isPassed) output = run.output;
    else if (wanted.length > 0) seconds = run.seconds;
    return run.isPassed;
  };
  if (await passes(applied)) return { report: { result: 'passed', runs, seconds, output }, quarantined: [] };
  if (!(await passes([])))
    throw new GateStop(
      `the gate fails without batch ${name}, too, so it cannot tell whether the batch is well\n${output}`,
    );
  const culprits = await findCulprits(applied, async (wanted) => !(await passes(wanted)), limit);
  if (culprits === undefined) {
    await applyOnly([]);
    throw new GateStop(`more than ${limit} files of batch ${name} make the gate fail\n${output}`);
  }
  const isCulprit = new Set(culprits);
  await applyOnly(applied.filter((record) => !isCulprit.has(record)));
  return { report: { result: 'failed', runs, seconds, output }, quarantined: culprits };
}

/** Run the gate before anything is written. @throws GateStop when it fails */
export async function runBaseline(gate: Gate): Promise<number> {
  const { isPassed, seconds, output } = await runGateOrStop(gate, 'before anything is written');
  if (!isPassed) throw new GateStop(`the gate fails before anything is written\n${output}`);
  return seconds;
}

async function runGateOrStop(gate: Gate, occasion: string): Promise<GateRun> {
  const run = await runGate(gate, occasion);
  if (run.isInterrupted) {
    throw new ExpectedStop(
      'interrupted while the gate ran',
      'ssot-codemod apply --resume goes on, ssot-codemod rollback undoes',
      ExitCode.interrupted,
    );
  }
  return run;
}

async function bringOrStop(bring: BringAll, records: readonly FileRecord[], side: Side): Promise<void> {
  for (const [{ outcome }, brought] of await bring(records, side)) {
    if (brought.result === 'foreign' || brought.result === 'failed') {
      throw new ExpectedStop(
        `${outcome.path} cannot be put back and forth to find what makes the gate fail: ${brought.message}`,
        'a gate must not write to the files that it judges',
      );
    }
  }
}
