import { bindArguments } from '../../../src/calls/bind.ts';
import { shownArgument } from '../../../src/model/call-binding.ts';
import type { BoundArgument } from '../../../src/model/call-binding.ts';
import type { CallPlan } from '../../../src/model/call-rule.ts';
import { formatTarget } from '../../../src/model/config.ts';
import type { Refusal } from '../../../src/model/edit.ts';
import type { Review } from '../../../src/model/review.ts';
import type { ArgumentList, CallArgument } from './call-arguments.ts';
import type { RebuiltArguments } from '../../../src/edit/rebuilt-arguments.ts';
import type { NewArgument } from './new-argument.ts';
import { inNewOrder, inPlace } from './argument-edits.ts';
import type { ArgumentEdits } from './argument-edits.ts';

export type Rewritten =
  | (ArgumentEdits & {
      readonly reviews: readonly Review[];
      readonly bound: readonly BoundArgument[];
      /** The arguments, where they change places. */
      readonly rebuilt?: RebuiltArguments;
    })
  | (Pick<Refusal, 'reason' | 'message'> & { readonly textEdits?: undefined });

/** The arguments of a call, bound to the legacy signature and given to the canonical one. */
export function rewriteArguments(text: string, plan: CallPlan, list: ArgumentList): Rewritten {
  const given = list.arguments;
  if (plan.handsOn) return handedOn(plan, list);
  if (given.some(({ isStar }) => isStar))
    return { reason: 'star-arguments', message: 'which arguments a star gives is only known when the code runs' };
  const fit = bindArguments(plan.parameters, given);
  if (fit.bound === undefined) return misfit(plan.legacy, fit.misfit);
  const landing = new Map([...fit.bound].flatMap(([name, all]) => all.map((each) => [each, name] as const)));
  const kept: NewArgument[] = [];
  const gone: CallArgument[] = [];
  for (const argument of given) {
    const name = landing.get(argument) ?? '';
    const planned = plan.arguments.find(({ source }) => source.kind === 'parameter' && source.name === name);
    if (planned !== undefined)
      kept.push({ parameter: planned.parameter, keyword: undefined, given: argument, text: valueText(text, argument) });
    else if (!plan.dropped.includes(name))
      return misfit(plan.legacy, `${formatTarget(plan.target)} takes no ${argument.keyword ?? name}`);
    else if (argument.isPlain) gone.push(argument);
    else
      return {
        reason: 'dropped-argument-has-effect',
        message: `the argument ${name} goes, and ${valueText(text, argument)} may do something`,
      };
  }
  const added = addedArguments(plan, fit.bound);
  if (typeof added === 'string') return misfit(plan.legacy, added);
  const placed = placeArguments(plan, [...kept, ...added]);
  if (typeof placed === 'string') return misfit(formatTarget(plan.target), placed);
  const bound = boundArguments(plan, kept, [...landing], (argument) => shownArgument(valueText(text, argument)));
  if (list.isGenerator && (placed[0]?.keyword !== undefined || placed.length > 1))
    return misfit(formatTarget(plan.target), 'a generator without parentheses cannot stand beside another argument');
  const isMoved = placed.some(({ given: own }, k) => own !== undefined && kept[k]?.given !== own);
  if (!isMoved) return { ...inPlace(text, list, placed, gone), reviews: [], bound };
  const rebuilt = inNewOrder(text, list, placed);
  if (rebuilt === undefined)
    return misfit(formatTarget(plan.target), 'comments stand between arguments that change places');
  return { textEdits: [], closing: [], reviews: orderReview(kept), bound, rebuilt };
}

