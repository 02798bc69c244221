import { brokenOnImport } from '../interface/broken-import.ts';
import { callableOf } from '../interface/python-callables.ts';
import type { InterfaceSources } from '../interface/python-names.ts';
import type { CallPlan, CallRule, NoCallPlan, PlannedArgument } from '../model/call-rule.ts';
import { formatTarget } from '../model/config.ts';
import type { MapEntry, Target } from '../model/config.ts';
import type { Callable, Parameter } from '../model/interface.ts';
import { parseSymbol } from '../model/symbol.ts';
import { otherwiseOf } from './defaults.ts';
import { inlinedCall } from './inlined-call.ts';
import type { InlinedCall } from './inlined-call.ts';
import { parametersIn } from './legacy-signature.ts';

/** The rule for calls of one legacy symbol, with the signatures of both sides; or why there is none. */
export function callPlan(
  sources: InterfaceSources,
  { canonical, calls: rule }: Pick<MapEntry, 'canonical'> & { readonly calls: CallRule },
  legacy: Target,
  membersOf: (callable: Callable) => readonly string[] | undefined,
): CallPlan | NoCallPlan {
  const own = callableOf(sources, legacy);
  const inlined = rule.isInline ? inlinedCall(sources, legacy, formatTarget(canonical)) : undefined;
  if (typeof inlined === 'string') return { problem: `"inline" does not fit ${formatTarget(legacy)}: ${inlined}` };
  const target = inlined === undefined ? rule.canonical : inlined.target;
  const next = callableOf(sources, target);
  if (next.kind === 'missing')
    return { problem: `${formatTarget(target)}, which calls would go to, is not there`, isMissing: true };
  const both = inlined === undefined ? declared(sources, rule, own, next) : ofBody(inlined, own);
  if ('problem' in both) return both;
  return {
    legacy: formatTarget(legacy),
    target,
    canonical,
    isAsync: rule.creates === undefined ? (inlined?.isAsync ?? (isCallable(own) ? own.isAsync : undefined)) : undefined,
    isTargetAsync: isCallable(next) ? next.isAsync : undefined,
    targetParameters: next.parameters ?? undefined,
    failure: failureOf(sources, legacy, own),
    members: membersOf(next),
    movesOtherUses: own.kind !== 'function' && callableOf(sources, canonical).kind === 'class',
    ...both,
  };
}

type Rewriting = Pick<CallPlan, 'creates' | 'parameters' | 'arguments' | 'dropped' | 'handsOn' | 'await' | 'proof'>;

function ofBody(inlined: InlinedCall, { parameters }: Callable): Rewriting | NoCallPlan {
  if (parameters === null) return { problem: 'its parameters cannot be read' };
  const used = new Set(inlined.arguments.map(({ source }) => (source.kind === 'parameter' ? source.name : '')));
  return {
    parameters,
    arguments: inlined.arguments,
    dropped: inlined.handsOn ? [] : parameters.map(({ name }) => name).filter((name) => !used.has(name)),
    handsOn: inlined.handsOn,
    await: inlined.await,
    proof: 'body',
  };
}

/** The plan that the Map declares. */
function declared(
  sources: InterfaceSources,
  rule: CallRule,
  legacy: Callable,
  target: Callable,
): Rewriting | NoCallPlan {
  if (rule.creates !== undefined && rule.signature === undefined)
    return { problem: `"creates" needs the "signature" of the methods of ${legacy.symbol}` };
  const parameters = rule.signature === undefined ? legacy.parameters : parametersIn(rule.signature);
  if (parameters === undefined) return { problem: `"signature": ${rule.signature ?? ''} is not valid Python` };
  if (parameters === null || isOpen(parameters))
    return { problem: `the parameters of ${legacy.symbol} cannot be read: give them as "signature"` };
  const problem = unknownNames(rule, parameters, target);
  if (problem !== undefined) return { problem };
  const isRead = rule.signature === undefined && target.parameters !== null;
  const sourceOf = (name: string): PlannedArgument['source'] => ({
    kind: 'parameter',
    name,
    otherwise: { kind: 'default' },
  });
  const args = rule.args ?? {};
  const named = Object.entries(args).map(([parameter, source]): PlannedArgument => {
    if (typeof source !== 'string') return { parameter, source: { kind: 'text', text: source.value } };
    return { parameter, source: sourceOf(source) };
  });
  const used = new Set([...Object.values(args), ...rule.drop]);
  const alike = parameters
    .filter(({ name, kind }) => !used.has(name) && !Object.hasOwn(args, name) && !kind.startsWith('var-'))
    .filter(({ name }) => takes(target.parameters, name))
    .map(({ name }): PlannedArgument => ({ parameter: name, source: sourceOf(name) }));
  const all = [...named, ...alike];
  return {
    parameters,
    arguments: isRead ? all.map((each) => withDefault(sources, each, legacy, target)) : all,
    dropped: rule.drop,
    handsOn: false,
    await: rule.await,
    ...(rule.creates === undefined ? {} : { creates: rule.creates }),
    proof: isRead ? 'definitions' : 'map',
  };
}

/** A parameter that is not given keeps its default. */
function withDefault(
  sources: InterfaceSources,
  { parameter, source }: PlannedArgument,
  legacy: Callable,
  target: Callable,
): PlannedArgument {
  if (source.kind === 'text') return { parameter, source };
  const own = { module: moduleOfDefinition(legacy), parameter: find(legacy.parameters, source.name) };
  const next = { module: moduleOfDefinition(target), parameter: find(target.parameters, parameter) };
  return { parameter, source: { ...source, otherwise: otherwiseOf(sources, own, next) } };
}

/** The names of a rule that neither side has. */
function unknownNames(
  { args = {}, drop }: CallRule,
  legacy: readonly Parameter[],
  target: Callable,
): string | undefined {
  const sources = Object.values(args).filter((source) => typeof source === 'string');
  const lost = [...sources, ...drop].find((name) => !legacy.some((each) => each.name === name));
  if (lost !== undefined) return `the legacy callable has no parameter ${lost}`;
  const unknown = Object.keys(args).find((name) => !takes(target.parameters, name));
  return unknown === undefined ? undefined : `${target.symbol} has no parameter ${unknown}`;
}

/** Does it take an argument of that name? One whose parameters are not known may. */
function takes(parameters: readonly Parameter[] | null, name: string): boolean {
  if (parameters === null) return true;
  return parameters.some(
    (each) => (each.name === name && !each.kind.startsWith('var-')) || each.kind === 'var-keyword',
  );
}

function isOpen(parameters: readonly Parameter[]): boolean {
  return parameters.length > 0 && parameters.every(({ kind }) => kind.startsWith('var-'));
}

function isCallable({ kind }: Callable): boolean {
  return kind === 'class' || kind === 'function';
}

function find(parameters: readonly Parameter[] | null, name: string): Parameter | undefined {
  return parameters?.find((each) => each.name === name);
}

function moduleOfDefinition({ definition }: Callable): string {
  return parseSymbol(definition).module;
}

function failureOf(sources: InterfaceSources, legacy: Target, own: Callable): string | undefined {
  const symbol = formatTarget(legacy);
  if (own.kind === 'missing') return `${symbol} cannot be imported today`;
  if (own.raisesAlways) {
    const { path, line } = own.raisesAlways;
    return `every call of ${symbol} raises today (${path}:${line})`;
  }
  return brokenOnImport(sources, legacy);
}
