import type { Node } from '@babel/types';
import { beforeLineEnding, lineStartAt } from '../../../src/edit/line-offsets.ts';
import { dottedName } from '../../../src/parse/javascript/module-references.ts';

/** Names of functions that are given code that has to fail. */
const expecting = /(?:^|\.)(?:throws|rejects|throwsAsync|assertThrows|assertRejects)$/;
/** Names of what follows on `expect(…)`. */
const failing = /^(?:toThrow\w*|throws?|rejects?|rejected\w*)$/;

/**
 * Does a test expect that the code fails, or the compiler that it is wrong?
 * @param around the nodes around the call, innermost first
 */
export function expectsError(text: string, call: Node, around: readonly Node[]): boolean {
  let inner = call;
  /** The members that follow on the call that the code is given to. */
  let members: string[] | undefined;
  for (const node of around) {
    if (node.type === 'CallExpression' && node.callee !== inner) {
      if (expecting.test(dottedName(node.callee) ?? '')) return true;
      members = [];
    } else if (node.type === 'MemberExpression' && node.object === inner && node.property.type === 'Identifier') {
      const { name } = node.property;
      if (members !== undefined && failing.test(name) && !members.includes('not')) return true;
      members?.push(name);
    }
    inner = node;
  }
  const lineStart = lineStartAt(text, call.start ?? 0);
  const endAbove = beforeLineEnding(text, lineStart);
  return lineStart > 0 && /@ts-expect-error\b/.test(text.slice(lineStartAt(text, endAbove), endAbove));
}
