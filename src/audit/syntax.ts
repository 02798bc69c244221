import type { SyntaxNode } from '../parse/python/syntax/syntax-node.ts';
import type { AuditedFile } from './audited-file.ts';

/** The node and all below it, without parts that are only defined there and run later: functions and lambdas. */
export function* running(node: SyntaxNode): Generator<SyntaxNode> {
  yield node;
  if (node.type === 'lambda' || node.type === 'function_definition') return;
  for (const child of node.children) yield* running(child);
}

/** The node and all below it. */
export function* everything(node: SyntaxNode): Generator<SyntaxNode> {
  yield node;
  for (const child of node.children) yield* everything(child);
}

export function child(node: SyntaxNode | undefined, field: string): SyntaxNode | undefined {
  return node?.children.find((candidate) => candidate.field === field);
}

/**
 * The last part of the name that is called: `Manager` in `module.Manager()`. Aliased names count by their original
 * name.
 */
export function calledName(call: SyntaxNode, file: AuditedFile): string | undefined {
  const callee = child(call, 'function');
  if (callee?.type === 'identifier') {
    const name = file.source(callee);
    return file.importedAs(name) ?? name;
  }
  const attribute = callee?.type === 'attribute' ? child(callee, 'attribute') : undefined;
  return attribute && file.source(attribute);
}

/** The object that a call is made on: the `a.b` of `a.b.c()`; undefined for a plain name. */
export function receiver(call: SyntaxNode): SyntaxNode | undefined {
  const callee = child(call, 'function');
  return callee?.type === 'attribute' ? child(callee, 'object') : undefined;
}

/** The arguments of a call: those by position have no name. */
export function callArguments(
  call: SyntaxNode,
  file: AuditedFile,
): { readonly name: string | undefined; readonly value: SyntaxNode }[] {
  const list = child(call, 'arguments');
  if (list?.type !== 'argument_list') return list ? [{ name: undefined, value: list }] : [];
  return list.children.map((node) => {
    const [name, value] = node.type === 'keyword_argument' ? [child(node, 'name'), child(node, 'value')] : [];
    return name && value ? { name: file.source(name), value } : { name: undefined, value: node };
  });
}

/** `name = value` or `name: annotation = value`, of a statement that is nothing else. */
export interface Assignment {
  readonly target: SyntaxNode;
  readonly annotation: SyntaxNode | undefined;
  readonly value: SyntaxNode;
}

/** The assignments among the statements of a line; of `a = b = c` both. */
export function assignments(tree: SyntaxNode): Assignment[] {
  const found: Assignment[] = [];
  for (const node of running(tree)) {
    if (node.type !== 'assignment') continue;
    const target = child(node, 'left');
    const annotation = child(node, 'type');
    let value = child(node, 'right');
    while (value?.type === 'assignment') value = child(value, 'right');
    if (target && value) found.push({ target, annotation, value });
  }
  return found;
}

/** Calls that give a new container that can be changed. */
const containers = new Set([
  'dict',
  'list',
  'set',
  'defaultdict',
  'OrderedDict',
  'Counter',
  'deque',
  'WeakValueDictionary',
  'WeakKeyDictionary',
  'WeakSet',
]);

/** Is the value a container that can be changed: `empty` or made by a call, or `filled` with something; undefined if not. */
export function mutableContainer(value: SyntaxNode, file: AuditedFile): 'empty' | 'filled' | undefined {
  switch (value.type) {
    case 'dictionary':
    case 'list':
    case 'set':
      return value.children.length === 0 ? 'empty' : 'filled';
    case 'dictionary_comprehension':
    case 'list_comprehension':
    case 'set_comprehension':
      return 'filled';
    case 'parenthesized_expression':
      return value.children[0] && mutableContainer(value.children[0], file);
    case 'call': {
      if (!containers.has(calledName(value, file) ?? '')) return undefined;
      const [first] = callArguments(value, file);
      return first === undefined || first.value.type === 'identifier' || first.value.type === 'lambda'
        ? 'empty'
        : 'filled';
    }
    default:
      return undefined;
  }
}
