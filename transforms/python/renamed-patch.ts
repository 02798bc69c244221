import type { Edit, Refusal, TextEdit } from '../../src/model/edit.ts';
import { moduleOf } from '../../src/model/symbol.ts';
import { heldByPatch } from './call-site/obstacles.ts';
import type { Choice, PythonFile, RenamedPatch } from './python-file.ts';
import { movedEdit, refusal } from './reported.ts';

/**
 * `patch("consumer.Name")`, where `consumer` imports the name under a new one. It stays where `consumer` keeps the name
 * because of it.
 * @param id of the transform
 */
export function movedPatch(
  { source, span }: PythonFile,
  { withTexts }: Choice,
  { symbol, newName, tier, reviews, start, end, string, isHeld, isAsync }: RenamedPatch,
  id: string,
): { readonly textEdit: TextEdit; readonly edit: Edit } | { readonly refused: readonly Refusal[] } {
  if (isHeld === true) {
    const { reason, message } = heldByPatch(symbol);
    return { refused: isAsync ? [refusal(span(string), id, reason, message, symbol)] : [] };
  }
  const module = moduleOf(symbol);
  const slice = (from: number, to: number): string => (withTexts ? source.text.slice(from, to) : '');
  const because = `${module} imports it by this name now`;
  const move = { tier, from: symbol, uses: 'rename', because, reviews, chain: [] } as const;
  const edit = movedEdit(span(string), id, move, `${module}:${newName}`, true, {
    before: slice(string.start, string.end),
    after: withTexts ? slice(string.start, start) + newName + slice(end, string.end) : '',
  });
  return { textEdit: { start, end, text: newName }, edit };
}
