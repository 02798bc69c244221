import type { SyntaxNode } from './syntax/syntax-node.ts';

/** The names and attributes of a tree, by their ends: the outermost one that ends there. */
export class CodeNodes {
  readonly #ends = new Map<number, SyntaxNode>();

  constructor(root: SyntaxNode) {
    this.#note(root);
  }

  /** The name, or the name with its attributes, that ends at the offset; undefined where it stands in a string. */
  at(end: number): SyntaxNode | undefined {
    return this.#ends.get(end);
  }

  /** The call of what ends at the offset; undefined where that is not called. */
  callOf(end: number): SyntaxNode | undefined {
    const node = this.at(end);
    return node?.field === 'function' && node.parent?.type === 'call' ? node.parent : undefined;
  }

  #note(node: SyntaxNode): void {
    const isName = node.type === 'identifier' || node.type === 'attribute';
    if (isName && !this.#ends.has(node.end)) this.#ends.set(node.end, node);
    for (const child of node.children) this.#note(child);
  }
}
