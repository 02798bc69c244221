import { appliedOperation } from '../model/file-operation.ts';
import type { FileOperation } from '../model/file-operation.ts';
import type { Outcome } from '../model/outcome.ts';
import { reasonOf, shapeId } from '../model/shape.ts';
import type { Decision } from '../model/shape.ts';
import type { LayoutKind, Shape } from './shape.ts';

const layouts = { create: 'created', delete: 'deleted', rename: 'renamed' } as const satisfies Readonly<
  Record<FileOperation['kind'], LayoutKind>
>;

/** The part of an operation that does not depend on the file: the rule, its tier and its reason. */
function decisionOf({ rule, tier, kind, because }: FileOperation): Decision {
  return { transform: rule, tier, from: kind, to: '', uses: 'alias', because, reviews: [] };
}

/** The id of the Shape that an operation belongs to. */
export function operationId(operation: FileOperation): string {
  return shapeId(decisionOf(operation));
}

/** The Shapes of the operations of a Plan: files that come or go for the same reason are judged once. */
export function operationShapes(outcomes: readonly Outcome[]): Shape[] {
  const shapes = new Map<string, Shape>();
  const known = new Map<string, string>();
  for (const outcome of outcomes) {
    const { path, operation } = outcome;
    if (operation === undefined) continue;
    const decision = decisionOf(operation);
    const key = JSON.stringify([decision.transform, decision.tier, decision.from, decision.because]);
    const id = known.get(key) ?? shapeId(decision);
    known.set(key, id);
    const { transform, tier, uses } = decision;
    const applied = outcome.status === 'changed' && appliedOperation(outcome) ? 1 : 0;
    const { edits = 0, applied: before = 0, layouts: [layout] = [] } = shapes.get(id) ?? {};
    const to = operation.kind === 'rename' ? operation.to : '';
    const example = layout?.example ?? { path, line: 1, before: operation.kind === 'create' ? '' : path, after: to };
    shapes.set(id, {
      id,
      transform,
      tier,
      from: '',
      to: '',
      uses,
      reason: reasonOf(decision),
      because: decision.because,
      operation: operation.kind,
      edits: edits + 1,
      applied: before + applied,
      files: edits + 1,
      layouts: [{ kind: layouts[operation.kind], edits: edits + 1, example }],
    });
  }
  return [...shapes.values()];
}
