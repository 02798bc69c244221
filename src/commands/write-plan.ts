import type { AppliedPlan, RunOptions } from '../model/apply-run.ts';
import type { Plan } from '../model/outcome.ts';
import { applyInStore } from '../store/apply-plan.ts';
import type { ApplyContext } from '../store/bring-all.ts';
import { openStore } from '../store/open-store.ts';
import { interruptible } from './interruption.ts';
import type { CommandIo } from './io.ts';
import { progressDisplay } from './progress.ts';

/** Writes a Plan below a root, with its progress on standard error, until it is done or interrupted. */
export async function writePlan(
  root: string,
  plan: Plan,
  run: RunOptions,
  { allowDirty, quiet }: { readonly allowDirty: boolean; readonly quiet: boolean },
  io: CommandIo,
): Promise<AppliedPlan> {
  const store = openStore(root, allowDirty);
  try {
    return await withProgress(quiet, io, (context) => applyInStore(store, plan, run, context));
  } finally {
    store.release();
  }
}

/** Runs what writes files, with a display of its progress, and lets the person interrupt it. */
export async function withProgress<T>(
  quiet: boolean,
  io: CommandIo,
  run: (context: ApplyContext) => Promise<T>,
): Promise<T> {
  const display = await progressDisplay(io, quiet);
  try {
    return await interruptible((signal) => run({ signal, onProgress: display.show }));
  } finally {
    display.end();
  }
}
