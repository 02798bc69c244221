import { withReviews } from '../../../src/model/resolution.ts';
import type { Legacy } from '../../../src/model/resolution.ts';
import type { Use } from '../../../src/parse/python/scope.ts';
import { worst } from '../module-uses.ts';
import type { ModuleUses } from '../module-uses.ts';
import type { ModuleName } from '../module-names.ts';
import type { PlanContext } from '../python-file.ts';
import { isOfModule } from './called-name.ts';
import { decideCall } from './decide-call.ts';
import type { MadeCall } from './decide-call.ts';
import { heldByPatch, unknownCall, usedAsValue, useObstacle } from './obstacles.ts';
import type { Obstacle } from './obstacles.ts';

/** A use of `module.name` where the Map has a rule for calls of it. */
export type ModuleCall =
  { readonly resolution: Legacy; readonly call: MadeCall } | { readonly refused: ModuleUses['refused'][number] };

/**
 * Decide on one use of an attribute of a module; undefined where no rule is about it.
 * @param length how many attributes lead to the symbol
 * @param names the imports of the module
 */
export function moduleCall(
  { file }: PlanContext,
  names: readonly ModuleName[],
  use: Use,
  length: number,
  [module, name]: readonly [string, string],
): ModuleCall | undefined {
  const plan = file.calls.plan(module, name);
  if (plan === undefined || isOfModule(plan, file.identity.module)) return undefined;
  const from = `${module}:${name}`;
  const end = use.attributes[length - 1]?.end ?? use.end;
  const { text } = file.source;
  const local = text.slice(use.start, use.end);
  const called = use.attributes.length === length ? file.syntax.nodes([local]).callOf(end) : undefined;
  if (called === undefined) {
    if ('problem' in plan || plan.movesOtherUses) return undefined;
    return { refused: { start: use.start, end, from, ...usedAsValue(plan) } };
  }
  const refused = ({ reason, message }: Obstacle): ModuleCall => {
    return { refused: { start: called.start, end: called.end, from, reason, message, isCall: true } };
  };
  const verdict = worst(
    names.map(({ local, statement }) => file.calls.verdict(module, name, local, statement.start, true)),
  );
  if (verdict?.kind === 'unrelated') return undefined;
  const isHeld = 'target' in plan && plan.await !== 'keep' && file.others.isPatchedAsync(from);
  const obstacle = isHeld ? heldByPatch(from) : verdict?.kind === 'refused' ? verdict : useObstacle(use);
  if (obstacle !== undefined) return refused(obstacle);
  if ('problem' in plan || verdict?.kind !== 'legacy') return refused(unknownCall(plan));
  const line = (offset: number): number => file.span({ start: offset, end: offset }).line;
  const call = decideCall({ text, lines: file.lines }, plan, called, line);
  return call.textEdits === undefined ? refused(call) : { resolution: withReviews(verdict, call.reviews), call };
}
