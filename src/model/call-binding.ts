/** How one call is rewritten: parameter by parameter, and the words before it. */
export interface CallBinding {
  readonly arguments: readonly BoundArgument[];
  readonly await?: 'dropped' | 'added' | undefined;
  readonly new?: 'dropped' | 'added' | undefined;
}

/** One parameter of the legacy callable, or one argument that the rule adds. */
export interface BoundArgument {
  /** The parameter of the legacy callable, by its name or its place; undefined for an argument that the rule adds. */
  readonly parameter?: string | undefined;
  /** The text that the call gives, or that is written for it; undefined where there is none. */
  readonly argument?: string | undefined;
  /** The parameter of the canonical callable; undefined where the argument goes. */
  readonly to?: string | undefined;
  /** The call does not give it. */
  readonly isDefault?: boolean | undefined;
}

/** A long argument is shown by its start. */
const LONGEST = 200;

export function shownArgument(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text;
}

/** The decision on a call without the texts of its arguments: calls with the same one are judged once. */
export function callPattern({ arguments: all, await: awaited, new: constructed }: CallBinding): string {
  const parts = all
    .filter(({ isDefault, argument }) => isDefault !== true || argument !== undefined)
    .map(({ parameter, argument, to, isDefault }) => {
      if (parameter === undefined) return `${to ?? ''}=${argument ?? ''}`;
      return isDefault === true ? `${parameter}=${argument ?? ''}→${to ?? ''}` : `${parameter}→${to ?? ''}`;
    });
  const words = [
    ...(constructed === undefined ? [] : [`new ${constructed}`]),
    ...(awaited === undefined ? [] : [`await ${awaited}`]),
  ];
  return [`(${parts.join(', ')})`, ...words].join(', ');
}

/** The same for people: a line for each parameter. */
export function callLines({ arguments: all, await: awaited, new: constructed }: CallBinding): string[] {
  const lines = all.map(({ parameter, argument, to, isDefault }) => {
    const target = to === undefined ? 'goes' : `→ ${to}`;
    if (parameter === undefined) return `${argument ?? ''} ${target}, which the rule adds`;
    if (isDefault !== true) return `${parameter} = ${argument ?? ''} ${target}`;
    return argument === undefined
      ? `${parameter} is not given`
      : `${parameter} is not given: its default, ${argument} ${target}`;
  });
  return [
    ...lines,
    ...(constructed === undefined ? [] : [`new is ${constructed}`]),
    ...(awaited === undefined ? [] : [`await is ${awaited}`]),
  ];
}
