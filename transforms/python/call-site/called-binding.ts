import type { CallPlan } from '../../../src/model/call-rule.ts';
import { formatTarget } from '../../../src/model/config.ts';
import type { Target } from '../../../src/model/config.ts';
import type { Refusal } from '../../../src/model/edit.ts';
import { absoluteModule, isFacade } from '../../../src/model/python.ts';
import { withReviews } from '../../../src/model/resolution.ts';
import type { Legacy } from '../../../src/model/resolution.ts';
import type { Review } from '../../../src/model/review.ts';
import type { Binding, Site, Use } from '../../../src/parse/python/scope.ts';
import type { Scopes } from '../../../src/parse/python/scopes.ts';
import { hasNoqa } from '../noqa.ts';
import { goesOnWithout } from '../order-of-names.ts';
import type { Choice, PythonFile } from '../python-file.ts';
import { missedUses } from '../reported.ts';
import { worst } from '../module-uses.ts';
import type { CalledName } from './called-name.ts';
import type { CodeNodes } from '../../../src/parse/python/code-nodes.ts';
import { decideCall } from './decide-call.ts';
import { factoryCalls } from './factory-calls.ts';
import { factoryObject } from './factory-object.ts';
import { callSiteId } from './id.ts';
import type { MovingCall } from './moving-call.ts';
import { heldByPatch, unknownCall, usedAsValue, useObstacle } from './obstacles.ts';
import type { Obstacle } from './obstacles.ts';

/** One name of a file that has a rule for calls, with the imports that bind it. */
export interface CalledBinding {
  readonly binding: Binding;
  readonly names: readonly CalledName[];
}

/** A file that is looked at for its calls. */
export interface CallContext {
  readonly file: PythonFile;
  readonly choice: Choice;
  readonly scopes: Scopes;
  readonly nodes: CodeNodes;
  /** All names of the file that have a rule for calls. */
  readonly bindings: readonly CalledBinding[];
}

export type StayingUse = Pick<Refusal, 'reason' | 'message'> & { readonly use: Use; readonly isCall: boolean };

/** All uses of one binding, each decided on. */
export interface DecidedBinding extends CalledBinding {
  readonly plan: CallPlan | undefined;
  readonly calls: readonly MovingCall[];
  readonly staying: readonly StayingUse[];
  /** Uses that go to the canonical path of the entry, as types do. */
  readonly others: readonly Use[];
  /** The name is here for other files, too. */
  readonly isForOthers: boolean;
  /** The Verdict on its calls. */
  readonly verdict: Legacy | undefined;
}

/** Decide on each use of a name. */
export function decideBinding(context: CallContext, called: CalledBinding): DecidedBinding {
  const { file, nodes } = context;
  const { binding, names } = called;
  const [first] = names;
  const plan = first !== undefined && 'target' in first.plan ? first.plan : undefined;
  const verdicts = names.map(({ module, name, local, statement }) =>
    file.calls.verdict(module, name.name, local, statement.start),
  );
  const verdict = worst(verdicts);
  const calls: MovingCall[] = [];
  const staying: StayingUse[] = [];
  const others: Use[] = [];
  const obstacle = obstacleOf(context, called, plan, verdict);
  const reviews = bindingReviews(context, called);
  for (const use of binding.uses) {
    const call = use.attributes.length === 0 ? nodes.callOf(use.end) : undefined;
    if (call === undefined) {
      if (plan?.movesOtherUses !== false) others.push(use);
      else staying.push({ use, isCall: false, ...usedAsValue(plan) });
      continue;
    }
    const own = obstacle ?? useObstacle(use);
    if (own !== undefined || plan === undefined || verdict?.kind !== 'legacy') {
      staying.push({ use, isCall: true, ...(own ?? unknownCall(first?.plan)) });
      continue;
    }
    if (plan.creates !== undefined) {
      const found = factoryObject(file, plan, use, call);
      if ('reason' in found) staying.push({ use, isCall: true, ...found });
      else calls.push(...factoryCalls(found, verdict, { reviews, choice: context.choice }, use));
      continue;
    }
    const line = (offset: number): number => file.span({ start: offset, end: offset }).line;
    const decision = decideCall({ text: file.source.text, lines: file.lines }, plan, call, line);
    if (decision.textEdits === undefined) staying.push({ use, isCall: true, ...decision });
    else {
      const move = withReviews({ ...verdict, call: decision.binding }, [...decision.reviews, ...reviews]);
      calls.push({ use, called: use, decision, move, isApplied: context.choice.isApplied(move, callSiteId) });
    }
  }
  const isForOthers = binding.scope.kind === 'class' || isNeeded(context, called);
  return {
    ...called,
    plan,
    calls,
    staying,
    others,
    isForOthers,
    verdict: verdict?.kind === 'legacy' ? verdict : undefined,
  };
}

