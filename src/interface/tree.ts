import type { SyntaxNode } from '../parse/python/syntax/syntax-node.ts';

/** A module that was read. */
export interface ModuleTree {
  readonly module: string;
  readonly path: string;
  readonly text: string;
  readonly root: SyntaxNode;
}

/** The child that has this part in its parent. */
export function field(node: SyntaxNode, name: string): SyntaxNode | undefined {
  return node.children.find((child) => child.field === name);
}

export function textOf({ text }: Pick<ModuleTree, 'text'>, { start, end }: SyntaxNode): string {
  return text.slice(start, end);
}

/** The statements of the body of a definition. */
export function bodyOf(node: SyntaxNode): readonly SyntaxNode[] {
  return field(node, 'body')?.children ?? [];
}

/** A definition with its decorators, as text behind the `@`. */
export interface Definition {
  readonly node: SyntaxNode;
  readonly name: string;
  readonly decorators: readonly SyntaxNode[];
}

/** A definition that a statement is, decorated or not. */
export function definitionOf(tree: Pick<ModuleTree, 'text'>, statement: SyntaxNode): Definition | undefined {
  const isDecorated = statement.type === 'decorated_definition';
  const node = isDecorated ? field(statement, 'definition') : statement;
  if (node?.type !== 'function_definition' && node?.type !== 'class_definition') return undefined;
  const name = field(node, 'name');
  const decorators = isDecorated ? statement.children.filter(({ type }) => type === 'decorator') : [];
  return { node, name: name === undefined ? '' : textOf(tree, name), decorators };
}

/** The statements of a suite and of the compound statements in it, which share its scope, in order. */
export function* statementsIn(suite: readonly SyntaxNode[]): Generator<SyntaxNode> {
  for (const statement of suite) {
    yield statement;
    if (isDefinition(statement)) continue;
    yield* suitesIn(statement);
  }
}

function* suitesIn(statement: SyntaxNode): Generator<SyntaxNode> {
  for (const child of statement.children)
    if (child.type === 'block') yield* statementsIn(child.children);
    else if (child.type.endsWith('_clause')) yield* suitesIn(child);
}

export function isDefinition({ type }: SyntaxNode): boolean {
  return type === 'function_definition' || type === 'class_definition' || type === 'decorated_definition';
}

/** The node and everything in it, but for what is in functions, classes and lambdas of its own. */
export function* nodesOfScope(node: SyntaxNode): Generator<SyntaxNode> {
  yield node;
  if (isDefinition(node) || node.type === 'lambda') return;
  for (const child of node.children) yield* nodesOfScope(child);
}

export function lineOf({ text }: Pick<ModuleTree, 'text'>, offset: number): number {
  let line = 1;
  for (const { index } of text.matchAll(/\r\n?|\n/g)) {
    if (index >= offset) break;
    line++;
  }
  return line;
}
