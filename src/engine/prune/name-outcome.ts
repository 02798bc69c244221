import type { Config } from '../../model/config.ts';
import type { Edit } from '../../model/edit.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { NameRemoval, Prunable } from '../../model/pruning.ts';
import { changedOutcome } from '../changed-outcome.ts';
import { sourceFile } from '../file-text.ts';

/** The Outcome of a file that loses names, with an Edit for each. */
export function nameOutcome(
  { root }: Config,
  { path, names, textEdits }: NameRemoval,
  found: readonly Prunable[],
): Outcome {
  const nothing = { path, edits: [], refused: [], diagnostics: [] };
  const source = sourceFile(root, path);
  const changed = source && changedOutcome(source, textEdits, { withHashes: true, withDiffs: true });
  if (source === undefined || changed === undefined)
    return { ...nothing, status: 'skipped', reason: 'changed-on-disk', message: 'it changed after it was read' };
  const lines = source.text.split('\n');
  const edits = names.flatMap((name): Edit[] => {
    const one = found.find((prunable) => prunable.path === path && prunable.name === name);
    if (one === undefined) return [];
    const line = 1 + lines.findIndex((text) => new RegExp(`(?<!\\w)${name}(?!\\w)`).test(text));
    const before = lines[line - 1] ?? '';
    return [
      {
        transform: `prune/${one.kind}`,
        tier: one.tier === 'safe' ? 'safe' : 'review',
        applied: true,
        from: `${path}:${name}`,
        to: '',
        uses: 'alias',
        because: one.because,
        reviews: [],
        chain: [],
        before,
        after: '',
        line,
        column: 1,
        endLine: line,
        endColumn: before.length + 1,
      },
    ];
  });
  return { ...nothing, ...changed, edits };
}
