import type { TextEdit } from '../../src/model/edit.ts';
import type { Range } from '../../src/model/range.ts';
import type { Use } from '../../src/parse/python/scope.ts';

/**
 * Write the first attributes of a use, and its name, as another dotted name.
 * @param length how many attributes; what stands between them goes, but where that is a comment or a parenthesis
 */
export function rewriteAttributes(text: string, use: Use, length: number, code: string): TextEdit[] {
  const parts = [use, ...use.attributes.slice(0, length)];
  const end = parts.at(-1)?.end ?? use.end;
  const before = text.slice(use.start, end);
  if (before === code) return [];
  const last = parts.length - 1;
  if (!/[#)]/.test(before)) return [{ start: use.start, end, text: code }];
  const names = code.split('.');
  const kept = names.length > 1 && last > 0 ? 1 : 0;
  const head = names.slice(0, names.length - kept).join('.');
  return parts.flatMap((part, k): TextEdit[] => {
    if (k === 0) return [{ start: part.start, end: part.end, text: head }];
    const name = { start: part.start, end: part.end };
    if (k === last && kept === 1) return [{ ...name, text: names.at(-1) ?? '' }];
    const dot = dotBetween(text, parts[k - 1]?.end ?? part.start, part.start);
    return [
      { start: dot, end: dot + 1, text: '' },
      { ...name, text: '' },
    ];
  });
}

/** The dot between two names, which is not one in a comment. */
function dotBetween(text: string, from: number, to: number): number {
  const gap = text.slice(from, to).replace(/#[^\r\n]*/g, (comment) => ' '.repeat(comment.length));
  return from + gap.indexOf('.');
}

/** The range of an access, with the parentheses that open before it and close in it. */
export function withParentheses(text: string, { start, end }: Range): Range {
  const code = text.slice(start, end).replace(/#[^\r\n]*/g, '');
  let first = start;
  for (let closed = code.split(')').length - 1; closed > 0; closed--) {
    const before = /\([\s\\]*$/.exec(text.slice(Math.max(0, first - 200), first));
    if (before) first -= before[0].length;
  }
  return { start: first, end };
}
