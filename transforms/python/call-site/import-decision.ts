import { formatTarget } from '../../../src/model/config.ts';
import type { Target } from '../../../src/model/config.ts';
import { withReviews } from '../../../src/model/resolution.ts';
import type { Legacy } from '../../../src/model/resolution.ts';
import type { ReviewReason } from '../../../src/model/review.ts';
import { leastSure } from '../../../src/model/tier.ts';
import type { Binding, Use } from '../../../src/parse/python/scope.ts';
import { namedInNamespace, unreadType } from '../unread-types.ts';
import { bindsTarget } from './called-binding.ts';
import type { CallContext, DecidedBinding } from './called-binding.ts';
import { callSiteId } from './id.ts';

/** The fate of the import of a name whose calls have a rule. */
export type ImportDecision =
  /** It stays as it is; the canonical callable may be imported beside it. */
  | { readonly kind: 'stays'; readonly besides: Target | undefined }
  /** It moves as other imports do, and the canonical callable may be imported beside it. */
  | { readonly kind: 'moves'; readonly besides: Target | undefined }
  /** It becomes the import of the canonical callable, and all uses are of that. */
  | { readonly kind: 'becomes'; readonly move: Legacy; readonly isApplied: boolean };

export interface BindingPlan {
  readonly import: ImportDecision;
  /** The name that is called afterwards. */
  readonly newName: string;
  /** Why no call can be rewritten after all. */
  readonly collision: string | undefined;
}

/** Decide what the imports of a binding become, given what becomes of its calls. */
export function planBinding(context: CallContext, decided: DecidedBinding): BindingPlan {
  const { plan, verdict, calls, staying, others, isForOthers, binding } = decided;
  const local = binding.name;
  if (plan === undefined || verdict === undefined) return unchanged(local);
  const name = plan.target.name ?? local;
  const isType = formatTarget(plan.target) === formatTarget(plan.canonical);
  const hasOthers = others.length > 0 && !isType;
  const isPending = calls.some(({ isApplied }) => !isApplied);
  const isMixed = isPending && calls.some(({ isApplied }) => isApplied);
  const isFree = staying.length === 0 && binding.unsureUses.length === 0;
  const isUnused = calls.length + others.length === 0;
  const isOnlyType = calls.length === 0 && plan.movesOtherUses;
  if (isFree && isOnlyType) return { ...unchanged(local), import: { kind: 'moves', besides: undefined } };
  if (isFree && !hasOthers && !isForOthers && calls.length > 0 && !isMixed) {
    const newName = isRenamed(context, decided, name) ? name : local;
    const import_ = { kind: 'becomes', move: commonMove(verdict, decided), isApplied: !isPending } as const;
    return { import: import_, newName, collision: undefined };
  }
  if (isFree && isUnused && !isForOthers) {
    const isApplied = context.choice.isApplied(verdict, callSiteId);
    const newName = isRenamed(context, decided, name) ? name : local;
    return { import: { kind: 'becomes', move: verdict, isApplied }, newName, collision: undefined };
  }
  const uses = calls.map(({ use }) => use);
  const collision = calls.length === 0 ? undefined : collisionOf(context, decided, name, uses);
  const isBeside = collision === undefined && calls.some(({ isApplied }) => isApplied);
  const besides = isBeside ? plan.target : undefined;
  const mayMove =
    isSameObject(context, decided) ||
    (isFree && plan.movesOtherUses && !isType && (!isPending || calls.length === 0) && collision === undefined);
  return { import: { kind: mayMove ? 'moves' : 'stays', besides }, newName: name, collision };
}

/** Does the legacy path lead to the canonical object itself, so that calls that stay are none the worse for the move? */
function isSameObject({ file }: CallContext, { names, plan }: DecidedBinding): boolean {
  return (
    plan?.movesOtherUses === true &&
    names.every(({ module, name, local, statement }) => {
      const verdict = file.verdicts.name(module, name.name, local, statement.start);
      return (
        verdict.kind === 'canonical' ||
        (verdict.kind === 'legacy' &&
          !verdict.isReplacement &&
          verdict.reviews.every(({ reason }) => !differing.has(reason)))
      );
    })
  );
}

/** Reasons for a review that say that it may be another object. */
const differing = new Set<ReviewReason>([
  'different-object',
  'ambiguous-definition',
  'unverified-export',
  'unconfirmed-replacement',
  'not-consulted',
]);

function unchanged(local: string): BindingPlan {
  return { import: { kind: 'stays', besides: undefined }, newName: local, collision: undefined };
}

/** The move of the import together with all calls: as sure as the least sure of them. */
export function commonMove(verdict: Legacy, { calls }: Pick<DecidedBinding, 'calls'>): Legacy {
  const all = [verdict, ...calls.map(({ move }) => move)];
  const { tier, because } = leastSure(all) ?? verdict;
  return withReviews(
    { ...verdict, tier, because },
    all.flatMap(({ reviews }) => reviews),
  );
}

/** Can all uses get the canonical name? An alias that somebody chose stays. */
function isRenamed(context: CallContext, { binding, names, calls }: DecidedBinding, name: string): boolean {
  const { file, scopes } = context;
  if (names.some(({ name: { alias } }) => alias !== undefined)) return false;
  if (name === binding.name) return true;
  if (isPatchedApart(context, binding, name)) return false;
  const hidden = unreadType(file, scopes, binding.name) ?? namedInNamespace(file, binding.name);
  if (hidden !== undefined || scopes.dynamicLookups(binding).length > 0) return false;
  if (new RegExp(String.raw`^\s*(?:>>>|\.\.\.) .*\b${binding.name}\b`, 'm').test(file.source.text)) return false;
  const uses = [...binding.uses, ...calls.map(({ use }) => use)];
  return collisionOf(context, { binding, names, plan: undefined }, name, uses) === undefined;
}

/** Do tests patch the name, and does another name of the module become the same one, which they would patch with it? */
function isPatchedApart({ file, scopes, bindings }: CallContext, binding: Binding, name: string): boolean {
  if (binding.scope !== scopes.module || !file.others.isPatched(binding.name)) return false;
  const becomesSame = bindings.some(
    (other) =>
      other.binding !== binding &&
      other.binding.scope === binding.scope &&
      other.names.some(({ plan }) => 'target' in plan && plan.target.name === name),
  );
  return becomesSame || binding.scope.bindings.has(name);
}

/** Why the uses cannot have the name; undefined where they can. */
function collisionOf(
  context: CallContext,
  { binding, plan, names }: Pick<DecidedBinding, 'binding' | 'plan' | 'names'>,
  name: string,
  uses: readonly Use[],
): string | undefined {
  const { file, choice, scopes } = context;
  if (name === binding.name) return `${name} is used otherwise, too`;
  const target =
    plan?.target ?? (names[0] !== undefined && 'target' in names[0].plan ? names[0].plan.target : undefined);
  const isSame = (place: { readonly start: number }): boolean => {
    const own = scopes.bindingAt(place.start);
    return (
      target !== undefined &&
      own !== undefined &&
      own.sites.length > 0 &&
      own.sites.every((site) => bindsTarget(context, site, target))
    );
  };
  const taken = scopes.collisions(name, { ...binding, uses }).find((place) => !isSame(place));
  if (taken !== undefined) return `${name} has another meaning (line ${file.span(taken).line})`;
  const { module } = scopes;
  const isBrought = binding.scope === module && !module.bindings.has('__all__') && !module.bindings.has(name);
  return isBrought && file.others.isNeededElsewhere(name, choice)
    ? `a star would bring ${name} to another file, which says it`
    : undefined;
}
