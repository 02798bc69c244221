import type { CodePlace } from '../model/interface.ts';
import type { SyntaxNode } from '../parse/python/syntax/syntax-node.ts';
import { bodyOf, lineOf, nodesOfScope } from './tree.ts';
import type { ModuleTree } from './tree.ts';

/** The `raise` with which every call of a function ends; undefined where some call may come to another end. */
export function raiseOf(tree: ModuleTree, definition: SyntaxNode): CodePlace | undefined {
  const statements = bodyOf(definition);
  const last = statements.findIndex(({ type }) => type === 'raise_statement');
  const raised = statements[last];
  if (raised === undefined) return undefined;
  // A generator runs when it is asked for its first value.
  const mayEnd = statements.slice(0, last).some((statement) => [...nodesOfScope(statement)].some(isEnd));
  const isGenerator = statements.some((statement) => [...nodesOfScope(statement)].some(({ type }) => type === 'yield'));
  return mayEnd || isGenerator ? undefined : { path: tree.path, line: lineOf(tree, raised.start) };
}

function isEnd({ type }: SyntaxNode): boolean {
  return type === 'return_statement';
}
