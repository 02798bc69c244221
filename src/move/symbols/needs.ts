import type { Range } from '../../model/range.ts';
import type { Binding, Scope, Use } from '../../parse/python/scope.ts';
import type { SyntaxNode } from '../../parse/python/syntax/syntax-node.ts';
import { hasLazyAnnotations, isWithin } from './module-code.ts';
import type { ModuleCode } from './module-code.ts';

/** A name of the module that some of its code uses. */
export interface NeededName {
  readonly name: string;
  readonly binding: Binding;
  /** It stands in annotations alone, which are not evaluated. */
  readonly isForTypes: boolean;
  /** Some use runs when the module is imported. */
  readonly isOnImport: boolean;
  /** The first use. */
  readonly at: number;
}

/** The names that the code in the ranges looks up in its module. */
export interface Needs {
  /** The names that the module binds. */
  readonly own: readonly NeededName[];
  /** The names that it does not bind: builtins, those of a star, mistakes. */
  readonly free: readonly NeededName[];
  /** Where code looks names up that only a run can tell. */
  readonly dynamic: readonly number[];
}

export function needsOf(code: ModuleCode, ranges: readonly Range[]): Needs {
  const { module, unbound, all } = code.scopes;
  const types = new Set(lazyTypes(code, ranges));
  const needed = (bindings: Iterable<Binding>): NeededName[] =>
    [...bindings].flatMap((binding): NeededName[] => {
      const uses = [...binding.uses, ...binding.unsureUses].filter((use) => isWithin(use, ranges));
      const [first] = uses.toSorted((a, b) => a.start - b.start);
      if (first === undefined) return [];
      const isType = (use: Use): boolean => use.isInString || [...types].some((type) => isWithin(use, [type]));
      return [
        {
          name: binding.name,
          binding,
          isForTypes: uses.every(isType),
          isOnImport: uses.some((use) => !isType(use) && runsOnImport(use.scope)),
          at: first.start,
        },
      ];
    });
  return {
    own: needed(module.bindings.values()),
    free: needed(unbound.values()),
    dynamic: all.flatMap((scope) => scope.dynamic.filter((place) => isWithin(place, ranges)).map(({ start }) => start)),
  };
}

/** Does the code of the scope run as soon as the statement around it does? */
export function runsOnImport(scope: Scope): boolean {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent)
    if (at.kind === 'function' || at.kind === 'lambda') return false;
  return true;
}

/** The annotations that Python does not evaluate. */
function lazyTypes(code: ModuleCode, ranges: readonly Range[]): Range[] {
  const areAllLazy = hasLazyAnnotations(code);
  const found: Range[] = [];
  const visit = (node: SyntaxNode, isInFunction: boolean): void => {
    const isType = node.field === 'type' || node.field === 'return_type';
    const isVariable = node.parent?.type === 'assignment';
    if (isType && (areAllLazy || (isVariable && isInFunction))) found.push(node);
    const goesIn = node.type === 'block' && node.parent?.type === 'function_definition';
    for (const part of node.children) visit(part, isInFunction || goesIn);
  };
  for (const node of code.root.children)
    if (ranges.some(({ start, end }) => node.start >= start && node.end <= end)) visit(node, false);
  return found;
}
