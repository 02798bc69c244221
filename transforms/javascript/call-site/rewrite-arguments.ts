import { placeName, whenMissing } from '../../../src/calls/script-plan.ts';
import type { ScriptCallPlan } from '../../../src/calls/script-plan.ts';
import { shownArgument } from '../../../src/model/call-binding.ts';
import type { BoundArgument } from '../../../src/model/call-binding.ts';
import type { RebuiltArguments } from '../../../src/edit/rebuilt-arguments.ts';
import type { Refusal } from '../../../src/model/edit.ts';
import type { Range } from '../../../src/model/range.ts';
import type { Review } from '../../../src/model/review.ts';
import { valuesOf } from '../../../src/model/script-call-rule.ts';
import type { ArgumentPlace, ScriptArgument, ScriptSource } from '../../../src/model/script-call-rule.ts';
import { nameText } from '../identifier.ts';
import type { ArgumentSlots } from './call-node.ts';
import { givenValues } from './given-values.ts';
import type { GivenValue } from './given-values.ts';
import { rebuiltArguments } from './rebuilt-list.ts';
import type { NewArgument } from './rebuilt-list.ts';

const asItIs: RewrittenScript = { rebuilt: undefined, added: '', reviews: [], bound: [] };

export type Unfit = Pick<Refusal, 'reason' | 'message'>;

export interface RewrittenScript {
  /** Undefined where the arguments stay as they are. */
  readonly rebuilt: RebuiltArguments | undefined;
  /** The arguments of `new X`, which has no parentheses. */
  readonly added: string;
  readonly reviews: readonly Review[];
  /** One argument after another, and where it goes. */
  readonly bound: readonly BoundArgument[];
}

/**
 * The arguments of a call in the order and form that the canonical callable takes; or why they do not fit.
 * @param imported the names that imports of the file bind, which may be renamed
 */
export function rewriteArguments(
  text: string,
  plan: ScriptCallPlan,
  list: ArgumentSlots,
  imported: ReadonlySet<string>,
): RewrittenScript | Unfit {
  const { rule } = plan;
  const isStarred = list.slots.some(({ node }) => node.type === 'SpreadElement' || node.type === 'ArgumentPlaceholder');
  if (isStarred) return handsOnAll(plan) ? asItIs : { reason: 'star-arguments', message: onlyAtRunTime };
  const args = rule.args ?? allArguments(plan, list.slots.length);
  const given = givenValues(text, list, args, rule.drop);
  if ('message' in given) return misfit(plan, given);
  const problem = leftOver(text, plan, given.values, args);
  if (problem) return problem;
  const isShort = (name: string, { start, end }: Range): boolean =>
    text.slice(start, end) === name && !imported.has(name);
  const builder = new ArgumentBuilder(text, plan, given.values, isShort);
  const placed = args.map((argument, k) => builder.argument(argument, k));
  if (builder.problem !== undefined) return misfit(plan, { message: builder.problem });
  const differences = builder.differences.map((message): Review => ({ reason: 'changed-interface', message }));
  while (placed.at(-1)?.isMissing === true) placed.pop();
  const rebuilt = rebuiltArguments(text, list, placed);
  if (rebuilt === 'comments') return misfit(plan, { message: 'comments stand between arguments that change places' });
  const added =
    list.inside === undefined
      ? placed.flatMap(({ parts }) => parts.filter((part) => typeof part === 'string').join('')).join(', ')
      : '';
  const gone = given.values
    .filter(({ place }) => rule.drop.includes(place))
    .map(({ place, range }): BoundArgument => ({
      parameter: placeName(plan.old, place),
      argument: shownArgument(text.slice(range.start, range.end)),
    }));
  return {
    rebuilt,
    added,
    bound: [...builder.bound, ...gone],
    reviews: [...differences, ...orderReviews(given.values, placed)],
  };
}

const onlyAtRunTime = 'which arguments a spread gives is only known when the code runs';

/** The arguments in their order, with those that a call may leave out. */
function allArguments({ rule, old }: ScriptCallPlan, given: number): number[] {
  const named = old?.parameters?.filter(({ isRest }) => !isRest).length ?? 0;
  return [...Array(Math.max(given, named)).keys()].filter((k) => !rule.drop.includes(k));
}

/** Are arguments the same for both, however many there are? */
function handsOnAll(plan: ScriptCallPlan): boolean {
  if (plan.rule.args !== undefined || plan.rule.drop.length > 0) return false;
  return allArguments(plan, 0).every((k) => {
    const { problem, text, difference } = { text: undefined, difference: undefined, ...whenMissing(plan, k, k) };
    return problem === undefined && text === undefined && difference === undefined;
  });
}

