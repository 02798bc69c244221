import { TokenKind as Kind } from './tokens.ts';
import type { Token } from './tokens.ts';

/** Functions that copy the entries into a new list, or only read them. */
const readers = new Set(['frozenset', 'len', 'list', 'set', 'sorted', 'tuple']);

/** Does the token name the list in a way by which it may change later: in a call, under another name, as a string? */
export function sharesList(tokens: readonly Token[], at: number, list: string): boolean {
  const { kind, text } = tokens[at] ?? { kind: Kind.newline, text: '' };
  if (kind === Kind.string) return text === `'${list}'` || text === `"${list}"`;
  return text === list && !isRead(tokens, at);
}

/** Is the list read and left as it is, or is it another one: an attribute, a local name? */
function isRead(tokens: readonly Token[], at: number): boolean {
  const [call = '', before = '', after = ''] = [at - 2, at - 1, at + 1].map((k) => tokens[k]?.text);
  if (before === '.') return true;
  if (after === '.' || after === '[' || after === '+=') return false;
  if (after === '=' || after === ':' || after === 'as') return true;
  return ['in', 'return', '*'].includes(before) || (before === '(' && after === ')' && readers.has(call));
}
