import { withReviews } from '../../../src/model/resolution.ts';
import type { Legacy } from '../../../src/model/resolution.ts';
import type { Review } from '../../../src/model/review.ts';
import type { Use } from '../../../src/parse/python/scope.ts';
import type { Choice } from '../python-file.ts';
import type { MovingCall } from './moving-call.ts';
import type { GoneFactory } from './factory-object.ts';
import { callSiteId } from './id.ts';

/** The calls of a factory object and the statement that makes it: applied together, or not at all. */
export function factoryCalls(
  { created, statement }: GoneFactory,
  verdict: Legacy,
  { reviews, choice }: { readonly reviews: readonly Review[]; readonly choice: Choice },
  use: Use,
): MovingCall[] {
  const moves = created.map(({ decision }) =>
    withReviews({ ...verdict, call: decision.binding }, [...decision.reviews, ...reviews]),
  );
  const [first] = moves;
  const isApplied = moves.every((move) => choice.isApplied(move, callSiteId));
  const calls = created.flatMap((each, k): MovingCall[] => {
    const move = moves[k];
    return move === undefined ? [] : [{ ...each, move, isApplied }];
  });
  if (statement === undefined || first === undefined) return calls;
  const { removal, start, end } = statement;
  const binding = { arguments: [] };
  const decision = { range: { start, end }, textEdits: [removal], closing: [], reviews: [], binding };
  return [{ use, called: undefined, decision, move: { ...first, call: binding }, isApplied }, ...calls];
}
