import type { Range as IncludedRange, Language, Parser, Tree, TreeCursor } from 'web-tree-sitter';
import { InternalError } from '../../model/errors.ts';
import type { Range } from '../../model/range.ts';
import { loadPythonParser } from '../../native/python-grammar.ts';

/** A named node of the grammar (tree-sitter-python: node-types.json); punctuation, keywords and comments are left out. */
export interface SyntaxNode extends Range {
  /** Such as `identifier` or `function_definition`. */
  readonly type: string;
  /** What the node is to its parent, such as `left`; undefined where the grammar does not name it. */
  readonly field: string | undefined;
  readonly parent: SyntaxNode | undefined;
  readonly children: readonly SyntaxNode[];
}

export interface SyntaxTree {
  readonly text: string;
  /** The `module` node. */
  readonly root: SyntaxNode;
  /** Where the text is not valid Python, or nests too deeply to be looked at, in order: what stands near is not sure. */
  readonly errors: readonly Range[];
}

/** Deeper nodes are left out and count as an error, so that whoever walks the tree may recurse. */
const MAX_DEPTH = 1000;
const noNodes: readonly SyntaxNode[] = [];

/** Reads Python into syntax trees, two or three megabytes in a second. */
export class PythonSyntax {
  readonly #parser: Parser;

  private constructor(parser: Parser) {
    this.#parser = parser;
  }

  /** Takes some 40 ms, once. */
  static async load(): Promise<PythonSyntax> {
    return new PythonSyntax(await loadPythonParser());
  }

  /**
   * @param text a whole file, without a byte order mark; the ranges of the tree are ranges of it
   * @param ranges what to read of it; all by default
   */
  parse(text: string, ranges?: readonly Range[]): SyntaxTree {
    const known = inKnownSyntax(text);
    const tree = this.#parse(known, 0, ranges);
    const rarer = tree.errors.length === 0 ? known : joinedAtDots(withBoundsForDefaults(known));
    const second = rarer === known ? tree : this.#parse(rarer, 0, ranges);
    return { text, ...(second.errors.length < tree.errors.length ? second : tree) };
  }

  /**
   * The statement of one logical line: of a compound one, the header with an empty body; behind a decorator, some function.
   * @returns the `module` node; its ranges are ranges of `text`
   */
  parseLine(text: string, { start, end }: Range): SyntaxNode {
    const line = inKnownSyntax(text.slice(start, end));
    return this.#parse(completed(line), start).root;
  }

  /**
   * Is the text valid? That takes half the time of `parse`.
   * @param ranges what to read of it; all by default
   */
  isValid(text: string, ranges?: readonly Range[]): boolean {
    const tree = this.#tree(inKnownSyntax(text), ranges);
    const isValid = !tree.rootNode.hasError;
    tree.delete();
    return isValid || this.parse(text, ranges).errors.length === 0;
  }

  /**
   * The expression in a range of `text`, where line endings do not matter, as in a string annotation; undefined when the
   * range is not exactly one expression.
   */
  parseExpression(text: string, { start, end }: Range): SyntaxNode | undefined {
    const { root, errors } = this.#parse(`(${text.slice(start, end).replaceAll('\r', '\n')}\n)`, start - 1);
    const inner = onlyChild(onlyChild(root));
    return errors.length === 0 && inner?.type === 'parenthesized_expression' ? onlyChild(inner) : undefined;
  }

  #tree(text: string, ranges: readonly Range[] | undefined): Tree {
    const includedRanges = ranges?.map(includedRange);
    const tree = this.#parser.parse(text, null, includedRanges && { includedRanges });
    if (tree === null) throw new InternalError('the Python grammar is not loaded');
    return tree;
  }

  #parse(text: string, shift: number, ranges?: readonly Range[]): Omit<SyntaxTree, 'text'> {
    const tree = this.#tree(text, ranges);
    const cursor = tree.walk();
    try {
      return new TreeCopy(cursor, this.#parser.language, shift, tree.rootNode.hasError).run();
    } finally {
      cursor.delete();
      tree.delete();
    }
  }
}

/** Copies a tree into plain objects: each question to the parser's own memory is a call into WebAssembly. */
class TreeCopy {
  readonly #cursor: TreeCursor;
  readonly #types: readonly string[];
  readonly #fields: readonly (string | null)[];
  readonly #shift: number;
  readonly #hasError: boolean;
  readonly #errors: Range[] = [];

