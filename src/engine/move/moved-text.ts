import { applyTextEdits } from '../../edit/apply-text-edits.ts';
import type { Config } from '../../model/config.ts';
import { createdBytes } from '../../edit/operation-patch.ts';
import type { PathMove } from '../../model/moving.ts';
import { planMove } from './plan-move.ts';
import type { TransformedText } from '../transform-text.ts';

/**
 * One text after a move.
 * @param file its path before the move, relative to the root
 */
export async function movedText(
  config: Config,
  moves: readonly PathMove[],
  file: string,
  text: string,
): Promise<TransformedText> {
  const by = moves.find(({ from }) => file === from || file.startsWith(`${from}/`));
  const to = by === undefined ? file : by.to + file.slice(by.from.length);
  const { plan } = await planMove(config, {
    moves,
    imports: 'auto',
    isDone: false,
    withDiffs: false,
    usesGitignore: true,
    files: [to],
    contents: new Map([[file, Buffer.from(text)]]),
  });
  const own = plan.outcomes.filter(({ path }) => path === file || path === to);
  const [outcome] = own;
  const bom = text.startsWith('\ufeff') ? '\ufeff' : '';
  const after = own.map((one) => {
    if (one.status !== 'changed') return text;
    if (one.operation?.kind === 'create') return createdBytes(one.operation).toString();
    return bom + applyTextEdits(text.slice(bom.length), one.textEdits);
  });
  return {
    text: after.at(-1) ?? text,
    edits: outcome?.edits ?? [],
    refused: outcome?.refused ?? [],
    diagnostics: outcome?.diagnostics ?? [],
  };
}
