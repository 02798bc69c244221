import type { Edit } from '../model/edit.ts';
import { ExpectedStop } from '../model/errors.ts';
import type { Plan } from '../model/outcome.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import { shapeIds } from '../review/shapes.ts';

/** Makes the Plan with other choices. */
export type PlanOf = (choice: Pick<PlanRequest, 'selectedShapes' | 'includesReview'>) => Promise<Plan>;

/**
 * Checks that the Shapes can be taken alone. Moves can depend on each other: a patch is safe only if the look-ups that
 * it is for move with it. Taken alone, such an Edit is for review, and so belongs to another Shape.
 * @param plan that takes the Shapes and no others
 * @throws ExpectedStop when it has fewer of their Edits than a Plan of all Shapes, or none
 */
export async function refuseIncomplete(shapes: ReadonlySet<string>, plan: Plan, planOf: PlanOf): Promise<void> {
  const taken = editsByShape(plan);
  if (isComplete(shapes, taken)) return;
  const whole = await planWith(shapes, planOf);
  const missing = (id: string): number => (whole.get(id)?.length ?? 0) - (taken.get(id)?.length ?? 0);
  const incomplete = [...shapes].filter((id) => missing(id) > 0);
  if (incomplete.length === 0) return;
  const symbols = new Set(incomplete.flatMap((id) => whole.get(id)?.map(({ from }) => from) ?? []));
  const others = [...whole].filter(([, edits]) => edits.some(({ from }) => symbols.has(from))).map(([id]) => id);
  const together = new Set([...shapes, ...others]);
  const joined = editsByShape(await planOf({ selectedShapes: together, includesReview: false }));
  const isEnough = incomplete.every((id) => joined.get(id)?.length === whole.get(id)?.length);
  throw new ExpectedStop(
    incomplete
      .map((id) => `${missing(id)} of the ${whole.get(id)?.length ?? 0} edits of the shape ${id} move only with others`)
      .join('\n  '),
    isEnough
      ? `take these along: ${[...together].map((id) => `--shape ${id}`).join(' ')}`
      : 'leave --shape out to take all of them',
  );
}

type EditsByShape = ReadonlyMap<string, readonly Edit[]>;

function editsByShape({ outcomes }: Plan): EditsByShape {
  const idOf = shapeIds();
  const groups = new Map<string, Edit[]>();
  for (const edit of outcomes.flatMap(({ edits }) => edits)) {
    const group = groups.get(idOf(edit)) ?? [];
    group.push(edit);
    groups.set(idOf(edit), group);
  }
  return groups;
}

/** Are all Shapes there, and is nothing that is left a move like theirs, which could be one of them in company? */
function isComplete(shapes: ReadonlySet<string>, taken: EditsByShape): boolean {
  const moveOf = ({ transform, from, to }: Edit): string => [transform, from, to].join(' ');
  const chosen = new Set([...shapes].flatMap((id) => taken.get(id)?.slice(0, 1).map(moveOf) ?? []));
  const isLike = ([edit]: readonly Edit[]): boolean => edit !== undefined && chosen.has(moveOf(edit));
  return (
    [...shapes].every((id) => taken.has(id)) && ![...taken].some(([id, edits]) => !shapes.has(id) && isLike(edits))
  );
}

/** The Edits of a Plan with all Shapes: without those for review if that has all requested Shapes, else with them. */
async function planWith(shapes: ReadonlySet<string>, planOf: PlanOf): Promise<EditsByShape> {
  let unknown: readonly string[] = [];
  for (const includesReview of [false, true]) {
    const whole = editsByShape(await planOf({ selectedShapes: undefined, includesReview }));
    unknown = [...shapes].filter((id) => !whole.has(id));
    if (unknown.length === 0) return whole;
  }
  throw new ExpectedStop(
    `nothing here has the shape ${unknown.join(', ')}`,
    'ssot-codemod dry-run --format markdown lists the shapes',
  );
}
