import type { Range } from '../../../model/range.ts';

/**
 * A node of the tree: statements, expressions, names, and what groups them, by the names that tree-sitter-python gives
 * them (its node-types.json). Punctuation, keywords, comments and the text of strings are no nodes.
 */
export interface SyntaxNode extends Range {
  /** Such as `identifier` or `function_definition`. */
  readonly type: string;
  /** The role of the node in its parent, such as `left`; undefined where there is nothing to tell apart. */
  readonly field: string | undefined;
  readonly parent: SyntaxNode | undefined;
  readonly children: readonly SyntaxNode[];
}

/** Where code is not valid Python; or may be, and nests too deeply to be looked at. */
export interface CodeError extends Range {
  readonly isTooDeep: boolean;
}

/** Stops the reading of a statement. The range is where the error shows. */
export class NotPython extends Error implements CodeError {
  readonly start: number;
  readonly end: number;
  readonly isTooDeep: boolean;

  constructor({ start, end }: Range, isTooDeep = false) {
    super(isTooDeep ? 'nests too deeply' : 'not valid Python');
    this.start = start;
    this.end = end;
    this.isTooDeep = isTooDeep;
  }
}

/** No statement is higher, so that whoever walks a tree may recurse. */
const MAX_HEIGHT = 1000;
const noNodes: readonly never[] = [];

/** A node while its parent is not read yet. */
export class TreeNode implements SyntaxNode {
  type: string;
  field: string | undefined = undefined;
  parent: TreeNode | undefined = undefined;
  readonly start: number;
  readonly end: number;
  readonly children: readonly TreeNode[];
  /** The number of levels below the node, on the longest way down. */
  readonly #height: number;

  /** @throws NotPython where the code nests too deeply */
  constructor(type: string, start: number, end: number, children: readonly TreeNode[] | undefined) {
    this.type = type;
    this.start = start;
    this.end = end;
    this.children = children ?? noNodes;
    let height = 0;
    if (children !== undefined) {
      for (const child of children) {
        child.parent = this;
        if (child.#height >= height) height = child.#height + 1;
      }
      if (height > MAX_HEIGHT && type !== 'module') throw new NotPython(this, true);
    }
    this.#height = height;
  }

  /** The node, as a part of another one. */
  as(field: string): this {
    this.field = field;
    return this;
  }
}
