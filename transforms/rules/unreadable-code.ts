import { forReview } from '../../src/model/resolution.ts';
import type { Rule } from '../../src/model/rule.ts';

/** A file that is lexed with errors may be other than it looks. */
export const unreadableCode: Rule = {
  id: 'unreadable-code',
  judge: ({ evidence: { unbalancedLine } }, _, move) =>
    unbalancedLine === undefined
      ? move
      : forReview(
          move,
          'unreadable-code',
          `the brackets or strings of the file do not balance, or nest too deep for Python (line ${unbalancedLine})`,
        ),
};
