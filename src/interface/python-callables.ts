import { formatTarget } from '../model/config.ts';
import type { Target } from '../model/config.ts';
import type { Callable } from '../model/interface.ts';
import type { SyntaxNode } from '../parse/python/syntax/syntax-node.ts';
import { raiseOf } from './always-raises.ts';
import { classSignature } from './class-signature.ts';
import { decorationsOf, isCoroutine } from './decorators.ts';
import { parametersOf } from './parameters.ts';
import { locate } from './python-names.ts';
import type { InterfaceSources, Located } from './python-names.ts';
import { field, lineOf, statementsIn, textOf } from './tree.ts';
import type { ModuleTree } from './tree.ts';

/** The interface of a symbol of the Map to calling code, read from its definition. */
export function callableOf(sources: InterfaceSources, target: Target): Callable {
  const symbol = formatTarget(target);
  const none: Callable = {
    symbol,
    kind: 'unknown',
    definition: symbol,
    place: null,
    isAsync: false,
    parameters: null,
    unread: 'it is not in the sources',
    returns: null,
    raisesAlways: null,
    brokenOnImport: null,
  };
  if (target.name === undefined) return { ...none, kind: 'module', unread: 'it is a module' };
  const meaning = sources.exports.define(target.module, target.name);
  const { state, key: definition } = meaning;
  if (state === 'missing')
    return { ...none, kind: 'missing', unread: 'it cannot be imported', brokenOnImport: `${symbol} is not there` };
  if (state === 'ambiguous')
    return { ...none, definition, unread: `which definition ${symbol} leads to depends on what runs` };
  const located = locate(sources, meaning);
  if (located === undefined) {
    const value = valueOf(sources, definition);
    if (value !== undefined) return { ...none, definition, ...value };
    return definition.includes(':')
      ? { ...none, definition }
      : { ...none, kind: 'module', definition, unread: 'it is a module' };
  }
  const { tree, node } = located;
  const common = { ...none, definition, place: { path: tree.path, line: lineOf(tree, node.start) }, unread: null };
  return node.type === 'class_definition'
    ? { ...common, kind: 'class', ...classSignature(sources, located) }
    : { ...common, kind: 'function', ...ofFunction(sources, located) };
}

function ofFunction(sources: InterfaceSources, { tree, node, decorators }: Located): Partial<Callable> {
  const decorations = decorationsOf(sources, tree, decorators);
  const odd = decorations.find(({ keepsParameters }) => !keepsParameters);
  const returned = field(node, 'return_type');
  // The uppermost decorator that says something has the last word.
  const isAsync = decorations.map((each) => each.isAsync).find((each) => each !== undefined) ?? isCoroutine(tree, node);
  return {
    isAsync,
    parameters: odd === undefined ? parametersOf(tree, node) : null,
    unread: odd === undefined ? null : `the decorator ${odd.text} may change them`,
    returns: returned === undefined ? null : textOf(tree, returned),
    raisesAlways: raiseOf(tree, node) ?? null,
  };
}

/** A value at the top level of a module: of a lambda, the parameters are known. */
function valueOf(sources: InterfaceSources, key: string): Partial<Callable> | undefined {
  const [module = '', name = ''] = key.split(':');
  const tree = sources.tree(module);
  const assigned = tree && assignmentOf(tree, name);
  if (tree === undefined || assigned === undefined) return undefined;
  const place = { path: tree.path, line: lineOf(tree, assigned.start) };
  const value = field(assigned, 'right');
  if (value?.type === 'lambda') return { kind: 'function', place, parameters: parametersOf(tree, value), unread: null };
  return { kind: 'value', place, unread: 'it is a value that is computed' };
}

function assignmentOf(tree: ModuleTree, name: string): SyntaxNode | undefined {
  let found: SyntaxNode | undefined;
  for (const statement of statementsIn(tree.root.children)) {
    const [assignment] = statement.type === 'expression_statement' ? statement.children : [];
    const left = assignment?.type === 'assignment' ? field(assignment, 'left') : undefined;
    if (left !== undefined && textOf(tree, left) === name) found = assignment;
  }
  return found;
}
