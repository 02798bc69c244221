import { closest } from 'fastest-levenshtein';
import { ExpectedStop } from '../model/errors.ts';
import type { Outcome, Plan } from '../model/outcome.ts';
import { summaryOf } from '../model/summary.ts';
import { batchesOf, checkBatchBy } from './batches.ts';

/** One batch of a Plan, for a job of a CI system. */
export interface PlanBatch {
  /** The kind and the name, such as `package:services/chat`: what `apply --batch` takes. */
  readonly id: string;
  readonly files: number;
  readonly edits: number;
}

/** The place of a Plan on this machine. */
interface Place {
  /** Absolute path of the folder that the paths of the Plan are relative to. */
  readonly root: string;
  /** That of the repository that it is in, or the root itself. */
  readonly repository: string;
}

/**
 * The batches of a Plan, in the order of their first files.
 * @param by as for `--batch-by`
 */
export function planBatches(plan: Plan, by: string, place: Place): readonly PlanBatch[] {
  const named = namesOf(plan, by, place);
  const batches = new Map<string, { files: number; edits: number }>();
  for (const outcome of changedIn(plan)) {
    const name = named.get(outcome.path) ?? '';
    const { files, edits } = batches.get(name) ?? { files: 0, edits: 0 };
    const applied = outcome.edits.filter((edit) => edit.applied).length;
    batches.set(name, { files: files + 1, edits: edits + applied });
  }
  return [...batches].map(([name, counts]) => ({ id: `${by}:${name}`, ...counts }));
}

/**
 * The part of a Plan that is one batch: the files that change in it, and nothing else.
 * @param id see PlanBatch
 * @throws ExpectedStop when the Plan has no such batch
 */
export function selectBatch(plan: Plan, id: string, place: Place): { readonly plan: Plan; readonly name: string } {
  const [, by = '', name = ''] = /^(size:\d+|[^:]*):(.*)$/s.exec(id) ?? [];
  if (by === '') throw new ExpectedStop(`--batch ${id} names no batch`, 'ssot-codemod batches --plan FILE lists them');
  checkBatchBy(by);
  const named = namesOf(plan, by, place);
  const outcomes = changedIn(plan).filter(({ path }) => named.get(path) === name);
  if (outcomes.length === 0) {
    const nearest = closest(name, [...new Set(named.values())]);
    throw new ExpectedStop(
      `the plan has no batch ${id}`,
      `ssot-codemod batches --plan FILE --batch-by ${by} lists them; the nearest is ${by}:${nearest}`,
    );
  }
  const { owners, origin } = plan;
  return { plan: { outcomes, summary: summaryOf(outcomes, plan.summary), owners, origin }, name };
}

function changedIn({ outcomes }: Plan): Outcome[] {
  return outcomes.filter(({ status }) => status === 'changed');
}

function namesOf(plan: Plan, by: string, { root, repository }: Place): ReadonlyMap<string, string> {
  const files = changedIn(plan).map(({ path }) => path);
  return batchesOf(files, by, root, repository, plan.together);
}
