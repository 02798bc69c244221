import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Language, Parser } from 'web-tree-sitter';
import type { Node } from 'web-tree-sitter';

/** A tree as it is compared: what `SyntaxNode` tells, without the way up. */
export interface PlainNode {
  readonly type: string;
  readonly field: string | undefined;
  readonly start: number;
  readonly end: number;
  readonly children: readonly PlainNode[];
}

/** Named nodes of tree-sitter that are none of ours: comments, and what strings are made of. */
const leftOut = new Set(['comment', 'line_continuation', 'string_start', 'string_content', 'string_end']);

/** Reads Python with tree-sitter, into the trees that the parser of this project should make of it. */
export class TreeSitter {
  readonly #parser: Parser;

  private constructor(parser: Parser) {
    this.#parser = parser;
  }

  static async load(): Promise<TreeSitter> {
    await Parser.init();
    const grammar = fileURLToPath(import.meta.resolve('tree-sitter-python/tree-sitter-python.wasm'));
    return new TreeSitter(new Parser().setLanguage(await Language.load(readFileSync(grammar))));
  }

  /** @returns undefined for a text that it finds an error in */
  parse(text: string): PlainNode | undefined {
    const tree = this.#parser.parse(text);
    if (tree === null) throw new Error('tree-sitter did not parse');
    const { rootNode } = tree;
    const root = rootNode.hasError ? undefined : plain(rootNode, undefined, text);
    tree.delete();
    return root && { ...root, start: 0, end: text.length };
  }
}

function plain(node: Node, field: string | undefined, text: string): PlainNode {
  const children = node.children.flatMap((child, k) =>
    !child.isNamed || leftOut.has(child.type) ? [] : [plain(child, node.fieldNameForChild(k) ?? undefined, text)],
  );
  return corrected({ type: node.type, field, start: node.startIndex, end: node.endIndex, children }, text);
}

/** Where the tree of tree-sitter is odd or wrong: what it has to be. The children are corrected already. */
function corrected(node: PlainNode, text: string): PlainNode {
  return corrections.reduce((before, correct) => correct(before, text), node);
}

type Correction = (node: PlainNode, text: string) => PlainNode;

/** Each for one oddity. */
const corrections: readonly Correction[] = [
  withoutTail,
  withExpressionsForTypes,
  withStarOutside,
  withAwaitInside,
  withItemsOfWith,
  withTypeCalled,
  withAliasOfType,
];

/** Blocks start with their first statement and end with their last, and so does what ends with one; comments follow. */
function withoutTail(node: PlainNode): PlainNode {
  const [first, last] = [node.children[0], node.children.at(-1)];
  if (first === undefined || last === undefined) return node;
  if (node.type === 'block') return { ...node, start: first.start, end: last.end };
  if (
    node.type === 'decorator' ||
    /^(?:block|\w+_definition|(?:else|elif|except|finally|case)_clause)$/.test(last.type)
  )
    return { ...node, end: last.end };
  return node;
}

/** Types are expressions: `list[int] | None` is no other thing in an annotation (reference manual 7.2.2). */
function withExpressionsForTypes(node: PlainNode, text: string): PlainNode {
  const [first, second] = node.children;
  if (first === undefined) return node;
  const replaced = { ...node, type: expressionTypes[node.type] ?? node.type };
  switch (node.type) {
    case 'type':
      return first.type === 'type' ? { ...first, field: node.field } : node;
    case 'typed_parameter':
      return {
        ...node,
        children: [first, ...(second ? [{ ...second, children: second.children.map(unstarred) }] : [])],
      };
    case 'generic_type': {
      const parts = (second?.children ?? []).map((part) => expressionOf(part, 'subscript'));
      return { ...replaced, children: [{ ...first, field: 'value' }, ...parts] };
    }
    case 'member_type':
      return {
        ...replaced,
        children: [expressionOf(first, 'object'), ...(second ? [{ ...second, field: 'attribute' }] : [])],
      };
    case 'union_type':
      return second ? union(replaced, expressionOf(first, 'left'), expressionOf(second, 'right'), text) : node;
    default:
      return node;
  }
}

const expressionTypes: Readonly<Record<string, string>> = {
  generic_type: 'subscript',
  member_type: 'attribute',
  union_type: 'binary_operator',
};