/** One parameter after another: what a call gives to it, and where that goes. */
function boundArguments(
  plan: CallPlan,
  kept: readonly NewArgument[],
  landing: readonly (readonly [CallArgument, string])[],
  textOf: (argument: CallArgument) => string,
): BoundArgument[] {
  const given = landing.map(([argument, name]): BoundArgument => {
    const to = kept.find((each) => each.given === argument)?.parameter;
    return { parameter: name, argument: textOf(argument), ...(to === undefined ? {} : { to }) };
  });
  const names = new Set(landing.map(([, name]) => name));
  const others = plan.arguments.flatMap(({ parameter: to, source }): BoundArgument[] => {
    if (source.kind === 'text') return [{ argument: source.text, to }];
    if (names.has(source.name)) return [];
    const { otherwise, name: parameter } = source;
    return [{ parameter, ...(otherwise.kind === 'text' ? { argument: otherwise.text } : {}), to, isDefault: true }];
  });
  return [...given, ...others];
}

function misfit(symbol: string, message: string): Rewritten {
  return { reason: 'arguments-do-not-fit', message: `${symbol}: ${message}` };
}

export function valueText(text: string, { head, end }: CallArgument): string {
  return text.slice(head.end, end);
}

/** `f(*args, **kwargs)` hands on everything. */
function handedOn({ targetParameters, target, legacy }: CallPlan, { arguments: given }: ArgumentList): Rewritten {
  const isStarred = given.some(({ isStar }) => isStar);
  const fit = targetParameters === undefined || isStarred ? undefined : bindArguments(targetParameters, given);
  if (fit !== undefined && fit.bound === undefined) return misfit(formatTarget(target), fit.misfit);
  if (isStarred)
    return {
      reason: 'star-arguments',
      message: `whether the arguments of a star fit ${legacy} is only known when the code runs`,
    };
  return { textEdits: [], closing: [], reviews: [], bound: [] };
}

/** The arguments that a call does not give, and that the canonical callable needs all the same. */
function addedArguments(plan: CallPlan, bound: ReadonlyMap<string, unknown>): NewArgument[] | string {
  const added: NewArgument[] = [];
  for (const { parameter, source } of plan.arguments) {
    if (source.kind === 'text') added.push({ parameter, keyword: parameter, given: undefined, text: source.text });
    else if (!bound.has(source.name) && source.otherwise.kind === 'text')
      added.push({ parameter, keyword: parameter, given: undefined, text: source.otherwise.text });
    else if (!bound.has(source.name) && source.otherwise.kind === 'unknown') return source.otherwise.message;
  }
  return added;
}

/**
 * The arguments in the order in which they stand: by position as long as each lands in its parameter, else by keyword.
 * Parameters that take no keyword come first.
 */
function placeArguments(
  { targetParameters: parameters }: CallPlan,
  all: readonly NewArgument[],
): NewArgument[] | string {
  if (parameters === undefined) return all.map((each) => ({ ...each, keyword: each.parameter }));
  const named = (name: string): (typeof parameters)[number] | undefined =>
    parameters.find((each) => each.name === name && !each.kind.startsWith('var-'));
  const isPositional = ({ parameter }: NewArgument): boolean => named(parameter)?.kind === 'positional-only';
  const place = ({ parameter }: NewArgument): number => named(parameter)?.position ?? 0;
  const ordered = [
    ...all.filter(isPositional).toSorted((a, b) => place(a) - place(b)),
    ...all.filter((each) => !isPositional(each)),
  ];
  let next = 0;
  const placed = ordered.map((each): NewArgument => {
    const wasPositional = each.given !== undefined && each.given.keyword === undefined;
    const fits = named(each.parameter)?.position === next && (wasPositional || isPositional(each));
    if (fits) next++;
    else next = Infinity;
    return { ...each, keyword: fits ? undefined : each.parameter };
  });
  const fit = bindArguments(parameters, placed);
  return fit.bound === undefined ? fit.misfit : placed;
}

function orderReview(kept: readonly NewArgument[]): Review[] {
  if (kept.every(({ given }) => given?.isPlain !== false)) return [];
  return [{ reason: 'argument-order', message: 'arguments change places, and are evaluated in another order' }];
}
