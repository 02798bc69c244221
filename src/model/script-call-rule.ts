import type { AwaitRule } from './call-rule.ts';
import type { Target } from './target.ts';

/** The place of an argument in a call of JavaScript: 1, or `0.url` for a field of an object literal. The first is 0. */
export type ArgumentPlace = number | string;

/** The source of one value: an argument of the legacy call, or a constant. */
export type ScriptSource = ArgumentPlace | { readonly value: string };

/** One argument of the canonical callable: a value, or an object literal with a value for each field. */
export type ScriptArgument = ScriptSource | { readonly fields: Readonly<Record<string, ScriptSource>> };

/** How calls of legacy exports become calls of a canonical one, as the Map of JavaScript says it. */
export interface ScriptCallRule {
  /** The function or class that calls go to. */
  readonly canonical: Target;
  /** The arguments of the canonical callable, in order. Undefined: all arguments stay in their order. */
  readonly args: readonly ScriptArgument[] | undefined;
  /** Arguments of the legacy callable that go. */
  readonly drop: readonly ArgumentPlace[];
  /** The treatment of `new`. */
  readonly new: AwaitRule;
  readonly await: AwaitRule;
}

/** The same as a person may write it. */
export interface UserScriptCallRule {
  readonly canonical?: string | undefined;
  readonly args?: readonly ScriptArgument[] | undefined;
  readonly drop?: readonly ArgumentPlace[] | undefined;
  readonly new?: AwaitRule | undefined;
  readonly await?: AwaitRule | undefined;
}

/** The number of an argument, and the field of it, if the place names one. */
export function argumentPlace(place: ArgumentPlace): { readonly position: number; readonly field: string | undefined } {
  if (typeof place === 'number') return { position: place, field: undefined };
  const dot = place.indexOf('.');
  return { position: Number(place.slice(0, dot)), field: place.slice(dot + 1) };
}

/** All values of an argument, with the names of their fields. */
export function valuesOf(argument: ScriptArgument): readonly (readonly [string | undefined, ScriptSource])[] {
  return typeof argument === 'object' && 'fields' in argument
    ? Object.entries(argument.fields)
    : [[undefined, argument]];
}

/** The places that a rule takes arguments from. */
export function placesUsed(args: readonly ScriptArgument[]): ArgumentPlace[] {
  return args.flatMap(valuesOf).flatMap(([, source]) => (typeof source === 'object' ? [] : [source]));
}
