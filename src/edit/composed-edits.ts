import type { TextEdit } from '../model/edit.ts';
import { applyTextEdits } from './apply-text-edits.ts';

/** A stretch of the text between the two steps that some edits made or change. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * The edits that do at once what two steps do one after the other.
 * @param text before the first step
 * @param first sorted; of that text
 * @param second sorted; of the text after the first step
 */
export function composedEdits(text: string, first: readonly TextEdit[], second: readonly TextEdit[]): TextEdit[] {
  if (first.length === 0) return [...second];
  const between = applyTextEdits(text, first);
  let shift = 0;
  const made = first.map(({ start, end, text: inserted }) => {
    const stretch = { start: start + shift, end: start + shift + inserted.length };
    shift += inserted.length - (end - start);
    return stretch;
  });
  return joined([...made, ...second]).map(({ start, end }): TextEdit => {
    const own = second
      .filter((edit) => edit.start >= start && edit.end <= end)
      .map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
    return {
      start: before(start, first, made, 'start'),
      end: before(end, first, made, 'end'),
      text: applyTextEdits(between.slice(start, end), own),
    };
  });
}

/** The stretches that touch each other as one. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = [];
  for (const { start, end } of stretches.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = result.at(-1);
    if (last !== undefined && start <= last.end) result[result.length - 1] = { ...last, end: Math.max(last.end, end) };
    else result.push({ start, end });
  }
  return result;
}

/** An offset of the text between the steps, in the text before the first one. It lies in no stretch that was made. */
function before(offset: number, first: readonly TextEdit[], made: readonly Stretch[], bound: 'start' | 'end'): number {
  let shift = 0;
  for (const [k, edit] of first.entries()) {
    const { start, end } = made[k] ?? edit;
    if (bound === 'start' ? start >= offset : start > offset || end > offset) break;
    shift = end - edit.end;
  }
  return offset - shift;
}
