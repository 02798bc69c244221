import { Parameters } from './parameters.ts';
import { Displays, isComprehension, startsExpression } from './displays.ts';
import { Strings } from './strings.ts';
import type { TreeNode } from './syntax-node.ts';
import { asTarget } from './targets.ts';
import * as Kind from './token-kind.ts';
import type { Tokenizer } from './tokenizer.ts';

/**
 * The precedence of each binary operator, by kind (reference manual 6.17); 0 for other tokens. `**` is read with its
 * operands.
 */
const precedences = new Uint8Array(80);
const OR = 1;
const AND = 2;
const NOT = 3;
const COMPARISON = 4;
const BITWISE_OR = 5;
for (const [precedence, kinds] of [
  [OR, [Kind.OR]],
  [AND, [Kind.AND]],
  [COMPARISON, [Kind.COMPARISON, Kind.IN, Kind.IS, Kind.NOT]],
  [BITWISE_OR, [Kind.BAR]],
  [6, [Kind.CARET]],
  [7, [Kind.AMPERSAND]],
  [8, [Kind.SHIFT]],
  [9, [Kind.SIGN]],
  [10, [Kind.STAR, Kind.SLASH, Kind.DIVISION, Kind.AT]],
] as const) {
  for (const kind of kinds) precedences[kind] = precedence;
}

/** Reads expressions (reference manual 6). */
export class Expressions extends Displays {
  readonly #strings: Strings;
  readonly #parameters: Parameters;
  constructor(tokens: Tokenizer) {
    super(tokens);
    this.#strings = new Strings(tokens, () => this.yieldOrList());
    this.#parameters = new Parameters(tokens, this);
  }

  /** One expression, without `:=` and `*`. */
  override single(): TreeNode {
    const { tokens } = this;
    if (tokens.kind === Kind.LAMBDA) return this.#lambda();
    const { start } = tokens;
    const value = this.disjunction();
    if (tokens.kind !== Kind.IF) return value;
    tokens.next();
    const condition = this.disjunction();
    this.expect(Kind.ELSE);
    this.enter();
    const other = this.single();
    this.depth--;
    return this.node('conditional_expression', start, [value, condition, other]);
  }

  /** One expression, or `name := expression` (PEP 572). */
  named(): TreeNode {
    const { tokens } = this;
    const value = this.single();
    if (tokens.kind !== Kind.WALRUS || value.type !== 'identifier') return value;
    tokens.next();
    return this.node('named_expression', value.start, [value.as('name'), this.single().as('value')]);
  }

  /** Several expressions with commas are one node, of type `expression_list`. */
  list(): TreeNode {
    const { tokens } = this;
    const { start } = tokens;
    const first = this.starred(false);
    if (tokens.kind !== Kind.COMMA) return first;
    return this.node('expression_list', start, this.others(first, false));
  }

  /** Several expressions with commas, of which each may be named. */
  namedList(): TreeNode[] {
    return this.others(this.starred(true), true);
  }

  yieldOrList(): TreeNode {
    return this.tokens.kind === Kind.YIELD ? this.yield() : this.list();
  }

