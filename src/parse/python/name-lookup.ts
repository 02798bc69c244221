import type { Binding, Scope } from './scope.ts';

/**
 * The binding that a load of the name refers to in the scope (reference manual 4.2.2). Looks in the scope itself, then
 * in the functions around it, then in the module. Returns undefined when none of them binds the name.
 */
export function lookUp(name: string, from: Scope): Binding | undefined {
  for (let scope: Scope | undefined = from; scope; scope = scope.parent) {
    if (!isVisible(scope, from)) continue;
    const declared = scope.declared.get(name);
    if (declared === 'global') return moduleOf(scope).bindings.get(name);
    const binding = declared === undefined ? scope.bindings.get(name) : undefined;
    if (binding) return binding;
  }
  return undefined;
}

/** The scope that a load of the name would end in instead of in `owner`, if `owner` bound the name; undefined for `owner`. */
export function takenBy(name: string, from: Scope, owner: Scope): Scope | undefined {
  for (let scope: Scope | undefined = from; scope; scope = scope.parent) {
    if (!isVisible(scope, from)) continue;
    if (scope === owner) return undefined;
    const declared = scope.declared.get(name);
    if (declared === 'global') return owner.kind === 'module' ? undefined : scope;
    if (declared === undefined && scope.bindings.has(name)) return scope;
  }
  return owner;
}

/** The names of a class are seen in its body only, and in type parameters directly in it: not in functions inside. */
function isVisible(scope: Scope, from: Scope): boolean {
  return scope.kind !== 'class' || scope === from || (from.kind === 'type-parameters' && from.parent === scope);
}

export function moduleOf(scope: Scope): Scope {
  return scope.parent ? moduleOf(scope.parent) : scope;
}
