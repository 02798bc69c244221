import { lookUp } from './name-lookup.ts';
import type { OpenBinding } from './scope-reader.ts';
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
    if (binding === undefined) return attributes.length === 0 && builtinGenerics.has(root) ? root : undefined;
    const names = binding.sites.map(({ origin }) => {
      const [last, ...path] = [...(origin?.name === undefined ? [] : [origin.name]), ...attributes].toReversed();
      const module = [origin?.module ?? '', ...path.toReversed()].join('.');
      return last !== undefined && typingModules.has(module) ? last : undefined;
    });
    return names[0];
  };
}
