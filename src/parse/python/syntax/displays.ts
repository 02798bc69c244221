import { Reader } from './reader.ts';
import { NotPython } from './syntax-node.ts';
import type { TreeNode } from './syntax-node.ts';
import * as Kind from './token-kind.ts';

/** How deep expressions may nest: CPython allows 200 brackets. */
const MAX_DEPTH = 400;

/**
 * Reads expressions in brackets of their own: lists, tuples, sets, dictionaries and comprehensions (reference manual
 * 6.2).
 */
export abstract class Displays extends Reader {
  /** How many expressions are being read; whoever catches NotPython sets it back. */
  depth = 0;

  /** One expression, without `:=` and `*`. */
  abstract single(): TreeNode;
  /** The targets of `for`. */
  abstract targets(): TreeNode;
  /** One expression, maybe with a star, maybe with `:=`. */
  protected abstract starred(mayBeNamed: boolean): TreeNode;
  protected abstract disjunction(): TreeNode;
  protected abstract bitwiseOr(): TreeNode;
  protected abstract yield(): TreeNode;

  /**
   * An expression inside of another one begins.
   * @throws NotPython when there are too many
   */
  enter(): void {
    if (++this.depth > MAX_DEPTH) throw new NotPython(this.tokens, true);
  }

  /** Reads the expressions that follow a first one behind commas. A comma may stand at the end. */
  protected others(first: TreeNode, mayBeNamed: boolean): TreeNode[] {
    const items = [first];
    while (this.skip(Kind.COMMA) && startsExpression(this.tokens.kind)) items.push(this.starred(mayBeNamed));
    return items;
  }

  /** In parentheses or square brackets: a list or tuple, a comprehension, or one expression in parentheses. */
  protected bracketed(close: number, type: string, comprehensionType: string): TreeNode {
    const { tokens } = this;
    const { start } = tokens;
    tokens.next();
    this.enter();
    let parts: readonly TreeNode[] = [];
    let nodeType = type;
    if (type === 'tuple' && tokens.kind === Kind.YIELD) {
      nodeType = 'parenthesized_expression';
      parts = [this.yield()];
    } else if (tokens.kind !== close) {
      const first = this.starred(true);
      if (isComprehension(tokens.kind)) {
        nodeType = comprehensionType;
        parts = this.comprehension(first);
      } else if (type === 'tuple' && tokens.kind !== Kind.COMMA) {
        if (first.type === 'list_splat') this.fail();
        nodeType = 'parenthesized_expression';
        parts = [first];
      } else parts = this.others(first, true);
    }
    this.expect(close);
    this.depth--;
    return this.node(nodeType, start, parts);
  }

  /** A dictionary or a set, or a comprehension that makes one. */
  protected braces(): TreeNode {
    const { tokens } = this;
    const { start } = tokens;
    tokens.next();
    this.enter();
    let type = 'dictionary';
    let parts: TreeNode[] = [];
    if (tokens.kind !== Kind.RIGHT_BRACE) {
      const first = tokens.kind === Kind.POWER ? this.#dictionarySplat() : this.starred(true);
      const isSet = first.type !== 'dictionary_splat' && tokens.kind !== Kind.COLON;
      const item = isSet || first.type === 'dictionary_splat' ? first : this.#pair(first);
      if (isComprehension(tokens.kind)) {
        type = isSet ? 'set_comprehension' : 'dictionary_comprehension';
        parts = this.comprehension(item);
      } else if (isSet) {
        type = 'set';
        parts = this.others(item, true);
      } else parts = this.#pairs(item);
    }
    this.expect(Kind.RIGHT_BRACE);
    this.depth--;
    return this.node(type, start, parts);
  }

  #pairs(first: TreeNode): TreeNode[] {
    const { tokens } = this;
    const pairs = [first];
    while (this.skip(Kind.COMMA) && tokens.kind !== Kind.RIGHT_BRACE)
      pairs.push(tokens.kind === Kind.POWER ? this.#dictionarySplat() : this.#pair(this.single()));
    return pairs;
  }

  #pair(key: TreeNode): TreeNode {
    if (key.type === 'list_splat' || key.type === 'named_expression') this.fail();
    this.expect(Kind.COLON);
    return this.node('pair', key.start, [key.as('key'), this.single().as('value')]);
  }

  #dictionarySplat(): TreeNode {
    const { start } = this.tokens;
    this.tokens.next();
    return this.node('dictionary_splat', start, [this.bitwiseOr()]);
  }

  /** The clauses behind the element of a comprehension (6.2.4); unpacked, too (PEP 798). */
  protected comprehension(body: TreeNode): TreeNode[] {
    const { tokens } = this;
    const parts = [body.as('body')];
    while (isComprehension(tokens.kind) || tokens.kind === Kind.IF) {
      const { start } = tokens;
      if (this.skip(Kind.IF)) {
        parts.push(this.node('if_clause', start, [this.disjunction()]));
        continue;
      }
      this.skip(Kind.ASYNC);
      this.expect(Kind.FOR);
      const left = this.targets().as('left');
      this.expect(Kind.IN);
      parts.push(this.node('for_in_clause', start, [left, this.disjunction().as('right')]));
    }
    return parts;
  }
}

/** May an expression start with a token of this kind, or a star before one? */
export function startsExpression(kind: number): boolean {
  switch (kind) {
    case Kind.NAME:
    case Kind.NUMBER:
    case Kind.STRING:
    case Kind.FORMAT_STRING:
    case Kind.LEFT_PARENTHESIS:
    case Kind.LEFT_BRACKET:
    case Kind.LEFT_BRACE:
    case Kind.ELLIPSIS:
    case Kind.SIGN:
    case Kind.STAR:
    case Kind.TILDE:
    case Kind.AWAIT:
    case Kind.FALSE:
    case Kind.LAMBDA:
    case Kind.NONE:
    case Kind.NOT:
    case Kind.TRUE:
      return true;
    default:
      return false;
  }
}

/** Does a clause of a comprehension start with a token of this kind? */
export function isComprehension(kind: number): boolean {
  return kind === Kind.FOR || kind === Kind.ASYNC;
}
