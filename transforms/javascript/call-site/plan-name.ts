import type { Target } from '../../../src/model/config.ts';
import { withReviews } from '../../../src/model/resolution.ts';
import type { Legacy, Resolution } from '../../../src/model/resolution.ts';
import { leastSure } from '../../../src/model/tier.ts';
import type { JavaScriptFile } from '../javascript-file.ts';
import type { DecidedName } from './decided-name.ts';
import type { FreeNames } from './free-names.ts';
import { callSiteId } from './id.ts';
import type { NameDecision } from './script-calls.ts';

/** A name whose uses were decided on, with what becomes of its import. */
export interface PlannedName {
  readonly decision: NameDecision;
  /** The name that is called afterwards. */
  readonly newName: string;
  /** Why no call can be rewritten after all. */
  readonly collision: string | undefined;
}

/** Decide what the import of a name becomes, given what becomes of its uses. */
export function planName(file: JavaScriptFile, free: FreeNames, decided: DecidedName): PlannedName {
  const { name, calls, staying, others } = decided;
  const { called, binding, isDivisible } = name;
  const local = binding.name;
  const { target } = called;
  const hasOthers = (others.length > 0 || isInComments(file, local)) && !called.isOne;
  const isFree = staying.length === 0;
  const isPending = calls.some(({ isApplied }) => !isApplied);
  const isMixed = isPending && calls.some(({ isApplied }) => isApplied);
  const left = (resolution: Resolution): PlannedName => ({
    decision: { kind: 'moves', resolution, besides: undefined },
    newName: local,
    collision: undefined,
  });
  if (calls.length === 0) {
    if (!isFree) return { ...left(called.others), decision: { kind: 'stays', besides: undefined } };
    if (called.movesOtherUses || target.kind !== 'legacy' || hasOthers) return left(called.others);
    return becomes(file, free, decided, target);
  }
  if (target.kind !== 'legacy') return left(called.others);
  if (isFree && !hasOthers && !isMixed) return becomes(file, free, decided, target);
  const collision = collisionOf(free, decided, target.to, isDivisible);
  if (collision !== undefined)
    return { ...left(called.others), decision: { kind: 'stays', besides: undefined }, collision };
  const isBeside = calls.some(({ isApplied }) => isApplied) && !free.isBound(target.to, name.block);
  const besides = isBeside ? target.to : undefined;
  if (isBeside) free.bring(target.to, name.block);
  const mayMove = hasOthers && isFree && !isPending;
  const decision: NameDecision = mayMove
    ? { kind: 'moves', resolution: called.others, besides }
    : { kind: 'stays', besides };
  return { decision, newName: target.to.name ?? local, collision: undefined };
}

function becomes(file: JavaScriptFile, free: FreeNames, decided: DecidedName, target: Legacy): PlannedName {
  const { name, calls, uses } = decided;
  const { binding, block } = name;
  const isBoundAlready = free.isBound(target.to, block);
  const isOwnName = binding.name === name.name || name.name === 'default';
  const to = target.to.name ?? 'default';
  const isSame = to === binding.name;
  const isRenamed =
    isOwnName &&
    !isSame &&
    to !== 'default' &&
    (block === undefined || !isBoundAlready) &&
    !isInComments(file, binding.name) &&
    free.problem(target.to, uses, binding.start ?? 0) === undefined;
  const isBound = isRenamed && isBoundAlready;
  const isApplied = calls.length === 0 ? file.isApplied(target, callSiteId) : calls.every((call) => call.isApplied);
  if (isRenamed && isApplied && !isBound) free.bring(target.to, block);
  const local = isRenamed ? to : binding.name;
  return {
    decision: { kind: 'becomes', move: commonMove(target, decided), local, isBound, isApplied },
    newName: local,
    collision: undefined,
  };
}

/** The move of the import together with all calls: as sure as the least sure of them. */
function commonMove(target: Legacy, { calls }: DecidedName): Legacy {
  const all = [target, ...calls.map(({ move }) => move)];
  const { tier, because } = leastSure(all) ?? target;
  return withReviews(
    { ...target, tier, because },
    all.flatMap(({ reviews }) => reviews),
  );
}

/** Why calls cannot get a name beside the one that stays. */
function collisionOf(
  free: FreeNames,
  { name: { binding }, calls }: DecidedName,
  target: Target,
  isDivisible: boolean,
): string | undefined {
  const name = target.name ?? 'default';
  if (!isDivisible) return 'no other statement can bind the canonical callable here';
  if (name === 'default') return 'the canonical callable is a default export, and has no name of its own';
  if (name === binding.name) return `${name} is used otherwise, too`;
  const uses = calls.map(({ use }) => use);
  return free.problem(target, uses, binding.start ?? 0);
}

function isInComments(file: JavaScriptFile, name: string): boolean {
  return file.uses().ofComments(name)?.length !== 0;
}
