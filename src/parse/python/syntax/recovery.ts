import type { Range } from '../../../model/range.ts';
import { TreeNode } from './syntax-node.ts';
import * as Kind from './token-kind.ts';
import type { Tokenizer } from './tokenizer.ts';

/**
 * Go on to where the next statement may start, behind one that is not valid: the next logical line; or, where brackets
 * or strings do not balance, a line with a keyword of statements, or one that is not indented more than the statement.
 * @param error what was found
 * @param from where the statement starts, or what could be read of it ends
 * @param column of the statement
 * @returns the names that stand in what was skipped
 */
export function skipBroken(tokens: Tokenizer, error: Range, from: number, column: number): TreeNode[] {
  const names: TreeNode[] = [];
  tokens.restartAt(from);
  let isAttribute = false;
  while (tokens.kind !== Kind.END) {
    const { kind, start, end } = tokens;
    if (start > from && start >= error.start && mayStart(tokens, column)) {
      tokens.startLine();
      return names;
    }
    if (kind === Kind.NEWLINE && start >= error.start) {
      tokens.next();
      return names;
    }
    if (kind === Kind.NAME && !isAttribute) names.push(new TreeNode('identifier', start, end, undefined));
    isAttribute = kind === Kind.DOT;
    if (kind === Kind.FORMAT_STRING) skipFormatString(tokens);
    else tokens.next();
  }
  return names;
}

/** In brackets that do not end: is this the first token of a line that looks like a statement? */
function mayStart(tokens: Tokenizer, column: number): boolean {
  if (tokens.nesting === 0 || !tokens.isFirstOnLine()) return false;
  if (Kind.isStatementKeyword(tokens.kind)) return true;
  const isBehindBracket = tokens.kind === Kind.NAME || tokens.kind >= Kind.AND;
  return isBehindBracket && tokens.indentation() <= column;
}

function skipFormatString(tokens: Tokenizer): void {
  const { text, start, end } = tokens;
  const isTriple = end - start > 3;
  const behind = tokens.stringEnd(end, text.charCodeAt(end - 1), isTriple);
  tokens.continueAt(behind < 0 ? end : behind);
}
