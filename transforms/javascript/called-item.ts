import type { Resolution } from '../../src/model/resolution.ts';
import type { NameDecision } from './call-site/script-calls.ts';
import type { ItemMove } from './clause.ts';
import type { AddedNames } from './statement-part.ts';

/** The move of a name whose calls have a rule. */
export function resolutionOf(decision: NameDecision | undefined): Resolution | undefined {
  switch (decision?.kind) {
    case 'becomes':
      return decision.move;
    case 'moves':
      return decision.resolution;
    case 'stays':
      return { kind: 'canonical' };
    default:
      return undefined;
  }
}

/** The name as the import of the canonical callable. */
export function becoming(decision: NameDecision | undefined): ItemMove | undefined {
  if (decision?.kind !== 'becomes') return undefined;
  const { module, name = 'default' } = decision.move.to;
  return decision.isBound ? { kind: 'drop' } : { kind: 'move', module, name, bound: decision.local };
}

/** The canonical callables beside names that keep their imports. */
export function besides(decisions: readonly (NameDecision | undefined)[]): AddedNames[] {
  const targets = decisions.flatMap((decision) =>
    decision === undefined || decision.kind === 'becomes' ? [] : (decision.besides ?? []),
  );
  return [...new Set(targets.map(({ module }) => module))].map((module) => {
    const own = targets.filter((target) => target.module === module);
    return { module, names: [...new Set(own.map(({ name }) => name ?? 'default'))] };
  });
}
