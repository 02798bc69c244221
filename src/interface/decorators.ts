import type { SyntaxNode } from '../parse/python/syntax/syntax-node.ts';
import { keyOf, locate } from './python-names.ts';
import type { InterfaceSources } from './python-names.ts';
import { bodyOf, definitionOf, field, nodesOfScope, statementsIn, textOf } from './tree.ts';
import type { Definition, ModuleTree } from './tree.ts';

/** The effect of a decorator on the function or class below it. */
export interface Decoration {
  /** `module:name` of the decorator. */
  readonly key: string;
  readonly text: string;
  /** A call of the result takes the same arguments. */
  readonly keepsParameters: boolean;
  /** The result is no coroutine function any more, or is one now; undefined where it stays as it is. */
  readonly isAsync: boolean | undefined;
  /** The arguments of the decorator itself. */
  readonly arguments: SyntaxNode | undefined;
}

const keeping = new Set([
  'functools:lru_cache',
  'functools:cache',
  'functools:singledispatch',
  'functools:total_ordering',
  'abc:abstractmethod',
  'warnings:deprecated',
  'dataclasses:dataclass',
  'builtins:staticmethod',
  ...['typing', 'typing_extensions'].flatMap((module) =>
    ['overload', 'final', 'override', 'no_type_check', 'runtime_checkable', 'deprecated'].map(
      (name) => `${module}:${name}`,
    ),
  ),
]);

/** Decorators whose result for a generator is no coroutine, and is called with the same arguments. */
const contextManagers = new Set(['contextlib:contextmanager', 'contextlib:asynccontextmanager']);

export function decorationsOf(
  sources: InterfaceSources,
  tree: ModuleTree,
  decorators: readonly SyntaxNode[],
): Decoration[] {
  return decorators.map((decorator) => {
    const expression = decorator.children[0] ?? decorator;
    const isCall = expression.type === 'call';
    const named = isCall ? (field(expression, 'function') ?? expression) : expression;
    const text = textOf(tree, named);
    const key = /^[\w.]+$/.test(text) ? keyOf(sources.exports, tree.module, text) : text;
    const common = { key, text, arguments: isCall ? field(expression, 'arguments') : undefined };
    if (contextManagers.has(key)) return { ...common, keepsParameters: true, isAsync: false };
    if (keeping.has(key)) return { ...common, keepsParameters: true, isAsync: undefined };
    const own = locate(sources, { state: 'found', key });
    return { ...common, ...(own === undefined ? unknown : ownDecoration(own.tree, own)) };
  });
}

const unknown = { keepsParameters: false, isAsync: undefined } as const;

/** A decorator of the repository: it hands its function on, or wraps it by `functools.wraps`. */
function ownDecoration(tree: ModuleTree, { node }: Definition): Pick<Decoration, 'keepsParameters' | 'isAsync'> {
  if (node.type !== 'function_definition') return unknown;
  for (const inner of innerFunctions(tree, node)) {
    const isWrapper = inner.decorators.some((decorator) =>
      /^@\s*(?:functools\s*\.\s*)?wraps\s*\(/.test(textOf(tree, decorator)),
    );
    if (isWrapper) return { keepsParameters: true, isAsync: isCoroutine(tree, inner.node) ? true : undefined };
  }
  const handsOn = [node, ...[...innerFunctions(tree, node)].map((inner) => inner.node)].some((each) =>
    handsOnFirst(tree, each),
  );
  return handsOn ? { keepsParameters: true, isAsync: undefined } : unknown;
}

function* innerFunctions(tree: ModuleTree, node: SyntaxNode): Generator<Definition> {
  for (const statement of statementsIn(bodyOf(node))) {
    const inner = definitionOf(tree, statement);
    if (inner?.node.type !== 'function_definition') continue;
    yield inner;
    yield* innerFunctions(tree, inner.node);
  }
}

/** Does every `return` of the function hand on its first parameter, which it never binds anew? */
function handsOnFirst(tree: ModuleTree, node: SyntaxNode): boolean {
  const first = field(node, 'parameters')?.children[0];
  if (first === undefined) return false;
  const name = /^\w+/.exec(textOf(tree, first))?.[0] ?? '';
  const returns: string[] = [];
  for (const statement of statementsIn(bodyOf(node))) {
    if (statement.type === 'return_statement') returns.push(textOf(tree, statement).replace(/^return\s*/, ''));
    if (statement.type === 'expression_statement' && new RegExp(`^${name}\\s*=`).test(textOf(tree, statement)))
      return false;
  }
  return returns.length > 0 && returns.every((text) => text === name);
}

/** `async def` without `yield`: a call gives a coroutine. */
export function isCoroutine(tree: ModuleTree, node: SyntaxNode): boolean {
  if (!/^async\b/.test(tree.text.slice(node.start, node.start + 6))) return false;
  return !bodyOf(node).some((statement) => [...nodesOfScope(statement)].some(({ type }) => type === 'yield'));
}