/** Why no call of the binding is rewritten. */
function obstacleOf(
  { file, scopes }: CallContext,
  called: CalledBinding,
  plan: CallPlan | undefined,
  verdict: ReturnType<typeof worst>,
): Obstacle | undefined {
  const { binding, names } = called;
  if (verdict?.kind === 'refused') return { reason: verdict.reason, message: verdict.message };
  const [error] = scopes.errors;
  if (error) return { reason: 'syntax-error', message: missedUses(error, file.span(error).line) };
  const held = plan === undefined ? undefined : patchedAsync(file, called, plan, scopes);
  if (held !== undefined) return held;
  if (plan?.creates !== undefined && binding.scope === scopes.module && file.others.isPatched(binding.name))
    return { reason: 'factory-object', message: `a test puts another object in the place of ${binding.name}` };
  const imports = new Set(names.map(({ name }) => name.end));
  const other = binding.sites.find(
    ({ kind, end }) => kind !== 'declaration' && !(kind === 'import' && imports.has(end)),
  );
  const boundToo = (place: Site | undefined): Obstacle | undefined =>
    place && {
      reason: 'name-collision',
      message: `${binding.name} is bound otherwise, too (line ${file.span(place).line})`,
    };
  const differing = plan && names.find(({ plan: own }) => own !== plan && !isSameRule(own, plan));
  return boundToo(other ?? binding.sites.find(({ end }) => end === differing?.name.end));
}

/** A test puts what has to be awaited in the place of the name, and the rule changes whether calls are awaited. */
function patchedAsync(
  { others, identity }: PythonFile,
  { binding, names }: CalledBinding,
  plan: CallPlan,
  { module }: Scopes,
): Obstacle | undefined {
  if (plan.await === 'keep') return undefined;
  const own =
    binding.scope === module
      ? [`${identity.module}:${binding.name}`]
      : names.map((each) => `${each.module}:${each.name.name}`);
  const patched = own.find((symbol) => others.isPatchedAsync(symbol));
  return patched === undefined ? undefined : heldByPatch(patched);
}

/** Two legacy paths of one object, or two that are called alike. */
function isSameRule(one: CalledName['plan'], other: CallPlan | undefined): boolean {
  if (other === undefined || 'problem' in one) return false;
  const keyOf = ({ target, parameters, arguments: given, dropped, await: awaited }: CallPlan): string =>
    JSON.stringify([target, parameters, given, dropped, awaited]);
  return keyOf(one) === keyOf(other);
}

function bindingReviews({ file, scopes }: CallContext, { binding, names }: CalledBinding): Review[] {
  const split = names.find(({ statement }) => statement.names.length > 1 && goesOnWithout(file.lines, statement));
  const reviews: Review[] = [];
  if (split !== undefined) {
    const message = 'names of the statement may be missing, and a split binds them in another order';
    reviews.push({ reason: 'binding-order', message });
  }
  const [unsure] = binding.unsureUses;
  if (unsure !== undefined) {
    const message = `a class that binds ${binding.name} reads it (line ${file.span(unsure).line})`;
    reviews.push({ reason: 'unreadable-code', message });
  }
  const isLookedAt = scopes.dynamicLookups(binding);
  if (isLookedAt.length > 0) {
    const message = `${isLookedAt[0]?.function ?? ''}() may look ${binding.name} up`;
    reviews.push({ reason: 'unreadable-code', message });
  }
  return reviews;
}

/** Do others find the name in this file? */
function isNeeded({ file, choice, scopes }: CallContext, { binding, names }: CalledBinding): boolean {
  if (binding.scope !== scopes.module) return false;
  if (scopes.publicNames.some(({ name }) => name === binding.name)) return true;
  if (names.some(({ name }) => name.alias !== undefined && name.alias === name.name)) return true;
  if (
    binding.uses.length === 0 &&
    (isFacade(file.source.path) || names.some(({ statement }) => hasNoqa(file.source.text, statement)))
  )
    return true;
  return file.others.isNeededElsewhere(binding.name, choice);
}

/** Does the place bind the target, by an import of it, or of a path that the Map moves onto it? */
export function bindsTarget({ file }: CallContext, { kind, origin, start }: Site, target: Target): boolean {
  if (kind !== 'import' || origin?.name === undefined) return false;
  const level = origin.module.search(/[^.]|$/);
  const module = absoluteModule(level, origin.module.slice(level), file.identity);
  if (module === undefined) return false;
  if (module === target.module && origin.name === target.name) return true;
  const verdict = file.verdicts.name(module, origin.name, origin.name, start);
  return verdict.kind === 'legacy' && verdict.tier === 'safe' && formatTarget(verdict.to) === formatTarget(target);
}
