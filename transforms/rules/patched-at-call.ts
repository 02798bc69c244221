import { forReview } from '../../src/model/resolution.ts';
import type { Rule } from '../../src/model/rule.ts';
import { everyNameOf } from '../../src/model/symbol.ts';

/** An import in a function is as little to be moved without the patch that is for it as the patch without the import. */
export const patchedAtCall: Rule = {
  id: 'patched-at-call',
  judge: ({ evidence: { isPatchable = false, isReplaceable = false } }, { patches }, move) => {
    if (patches.size === 0) return move;
    const blockedBy =
      (isPatchable ? patches.get(move.from) : undefined) ??
      (isReplaceable ? patches.get(everyNameOf(move.from)) : undefined);
    return blockedBy === undefined
      ? move
      : forReview(move, 'patched', `a test may patch ${move.from}, and ${blockedBy}`);
  },
};
