import type { Range } from '../../../model/range.ts';
import { Statements } from './statements.ts';
import { NotPython } from './syntax-node.ts';
import type { CodeError, SyntaxNode } from './syntax-node.ts';
import { Tokenizer } from './tokenizer.ts';

export interface SyntaxTree {
  /** The `module` node. */
  readonly root: SyntaxNode;
  /** In order. Code near them is uncertain. */
  readonly errors: readonly CodeError[];
}

/**
 * @param text a whole file, without a byte order mark; the ranges of the tree are ranges of it
 * @param ranges what to read of it, in order: whole logical lines; all by default
 */
export function parseModule(text: string, ranges: readonly Range[] = [{ start: 0, end: text.length }]): SyntaxTree {
  const statements = new Statements(new Tokenizer(text, ranges));
  const root = statements.module();
  return { root, errors: statements.errors.sort((a, b) => a.start - b.start) };
}

/**
 * Is it valid Python, as far as it can be looked at?
 * @param ranges what to read of the text; all by default
 */
export function isValid(text: string, ranges?: readonly Range[]): boolean {
  return parseModule(text, ranges).errors.every(({ isTooDeep }) => isTooDeep);
}

/**
 * The statement of one logical line: for a compound statement, the header with an empty body; for a decorator, a
 * definition without the defined object.
 * @returns the `module` node; its ranges are ranges of `text`
 */
export function parseLine(text: string, range: Range): SyntaxNode {
  return parseModule(text, [range]).root;
}

/**
 * The expression in a range of `text`, where line endings do not matter, as in a string annotation; undefined when the
 * range is not exactly one expression.
 */
export function parseExpression(text: string, range: Range): SyntaxNode | undefined {
  const tokens = new Tokenizer(text, [range]);
  tokens.nesting = 1;
  try {
    return new Statements(tokens).expression();
  } catch (error) {
    if (error instanceof NotPython) return undefined;
    throw error;
  }
}
