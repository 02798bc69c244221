import type { Expressions } from './expressions.ts';
import { Reader } from './reader.ts';
import { TreeNode } from './syntax-node.ts';
import * as Kind from './token-kind.ts';

/** Reads the patterns of `case` (reference manual 8.6.4). */
export class Patterns extends Reader {
  readonly #expressions: Expressions;

  constructor(expressions: Expressions) {
    super(expressions.tokens);
    this.#expressions = expressions;
  }

  /** The patterns behind `case`, up to the guard or the colon: one, or several of an open sequence. */
  open(): TreeNode[] {
    const patterns = [this.#element()];
    while (this.skip(Kind.COMMA) && this.tokens.kind !== Kind.COLON && this.tokens.kind !== Kind.IF)
      patterns.push(this.#element());
    return patterns;
  }

  /** A part of a sequence: a pattern, or `*rest`. */
  #element(): TreeNode {
    const { tokens } = this;
    if (tokens.kind !== Kind.STAR) return this.#pattern();
    const { start } = tokens;
    tokens.next();
    return this.node('case_pattern', start, [this.node('splat_pattern', start, this.#capture())]);
  }

  /** Reads the name that a pattern captures. `_` captures nothing. */
  #capture(): TreeNode[] {
    const isWildcard = this.tokens.is('_');
    const name = this.leaf('identifier', Kind.NAME);
    return isWildcard ? [] : [name];
  }

  /** `a | b as name` */
  #pattern(): TreeNode {
    const { tokens } = this;
    const { start } = tokens;
    const inner = this.#alternatives();
    const parts = inner === undefined ? [] : [inner];
    if (tokens.kind !== Kind.AS) return this.node('case_pattern', start, parts);
    const pattern = this.node('case_pattern', start, parts);
    tokens.next();
    if (tokens.is('_')) this.fail();
    const name = this.leaf('identifier', Kind.NAME);
    return this.node('case_pattern', start, [this.node('as_pattern', start, [pattern, name])]);
  }

  /** @returns undefined for `_`, which is no node */
  #alternatives(): TreeNode | undefined {
    const { start } = this.tokens;
    const first = this.#closed();
    if (this.tokens.kind !== Kind.BAR) return first;
    const patterns = first === undefined ? [] : [first];
    while (this.skip(Kind.BAR)) {
      const pattern = this.#closed();
      if (pattern !== undefined) patterns.push(pattern);
    }
    return this.node('union_pattern', start, patterns);
  }

  #closed(): TreeNode | undefined {
    const { tokens } = this;
    switch (tokens.kind) {
      case Kind.NAME:
        return this.#nameOrClass();
      case Kind.SIGN:
      case Kind.NUMBER:
        return this.#number();
      case Kind.STRING:
        return this.#expressions.string();
      case Kind.NONE:
        return this.leaf('none', Kind.NONE);
      case Kind.TRUE:
        return this.leaf('true', Kind.TRUE);
      case Kind.FALSE:
        return this.leaf('false', Kind.FALSE);
      case Kind.LEFT_PARENTHESIS:
        return this.#sequence('tuple_pattern', Kind.RIGHT_PARENTHESIS);
      case Kind.LEFT_BRACKET:
        return this.#sequence('list_pattern', Kind.RIGHT_BRACKET);
      case Kind.LEFT_BRACE:
        return this.#mapping();
      default:
        return this.fail();
    }
  }

  #nameOrClass(): TreeNode | undefined {
    const { tokens } = this;
    const { start } = tokens;
    const isWildcard = tokens.is('_');
    const names = [this.leaf('identifier', Kind.NAME)];
    while (this.skip(Kind.DOT)) names.push(this.leaf('identifier', Kind.NAME));
    const isOpen = tokens.kind === Kind.LEFT_PARENTHESIS;
    if (isWildcard && names.length === 1 && !isOpen) return undefined;
    const name = this.node('dotted_name', start, names);
    return isOpen ? this.#class(name) : name;
  }

  #class(name: TreeNode): TreeNode {
    const { tokens } = this;
    const parts = [name];
    let hasKeyword = false;
    tokens.next();
    this.#expressions.enter();
    while (tokens.kind !== Kind.RIGHT_PARENTHESIS) {
      const part = this.#pattern();
      const captured = part.children[0];
      const isName = captured?.type === 'dotted_name' && captured.children.length === 1;
      if (tokens.kind === Kind.EQUALS && (isName || captured === undefined)) {
        hasKeyword = true;
        parts.push(this.#keyword(part));
      } else if (hasKeyword) this.fail();
      else parts.push(part);
      if (!this.skip(Kind.COMMA)) break;
    }
    this.expect(Kind.RIGHT_PARENTHESIS);
    this.#expressions.depth--;
    return this.node('class_pattern', name.start, parts);
  }

  /** `name=pattern`, in a class pattern; the `=` is the current token. */
  #keyword({ start, end }: TreeNode): TreeNode {
    this.tokens.next();
    const parts = [new TreeNode('identifier', start, end, undefined)];
    const value = this.#alternatives();
    if (value !== undefined) parts.push(value);
    return this.node('case_pattern', start, [this.node('keyword_pattern', start, parts)]);
  }

  /** `-1`, `2.5`, `1 + 2j`: the sign is no node. */
  #number(): TreeNode {
    const { tokens } = this;
    const { start } = tokens;
    this.#minus();
    const real = this.#expressions.number();
    if (tokens.kind !== Kind.SIGN) return real;
    tokens.next();
    return this.node('complex_pattern', start, [real, this.#expressions.number()]);
  }

  #minus(): void {
    const { tokens } = this;
    if (tokens.kind !== Kind.SIGN) return;
    if (tokens.text.charAt(tokens.start) !== '-') this.fail();
    tokens.next();
  }

  #sequence(type: string, close: number): TreeNode {
    const { tokens } = this;
    const { start } = tokens;
    const parts: TreeNode[] = [];
    tokens.next();
    this.#expressions.enter();
    while (tokens.kind !== close) {
      parts.push(this.#element());
      if (!this.skip(Kind.COMMA)) break;
    }
    this.expect(close);
    this.#expressions.depth--;
    return this.node(type, start, parts);
  }

  /** `{key: pattern, **rest}` */
  #mapping(): TreeNode {
    const { tokens } = this;
    const { start } = tokens;
    const parts: TreeNode[] = [];
    tokens.next();
    this.#expressions.enter();
    while (tokens.kind !== Kind.RIGHT_BRACE) {
      const partStart = tokens.start;
      if (this.skip(Kind.POWER)) parts.push(this.node('splat_pattern', partStart, this.#capture()));
      else {
        parts.push(this.#key().as('key'));
        this.expect(Kind.COLON);
        parts.push(this.#pattern().as('value'));
      }
      if (!this.skip(Kind.COMMA)) break;
    }
    this.expect(Kind.RIGHT_BRACE);
    this.#expressions.depth--;
    return this.node('dict_pattern', start, parts);
  }

  /** A constant, or a name with a dot. */
  #key(): TreeNode {
    const key = this.#closed();
    const isName = key?.type === 'dotted_name' && key.children.length === 1;
    if (key === undefined || isName || key.type.endsWith('_pattern')) {
      if (key?.type !== 'complex_pattern') this.fail();
    }
    return key;
  }
}
