import { formatExport } from '../model/config.ts';
import type { MapEntry, Target } from '../model/config.ts';
import { argumentPlace, placesUsed, valuesOf } from '../model/script-call-rule.ts';
import type { ScriptCallRule, UserScriptCallRule } from '../model/script-call-rule.ts';

/**
 * The rule for calls of JavaScript, complete.
 * @param canonical of the entry: calls go there, unless the rule says otherwise
 */
export function completeScriptCalls(
  { canonical: to, args, drop = [], new: constructed = 'keep', await: awaited = 'keep' }: UserScriptCallRule,
  canonical: Target,
  parse: (text: string) => Target,
): ScriptCallRule {
  return { canonical: to === undefined ? canonical : parse(to), args, drop, new: constructed, await: awaited };
}

/**
 * The problems of the rules for calls of JavaScript, as sentences.
 * @param places where the entries stand in the Map
 */
export function scriptCallProblems(entries: readonly MapEntry[], places: readonly number[]): string[] {
  return entries.flatMap(({ scriptCalls: rule, canonical, legacy }, k) => {
    if (rule === undefined) return [];
    const where = `map[${places[k] ?? k}].calls`;
    const notExport = [canonical, ...legacy].find(({ name }) => name === undefined);
    if (notExport) return [`${where}: only exports are called, and "${formatExport(notExport)}" is none`];
    const to = formatExport(rule.canonical);
    if (legacy.some((each) => formatExport(each) === to))
      return [`${where}: calls go to "${to}", which is legacy, too: each run would change them again`];
    const problem = argumentProblem(rule);
    return problem === undefined ? [] : [`${where}${problem}`];
  });
}

function argumentProblem({ args, drop }: ScriptCallRule): string | undefined {
  const used = args === undefined ? [] : placesUsed(args);
  const all = [...used, ...drop].map(argumentPlace);
  for (const [k, { position, field }] of all.entries()) {
    const place = field === undefined ? String(position) : `${position}.${field}`;
    const isTwice = all.slice(0, k).some((other) => other.position === position && other.field === field);
    if (isTwice) return `: argument ${place} is taken twice: keep one of "args" and "drop"`;
    if (all.some((other) => other.position === position && (other.field === undefined) !== (field === undefined)))
      return `: argument ${position} is taken as a whole and by a field: keep one of them`;
  }
  if (args === undefined && drop.some((place) => argumentPlace(place).field !== undefined))
    return '.drop: a field of an argument can only go where "args" takes its other fields';
  const values = (args ?? []).flatMap(valuesOf).flatMap(([, source]) => (typeof source === 'object' ? [source] : []));
  const notConstant = values.find(({ value }) => !constant.test(value));
  return notConstant && `.args: "${notConstant.value}" is no constant, and may mean something else in another file`;
}

/** A text of JavaScript that means the same wherever it stands, and does nothing. */
const constant =
  /^(?:null|undefined|true|false|-?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?|"[^"\\\n]*"|'[^'\\\n]*'|\[\]|\{\})$/i;