  /** The targets of `for`. */
  override targets(): TreeNode {
    const { tokens } = this;
    const { start } = tokens;
    const first = this.#target();
    if (tokens.kind !== Kind.COMMA) return first;
    const targets = [first];
    while (this.skip(Kind.COMMA) && tokens.kind !== Kind.IN) targets.push(this.#target());
    return this.node('pattern_list', start, targets);
  }

  /** One target of `with … as`. */
  target(): TreeNode {
    return this.#primary();
  }

  /** A type (of an annotation, say); behind `*args:` it may have a star (PEP 646). */
  type(mayBeStarred: boolean): TreeNode {
    const { start } = this.tokens;
    const inner = mayBeStarred ? this.starred(false) : this.single();
    return this.node('type', start, [inner]).as('type');
  }

  /** The arguments of a call or a class, whose `(` is the current token. */
  arguments(): TreeNode {
    const { tokens } = this;
    const { start } = tokens;
    const items: TreeNode[] = [];
    tokens.next();
    let hasKeyword = false;
    let hasDictionary = false;
    while (tokens.kind !== Kind.RIGHT_PARENTHESIS) {
      const argument = this.#argument();
      hasKeyword ||= argument.type === 'keyword_argument';
      hasDictionary ||= argument.type === 'dictionary_splat';
      const isPositional = argument.type !== 'keyword_argument' && argument.type !== 'dictionary_splat';
      if (isPositional && (hasDictionary || (hasKeyword && argument.type !== 'list_splat'))) this.fail();
      if (items.length === 0 && isComprehension(tokens.kind)) {
        const parts = this.comprehension(argument);
        this.expect(Kind.RIGHT_PARENTHESIS);
        return this.node('generator_expression', start, parts);
      }
      items.push(argument);
      if (!this.skip(Kind.COMMA)) break;
    }
    this.expect(Kind.RIGHT_PARENTHESIS);
    return this.node('argument_list', start, items);
  }

  protected override starred(mayBeNamed: boolean): TreeNode {
    const { tokens } = this;
    if (tokens.kind !== Kind.STAR) return mayBeNamed ? this.named() : this.single();
    const { start } = tokens;
    tokens.next();
    return this.node('list_splat', start, [this.bitwiseOr()]);
  }

  protected override yield(): TreeNode {
    const { tokens } = this;
    const { start } = tokens;
    tokens.next();
    if (this.skip(Kind.FROM)) return this.node('yield', start, [this.single()]);
    return this.node('yield', start, startsExpression(tokens.kind) ? [this.list()] : []);
  }

  #lambda(): TreeNode {
    const { tokens } = this;
    const { start } = tokens;
    tokens.next();
    this.enter();
    const parts: TreeNode[] = [];
    if (tokens.kind !== Kind.COLON) {
      const parametersStart = tokens.start;
      const parameters = this.#parameters.read(Kind.COLON, false);
      parts.push(this.node('lambda_parameters', parametersStart, parameters).as('parameters'));
    }
    this.expect(Kind.COLON);
    parts.push(this.single().as('body'));
    this.depth--;
    return this.node('lambda', start, parts);
  }

  protected override disjunction(): TreeNode {
    return this.#binary(OR);
  }

  protected override bitwiseOr(): TreeNode {
    return this.#binary(BITWISE_OR);
  }

