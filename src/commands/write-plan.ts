import type { AppliedPlan, RunOptions } from '../model/apply-run.ts';
import type { FormatCommand } from '../model/format-command.ts';
import type { Plan } from '../model/outcome.ts';
import { applyInStore } from '../store/apply-plan.ts';
import type { ApplyContext } from '../store/bring-all.ts';
import { openStore } from '../store/open-store.ts';
import { interruptible } from './interruption.ts';
import type { CommandIo } from './io.ts';
import { progressDisplay } from './progress.ts';
import { warnOf } from './warn.ts';

interface WriteOptions extends Partial<FormatChoice> {
  readonly allowDirty: boolean;
  readonly quiet: boolean;
}

/** The commands that format the changed files. */
interface FormatChoice {
  readonly commands: readonly FormatCommand[];
  /** The report shows diffs. */
  readonly withDiffs: boolean;
}

/** Writes a Plan below a root, with its progress on standard error, until it is done or interrupted. */
export async function writePlan(
  root: string,
  plan: Plan,
  run: RunOptions,
  { allowDirty, quiet, ...choice }: WriteOptions,
  io: CommandIo,
): Promise<AppliedPlan> {
  const store = openStore(root, allowDirty);
  try {
    return await withProgress(quiet, io, async (context) =>
      applyInStore(store, await formatted(root, plan, choice, context, io), run, context),
    );
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

/** The Plan after the format commands have run; the Plan itself where there are none. */
export async function formatted(
  root: string,
  plan: Plan,
  { commands = [], withDiffs = false }: Partial<FormatChoice>,
  context: ApplyContext,
  io: CommandIo,
): Promise<Plan> {
  if (commands.length === 0) return plan;
  const { formatPlan } = await import('./format-plan.ts');
  const result = await formatPlan(root, plan, commands, withDiffs, context);
  warnOf(result.warnings?.slice(plan.warnings?.length ?? 0) ?? [], io);
  return result;
}