  constructor(cursor: TreeCursor, language: Language | null, shift: number, hasError: boolean) {
    this.#cursor = cursor;
    this.#types = language?.types ?? [];
    this.#fields = language?.fields ?? [];
    this.#shift = shift;
    this.#hasError = hasError;
  }

  run(): Omit<SyntaxTree, 'text'> {
    return { root: this.#node(undefined, 0), errors: this.#errors };
  }

  /** The node under the cursor, with all below it. */
  #node(parent: SyntaxNode | undefined, depth: number): SyntaxNode {
    const cursor = this.#cursor;
    const node = {
      start: cursor.startIndex + this.#shift,
      end: cursor.endIndex + this.#shift,
      type: this.#types[cursor.nodeTypeId] ?? cursor.nodeType,
      field: this.#fields[cursor.currentFieldId] ?? undefined,
      parent,
      children: noNodes,
    };
    if (this.#hasError && node.type === 'ERROR') this.#noteError();
    if (!cursor.gotoFirstChild()) return node;
    if (depth === MAX_DEPTH) this.#errors.push({ start: node.start, end: node.end });
    else node.children = this.#siblings(node, depth + 1);
    cursor.gotoParent();
    return node;
  }

  /** The named nodes from the one under the cursor on. */
  #siblings(parent: SyntaxNode, depth: number): SyntaxNode[] {
    const cursor = this.#cursor;
    const nodes: SyntaxNode[] = [];
    do {
      if (this.#hasError && cursor.nodeIsMissing) this.#noteError();
      if (!cursor.nodeIsNamed) continue;
      const type = this.#types[cursor.nodeTypeId];
      if (type !== 'comment' && type !== 'line_continuation') nodes.push(this.#node(parent, depth));
    } while (cursor.gotoNextSibling());
    return nodes;
  }

  #noteError(): void {
    const { startIndex, endIndex } = this.#cursor;
    this.#errors.push({ start: startIndex + this.#shift, end: endIndex + this.#shift });
  }
}

/** Lines and columns are not asked for. */
function includedRange({ start, end }: Range): IncludedRange {
  const nowhere = { row: 0, column: 0 };
  return { startIndex: start, endIndex: end, startPosition: nowhere, endPosition: nowhere };
}

function onlyChild(node: SyntaxNode | undefined): SyntaxNode | undefined {
  return node?.children.length === 1 ? node.children[0] : undefined;
}

/** What makes a statement of a line that is a part of one; the line itself keeps its length. */
function completed(line: string): string {
  if (line.startsWith('@')) return `${line}\ndef decorated(): pass`;
  if (!/:[ \t]*(?:#[^\n]*)?$/.test(line)) return line;
  const alone = line.replace(/^elif\b/, '  if');
  return /^try\b/.test(alone) ? `${alone}\n pass\nfinally: pass` : `${alone}\n pass`;
}

/**
 * What the grammar does not know, in words of the same length that it does: lines that end with a lone CR, and
 * `lazy import` (PEP 810), whose keyword goes to where the statement starts. It may stand in strings, too: their text is
 * read from the file, not from the tree.
 */
function inKnownSyntax(text: string): string {
  const lines = text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
  if (!lines.includes('lazy')) return lines;
  return lines.replace(
    /(?<![\w.])lazy((?:[ \t\f]|\\\r?\n)+)(import|from)\b/g,
    (_, blanks: string, keyword: string) => keyword + ' '.repeat('lazy'.length + blanks.length),
  );
}

/** Defaults of type parameters (PEP 696: `class C[T = int]`) written as bounds (`T : int`), which the grammar knows. */
function withBoundsForDefaults(text: string): string {
  return text.replace(
    /(\b(?:class|def|type)[ \t]+\w+[ \t]*\[)((?:[^[\]]|\[(?:[^[\]]|\[[^[\]]*\])*\])*)(?=\][ \t]*[(:=])/g,
    (_, head: string, parameters: string) => head + parameters.replace(/(?<![=!<>:])=(?!=)/g, ':'),
  );
}

/** Attributes on the line below their dot, in brackets: the grammar takes that for the end of a statement. Not in comments. */
function joinedAtDots(text: string): string {
  return text.replace(/(?<=^[^#\n]*[\p{L}_)\]]\.)[ \t]*\r?\n\s*(?=[\p{L}_])/gmu, (blanks) => ' '.repeat(blanks.length));
}
