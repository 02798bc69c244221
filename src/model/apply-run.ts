import type { Plan } from './outcome.ts';

/** How an apply goes about it. It is kept in the journal, so that a resumed apply goes on in the same way. */
export interface RunOptions {
  /** `directory`, `package`, `codeowners` or `size:N`; undefined for all files in one batch. */
  readonly batchBy: string | undefined;
  /** The one batch that is written, of a Plan that was split before; undefined where the run splits it. */
  readonly batchName?: string | undefined;
  /** Make one git commit for each batch. */
  readonly commit: boolean;
  /** Template of the commit messages; undefined for the usual one. */
  readonly message: string | undefined;
  /** Make one branch with one commit for each batch, each from the present HEAD. */
  readonly branchPrefix: string | undefined;
  /** Append the commits to .git-blame-ignore-revs. */
  readonly blameIgnore: boolean;
  /** Shell command that must succeed after each batch. */
  readonly gate: string | undefined;
  /** Seconds. */
  readonly gateTimeout: number | undefined;
  /** Stop when more files than this would be quarantined. */
  readonly maxQuarantine: number | undefined;
  /** Run the gate once before anything is written. */
  readonly baselineGate: boolean;
  /** Warn when the gate takes this many percent longer than before. */
  readonly gateSlowdown: number | undefined;
}

/** The result of one batch. */
export interface BatchReport {
  readonly name: string;
  readonly files: number;
  readonly edits: number;
  /** How many files are created, deleted or renamed; not there when none are. */
  readonly operations?: number | undefined;
  /** Undefined without a gate. */
  readonly gate: GateReport | undefined;
  /** Hash of the commit; undefined without one. */
  readonly commit: string | undefined;
  readonly branch: string | undefined;
  /** The address of the pull request that was opened for the branch. */
  readonly pullRequest?: string | undefined;
  /** Paths of the files that make the gate fail, rolled back. */
  readonly quarantined: readonly string[];
}

export interface GateReport {
  readonly result: 'passed' | 'failed';
  /** How often the gate was run for this batch. */
  readonly runs: number;
  /** The duration of the last run that passed with the batch applied, in seconds; undefined when none did. */
  readonly seconds: number | undefined;
  /** The end of the gate's output when it last failed; empty when it never did. */
  readonly output: string;
}

/** The result of an apply, besides the Outcomes of the Plan. */
export interface ApplyRun {
  readonly id: string;
  readonly batches: readonly BatchReport[];
  /** Seconds that the gate took before anything was written; undefined when it was not run then. */
  readonly baselineSeconds: number | undefined;
  readonly warnings: readonly string[];
  /** Why it ended before all batches were done; undefined when they were. */
  readonly stopped: string | undefined;
  /** The command that undoes it. */
  readonly undo: string;
}

/** A Plan as it came out. */
export interface AppliedPlan extends Plan {
  /** Undefined when there was nothing to write. */
  readonly run: ApplyRun | undefined;
}

/** How far a run is. `interrupted` and `rolling-back` are unfinished; `foreign` is one that somebody else made. */
export type RunState =
  'interrupted' | 'applied' | 'rolling-back' | 'rolled-back' | 'partly-rolled-back' | 'damaged' | 'foreign';

/** One line of `rollback --list`. */
export interface RunSummary {
  readonly id: string;
  readonly state: RunState;
  /** ISO 8601; undefined when the journal is damaged. */
  readonly startedAt: string | undefined;
  /** Number of files that it changes; undefined when the journal is damaged. */
  readonly files: number | undefined;
}

/** The result of a rollback. Paths are relative to the root of the apply. */
export interface RollbackReport {
  readonly id: string;
  readonly restored: readonly string[];
  /** Files that were already as before the apply. */
  readonly untouched: number;
  /** Left alone: somebody edited them since. */
  readonly refused: readonly RefusedFile[];
  /** Copies of the replaced files, made by --force. */
  readonly copies: readonly string[];
  readonly failed: readonly RefusedFile[];
  /** Commits that the apply made on the branch that was checked out. They stay. */
  readonly commits: readonly string[];
  /** Branches that the apply made, which stay. */
  readonly branches: readonly string[];
}

export interface RefusedFile {
  readonly path: string;
  readonly message: string;
}
