import type { Evidence } from '../../src/model/reference.ts';
import { forReview } from '../../src/model/resolution.ts';
import type { Rule } from '../../src/model/rule.ts';

/** A file that is lexed or parsed with errors may be other than it looks. */
export const unreadableCode: Rule = {
  id: 'unreadable-code',
  judge: ({ evidence }, _, move) => {
    const message = messageOf(evidence);
    return message === undefined ? move : forReview(move, 'unreadable-code', message);
  },
};

function messageOf({ unbalancedLine, errorLine }: Evidence): string | undefined {
  if (errorLine !== undefined) return `the file has an error (line ${errorLine})`;
  if (unbalancedLine === undefined) return undefined;
  return `the brackets or strings of the file do not balance, or nest too deep for Python (line ${unbalancedLine})`;
}
