import type { Range } from '../../model/range.ts';
import type { SyntaxNode } from './syntax/syntax-node.ts';

/** A `# type:` comment (PEP 484). */
export interface TypeComment {
  /** The expressions in it, each a type. */
  readonly types: readonly Range[];
  /** The place whose scope the types belong to. For a signature, the scope is that of the function. */
  readonly anchor: number;
  /** `# type: (int) -> str`, the types of a function, which are of the scope around it. */
  readonly isSignature: boolean;
}

const comment = /#[ \t]*type:(?![ \t]*ignore\b)([^#\n\r]*)/g;
const signature = /^\((?<parameters>.*)\)\s*->(?<result>.+)$/d;

/** @param root the tree of the text that is read: it tells comments from strings */
export function typeComments(text: string, root: SyntaxNode): TypeComment[] {
  if (!text.includes('type:')) return [];
  let strings: readonly Range[] | undefined;
  return Array.from(text.matchAll(comment)).flatMap(({ index, 0: { length }, 1: written = '' }) => {
    const types = written.trim();
    if (types === '') return [];
    strings ??= stringsOf(root);
    if (strings.some((string) => string.start <= index && index < string.end)) return [];
    const start = index + length - written.trimStart().length;
    let before = index - 1;
    while (/[ \t\f]/.test(text.charAt(before))) before--;
    const anchor = /[\n\r]|^$/.test(text.charAt(before)) ? index : before;
    const [parameters, result] = signature.exec(types)?.indices?.slice(1) ?? [];
    const parts = parameters && result ? [parameters, result] : [[0, types.length] as const];
    const found = parts.flatMap(([from, to]) => elements(text, { start: start + from, end: start + to }));
    return [{ types: found, anchor, isSignature: parts.length > 1 }];
  });
}

function stringsOf(node: SyntaxNode): Range[] {
  const found: Range[] = [];
  const left = [node];
  for (let at = left.pop(); at !== undefined; at = left.pop()) {
    if (at.type === 'string') found.push(at);
    else left.push(...at.children);
  }
  return found;
}

/** The elements that commas outside brackets separate, without the stars of `*args` and `**kwargs`. */
function elements(text: string, { start, end }: Range): Range[] {
  const found: Range[] = [];
  let depth = 0;
  let from = start;
  for (let at = start; at <= end; at++) {
    const character = at < end ? text.charAt(at) : ',';
    if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth--;
    else if (character === ',' && (depth === 0 || at === end)) {
      const [blank = ''] = /^[\s*]*/.exec(text.slice(from, at)) ?? [];
      found.push({ start: from + blank.length, end: from + text.slice(from, at).trimEnd().length });
      from = at + 1;
    }
  }
  return found.filter((range) => range.end > range.start);
}
