import { Reader } from './reader.ts';
import type { TreeNode } from './syntax-node.ts';
import * as Kind from './token-kind.ts';
import type { Tokenizer } from './tokenizer.ts';

/** Reads the expressions in parameters. */
interface PartsOfParameters {
  /** A default value. */
  single(): TreeNode;
  /** A type; behind `*args:` it may have a star. */
  type(mayBeStarred: boolean): TreeNode;
}

/** Reads the parameters of functions and lambdas (reference manual 8.7), and type parameters (8.10). */
export class Parameters extends Reader {
  readonly #expressions: PartsOfParameters;

  constructor(tokens: Tokenizer, expressions: PartsOfParameters) {
    super(tokens);
    this.#expressions = expressions;
  }

  /**
   * @param close the kind of the token behind them
   * @param mayBeTyped not in a lambda
   */
  read(close: number, mayBeTyped: boolean): TreeNode[] {
    const { tokens } = this;
    const parameters: TreeNode[] = [];
    /** Tracks which parameters may still follow: `/` only before `*`, and nothing behind `**`. */
    let hasSlash = false;
    let hasStar = false;
    let hasDefault = false;
    let isBareStar = false;
    while (tokens.kind !== close) {
      const { start } = tokens;
      if (tokens.kind === Kind.SLASH) {
        if (hasSlash || hasStar || parameters.length === 0) this.fail();
        hasSlash = true;
        parameters.push(this.leaf('positional_separator', Kind.SLASH));
      } else if (tokens.kind === Kind.STAR) {
        if (hasStar) this.fail();
        hasStar = true;
        tokens.next();
        isBareStar = tokens.kind === Kind.COMMA;
        if (isBareStar) parameters.push(this.node('keyword_separator', start, []));
        else parameters.push(this.#starred('list_splat_pattern', start, mayBeTyped));
      } else if (this.skip(Kind.POWER)) {
        if (isBareStar) this.fail();
        parameters.push(this.#starred('dictionary_splat_pattern', start, mayBeTyped));
        this.skip(Kind.COMMA);
        if (tokens.kind !== close) this.fail();
        return parameters;
      } else {
        const parameter = this.#parameter(mayBeTyped);
        const isDefault = parameter.type.endsWith('default_parameter');
        if (hasDefault && !isDefault && !hasStar) this.fail();
        hasDefault ||= isDefault;
        isBareStar = false;
        parameters.push(parameter);
      }
      if (!this.skip(Kind.COMMA)) break;
    }
    if (isBareStar || tokens.kind !== close) this.fail();
    return parameters;
  }

  /** Type parameters (PEP 695), with defaults (PEP 696); `[` is the current token. */
  types(): TreeNode {
    const { tokens } = this;
    const { start } = tokens;
    const parameters: TreeNode[] = [];
    tokens.next();
    do parameters.push(this.#type());
    while (this.skip(Kind.COMMA) && tokens.kind !== Kind.RIGHT_BRACKET);
    this.expect(Kind.RIGHT_BRACKET);
    return this.node('type_parameter', start, parameters);
  }

  #starred(type: string, start: number, mayBeTyped: boolean): TreeNode {
    const name = this.leaf('identifier', Kind.NAME);
    const parameter = this.node(type, start, [name]);
    if (!mayBeTyped || !this.skip(Kind.COLON)) return parameter;
    return this.node('typed_parameter', start, [parameter, this.#expressions.type(type === 'list_splat_pattern')]);
  }

  #parameter(mayBeTyped: boolean): TreeNode {
    const { start } = this.tokens;
    const name = this.leaf('identifier', Kind.NAME);
    const type = mayBeTyped && this.skip(Kind.COLON) ? this.#expressions.type(false) : undefined;
    if (!this.skip(Kind.EQUALS)) return type ? this.node('typed_parameter', start, [name, type]) : name;
    const value = this.#expressions.single().as('value');
    name.as('name');
    if (type === undefined) return this.node('default_parameter', start, [name, value]);
    return this.node('typed_default_parameter', start, [name, type, value]);
  }

  /** `T`, `T: bound`, `*Ts`, `**P`, each with `= default` behind it. */
  #type(): TreeNode {
    const { tokens } = this;
    const { start } = tokens;
    const isStarred = tokens.kind === Kind.STAR;
    let parameter: TreeNode;
    if (this.skip(Kind.STAR) || this.skip(Kind.POWER))
      parameter = this.node('splat_type', start, [this.leaf('identifier', Kind.NAME)]);
    else {
      parameter = this.leaf('identifier', Kind.NAME);
      if (tokens.kind === Kind.COLON) parameter = this.#bound(parameter, false);
    }
    if (tokens.kind === Kind.EQUALS) parameter = this.#bound(parameter, isStarred);
    return this.node('type', start, [parameter]);
  }

  /** A bound or default is the second part of a `constrained_type`. */
  #bound(parameter: TreeNode, mayBeStarred: boolean): TreeNode {
    const { start } = parameter;
    const owner = this.node('type', start, [parameter]);
    this.tokens.next();
    const type = this.#expressions.type(mayBeStarred);
    type.field = undefined;
    return this.node('constrained_type', start, [owner, type]);
  }
}