  /** Operators of this precedence and higher ones. */
  #binary(least: number): TreeNode {
    const { tokens } = this;
    const { start } = tokens;
    let left = tokens.kind === Kind.NOT && least <= NOT ? this.#not() : this.#unary();
    for (;;) {
      const precedence = precedences[tokens.kind] ?? 0;
      if (precedence < least) return left;
      if (precedence === COMPARISON) {
        left = this.#comparison(left);
        continue;
      }
      tokens.next();
      const right = this.#binary(precedence + 1).as('right');
      const type = precedence <= AND ? 'boolean_operator' : 'binary_operator';
      left = this.node(type, start, [left.as('left'), right]);
    }
  }

  #not(): TreeNode {
    const { start } = this.tokens;
    this.tokens.next();
    this.enter();
    const argument = this.#binary(NOT).as('argument');
    this.depth--;
    return this.node('not_operator', start, [argument]);
  }

  #comparison(first: TreeNode): TreeNode {
    const { tokens } = this;
    const operands = [first];
    while (precedences[tokens.kind] === COMPARISON) {
      const { kind } = tokens;
      tokens.next();
      if (kind === Kind.NOT) this.expect(Kind.IN);
      else if (kind === Kind.IS) this.skip(Kind.NOT);
      operands.push(this.bitwiseOr());
    }
    return this.node('comparison_operator', first.start, operands);
  }

  #unary(): TreeNode {
    const { tokens } = this;
    const { start, kind } = tokens;
    if (kind === Kind.SIGN || kind === Kind.TILDE) {
      tokens.next();
      this.enter();
      const argument = this.#unary().as('argument');
      this.depth--;
      return this.node('unary_operator', start, [argument]);
    }
    const base = kind === Kind.AWAIT ? this.#await() : this.#primary();
    if (tokens.kind !== Kind.POWER) return base;
    tokens.next();
    this.enter();
    const exponent = this.#unary().as('right');
    this.depth--;
    return this.node('binary_operator', start, [base.as('left'), exponent]);
  }

  #await(): TreeNode {
    const { start } = this.tokens;
    this.tokens.next();
    return this.node('await', start, [this.#primary()]);
  }

  /** An atom with what follows it: attributes, calls, subscripts (6.3). */
  #primary(): TreeNode {
    const { tokens } = this;
    const { start } = tokens;
    let node = this.#atom();
    for (;;) {
      switch (tokens.kind) {
        case Kind.DOT: {
          tokens.next();
          const attribute = this.leaf('identifier', Kind.NAME).as('attribute');
          node = this.node('attribute', start, [node.as('object'), attribute]);
          break;
        }
        case Kind.LEFT_PARENTHESIS: {
          this.enter();
          const list = this.arguments().as('arguments');
          this.depth--;
          node = this.node('call', start, [node.as('function'), list]);
          break;
        }
        case Kind.LEFT_BRACKET:
          node = this.#subscript(node);
          break;
        default:
          return node;
      }
    }
  }

  #atom(): TreeNode {
    const { tokens } = this;
    switch (tokens.kind) {
      case Kind.NAME:
        return this.leaf('identifier', Kind.NAME);
      case Kind.NUMBER:
        return this.number();
      case Kind.STRING:
      case Kind.FORMAT_STRING:
        return this.string();
      case Kind.LEFT_PARENTHESIS:
        return this.bracketed(Kind.RIGHT_PARENTHESIS, 'tuple', 'generator_expression');
      case Kind.LEFT_BRACKET:
        return this.bracketed(Kind.RIGHT_BRACKET, 'list', 'list_comprehension');
      case Kind.LEFT_BRACE:
        return this.braces();
      case Kind.NONE:
        return this.leaf('none', Kind.NONE);
      case Kind.TRUE:
        return this.leaf('true', Kind.TRUE);
      case Kind.FALSE:
        return this.leaf('false', Kind.FALSE);
      case Kind.ELLIPSIS:
        return this.leaf('ellipsis', Kind.ELLIPSIS);
      default:
        return this.fail();
    }
  }

  /** Reads a number. The imaginary part of a complex number counts as an integer or a float by itself. */
  number(): TreeNode {
    const { text, start, end } = this.tokens;
    const isFloat = end - start > 1 && /^(?:\d[\d_]*)?(?:\.|\d[eE])|^\d[\d_]*[eE]/.test(text.slice(start, end));
    return this.leaf(isFloat ? 'float' : 'integer', Kind.NUMBER);
  }

  string(): TreeNode {
    this.enter();
    const string = this.#strings.read();
    this.depth--;
    return string;
  }

  #target(): TreeNode {
    const { tokens } = this;
    const { start } = tokens;
    if (!this.skip(Kind.STAR)) return asTarget(this.#primary());
    return this.node('list_splat_pattern', start, [asTarget(this.#primary())]);
  }

  #argument(): TreeNode {
    const { tokens } = this;
    const { start } = tokens;
    if (this.skip(Kind.STAR)) return this.node('list_splat', start, [this.single()]);
    if (this.skip(Kind.POWER)) return this.node('dictionary_splat', start, [this.single()]);
    const value = this.named();
    if (tokens.kind !== Kind.EQUALS || value.type !== 'identifier') return value;
    tokens.next();
    return this.node('keyword_argument', start, [value.as('name'), this.single().as('value')]);
  }

  #subscript(value: TreeNode): TreeNode {
    const { tokens } = this;
    tokens.next();
    this.enter();
    const parts = [value.as('value'), this.#slice().as('subscript')];
    while (this.skip(Kind.COMMA) && tokens.kind !== Kind.RIGHT_BRACKET) parts.push(this.#slice().as('subscript'));
    this.expect(Kind.RIGHT_BRACKET);
    this.depth--;
    return this.node('subscript', value.start, parts);
  }

  /** `lower:upper:step`, or an expression. */
  #slice(): TreeNode {
    const { tokens } = this;
    const { start } = tokens;
    const parts: TreeNode[] = [];
    if (tokens.kind !== Kind.COLON) {
      const first = this.starred(true);
      if (tokens.kind !== Kind.COLON || first.type === 'list_splat') return first;
      parts.push(first);
    }
    for (let colons = 0; colons < 2 && this.skip(Kind.COLON); colons++)
      if (startsExpression(tokens.kind)) parts.push(this.single());
    return this.node('slice', start, parts);
  }
}
