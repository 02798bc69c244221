import { formatExport } from '../model/config.ts';
import type { CalledExport } from '../model/module-meaning.ts';
import { argumentPlace, placesUsed } from '../model/script-call-rule.ts';
import type { ArgumentPlace, ScriptCallRule } from '../model/script-call-rule.ts';
import type { ScriptCallable } from '../model/script-callable.ts';

/** A rule for calls of one export, with what is known of both sides. */
export interface ScriptCallPlan {
  readonly legacy: string;
  readonly target: string;
  readonly rule: ScriptCallRule;
  readonly old: ScriptCallable | undefined;
  readonly next: ScriptCallable | undefined;
  /** The parameters of both sides were read. */
  readonly isRead: boolean;
  /** Why each call fails today. */
  readonly failure: string | undefined;
}

/** Why no call of an export can be rewritten. */
export interface NoScriptCallPlan {
  readonly problem: string;
}

export function scriptCallPlan(called: CalledExport): ScriptCallPlan | NoScriptCallPlan {
  const { from, rule, legacy: old, canonical: next, isMissing } = called;
  const target = formatExport(rule.canonical);
  const problem = misfit(rule, old, next, { legacy: from, target });
  if (problem !== undefined) return { problem };
  return {
    legacy: from,
    target,
    rule,
    old,
    next,
    isRead: old?.parameters !== undefined && next?.parameters !== undefined,
    failure: isMissing
      ? `${from} cannot be imported today`
      : old?.raisesAlways === true
        ? `every call of ${from} throws today`
        : undefined,
  };
}

/** The text that stands for an argument that a call does not give; undefined where it is left out. */
export type WhenMissing =
  | { readonly text: string | undefined; readonly problem?: undefined; readonly difference?: string | undefined }
  | { readonly problem: string };

/**
 * @param place of the argument of the legacy callable
 * @param to the place where the canonical one takes it
 */
export function whenMissing(
  { old, next, target }: ScriptCallPlan,
  place: ArgumentPlace,
  to: ArgumentPlace,
): WhenMissing {
  const own = defaultOf(old, place);
  const other = defaultOf(next, to);
  if (own === undefined) {
    const difference =
      old?.parameters === undefined || other === undefined
        ? undefined
        : `argument ${place} is not given, and ${target} takes ${other} for it`;
    return { text: undefined, difference };
  }
  if (!isConstant(own))
    return { problem: `the default of argument ${place}, ${own}, is known in the legacy module only` };
  return { text: own === other ? undefined : own };
}

function defaultOf(callable: ScriptCallable | undefined, place: ArgumentPlace): string | undefined {
  const { position, field } = argumentPlace(place);
  const parameter = callable?.parameters?.[position];
  const text = field === undefined ? parameter?.default : parameter?.fields?.get(field);
  return text === 'undefined' ? undefined : text;
}

/** The name of an argument, or its place where it has none. */
export function placeName(callable: ScriptCallable | undefined, place: ArgumentPlace): string {
  const { position, field } = argumentPlace(place);
  const name = callable?.parameters?.[position]?.name ?? String(position);
  return field === undefined ? name : `${name}.${field}`;
}

function isConstant(text: string): boolean {
  return /^(?:null|undefined|true|false|-?\d[\d_.]*|"[^"\\\n]*"|'[^'\\\n]*'|\[\]|\{\})$/.test(text);
}

/** The arguments of a rule that one of the sides does not have. */
function misfit(
  { args, drop }: ScriptCallRule,
  old: ScriptCallable | undefined,
  next: ScriptCallable | undefined,
  { legacy, target }: { readonly legacy: string; readonly target: string },
): string | undefined {
  const places = [...(args === undefined ? [] : placesUsed(args)), ...drop];
  const lost = places.find((place) => !hasParameter(old, argumentPlace(place).position));
  if (lost !== undefined) return `${legacy} has no argument ${lost}`;
  const last = (args?.length ?? 0) - 1;
  return last < 0 || hasParameter(next, last) ? undefined : `${target} has no argument ${last}`;
}

/** One whose parameters are not known may have any. */
function hasParameter(callable: ScriptCallable | undefined, position: number): boolean {
  const parameters = callable?.parameters;
  return parameters === undefined || position < parameters.length || parameters.at(-1)?.isRest === true;
}
