import type { CallRule, UserCallRule } from '../model/call-rule.ts';
import { formatTarget } from '../model/config.ts';
import type { MapEntry, Target } from '../model/config.ts';

/**
 * The rule for calls, complete.
 * @param canonical of the entry: calls go there, unless the rule says otherwise
 */
export function completeCalls(rule: UserCallRule, canonical: Target, parse: (text: string) => Target): CallRule {
  const { canonical: to, signature, args, drop = [], await: awaited = 'keep', creates } = rule === 'inline' ? {} : rule;
  return {
    isInline: rule === 'inline',
    canonical: to === undefined ? canonical : parse(to),
    signature,
    args,
    drop,
    await: awaited,
    ...(creates === undefined ? {} : { creates }),
  };
}

/**
 * The problems of the rules for calls, as sentences.
 * @param places where the entries stand in the Map
 */
export function callProblems(entries: readonly MapEntry[], places: readonly number[]): string[] {
  return entries.flatMap(({ calls, canonical, legacy }, k) => {
    if (calls === undefined) return [];
    const where = `map[${places[k] ?? k}].calls`;
    const notSymbol = [canonical, ...legacy].find(({ name }) => name === undefined || name === '*');
    if (notSymbol) return [`${where}: only symbols are called, and "${formatTarget(notSymbol)}" is none`];
    const used = Object.values(calls.args ?? {}).filter((source) => typeof source === 'string');
    const twice = used.find((source, j) => used.indexOf(source) !== j);
    if (twice !== undefined) return [`${where}.args: "${twice}" is the source of two arguments: keep one of them`];
    const dropped = calls.drop.find((name) => used.includes(name));
    return dropped === undefined ? [] : [`${where}: "${dropped}" is in "args" and in "drop": keep one of them`];
  });
}