function misfit({ target }: ScriptCallPlan, { message }: { readonly message: string }): Unfit {
  return { reason: 'arguments-do-not-fit', message: `${target}: ${message}` };
}

/** The arguments that the rule neither uses nor drops, or whose loss would be felt. */
function leftOver(
  text: string,
  plan: ScriptCallPlan,
  values: readonly GivenValue[],
  args: readonly ScriptArgument[],
): Unfit | undefined {
  const used = new Set<ScriptSource>(args.flatMap(valuesOf).map(([, source]) => source));
  for (const { place, range, isPlain } of values) {
    if (used.has(place)) continue;
    const shown = text.slice(range.start, range.end);
    if (!plan.rule.drop.includes(place)) return misfit(plan, { message: `it takes no argument ${place} (${shown})` });
    if (!isPlain) {
      const message = `argument ${place} goes, and ${shown} may do something`;
      return { reason: 'dropped-argument-has-effect', message };
    }
  }
  return undefined;
}

class ArgumentBuilder {
  readonly #plan: ScriptCallPlan;
  readonly #values: ReadonlyMap<ArgumentPlace, GivenValue>;
  readonly #isShort: (name: string, range: Range) => boolean;
  readonly #text: string;
  readonly differences: string[] = [];
  readonly bound: BoundArgument[] = [];
  problem: string | undefined;

  constructor(
    text: string,
    plan: ScriptCallPlan,
    values: readonly GivenValue[],
    isShort: (name: string, range: Range) => boolean,
  ) {
    this.#text = text;
    this.#plan = plan;
    this.#isShort = isShort;
    this.#values = new Map(values.map((value) => [value.place, value]));
  }

  argument(argument: ScriptArgument, position: number): NewArgument {
    if (typeof argument !== 'object' || !('fields' in argument)) return this.#value(argument, position);
    const fields = Object.entries(argument.fields)
      .map(([name, source]) => ({ name, value: this.#value(source, `${position}.${name}`) }))
      .filter(({ value }) => !value.isMissing);
    // Values keep the order in which they are evaluated.
    const inOrder = fields.toSorted((a, b) => startOf(a.value) - startOf(b.value));
    const parts = inOrder.flatMap(({ name, value }, k) => {
      const [source] = value.sources;
      const isShort = source !== undefined && this.#isShort(name, source);
      return [k === 0 ? '{ ' : ', ', ...(isShort ? [] : [`${nameText(name)}: `]), ...value.parts];
    });
    const sources = inOrder.flatMap(({ value }) => value.sources);
    return { parts: parts.length === 0 ? ['{}'] : [...parts, ' }'], sources, isMissing: false };
  }

  #value(source: ScriptSource, to: ArgumentPlace): NewArgument {
    const target = placeName(this.#plan.next, to);
    if (typeof source === 'object') {
      this.bound.push({ argument: source.value, to: target });
      return { parts: [source.value], sources: [], isMissing: false };
    }
    const parameter = placeName(this.#plan.old, source);
    const given = this.#values.get(source);
    if (given?.isUndefined === false) {
      const { start, end } = given.range;
      this.bound.push({ parameter, argument: shownArgument(this.#text.slice(start, end)), to: target });
      return { parts: [given.range], sources: [given.range], isMissing: false };
    }
    const instead = whenMissing(this.#plan, source, to);
    if (instead.problem !== undefined) {
      this.problem = instead.problem;
      return { parts: ['undefined'], sources: [], isMissing: true };
    }
    const written = instead.text === undefined ? {} : { argument: instead.text };
    this.bound.push({ parameter, ...written, to: target, isDefault: true });
    if (instead.difference !== undefined) this.differences.push(instead.difference);
    return { parts: [instead.text ?? 'undefined'], sources: [], isMissing: instead.text === undefined };
  }
}

function startOf({ sources: [first] }: NewArgument): number {
  return first?.start ?? Infinity;
}

/** Values that are evaluated in another order than before. */
function orderReviews(values: readonly GivenValue[], placed: readonly NewArgument[]): Review[] {
  const sources: readonly Range[] = placed.flatMap((argument) => argument.sources);
  const isInOrder = sources.every(({ start }, k) => k === 0 || start > (sources[k - 1]?.start ?? 0));
  const isPlain = values.every((value) => !sources.includes(value.range) || value.isPlain);
  if (isInOrder || isPlain) return [];
  return [{ reason: 'argument-order', message: 'arguments change places, and are evaluated in another order' }];
}
