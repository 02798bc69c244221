import type { Expressions } from './expressions.ts';
import { Reader } from './reader.ts';
import { NotPython, TreeNode } from './syntax-node.ts';
import { checkTarget } from './targets.ts';
import * as Kind from './token-kind.ts';

/** Reads the part between `with` and the colon (reference manual 8.5). */
export class WithItems extends Reader {
  readonly #expressions: Expressions;

  constructor(expressions: Expressions) {
    super(expressions.tokens);
    this.#expressions = expressions;
  }

  read(): TreeNode[] {
    return this.#bracketed() ?? this.#items();
  }

  #items(): TreeNode[] {
    const items: TreeNode[] = [];
    do items.push(this.#item());
    while (this.skip(Kind.COMMA));
    return items;
  }

  #item(): TreeNode {
    const { start } = this.tokens;
    let value = this.#expressions.single();
    if (this.skip(Kind.AS)) value = aliased(value, checkTarget(this.#expressions.target()));
    return this.node('with_item', start, [value.as('value')]);
  }

  /** Items in parentheses, where these are not those of an expression: several, or one with a target. */
  #bracketed(): TreeNode[] | undefined {
    const { tokens } = this;
    if (tokens.kind !== Kind.LEFT_PARENTHESIS) return undefined;
    const mark = tokens.mark();
    const { depth } = this.#expressions;
    try {
      tokens.next();
      const items: TreeNode[] = [];
      let hasComma = false;
      do {
        items.push(this.#item());
        hasComma ||= tokens.kind === Kind.COMMA;
      } while (this.skip(Kind.COMMA) && tokens.kind !== Kind.RIGHT_PARENTHESIS);
      this.expect(Kind.RIGHT_PARENTHESIS);
      const isExpression = !hasComma && items[0]?.children[0]?.type !== 'as_pattern';
      if (tokens.kind === Kind.COLON && !isExpression) return items;
    } catch (error) {
      if (!(error instanceof NotPython)) throw error;
      this.#expressions.depth = depth;
    }
    tokens.goBack(mark);
    return undefined;
  }
}

/** `value as target` */
export function aliased(value: TreeNode, target: TreeNode): TreeNode {
  const alias = new TreeNode('as_pattern_target', target.start, target.end, [target]).as('alias');
  return new TreeNode('as_pattern', value.start, target.end, [value, alias]);
}
