import { TokenKind as Kind } from './tokens.ts';
import type { Token } from './tokens.ts';

/** The tokens between separators, operators or words, at bracket depth 0. A `lambda` has its own `=`: it ends an assignment. */
export function split(tokens: readonly Token[], separator: string): Token[][] {
  const parts: Token[][] = [[]];
  let depth = 0;
  let isInLambda = false;
  for (const token of tokens) {
    if (token.kind === Kind.newline) continue;
    depth += depthChange(token);
    if (depth === 0 && token.text === 'lambda') isInLambda = separator === '=';
    if (depth === 0 && token.kind !== Kind.string && token.text === separator && !isInLambda) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

export function depthChange({ kind, text }: Token): number {
  if (kind !== Kind.operator) return 0;
  if (text === '(' || text === '[' || text === '{') return 1;
  return text === ')' || text === ']' || text === '}' ? -1 : 0;
}

/** Index of the bracket that closes the one at `open`. */
export function closing(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let k = open; k < tokens.length; k++) {
    const token = tokens[k];
    if (token !== undefined) depth += depthChange(token);
    if (depth === 0) return k;
  }
  return tokens.length;
}

/** `a.b.c` when the tokens are nothing else, parentheses aside. */
export function dottedName(tokens: readonly Token[]): string | undefined {
  if (tokens[0]?.text === '(' && closing(tokens, 0) === tokens.length - 1) return dottedName(tokens.slice(1, -1));
  const isDotted =
    tokens.length % 2 === 1 &&
    tokens.every((token, k) => (k % 2 === 0 ? token.kind === Kind.name : token.text === '.'));
  const text = tokens.map((token) => token.text).join('');
  return isDotted && !['None', 'True', 'False'].includes(text) ? text : undefined;
}
