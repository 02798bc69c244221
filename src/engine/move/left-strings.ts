import { readFileSync } from 'node:fs';
import path from 'node:path';
import { applyTextEdits } from '../../edit/apply-text-edits.ts';
import type { Config } from '../../model/config.ts';
import type { MoveConcern } from '../../model/moving.ts';
import { pendingMoves } from '../../model/moved-tree.ts';
import type { MovedTree } from '../../model/moved-tree.ts';
import type { Outcome } from '../../model/outcome.ts';
import { LineIndex } from '../../model/range.ts';
import { codeInStrings } from '../../move/code-in-strings.ts';
import { SourceBuffer } from '../../native/source-buffer.ts';
import { readTokens } from '../../parse/python/tokens.ts';
import { selectFiles } from '../../scan/select-files.ts';
import { listedFiles } from '../listed-files.ts';

/**
 * Code in strings that imports what moves, such as programs that tests start, or code that is generated: it would fail.
 * @param modules the old dotted names
 * @param outcomes the files that change, by the paths that they will have
 * @param files those that may hold such code, by the paths that they will have; undefined to look at all
 */
export async function leftStrings(
  config: Config,
  tree: MovedTree,
  modules: readonly string[],
  outcomes: readonly Outcome[],
  files?: readonly string[],
): Promise<MoveConcern[]> {
  if (modules.length === 0) return [];
  const pending = pendingMoves(tree);
  const changed = new Map(outcomes.map((outcome) => [outcome.path, outcome]));
  const buffer = SourceBuffer.create();
  const names = new Map(Array.from(pending, ([from, to]) => [to, from]));
  const all =
    files?.map((file) => names.get(file) ?? file) ?? selectFiles(await listedFiles(config.root, true), config);
  return all
    .filter((file) => file.endsWith('.py'))
    .flatMap((file) => {
      const next = pending.get(file) ?? file;
      const bytes = Buffer.from(tree.contents.get(next) ?? readFileIfThere(path.join(config.root, file)));
      if (!modules.some((module) => bytes.includes(module))) return [];
      const outcome = changed.get(next);
      const before = bytes.toString('utf8').replace(/^\ufeff/, '');
      const text = outcome?.status === 'changed' ? applyTextEdits(before, outcome.textEdits) : before;
      const lines = new LineIndex(text);
      const places = codeInStrings(text, modules, () => {
        buffer.setText(text);
        const all = { start: 0, end: buffer.bytes.length };
        return readTokens(buffer, all, (start, end) => text.slice(start, end));
      });
      return places.map((at) => ({
        reason: 'left-behind' as const,
        place: `${file}:${lines.position(at).line}`,
        message: 'code in a string imports it: change that by hand',
      }));
    });
}

function readFileIfThere(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch {
    return new Uint8Array();
  }
}
