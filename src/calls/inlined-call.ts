import { callableOf } from '../interface/python-callables.ts';
import { locate } from '../interface/python-names.ts';
import type { InterfaceSources, Located } from '../interface/python-names.ts';
import type { AwaitRule, CallPlan, PlannedArgument } from '../model/call-rule.ts';
import { formatTarget } from '../model/config.ts';
import type { Target } from '../model/config.ts';
import type { Parameter } from '../model/interface.ts';
import { parseSymbol } from '../model/symbol.ts';
import { bindArguments } from './bind.ts';
import { isConstant } from './constant.ts';
import { otherwiseOf } from './defaults.ts';
import { forwardingBody } from './inline-rule.ts';
import type { ForwardedArgument, ForwardingBody } from './inline-rule.ts';

/** The call that stands for each call of a forwarding function. */
export interface InlinedCall extends Pick<CallPlan, 'handsOn'> {
  readonly isAsync: boolean;
  readonly target: Target;
  readonly arguments: readonly PlannedArgument[];
  readonly await: AwaitRule;
}

/** A forwarding function may forward to another one. */
const LONGEST_CHAIN = 5;

/**
 * The call that a legacy function consists of, through functions that only forward, too.
 * @param canonical the symbol that the Map says; where both lead to one definition, that is the path to import
 * @returns a sentence where the function does more than that
 */
export function inlinedCall(sources: InterfaceSources, legacy: Target, canonical: string): InlinedCall | string {
  const start = definition(sources, legacy);
  if (start?.node.type !== 'function_definition') return 'no function of this name can be read';
  const wanted = keyOfSymbol(sources, parseSymbol(canonical));
  let body: ForwardingBody | string = forwardingBody(sources, start);
  for (let step = 0; typeof body !== 'string'; step++) {
    const key = keyOfSymbol(sources, parseSymbol(body.target));
    const located = definition(sources, parseSymbol(body.target));
    if (key === wanted || located?.node.type !== 'function_definition') break;
    const further = forwardingBody(sources, located);
    if (typeof further === 'string' || step > LONGEST_CHAIN) break;
    body = through(body, further, callableOf(sources, parseSymbol(body.target)).parameters);
  }
  if (typeof body === 'string') return body;
  const key = keyOfSymbol(sources, parseSymbol(body.target));
  const target = parseSymbol(key === wanted ? canonical : body.target);
  return planned(sources, { body, target, legacy: start, symbol: legacy });
}

interface Forwarding {
  readonly body: ForwardingBody;
  readonly target: Target;
  readonly legacy: Located;
  readonly symbol: Target;
}

function planned(sources: InterfaceSources, { body, target, legacy, symbol }: Forwarding): InlinedCall | string {
  const next = callableOf(sources, target);
  const name = formatTarget(target);
  const awaited = awaitOf(body, next.isAsync);
  if (awaited === undefined) return `it does not await ${name} as that has to be`;
  const parameters = callableOf(sources, symbol).parameters ?? [];
  if (body.arguments.some(({ isStar }) => isStar))
    return handsOnAll(parameters, body.arguments)
      ? { target, arguments: [], handsOn: true, await: awaited, isAsync: body.isAsync }
      : 'it hands on some of its arguments by a star';
  if (next.parameters === null) return `the parameters of ${name} cannot be read`;
  const fit = bindArguments(next.parameters, body.arguments);
  if (fit.bound === undefined) return `its call of ${name} does not fit: ${fit.misfit}`;
  const planned: PlannedArgument[] = [];
  for (const [parameter, [given]] of fit.bound) {
    if (
      given === undefined ||
      next.parameters.find((each) => each.name === parameter)?.kind.startsWith('var-') === true
    )
      return `its call of ${name} gives more than that names`;
    const { value } = given;
    if ('text' in value) planned.push({ parameter, source: { kind: 'text', text: value.text } });
    else {
      const own = { module: legacy.tree.module, parameter: parameters.find((each) => each.name === value.parameter) };
      const there = {
        module: parseSymbol(next.definition).module,
        parameter: next.parameters.find((each) => each.name === parameter),
      };
      const otherwise = otherwiseOf(sources, own, there);
      planned.push({ parameter, source: { kind: 'parameter', name: value.parameter, otherwise } });
    }
  }
  return { target, arguments: planned, handsOn: false, await: awaited, isAsync: body.isAsync };
}

/** The treatment of `await` before a call; undefined where the function does not await what it should. */
function awaitOf({ isAsync, isAwaited }: ForwardingBody, isTargetAsync: boolean): AwaitRule | undefined {
  if (isAsync) return isAwaited === isTargetAsync ? (isAwaited ? 'keep' : 'drop') : undefined;
  return 'keep';
}

/** `def f(*args, **kwargs): return g(*args, **kwargs)` */
function handsOnAll(parameters: readonly Parameter[], given: readonly ForwardedArgument[]): boolean {
  return (
    parameters.length === 2 &&
    given.length === 2 &&
    parameters.every(({ name, kind }, k) => {
      const value = given[k]?.value;
      return (
        kind.startsWith('var-') &&
        given[k]?.isStar === true &&
        value !== undefined &&
        'parameter' in value &&
        value.parameter === name
      );
    })
  );
}

/** One forwarding body after another one, as one. */
function through(
  outer: ForwardingBody,
  inner: ForwardingBody,
  parameters: readonly Parameter[] | null,
): ForwardingBody | string {
  if (parameters === null) return 'the parameters of a function on the way cannot be read';
  if ([...outer.arguments, ...inner.arguments].some(({ isStar }) => isStar))
    return 'it hands on arguments by a star, through another function';
  if (outer.isAsync !== outer.isAwaited || (outer.isAwaited && !inner.isAsync))
    return 'it does not await the function on the way as that has to be';
  const { bound } = bindArguments(parameters, outer.arguments);
  if (bound === undefined) return 'its call of a function on the way does not fit';
  const values = inner.arguments.map(({ keyword, value, isStar }): ForwardedArgument | string => {
    if ('text' in value) return { keyword, value, isStar };
    const [given] = bound.get(value.parameter) ?? [];
    if (given !== undefined) return { keyword, value: given.value, isStar };
    const own = parameters.find(({ name }) => name === value.parameter)?.default ?? '';
    return isConstant(own)
      ? { keyword, value: { text: own }, isStar }
      : `the default ${own} of a function on the way is not known`;
  });
  const problem = values.find((value) => typeof value === 'string');
  if (problem !== undefined) return problem;
  return {
    target: inner.target,
    arguments: values.filter((value) => typeof value !== 'string'),
    // A call of it gives a coroutine, too, where it hands on that of an async function.
    isAsync: outer.isAsync || inner.isAsync,
    isAwaited: inner.isAwaited,
  };
}

function definition(sources: InterfaceSources, { module, name = '' }: Target): Located | undefined {
  return locate(sources, sources.exports.define(module, name));
}

function keyOfSymbol(sources: InterfaceSources, { module, name = '' }: Target): string {
  return sources.exports.define(module, name).key;
}
