import type { Parameter } from '../model/interface.ts';

/** One argument of a call: its name, where it has one. */
export interface GivenArgument {
  readonly keyword: string | undefined;
}

/** The parameter that each argument lands in, or why they do not fit, in the words of CPython's `inspect`. */
export type Binding<T> =
  { readonly bound: ReadonlyMap<string, readonly T[]> } | { readonly misfit: string; readonly bound?: undefined };

/**
 * Bind the arguments of a call to parameters as `inspect.signature(…).bind` does.
 * Several arguments land in `*args` and `**kwargs`; one in each other parameter.
 */
export function bindArguments<T extends GivenArgument>(
  parameters: readonly Parameter[],
  given: readonly T[],
): Binding<T> {
  const bound = new Map<string, T[]>();
  const positional = parameters.filter(({ position }) => position !== null);
  const rest = parameters.find(({ kind }) => kind === 'var-positional');
  const others = parameters.find(({ kind }) => kind === 'var-keyword');
  for (const [k, argument] of given.filter(({ keyword }) => keyword === undefined).entries()) {
    const parameter = positional[k] ?? rest;
    if (parameter === undefined) return { misfit: 'too many positional arguments' };
    add(bound, parameter.name, argument);
  }
  for (const argument of given) {
    const { keyword } = argument;
    if (keyword === undefined) continue;
    const named = parameters.find(({ name, kind }) => name === keyword && takesKeyword(kind));
    const parameter = named ?? others;
    if (parameter === undefined) return { misfit: unexpected(parameters, keyword) };
    if (named !== undefined && bound.has(keyword)) return { misfit: `multiple values for argument '${keyword}'` };
    add(bound, parameter.name, argument);
  }
  const missing = parameters.find(
    ({ name, kind, default: value }) => value === null && !kind.startsWith('var-') && !bound.has(name),
  );
  return missing === undefined ? { bound } : { misfit: `missing a required argument: '${missing.name}'` };
}

function takesKeyword(kind: Parameter['kind']): boolean {
  return kind === 'positional-or-keyword' || kind === 'keyword-only';
}

function unexpected(parameters: readonly Parameter[], keyword: string): string {
  const isPositional = parameters.some(({ name, kind }) => name === keyword && kind === 'positional-only');
  return isPositional
    ? `'${keyword}' parameter is positional only, but was passed as a keyword`
    : `got an unexpected keyword argument '${keyword}'`;
}

function add<T>(bound: Map<string, T[]>, name: string, argument: T): void {
  const known = bound.get(name);
  if (known) known.push(argument);
  else bound.set(name, [argument]);
}
