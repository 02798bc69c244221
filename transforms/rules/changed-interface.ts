import { forReview } from '../../src/model/resolution.ts';
import type { Rule } from '../../src/model/rule.ts';

/** The Map says that the canonical symbol replaces the legacy one, and a call in the file may mean something else to it. */
export const changedInterface: Rule = {
  id: 'changed-interface',
  judge: ({ evidence: { changedCall } }, _, move) =>
    changedCall === undefined ? move : forReview(move, 'changed-interface', changedCall),
};
