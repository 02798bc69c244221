import type { CallPlan } from '../../../src/model/call-rule.ts';
import type { Range } from '../../../src/model/range.ts';
import type { Review } from '../../../src/model/review.ts';
import type { LogicalLines } from '../../../src/parse/python/logical-lines.ts';
import { child, withParentheses } from '../../../src/parse/python/syntax/fields.ts';
import type { SyntaxNode } from '../../../src/parse/python/syntax/syntax-node.ts';

/** The code that a call stands in. */
export interface CodeAround {
  readonly text: string;
  readonly lines: LogicalLines;
}

/** Names of what expects an error or a warning. */
const expecting =
  /\b(?:raises|warns|deprecated_call|assert_?[rR]aises(?:_?[rR]egex\w*)?|assert_?[wW]arns(?:_?[rR]egex)?)\s*\(/;

/** Does a test expect that the call fails, or warns? */
export function expectsError(text: string, call: SyntaxNode): boolean {
  for (let node = call.parent; node !== undefined; node = node.parent) {
    if (node.type === 'with_statement') {
      const body = child(node, 'body');
      if (expecting.test(text.slice(node.start, body?.start ?? node.end))) return true;
    }
    const called = node.type === 'call' ? child(node, 'function') : undefined;
    if (called !== undefined && expecting.test(`${text.slice(called.start, called.end)}(`)) return true;
  }
  return false;
}

/** The line of the `except` that may catch what the call raises today; undefined where there is none. */
export function catching(text: string, call: SyntaxNode): SyntaxNode | undefined {
  let node = call;
  for (let parent = call.parent; parent !== undefined && parent.type !== 'function_definition'; parent = node.parent) {
    if (parent.type === 'try_statement' && node.field === 'body') {
      const found = parent.children.find(
        ({ type, start, end }) => type.startsWith('except') && broad.test(text.slice(start, end)),
      );
      if (found) return found;
    }
    node = parent;
  }
  return undefined;
}

const broad =
  /^(?:except[\s*]*:|except[^:]*\b(?:Exception|BaseException|RuntimeError|TypeError|ImportError|AttributeError|NotImplementedError)\b)/;

/** The members that the code around uses on the result, and that the new one does not have. */
export function lackingMembers(
  { text, lines }: CodeAround,
  { members, target }: CallPlan,
  value: SyntaxNode,
): Review[] {
  if (members === undefined) return [];
  const has = new Set(members);
  const lacking = [...new Set(membersUsed({ text, lines }, value))].filter(
    (name) => !has.has(name) && !/^__\w+__$/.test(name),
  );
  if (lacking.length === 0) return [];
  const message = `the code uses ${lacking.toSorted().join(', ')} of the result, which that of ${target.name ?? ''} does not have`;
  return [{ reason: 'lacking-members', message }];
}

function membersUsed({ text, lines }: CodeAround, node: SyntaxNode): string[] {
  const value = withParentheses(node);
  const { parent } = value;
  if (parent?.type === 'attribute' && value.field === 'object') {
    const attribute = child(parent, 'attribute');
    return attribute === undefined ? [] : [text.slice(attribute.start, attribute.end)];
  }
  const left = parent?.type === 'assignment' && value.field === 'right' ? child(parent, 'left') : undefined;
  if (left?.type !== 'identifier') return [];
  const name = text.slice(left.start, left.end);
  const { start, end } = functionAround(lines, value.start, text.length);
  const used = new RegExp(String.raw`(?<![\w.])${name}\s*\.\s*(\w+)(?!\w*\s*=[^=])`, 'g');
  return Array.from(text.slice(start, end).matchAll(used), ([, member = '']) => member);
}

function functionAround(lines: LogicalLines, offset: number, end: number): Range {
  const header = lines.headers(offset).find(({ word }) => word === 'def');
  if (header === undefined) return { start: 0, end };
  return { start: lines.range(header.line).start, end: lines.range(lines.blockEnd(header.line) - 1).end };
}
