import path from 'node:path';
import { formattedOutcome } from '../engine/formatted-outcome.ts';
import type { Changed, Outcome, Plan } from '../model/outcome.ts';
import type { FormatCommand } from '../model/format-command.ts';
import { appliedOperation, pathsOf } from '../model/file-operation.ts';
import type { ApplyContext } from '../store/bring-all.ts';
import { readCurrent } from '../store/current-file.ts';
import { leftAlone, planOf } from '../store/execute-run.ts';
import { formatFiles } from '../store/format-files.ts';
import type { FileToFormat } from '../store/format-files.ts';
import { checkedOutCommit } from '../store/git.ts';
import { changedBytes } from '../store/run-files.ts';
import { findRepository } from '../store/repository.ts';

/** A changed file, and the place of its text in the tree after the Plan. */
interface Formattable {
  readonly outcome: Outcome & Changed;
  readonly path: string;
  readonly bytes: FileToFormat;
}

/**
 * The Plan with its changed files as the format commands leave them. Files that the commands fail with or break are left
 * out of it, with those that only move together with them. The commands run in a copy of the tree.
 * @param root absolute path
 * @param plan made with hashes
 * @throws ExpectedStop when a command cannot be run, or the person wants to stop
 */
export async function formatPlan<P extends Plan>(
  root: string,
  plan: P,
  commands: readonly FormatCommand[],
  withDiffs: boolean,
  context: ApplyContext,
): Promise<P> {
  const files = plan.outcomes.flatMap((outcome) => formattable(root, outcome));
  if (commands.length === 0 || files.length === 0) return plan;
  const paths = new Set(files.map((file) => file.path));
  const gone = new Set(plan.outcomes.flatMap((outcome) => gonePath(outcome)).filter((file) => !paths.has(file)));
  const commit = findRepository(root) === undefined ? undefined : await checkedOutCommit(root);
  const texts = new Map(files.map((file) => [file.path, file.bytes]));
  const { results, failing, notes } = await formatFiles(commands, texts, { root, gone, commit }, context);
  const faults = new Map<string, string>();
  const formatted = new Map<string, Outcome>();
  for (const { outcome, path: file, bytes } of files) {
    const result = results.get(file) ?? bytes.after;
    const changed =
      'fault' in result
        ? result.fault
        : formattedOutcome(outcome, { before: bytes.before, planned: bytes.after, formatted: result }, withDiffs);
    if (typeof changed === 'string') faults.set(outcome.path, changed);
    else formatted.set(outcome.path, changed);
  }
  const together = plan.together ?? [];
  const outcomes = plan.outcomes.map((outcome): Outcome => {
    const why = faults.get(outcome.path) ?? becauseOf(outcome.path, together, faults);
    if (why === undefined || outcome.status !== 'changed') return formatted.get(outcome.path) ?? outcome;
    return leftAlone(outcome, { status: 'skipped', reason: 'quarantined', message: why });
  });
  const warnings = [...(plan.warnings ?? []), ...failingText(failing), ...notes];
  return {
    ...plan,
    ...planOf(plan.summary, outcomes),
    ...(warnings.length === 0 ? {} : { warnings }),
  };
}

/** A file that moves only together with one that the format command breaks stays, too. */
function becauseOf(
  file: string,
  together: readonly (readonly string[])[],
  faults: ReadonlyMap<string, string>,
): string | undefined {
  for (const group of together) {
    const broken = group.includes(file) ? group.find((other) => faults.has(other)) : undefined;
    if (broken !== undefined) return `it moves only together with ${broken}, which the format command breaks`;
  }
  return undefined;
}

/** Warns of files for which a command fails in any case: the edits are not to blame. */
function failingText(failing: readonly string[]): string[] {
  if (failing.length === 0) return [];
  const shown = failing.slice(0, 3).join(', ');
  const more = failing.length > 3 ? ` and ${failing.length - 3} more` : '';
  return [
    `the format command fails for ${failing.length} ${failing.length === 1 ? 'file' : 'files'} with and without the edits: ${shown}${more}`,
  ];
}

function gonePath(outcome: Outcome): string[] {
  const operation = outcome.status === 'changed' ? appliedOperation(outcome) : undefined;
  return operation?.kind === 'delete' || operation?.kind === 'rename' ? [outcome.path] : [];
}

/** A file that is as it was when the Plan was made, and has a text that changes. */
function formattable(root: string, outcome: Outcome): Formattable[] {
  if (outcome.status !== 'changed' || outcome.textEdits.length === 0) return [];
  const current = readCurrent(path.join(root, outcome.path));
  if ('message' in current || current.hash !== outcome.hash) return []; // The writer says so.
  const { bytes: before, mode } = current;
  const after = changedBytes(before, outcome);
  return [{ outcome, path: pathsOf(outcome).at(-1) ?? outcome.path, bytes: { mode, before, after } }];
}
