import { forReview } from '../../src/model/resolution.ts';
import type { Rule } from '../../src/model/rule.ts';

/** A module binds its name in its package when it is loaded: what the package binds to that name has to come later. */
export const shadowedName: Rule = {
  id: 'shadowed-name',
  judge: ({ local, evidence: { shadowedBy } }, _, move) =>
    shadowedBy === undefined
      ? move
      : forReview(
          move,
          'shadowed-module',
          `unless ${shadowedBy} is loaded before, it takes the name ${local} when it is loaded`,
        ),
};
