import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { operationOutcome } from '../../src/edit/operation-outcome.ts';
import type { FileOperation } from '../../src/model/file-operation.ts';
import { countOperations } from '../../src/model/file-operation.ts';
import type { Changed, Outcome, Plan } from '../../src/model/outcome.ts';
import { operationDiff } from '../../src/store/operation-diff.ts';
import { planDocument } from '../../src/store/saved-plan.ts';

/** A change of a file as a whole. Of a file that is renamed, the first text is replaced by the second. */
export type Change =
  | { readonly create: string; readonly content: string | Uint8Array; readonly isExecutable?: boolean }
  | { readonly delete: string }
  | { readonly rename: string; readonly to: string; readonly edit?: readonly [from: string, to: string] };

const said = { rule: 'test/rule', tier: 'safe', applied: true, because: 'the test says so' } as const;

/** The Plan of some changes in a folder, in its order, with diffs. */
export function planOfChanges(folder: string, changes: readonly Change[]): Plan {
  const outcomes = changes.map((change) => outcomeOf(folder, change)).toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return {
    outcomes,
    summary: {
      filesScanned: outcomes.length,
      filesCandidate: outcomes.length,
      filesChanged: outcomes.length,
      edits: 0,
      safe: 0,
      declared: 0,
      review: 0,
      refused: 0,
      unmapped: 0,
      textMentions: 0,
      skipped: 0,
      failed: 0,
      operations: countOperations(outcomes),
    },
  };
}

/** Save the Plan in a folder, for `apply --plan`. @returns the name of its file, which git ignores */
export function savePlan(folder: string, plan: Plan): string {
  const name = '.git/the.plan';
  writeFileSync(path.join(folder, name), planDocument(folder, plan));
  return name;
}

function outcomeOf(folder: string, change: Change): Outcome & Changed {
  if ('create' in change) {
    const content = Buffer.from(change.content).toString('base64');
    const mode = change.isExecutable === true ? '100755' : '100644';
    return operationOutcome(change.create, { ...said, kind: 'create', mode, content }, new Uint8Array(), true);
  }
  const file = 'delete' in change ? change.delete : change.rename;
  const bytes = readFileSync(path.join(folder, file));
  const mode = (statSync(path.join(folder, file)).mode & 0o100) === 0 ? '100644' : '100755';
  if ('delete' in change) return operationOutcome(file, { ...said, kind: 'delete', mode }, bytes, true);
  const operation: FileOperation = { ...said, kind: 'rename', mode, to: change.to };
  const outcome = operationOutcome(file, operation, bytes, true);
  if (change.edit === undefined) return outcome;
  const [from, text] = change.edit;
  const start = bytes.toString().indexOf(from);
  const textEdits = [{ start, end: start + from.length, text }];
  const edited = { ...outcome, textEdits, lines: { added: 1, deleted: 1 } };
  return { ...edited, diff: operationDiff(edited, operation, bytes) ?? outcome.diff };
}
