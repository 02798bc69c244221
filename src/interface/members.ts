import type { Callable } from '../model/interface.ts';
import { classOrder } from './class-order.ts';
import { keyOf, locate } from './python-names.ts';
import type { InterfaceSources, Located } from './python-names.ts';
import { bodyOf, definitionOf, field, statementsIn, textOf } from './tree.ts';
import type { ModuleTree } from './tree.ts';
import type { SyntaxNode } from '../parse/python/syntax/syntax-node.ts';

/** The members that instances of a class have, or why that cannot be told. */
export interface Members {
  readonly class: string | null;
  readonly names: ReadonlySet<string> | null;
  readonly unread: string | null;
}

/** The members of what a call gives: of a class its instances, of a function the class that its annotation or each `return` names. */
export function resultMembers(sources: InterfaceSources, callable: Callable): Members {
  const key = resultClass(sources, callable);
  const located = key === undefined ? undefined : locate(sources, { state: 'found', key });
  if (located?.node.type !== 'class_definition')
    return { class: null, names: null, unread: 'which class a call gives is not known' };
  const names = new Set<string>();
  for (const one of classOrder(sources, located)) {
    if (one.tree === undefined)
      return { class: located.key, names: null, unread: `the base class ${one.key} is not in the sources` };
    for (const name of ownMembers(one)) names.add(name);
  }
  if (names.has('__getattr__') || names.has('__getattribute__'))
    return { class: located.key, names: null, unread: 'it answers for any member (__getattr__)' };
  return { class: located.key, names, unread: null };
}

function resultClass(sources: InterfaceSources, { kind, definition }: Callable): string | undefined {
  if (kind === 'class') return definition;
  const located = kind === 'function' ? locate(sources, { state: 'found', key: definition }) : undefined;
  if (located === undefined) return undefined;
  const { tree, node } = located;
  const annotation = field(node, 'return_type');
  const text = annotation === undefined ? undefined : className(textOf(tree, annotation));
  const byAnnotation = text === undefined ? undefined : keyOf(sources.exports, tree.module, text);
  if (byAnnotation !== undefined && locate(sources, { state: 'found', key: byAnnotation }) !== undefined)
    return byAnnotation;
  const returned = new Set(returnedNames(tree, node).map((name) => name && keyOf(sources.exports, tree.module, name)));
  const [only] = returned;
  return returned.size === 1 ? only : undefined;
}

/** The class in an annotation that names one: `Name`, `"Name"`, `Optional[Name]`, `Name | None`. */
export function className(annotation: string): string | undefined {
  const plain = annotation.replace(/^(["'])([^]*)\1$/, '$2').trim();
  const inner = /^(?:\w+\s*\.\s*)?Optional\s*\[([^]*)\]$/.exec(plain)?.[1] ?? plain;
  const choices = inner.split('|').map((choice) => choice.trim());
  const others = choices.filter((choice) => choice !== 'None');
  const name = others.length === 1 ? (others[0] ?? '').replace(/^(["'])([^]*)\1$/, '$2') : '';
  return /^[\w.]+$/.test(name) ? name : undefined;
}

/** The names that are called behind each `return`; undefined for one that returns something else. */
function returnedNames(tree: ModuleTree, node: SyntaxNode): (string | undefined)[] {
  return [...statementsIn(bodyOf(node))].flatMap((statement) => {
    if (statement.type !== 'return_statement') return [];
    const [value] = statement.children;
    const called = value?.type === 'call' ? field(value, 'function') : undefined;
    return [called === undefined ? undefined : textOf(tree, called)];
  });
}

/** The names that the body of a class binds, and those that its methods set on their first parameter. */
function* ownMembers({ tree, node }: Located): Generator<string> {
  for (const statement of statementsIn(bodyOf(node))) {
    const definition = definitionOf(tree, statement);
    if (definition !== undefined) {
      yield definition.name;
      const self = field(definition.node, 'parameters')?.children[0];
      if (definition.node.type === 'function_definition' && self !== undefined)
        yield* attributesSet(tree, definition.node, /^\w+/.exec(textOf(tree, self))?.[0] ?? 'self');
    } else yield* namesBound(tree, statement);
  }
}

function* namesBound(tree: ModuleTree, statement: SyntaxNode): Generator<string> {
  for (const node of statement.children) {
    const left = node.type === 'assignment' ? field(node, 'left') : undefined;
    if (left?.type === 'identifier') yield textOf(tree, left);
    if (node.type === 'assignment') yield* namesBound(tree, node);
  }
}

function attributesSet(tree: ModuleTree, definition: SyntaxNode, self: string): string[] {
  const found: string[] = [];
  // A generator in each node would take several times as long, and a class may have thousands of lines.
  const look = (node: SyntaxNode): void => {
    if (node.type === 'attribute' && node.field === 'left') {
      const [object, attribute] = node.children;
      if (object !== undefined && attribute !== undefined && textOf(tree, object) === self)
        found.push(textOf(tree, attribute));
    }
    for (const child of node.children) look(child);
  };
  look(definition);
  return found;
}
