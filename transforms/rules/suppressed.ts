import { refused } from '../../src/model/resolution.ts';
import type { Rule } from '../../src/model/rule.ts';

/** A comment asks that the Reference be left, and says why. */
export const suppressed: Rule = {
  id: 'suppressed',
  judge: ({ evidence: { suppression } }, _, move) =>
    suppression === undefined ? move : refused(move.from, 'allowed-by-comment', suppression),
};
