import type { Config } from '../model/config.ts';
import { ExpectedStop } from '../model/errors.ts';
import type { Plan } from '../model/outcome.ts';

/** @throws ExpectedStop where calls were left because the Map's rule for them cannot be applied to any call */
export async function refuseUnreadRules(config: Config, plan: Plan): Promise<void> {
  if (!config.python.map.some(({ calls }) => calls !== undefined)) return;
  const { unreadCallRules } = await import('../engine/unread-call-rules.ts');
  const problems = await unreadCallRules(config, plan);
  if (problems.length === 0) return;
  const where = config.fileInRoot ?? 'the configuration';
  throw new ExpectedStop(
    `${where}: python.map:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    'docs/calls.md explains "signature", "args" and "drop"',
  );
}
