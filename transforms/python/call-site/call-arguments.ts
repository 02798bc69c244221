import type { Range } from '../../../src/model/range.ts';
import { child } from '../../../src/parse/python/syntax/fields.ts';
import type { SyntaxNode } from '../../../src/parse/python/syntax/syntax-node.ts';

/** An argument of a call, as it stands. */
export interface CallArgument extends Range {
  readonly keyword: string | undefined;
  /** The keyword and what stands behind it up to the value; empty at the start of an argument without one. */
  readonly head: Range;
  /** `x` in `*x`, and in `**x`. */
  readonly isStar: boolean;
  /** It is a name, a constant or an attribute: whoever leaves it out, or moves it, changes nothing else. */
  readonly isPlain: boolean;
  /** It needs parentheses to be the value of a keyword: `x := y`. */
  readonly needsParentheses: boolean;
}

/** The arguments of a call and the range between its parentheses. */
export interface ArgumentList {
  readonly arguments: readonly CallArgument[];
  readonly inside: Range;
  /** `f(x for x in y)`: nothing can stand beside it. */
  readonly isGenerator: boolean;
}

/** Undefined where the call could not be read. */
export function argumentList(text: string, call: SyntaxNode): ArgumentList | undefined {
  const list = child(call, 'arguments');
  if (list === undefined) return undefined;
  const inside = { start: list.start + 1, end: list.end - 1 };
  if (list.type !== 'argument_list') {
    const only = { ...inside, keyword: undefined, head: { start: inside.start, end: inside.start }, isStar: false };
    return { arguments: [{ ...only, isPlain: false, needsParentheses: true }], inside, isGenerator: true };
  }
  return { arguments: list.children.map((node) => argument(text, node)), inside, isGenerator: false };
}

function argument(text: string, node: SyntaxNode): CallArgument {
  const { start, end, type } = node;
  const name = type === 'keyword_argument' ? child(node, 'name') : undefined;
  const value = type === 'keyword_argument' ? (child(node, 'value') ?? node) : node;
  return {
    start,
    end,
    keyword: name && text.slice(name.start, name.end).normalize('NFKC'),
    head: { start, end: name === undefined ? start : value.start },
    isStar: type === 'list_splat' || type === 'dictionary_splat',
    isPlain: isPlain(text, value),
    needsParentheses: value.type === 'named_expression',
  };
}

const constants = new Set(['integer', 'float', 'true', 'false', 'none', 'ellipsis']);

function isPlain(text: string, node: SyntaxNode): boolean {
  const { type, children, start } = node;
  if (type === 'identifier' || constants.has(type)) return true;
  if (type === 'string') return children.length === 0 || !/^[a-z]*[ft]/i.test(text.slice(start, start + 3));
  if (type === 'unary_operator' || type === 'parenthesized_expression')
    return children.every((each) => isPlain(text, each));
  const object = type === 'attribute' ? child(node, 'object') : undefined;
  return object !== undefined && isPlain(text, object);
}
