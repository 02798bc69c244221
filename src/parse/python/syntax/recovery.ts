import type { Range } from '../../../model/range.ts';
import { TreeNode } from './syntax-node.ts';
import * as Kind from './token-kind.ts';
import type { Tokenizer } from './tokenizer.ts';

/**
 * Goes on to where the next statement may start, behind an invalid one: the next logical line or, if brackets or
 * strings do not balance, a line with a statement keyword, or one that is not indented more than the statement.
 * @param error the error that was found
 * @param from where the statement starts, or where its readable part ends
 * @param column of the statement
 * @returns the dotted names in the skipped text
 */
export function skipBroken(tokens: Tokenizer, error: Range, from: number, column: number): TreeNode[] {
  const names: TreeNode[] = [];
  tokens.restartAt(from);
  while (tokens.kind !== Kind.END) {
    const { kind, start } = tokens;
    if (start > from && start >= error.start && mayStart(tokens, column)) {
      tokens.startLine();
      return names;
    }
    if (kind === Kind.NEWLINE && start >= error.start) {
      tokens.next();
      return names;
    }
    if (kind === Kind.NAME) names.push(dottedName(tokens));
    else if (kind === Kind.DOT) {
      tokens.next();
      if (tokens.kind === Kind.NAME) dottedName(tokens);
    } else if (kind === Kind.FORMAT_STRING) names.push(...skipFormatString(tokens));
    else tokens.next();
  }
  return names;
}

/** The name that is the current token, with the attributes behind it. */
function dottedName(tokens: Tokenizer): TreeNode {
  const { start } = tokens;
  const parts = [nameAt(tokens)];
  tokens.next();
  while (tokens.kind === Kind.DOT) {
    tokens.next();
    if (tokens.kind !== Kind.NAME) break;
    parts.push(nameAt(tokens).as('attribute'));
    tokens.next();
  }
  return new TreeNode('dotted_name', start, parts.at(-1)?.end ?? start, parts);
}

function nameAt({ start, end }: Tokenizer): TreeNode {
  return new TreeNode('identifier', start, end, undefined);
}

/** In brackets that do not end: is this the first token of a line that looks like a statement? */
function mayStart(tokens: Tokenizer, column: number): boolean {
  if (tokens.nesting === 0 || !tokens.isFirstOnLine()) return false;
  if (Kind.isStatementKeyword(tokens.kind)) return true;
  const isBehindBracket = tokens.kind === Kind.NAME || tokens.kind >= Kind.AND;
  return isBehindBracket && tokens.indentation() <= column;
}

/** @returns the dotted names in its fields, and maybe more */
function skipFormatString(tokens: Tokenizer): TreeNode[] {
  const { text, start, end } = tokens;
  const isTriple = end - start > 3;
  const found = tokens.stringEnd(end, text.charCodeAt(end - 1), isTriple);
  const behind = found < 0 ? end : found;
  const names: TreeNode[] = [];
  for (let field = text.indexOf('{', end); field >= 0 && field < behind; field = text.indexOf('{', field + 1)) {
    tokens.continueAt(field + 1);
    // Other tokens may be text, which ends where the string does.
    while (tokens.start < behind && !isBehindField(tokens.kind)) {
      if (tokens.kind === Kind.NAME) names.push(dottedName(tokens));
      else tokens.next();
    }
  }
  tokens.continueAt(behind);
  return names;
}

function isBehindField(kind: number): boolean {
  return (
    kind === Kind.RIGHT_BRACE ||
    kind === Kind.LEFT_BRACE ||
    kind === Kind.FORMAT_STRING ||
    kind === Kind.END ||
    kind === Kind.NEWLINE
  );
}
