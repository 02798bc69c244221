import { forReview } from '../../src/model/resolution.ts';
import type { Rule } from '../../src/model/rule.ts';

/** Code that a carrier finds in a place where it may be something else, such as a comment. */
export const doubtfulCode: Rule = {
  id: 'doubtful-code',
  judge: ({ evidence: { doubt } }, _, move) => (doubt === undefined ? move : forReview(move, 'doubtful-code', doubt)),
};
