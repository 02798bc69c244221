import type { Config } from '../model/config.ts';
import { ExpectedStop } from '../model/errors.ts';
import type { Plan } from '../model/outcome.ts';
import { formatCommands } from './format-choice.ts';
import type { FormatOptions } from './format-choice.ts';
import { formatPlan } from './format-plan.ts';
import type { CommandIo } from './io.ts';
import { warnOf } from './warn.ts';
import { withProgress } from './write-plan.ts';

/**
 * The Plan that `--formatted` asks for. Nothing of the tree is written.
 * @throws ExpectedStop when there is no format command
 */
export async function formattedPlan(
  plan: Plan,
  config: Config,
  options: FormatOptions & { readonly quiet: boolean },
  withDiffs: boolean,
  io: CommandIo,
): Promise<Plan> {
  const commands = formatCommands(options, config);
  if (commands.length === 0)
    throw new ExpectedStop(
      '--formatted needs a format command',
      `give one by --format-command, or as "format" in ${config.file ?? 'a configuration'}`,
    );
  const result = await withProgress(options.quiet, io, (context) =>
    formatPlan(config.root, plan, commands, withDiffs, context),
  );
  warnOf(result.warnings?.slice(plan.warnings?.length ?? 0) ?? [], io);
  return result;
}
