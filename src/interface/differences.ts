import type { Callable, InterfaceDifference, Parameter } from '../model/interface.ts';

/**
 * How a call that fits the legacy callable may not fit the canonical one, or mean something else there: whether it is awaited,
 * which parameter an argument lands in by its position, how many arguments there may or must be.
 */
export function differencesOf(legacy: Callable, canonical: Callable): InterfaceDifference[] {
  return [...asyncDifference(legacy, canonical), ...ofParameters(legacy.parameters, canonical.parameters)];
}

const calledKinds: readonly Callable['kind'][] = ['class', 'function'];

function asyncDifference(legacy: Callable, canonical: Callable): InterfaceDifference[] {
  if (![legacy, canonical].every(({ kind }) => calledKinds.includes(kind)) || legacy.isAsync === canonical.isAsync)
    return [];
  const message = legacy.isAsync
    ? 'a call is awaited, and the canonical one is not async'
    : 'a call is not awaited, and the canonical one is async';
  return [{ kind: 'async', message }];
}

function ofParameters(
  legacy: readonly Parameter[] | null,
  canonical: readonly Parameter[] | null,
): InterfaceDifference[] {
  if (legacy === null || canonical === null) return [];
  return [...positionDifference(legacy, canonical), ...arityDifference(legacy, canonical)];
}

/** The first position at which the two give an argument to parameters of different names. */
function positionDifference(legacy: readonly Parameter[], canonical: readonly Parameter[]): InterfaceDifference[] {
  const [old, next] = [positional(legacy), positional(canonical)];
  const isOpen = has(legacy, 'var-positional');
  for (const [k, { name }] of next.entries()) {
    const taken = old[k]?.name ?? (isOpen ? '*' : undefined);
    if (taken === undefined || taken === name) continue;
    const before = taken === '*' ? `any argument (*${nameOf(legacy, 'var-positional')})` : taken;
    return [{ kind: 'position', message: `argument ${k + 1} is ${before}, and lands in ${name}` }];
  }
  return [];
}

function arityDifference(legacy: readonly Parameter[], canonical: readonly Parameter[]): InterfaceDifference[] {
  const [old, next] = [positional(legacy), positional(canonical)];
  const messages: string[] = [];
  const most = has(legacy, 'var-positional') ? Infinity : old.length;
  if (!has(canonical, 'var-positional') && most > next.length)
    messages.push(
      `it takes ${most === Infinity ? 'any number of' : most} arguments by position, and the canonical one ${next.length}`,
    );
  const needed = canonical.filter(
    (each) => isRequired(each) && !legacy.some((own) => own.name === each.name && isRequired(own)),
  );
  // By position they may be given under other names.
  const added = needed.filter(({ position }) => position === null || !isGiven(old[position]));
  if (added.length > 0) messages.push(`the canonical one needs ${names(added)} besides`);
  if (!has(canonical, 'var-keyword')) {
    const lost = legacy.filter(
      (each) => isNamed(each) && !canonical.some((own) => own.name === each.name && isNamed(own)),
    );
    const gone = lost.filter(
      ({ position }) => position === null || position >= next.length || next[position] === undefined,
    );
    if (gone.length > 0) messages.push(`the canonical one has no ${names(gone)}`);
    if (has(legacy, 'var-keyword'))
      messages.push(`it takes any keyword (**${nameOf(legacy, 'var-keyword')}), and the canonical one does not`);
  }
  return messages.length === 0 ? [] : [{ kind: 'arity', message: messages.join('; ') }];
}

function positional(parameters: readonly Parameter[]): Parameter[] {
  return parameters.filter(({ position }) => position !== null);
}

function has(parameters: readonly Parameter[], kind: Parameter['kind']): boolean {
  return parameters.some((each) => each.kind === kind);
}

function nameOf(parameters: readonly Parameter[], kind: Parameter['kind']): string {
  return parameters.find((each) => each.kind === kind)?.name ?? '';
}

function isRequired({ kind, default: value }: Parameter): boolean {
  return value === null && kind !== 'var-positional' && kind !== 'var-keyword';
}

function isGiven(parameter: Parameter | undefined): boolean {
  return parameter !== undefined && isRequired(parameter);
}

/** May an argument be given by its name? */
function isNamed({ kind }: Parameter): boolean {
  return kind === 'positional-or-keyword' || kind === 'keyword-only';
}

function names(parameters: readonly Parameter[]): string {
  return parameters.map(({ name }) => name).join(', ');
}
