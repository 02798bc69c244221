import { formatTarget } from '../../src/model/config.ts';
import { forReview } from '../../src/model/resolution.ts';
import type { Rule } from '../../src/model/rule.ts';

/** A name that some file binds anew in one of the two modules is not that of the other one any more. */
export const reboundElsewhere: Rule = {
  id: 'rebound-elsewhere',
  judge: ({ runsOn, evidence: { setIn } }, { reboundExports }, move) => {
    if (runsOn === 'never') return move;
    if (setIn !== undefined)
      return forReview(move, 'patched', `${setIn} binds ${formatTarget(move.to)} to something else`);
    if (reboundExports.size === 0) return move;
    const symbol = [move.from, ...move.chain].find((step) => reboundExports.has(step));
    const place = symbol === undefined ? undefined : reboundExports.get(symbol);
    return place === undefined ? move : forReview(move, 'patched', `${place} binds ${symbol ?? ''} to something else`);
  },
};
