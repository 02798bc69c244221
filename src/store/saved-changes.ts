import path from 'node:path';
import { applyTextEdits } from '../edit/apply-text-edits.ts';
import { ExpectedStop } from '../model/errors.ts';
import { appliedOperation } from '../model/file-operation.ts';
import type { Changed, Outcome, Plan } from '../model/outcome.ts';
import { isManifest } from '../model/own-file.ts';
import { languageOf } from '../model/source-file.ts';
import { decodeSource } from '../scan/decode.ts';
import { readCurrent } from './current-file.ts';
import { outcomeDiff } from './outcome-diff.ts';

/**
 * Checks that a saved plan does what it shows. Whoever wrote it may have put other edits beside the diff that was reviewed.
 * @param file the name of the plan
 * @param plan its files are as they were when it was made
 * @param config absolute path of the configuration that the command line names
 * @throws ExpectedStop when a diff is not that of the edits, or when more than paths changes in a `package.json` or `pyproject.toml`
 */
export async function refuseOddChanges(
  root: string,
  file: string,
  { outcomes }: Plan,
  config: string | undefined,
): Promise<void> {
  for (const outcome of outcomes) {
    if (outcome.status !== 'changed') continue;
    if (path.join(root, outcome.path) === config)
      throw new ExpectedStop(
        `${file} changes the configuration: ${outcome.path}`,
        'nothing was written; find out who made the plan',
      );
    const kind = appliedOperation(outcome)?.kind;
    if (kind === 'delete' && outcome.diff.length === 0) continue; // Plans of `prune` show no text that goes.
    const current = kind === 'create' ? { bytes: Buffer.alloc(0) } : readCurrent(path.join(root, outcome.path));
    if ('message' in current) continue; // It is gone since, and is left alone.
    const diff = liesWithin(outcome, current.bytes) ? outcomeDiff(outcome, current.bytes) : undefined;
    if (diff === undefined || Buffer.compare(diff, outcome.diff) !== 0)
      throw new ExpectedStop(
        `${file} shows another change of ${outcome.path} than it would make`,
        'nothing was written; find out who made the plan',
      );
    if (isManifest(outcome.path)) await refuseOddManifest(file, outcome, current.bytes);
  }
}

function liesWithin({ path: own, textEdits }: Outcome & Changed, bytes: Buffer): boolean {
  const end = textEdits.at(-1)?.end ?? 0;
  if (end === 0) return true;
  const source = decodeSource(own, languageOf(own), bytes);
  return 'text' in source && end <= source.text.length;
}

async function refuseOddManifest(file: string, outcome: Outcome & Changed, bytes: Buffer): Promise<void> {
  const source = decodeSource(outcome.path, languageOf(outcome.path), bytes);
  if ('message' in source) return; // Such a file has no diff.
  const { oddManifestChange } = await import('./manifest-change.ts');
  const odd = oddManifestChange(outcome.path, source.text, applyTextEdits(source.text, outcome.textEdits));
  if (odd !== undefined)
    throw new ExpectedStop(
      `${file} changes more than paths in ${outcome.path}: ${odd}`,
      'nothing was written; find out who made the plan, or apply without a saved plan',
    );
}
