import type { SyntaxNode } from '../parse/python/syntax/syntax-node.ts';
import { keyOf, locate } from './python-names.ts';
import type { InterfaceSources, Located } from './python-names.ts';
import { field, textOf } from './tree.ts';

/** A class of the sources, or the key of one that is not in them. */
export type ClassInOrder = Located | { readonly key: string; readonly tree: undefined };

/** Classes that take no part in what a call of their subclasses takes. */
const neutral = /^(?:builtins:object|abc:ABC|(?:typing|typing_extensions):(?:Protocol|Generic)|collections\.abc:\w+)$/;

/**
 * The classes in which Python looks for a member, the class itself first (its C3 linearisation), without those that add
 * nothing to its interface. The first that is not in the sources ends what can be said.
 */
export function classOrder(sources: InterfaceSources, own: Located, above: readonly string[] = []): ClassInOrder[] {
  if (above.includes(own.key)) return [];
  const bases = basesOf(sources, own);
  const orders = bases.map((base) =>
    base.tree === undefined ? [base] : classOrder(sources, base, [...above, own.key]),
  );
  return [own, ...merge([...orders, bases])];
}

/** The bases of a class, without those that add nothing. */
function basesOf(sources: InterfaceSources, own: Located): ClassInOrder[] {
  return baseNodes(own.node).flatMap((node): ClassInOrder[] => {
    const [text = ''] = textOf(own.tree, node).split('[', 1);
    const key = /^[\w.]+$/.test(text) ? keyOf(sources.exports, own.tree.module, text) : text;
    if (neutral.test(key)) return [];
    const found = locate(sources, { state: 'found', key });
    return [found?.node.type === 'class_definition' ? found : { key, tree: undefined }];
  });
}

function baseNodes(node: SyntaxNode): readonly SyntaxNode[] {
  return (field(node, 'superclasses')?.children ?? []).filter(({ type }) => type !== 'keyword_argument');
}

/** The value of `metaclass=`, where it is written. */
export function metaclassOf(sources: InterfaceSources, { node, tree }: Located): string | undefined {
  const given = (field(node, 'superclasses')?.children ?? []).find(
    (child) => child.type === 'keyword_argument' && /^metaclass\s*=/.test(textOf(tree, child)),
  );
  const value = given && field(given, 'value');
  const key = value ?? given?.children[1];
  return key === undefined ? undefined : keyOf(sources.exports, tree.module, textOf(tree, key));
}

function merge(lists: readonly (readonly ClassInOrder[])[]): ClassInOrder[] {
  const merged: ClassInOrder[] = [];
  let left = lists.filter((list) => list.length > 0);
  while (left.length > 0) {
    const isFree = ({ key }: ClassInOrder): boolean =>
      left.every((list) => !list.slice(1).some((other) => other.key === key));
    // Python refuses classes whose orders contradict each other.
    const next = left.map(([first]) => first).find((first) => first !== undefined && isFree(first)) ?? left[0]?.[0];
    if (next === undefined) break;
    merged.push(next);
    left = left.map((list) => list.filter(({ key }) => key !== next.key)).filter((list) => list.length > 0);
  }
  return merged;
}
