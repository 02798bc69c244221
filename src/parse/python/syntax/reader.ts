import { NotPython, TreeNode } from './syntax-node.ts';
import type { Tokenizer } from './tokenizer.ts';

/** The steps on tokens that all parts of the parser share. */
export class Reader {
  readonly tokens: Tokenizer;

  constructor(tokens: Tokenizer) {
    this.tokens = tokens;
  }

  /** Skip a token of this kind, if it is the current one. */
  skip(kind: number): boolean {
    if (this.tokens.kind !== kind) return false;
    this.tokens.next();
    return true;
  }

  /** @throws NotPython when the current token is of another kind */
  expect(kind: number): void {
    if (this.tokens.kind !== kind) this.fail();
    this.tokens.next();
  }

  /** The current token is not what has to stand here. */
  fail(): never {
    throw new NotPython(this.tokens);
  }

  /** The current token, whose kind is to be that, as a node. */
  leaf(type: string, kind: number): TreeNode {
    const { tokens } = this;
    if (tokens.kind !== kind) this.fail();
    const node = new TreeNode(type, tokens.start, tokens.end, undefined);
    tokens.next();
    return node;
  }

  /** A node up to the token before the current one. */
  node(type: string, start: number, children: readonly TreeNode[]): TreeNode {
    return new TreeNode(type, start, this.tokens.previousEnd, children);
  }
}
