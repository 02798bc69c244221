import { forReview } from '../../src/model/resolution.ts';
import type { Rule } from '../../src/model/rule.ts';

/** A name that some file binds anew in the legacy module is not the one of the canonical module any more. */
export const reboundElsewhere: Rule = {
  id: 'rebound-elsewhere',
  judge: ({ runsOn }, { reboundNames }, move) => {
    if (runsOn === 'never' || reboundNames.size === 0) return move;
    const symbol = [move.from, ...move.chain].find((step) => reboundNames.has(step));
    const place = symbol === undefined ? undefined : reboundNames.get(symbol);
    return place === undefined ? move : forReview(move, 'patched', `${place} binds ${symbol ?? ''} to something else`);
  },
};
