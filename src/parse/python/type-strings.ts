import type { Range } from '../../model/range.ts';
import type { Scope } from './scope.ts';
import { parseExpression } from './syntax/parse.ts';
import type { SyntaxNode } from './syntax/syntax-node.ts';

/**
 * Why a string may be a type: it stands in an annotation, or at a position of `via[…]` or `via(…)`, where it is one if
 * `via` is from `typing`. Of a call, the position may be a keyword.
 */
export type TypePosition =
  | 'annotation'
  | {
      readonly form: 'subscript';
      readonly via: SyntaxNode;
      readonly position: number;
      readonly outer: TypePosition | undefined;
    }
  | { readonly form: 'call'; readonly via: SyntaxNode; readonly position: number | string };

/**
 * The name of an expression in the typing modules, such as `Optional` or `cast`, or of a builtin generic such as
 * `list`. Returns undefined when the expression comes from elsewhere, and `unknown` when it may be one of these names.
 */
export type TypingName = (expression: SyntaxNode, scope: Scope) => string | undefined;

/** Which arguments of the functions of `typing` are types. */
const typeArguments: Readonly<Record<string, (position: number | string) => boolean>> = {
  cast: (position) => position === 0 || position === 'typ',
  assert_type: (position) => position === 1 || position === 'typ',
  ForwardRef: (position) => position === 0 || position === 'arg',
  NewType: (position) => position === 1 || position === 'tp',
  TypeVar: (position) => (typeof position === 'number' ? position > 0 : position === 'bound' || position === 'default'),
  ParamSpec: (position) => position === 'bound' || position === 'default',
  TypeVarTuple: (position) => position === 'default',
  TypeAliasType: (position) => position === 1 || position === 'value',
  NamedTuple: (position) => position === 1,
  TypedDict: (position) => position === 1,
};

/** Functions of other packages that read a string as a type. */
const foreignTypeArguments: Readonly<Record<string, (position: number | string) => boolean>> = {
  make_dataclass: (position) => position === 1 || position === 'fields',
  create_model: (position) => position !== 0,
  attrib: (position) => position === 'type',
  ib: (position) => position === 'type',
  field: (position) => position === 'type',
  mapped_column: (position) => position === 'type_',
};

interface Candidate<S> {
  readonly string: SyntaxNode;
  readonly scope: S;
  readonly position: TypePosition;
}

/** The strings of a file that type checkers read as code (PEP 484: forward references). */
export class TypeStrings<S extends Scope> {
  readonly #text: string;
  readonly #candidates: Candidate<S>[] = [];
  readonly #unread: Range[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  add(string: SyntaxNode, scope: S, position: TypePosition): void {
    this.#candidates.push({ string, scope, position });
  }

  /** The strings that are types, or may be, and that are not read: they have escapes, say, or stand in several parts. */
  get unread(): readonly Range[] {
    return this.#unread;
  }

  /** The expressions in the strings that are types; strings that are added meanwhile are looked at, too. */
  *expressions(typingName: TypingName): Generator<{ readonly expression: SyntaxNode; readonly scope: S }> {
    for (const { string, scope, position } of this.#candidates) {
      const content = this.#content(string);
      const isSure = isType(position, scope, typingName, this.#text);
      const expression = isSure && content ? parseExpression(this.#text, content) : undefined;
      if (expression) yield { expression, scope };
      else if (isSure || mayBeType(position, scope, typingName, this.#text)) this.#unread.push(string);
    }
  }

  /** The range between the quotes, if it holds the value of the string unchanged and may be code. */
  #content({ type, start, end }: SyntaxNode): Range | undefined {
    if (type !== 'string') return undefined;
    const [, prefix = '', quotes = ''] = /^([rRuU]?)('''|"""|'|")/.exec(this.#text.slice(start, end)) ?? [];
    if (quotes === '') return undefined;
    const content = { start: start + prefix.length + quotes.length, end: end - quotes.length };
    const value = this.#text.slice(content.start, content.end);
    return !value.includes('\\') && /[\p{ID_Start}_]/u.test(value) ? content : undefined;
  }
}

function isType(position: TypePosition | undefined, scope: Scope, typingName: TypingName, text: string): boolean {
  if (position === undefined || position === 'annotation') return position !== undefined;
  const known = typingName(position.via, scope);
  if (position.form === 'call') return known !== undefined && typeArguments[known]?.(position.position) === true;
  const name = known ?? /(?<!\w)\w+$/.exec(text.slice(position.via.start, position.via.end))?.[0];
  if (name === 'Literal' || name === 'unknown' || (name === 'Annotated' && position.position > 0)) return false;
  return known !== undefined || isType(position.outer, scope, typingName, text);
}

/** Is it an argument of something that is called like what takes a type there, wherever that comes from? */
function mayBeType(position: TypePosition, scope: Scope, typingName: TypingName, text: string): boolean {
  if (position === 'annotation' || position.form !== 'call') return false;
  const { via, position: at } = position;
  const known = typingName(via, scope);
  if (known !== undefined && known !== 'unknown') return false;
  const name = /(?<!\w)\w+$/.exec(text.slice(via.start, via.end))?.[0] ?? '';
  return (typeArguments[name] ?? foreignTypeArguments[name])?.(at) === true;
}
