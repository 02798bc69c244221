import type { Config } from '../model/config.ts';
import { formatTarget } from '../model/config.ts';
import type { Plan } from '../model/outcome.ts';

/**
 * The rules for calls of Python that the Map declares and that cannot be applied to any call, each as a sentence. Looks at those
 * rules only that left a call of the Plan as it is.
 */
export async function unreadCallRules(config: Config, { outcomes }: Pick<Plan, 'outcomes'>): Promise<string[]> {
  const left = new Set(
    outcomes.flatMap(({ refused }) =>
      refused.filter(({ reason }) => reason === 'arguments-do-not-fit').map(({ from }) => from),
    ),
  );
  if (left.size === 0) return [];
  const asked = config.python.map.flatMap(({ calls, canonical, legacy }) =>
    calls === undefined || calls.isInline
      ? []
      : legacy.filter((symbol) => left.has(formatTarget(symbol))).map((symbol) => ({ calls, canonical, symbol })),
  );
  if (asked.length === 0) return [];
  const { openPythonProject } = await import('./python/python-project.ts');
  const { interfaces } = openPythonProject(config);
  return asked.flatMap(({ symbol, ...entry }) => {
    const plan = interfaces.callPlan(entry, symbol);
    return 'problem' in plan && plan.isMissing !== true
      ? [`the rule for calls of "${formatTarget(symbol)}": ${plan.problem}`]
      : [];
  });
}
