import { lookUp } from './name-lookup.ts';
import type { Scope } from './scope.ts';
import type { OpenBinding } from './scope-notes.ts';
import type { TypingName } from './type-strings.ts';

const typingModules = new Set(['typing', 'typing_extensions', 'collections', 'collections.abc']);
const builtinGenerics = new Set(['list', 'dict', 'tuple', 'set', 'frozenset', 'type']);

/** Tells what expressions of the text are called in the modules for types. */
export function typingNames(text: string): TypingName {
  return ({ start, end }, scope) => {
    const expression = text.slice(start, end).replace(/[\s\\]/g, '');
    if (!/^[\w.]+$/.test(expression)) return undefined;
    const [root = '', ...attributes] = expression.split('.');
    const binding = lookUp(root, scope) as OpenBinding | undefined;
    if (binding === undefined) {
      const isBuiltin = attributes.length === 0 && builtinGenerics.has(root) && !mayComeByStar(scope);
      return isBuiltin ? root : undefined;
    }
    // A name that is made here may be `Literal`, or take text for something else.
    if (binding.sites.some(({ kind }) => kind !== 'import' && kind !== 'class')) return 'unknown';
    const names = binding.sites.map(({ origin }) => {
      const [last, ...path] = [...(origin?.name === undefined ? [] : [origin.name]), ...attributes].toReversed();
      const module = [origin?.module ?? '', ...path.toReversed()].join('.');
      return last !== undefined && typingModules.has(module) ? last : undefined;
    });
    return names.every((name) => name === names[0]) ? names[0] : undefined;
  };
}

function mayComeByStar(scope: Scope | undefined): boolean {
  return scope !== undefined && (scope.stars.length > 0 || mayComeByStar(scope.parent));
}

/** Names that may be for types: what binds them decides whether a string in their brackets is one. */
export const typingWord = /^(?:list|dict|tuple|set|frozenset|type|cast|assert_type|[A-Z]\w*)$/;