function expressionOf(node: PlainNode, field: string): PlainNode {
  const [only] = node.type === 'type' ? node.children : [node];
  return { ...unstarred(only ?? node), field };
}

function unstarred(node: PlainNode): PlainNode {
  return node.type === 'splat_type' ? { ...node, type: 'list_splat' } : node;
}

/** `A[B] | (C | D)`, which the text writes without the brackets, associates to the left. */
function union(node: PlainNode, left: PlainNode, right: PlainNode, text: string): PlainNode {
  const [middle, last] = right.children;
  const isUnion = right.type === 'binary_operator' && middle && last && /\|/.test(text.slice(middle.end, last.start));
  if (!isUnion) return { ...node, children: [left, right] };
  const first = { ...node, end: middle.end, field: 'left' };
  return { ...node, children: [union(first, left, { ...middle, field: 'right' }, text), last] };
}

/** `*a.b(c)` unpacks what the call returns (6.15), not `a`. */
function withStarOutside(node: PlainNode): PlainNode {
  const [first, ...others] = node.children;
  const isOperand = /^(?:attribute|call|subscript|binary_operator)$/.test(node.type);
  const [inner] = first?.children ?? [];
  if (!isOperand || first?.type !== 'list_splat' || inner === undefined) return node;
  const starred = {
    ...node,
    field: undefined,
    start: inner.start,
    children: [{ ...inner, field: first.field }, ...others],
  };
  return { ...node, type: 'list_splat', children: [starred] };
}

/** `await a ** b` is `(await a) ** b` (6.5). */
function withAwaitInside(node: PlainNode): PlainNode {
  const [power] = node.children;
  const [base, exponent] = power?.children ?? [];
  if (node.type !== 'await' || power?.type !== 'binary_operator' || !base || !exponent) return node;
  const awaited = { ...node, field: 'left', end: base.end, children: [{ ...base, field: undefined }] };
  return { ...power, field: node.field, start: node.start, children: [awaited, exponent] };
}

/** `with (a as b):` has no expression in brackets (8.5). */
function withItemsOfWith(node: PlainNode): PlainNode {
  const [value] = node.children;
  const [inner] = value?.children ?? [];
  if (node.type !== 'with_item' || value?.type !== 'parenthesized_expression' || inner?.type !== 'as_pattern')
    return node;
  return { ...node, start: inner.start, end: inner.end, children: [{ ...inner, field: 'value' }] };
}

/** `type(a).b = c` is an assignment. */
function withTypeCalled(node: PlainNode): PlainNode {
  const [left, right] = node.children.map(({ children }) => children[0]);
  if (node.type !== 'type_alias_statement' || !left || !right || left.type !== 'attribute') return node;
  const target = { ...called(left, node.start), field: 'left' };
  const assignment = { ...node, type: 'assignment', children: [target, { ...right, field: 'right' }] };
  return { ...node, type: 'expression_statement', children: [{ ...assignment, field: undefined }] };
}

/** `(a).b`, with `type` before it. */
function called(node: PlainNode, start: number): PlainNode {
  const [first, ...others] = node.children;
  if (first === undefined) return node;
  if (node.type !== 'parenthesized_expression')
    return { ...node, start, children: [{ ...called(first, start), field: first.field }, ...others] };
  const name = { type: 'identifier', field: 'function', start, end: start + 'type'.length, children: [] };
  return { ...node, type: 'call', start, children: [name, { ...node, type: 'argument_list', field: 'arguments' }] };
}

/** The parameters of `type X[T] = …` are always type parameters. */
function withAliasOfType(node: PlainNode): PlainNode {
  const [left, right] = node.children;
  const [subscript] = left?.children ?? [];
  const [name, ...parameters] = subscript?.children ?? [];
  if (node.type !== 'type_alias_statement' || !left || !right || subscript?.type !== 'subscript' || !name) return node;
  const types = parameters.map((part) => ({
    ...part,
    type: 'type',
    field: undefined,
    children: [{ ...part, field: undefined }],
  }));
  const list = { type: 'type_parameter', field: undefined, start: name.end, end: subscript.end, children: types };
  const generic = { ...subscript, type: 'generic_type', children: [{ ...name, field: undefined }, list] };
  return { ...node, children: [{ ...left, children: [generic] }, right] };
}
