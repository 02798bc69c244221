import type { Links } from '../../src/model/links.ts';
import type { Reference } from '../../src/model/reference.ts';
import type { Legacy } from '../../src/model/resolution.ts';
import { forReview } from '../../src/model/resolution.ts';
import type { Rule } from '../../src/model/rule.ts';
import { moduleOf } from '../../src/model/symbol.ts';

/** The effects of importing a legacy module, besides binding names, are lost when nothing imports it any more. */
export const lostEffects: Rule = {
  id: 'lost-effects',
  judge: (reference, links, move) => {
    const { lostLoad } = reference.evidence;
    if (lostLoad !== undefined) return unlessLoaded(lostLoad, links, move);
    const module = moduleOf(move.from);
    if (links.loaded === undefined || links.loaded.has(module)) return move;
    const lost = effectOf(reference, links, move, module);
    return lost === undefined
      ? move
      : forReview(move, 'effects', `nothing would import ${module} any more, which ${lost}`);
  },
};

/** In JavaScript, the effect is kept only if some file is known to load the module still. */
function unlessLoaded({ key, label, line }: LostLoad, { loaded }: Links, move: Legacy): Legacy {
  if (loaded?.has(key) === true) return move;
  return forReview(
    move,
    'effects',
    `loading ${label} has an effect (line ${line}), and nothing would load it any more`,
  );
}

type LostLoad = NonNullable<Reference['evidence']['lostLoad']>;

function effectOf(
  { runsOn, evidence: { lostEffect } }: Reference,
  { loaded, carried }: Links,
  { to }: Legacy,
  module: string,
): string | undefined {
  if (lostEffect !== undefined) return `does more than bind names (${lostEffect})`;
  const isLoading = runsOn !== 'never' && !`${to.module}.`.startsWith(`${module}.`);
  const effect = isLoading
    ? carried.get(module)?.find(({ loadedBy }) => !loadedBy.some((other) => other === to.module || loaded?.has(other)))
    : undefined;
  return effect && `loads ${effect.module} (${effect.place} does more than bind names)`;
}
