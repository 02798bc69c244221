/**
 * How sure a move is, from sure to unsure. `safe`: proven to keep behaviour. `declared`: right because the Map says so, as where an
 * entry has `replaces`. `review`: correct under the Map, but a person should look. `apply` writes the first two.
 */
export const tiers = ['safe', 'declared', 'review'] as const;
export type Tier = (typeof tiers)[number];

/** The order of tiers, for sorting: the surest first. */
export function tierRank({ tier }: { readonly tier: Tier }): number {
  return tiers.indexOf(tier);
}

/** The least sure of some moves, the first of several; undefined when there are none. */
export function leastSure<T extends { readonly tier: Tier }>(moves: readonly T[]): T | undefined {
  return moves.reduce<T | undefined>(
    (worst, move) => (worst && tierRank(worst) >= tierRank(move) ? worst : move),
    undefined,
  );
}
