import type { Comment } from '@babel/types';
import type { Range } from '../../model/range.ts';

/** Tags that declare a type, so that a name may mean that one. */
const declaring = /@(?:template|typedef|callback|class|interface|enum|namespace)\b/;
const untypedTag = /@(?:extends|augments|implements|see)\s+$/;

/**
 * Where comments of JSDoc use a name as a type, or link to it: `{Old}`, `{Promise<Old>}`, `{@link Old}`, `@extends Old`.
 * @returns undefined where a comment may give the name another meaning
 */
export function jsdocUses(comments: readonly Comment[], name: string): Range[] | undefined {
  const uses: Range[] = [];
  for (const { type, value, start } of comments) {
    if (type !== 'CommentBlock' || !value.startsWith('*') || !value.includes(name)) continue;
    // Behind the opening of the comment.
    const from = (start ?? 0) + 2;
    for (const at of tokensIn(value, name)) {
      const line = value.slice(value.lastIndexOf('\n', at) + 1, at);
      if (!isInBraces(value, at)) {
        if (declaring.test(line)) return undefined;
        if (!untypedTag.test(line)) continue;
      }
      if (isTypeName(value, at, name)) uses.push({ start: from + at, end: from + at + name.length });
    }
  }
  return uses;
}

/** Where a name stands as a word of its own. */
function tokensIn(text: string, name: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    const isWord =
      !/[\p{ID_Continue}$]$/u.test(text.slice(Math.max(0, at - 2), at)) &&
      !/^[\p{ID_Continue}$]/u.test(text.slice(at + name.length));
    if (isWord) found.push(at);
  }
  return found;
}

/** Is a place between braces that its tag opens? */
function isInBraces(text: string, at: number): boolean {
  const tag = Math.max(text.lastIndexOf('@', at), 0);
  const opened = /@\w+\s*\{|\{\s*@link\w*\s/.exec(text.slice(Math.max(0, tag - 20), at));
  if (!opened) return false;
  let depth = 0;
  for (const character of text.slice(Math.max(0, tag - 20) + opened.index, at)) {
    if (character === '{') depth++;
    if (character === '}') depth--;
  }
  return depth > 0;
}

/** Is it no member, no key, and in no string? */
function isTypeName(text: string, at: number, name: string): boolean {
  const before = text.slice(Math.max(0, at - 1), at);
  const behind = text.slice(at + name.length, at + name.length + 50);
  return !/[.'"`#~/-]/.test(before) && !/^\s*\??:/.test(behind) && !/^['"`]/.test(behind);
}
