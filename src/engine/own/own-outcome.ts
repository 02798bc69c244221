import { applyTextEdits, sortTextEdits } from '../../edit/apply-text-edits.ts';
import { composedEdits } from '../../edit/composed-edits.ts';
import type { Edit, TextEdit } from '../../model/edit.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { PlanRequest } from '../../model/plan-request.ts';
import { LineIndex } from '../../model/range.ts';
import { shapeId } from '../../model/shape.ts';
import type { SourceFile } from '../../model/source-file.ts';
import type { Transform, TransformEdit } from '../../model/transform.ts';
import { changedOutcome } from '../changed-outcome.ts';
import { formattedFault } from '../formatted-fault.ts';
import { lineEdits } from '../formatted-outcome.ts';

/** Characters of a statement that reports show. */
const SHOWN = 4000;
/** Characters of a line that stands for a name. */
const NAME = 80;

type Wanted = Pick<PlanRequest, 'withHashes' | 'withDiffs' | 'selectedShapes'>;

/**
 * The Outcome of a file after one more transform; the same Outcome where that changes nothing.
 * @param outcome of what came before; undefined for a file that nothing has looked at
 */
export async function ownOutcome(
  transform: Transform,
  source: SourceFile,
  outcome: Outcome | undefined,
  wanted: Wanted,
): Promise<Outcome | undefined> {
  const first = outcome?.status === 'changed' ? outcome.textEdits : [];
  const { path } = source;
  const text = applyTextEdits(source.text, first);
  const failed = (error: string): Outcome => ({
    ...(outcome ?? { path, refused: [], diagnostics: [] }),
    path,
    edits: (outcome?.edits ?? []).map((edit) => ({ ...edit, applied: false })),
    status: 'failed',
    error: `${transform.id}: ${error}`,
  });
  let made: readonly TransformEdit[];
  try {
    made = sorted((await transform.transform({ path, text })) ?? [], text);
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
  if (made.length === 0) return outcome;
  const edits = made.map((edit) => reported(edit, transform.id, { source, text, first }));
  // The edits of a file belong together, for all that is known.
  const isChosen =
    wanted.selectedShapes === undefined || edits.every((edit) => wanted.selectedShapes?.has(shapeId(edit)));
  const all = [...(outcome?.edits ?? []), ...edits.map((edit) => ({ ...edit, applied: isChosen }))];
  const sortedEdits = all.toSorted((a, b) => a.line - b.line || a.column - b.column);
  if (!isChosen)
    return { ...(outcome ?? { path, status: 'unchanged', refused: [], diagnostics: [] }), edits: sortedEdits };
  const second = made.map(({ start, end, text: replacement }) => ({ start, end, text: replacement }));
  const { language } = source;
  const fault = formattedFault({ path, language, before: text, after: applyTextEdits(text, second) }, false);
  if (fault !== undefined) return failed(`its edits would break the file: ${fault}`);
  const changed = changedOutcome(source, composedEdits(source.text, first, second), wanted);
  if (changed === undefined) return failed(`the encoding of the file, ${source.encoding}, lacks a character`);
  const { refused = [], diagnostics = [] } = outcome ?? {};
  return { path, edits: sortedEdits, refused, diagnostics, ...changed };
}

/** The edits of a transform, in order. @throws Error when they cannot be made */
function sorted(result: string | readonly TransformEdit[], text: string): readonly TransformEdit[] {
  if (typeof result === 'string') return result === text ? [] : lineEdits(text, result);
  const edits = sortTextEdits(result) as readonly TransformEdit[];
  let at = 0;
  for (const { start, end, text: replacement } of edits) {
    const isRange =
      Number.isInteger(start) && Number.isInteger(end) && start >= 0 && end >= start && end <= text.length;
    if (!isRange || typeof replacement !== 'string')
      throw new Error(`no range of the text: [${String(start)}, ${String(end)}) of ${text.length}`);
    if (start < at) throw new Error(`two edits overlap at ${start}`);
    at = end;
  }
  return edits.filter(({ start, end, text: replacement }) => text.slice(start, end) !== replacement);
}

interface Texts {
  readonly source: SourceFile;
  /** The text that the edit is of. */
  readonly text: string;
  /** The edits that made it of the text of the file. */
  readonly first: readonly TextEdit[];
}

/** The Edit that reports show, at its place in the file as it is on the disk. */
function reported(edit: TransformEdit, transform: string, { source, text, first }: Texts): Edit {
  const lines = new LineIndex(source.text);
  const start = lines.position(placeBefore(edit.start, first));
  const end = lines.position(placeBefore(edit.end, first));
  const [before, after] = [text.slice(edit.start, edit.end), edit.text].map((shown) => shown.slice(0, SHOWN));
  return {
    ...start,
    endLine: end.line,
    endColumn: end.column,
    transform,
    tier: 'declared',
    applied: true,
    from: edit.from ?? nameOf(before ?? ''),
    to: edit.to ?? nameOf(after ?? ''),
    uses: 'alias',
    because: edit.because ?? `the transform ${transform} says so`,
    reviews: [],
    chain: [],
    before: before ?? '',
    after: after ?? '',
  };
}

/** An offset of the text after some edits, in the text before them: inside of an edit, its start. */
function placeBefore(offset: number, first: readonly TextEdit[]): number {
  let shift = 0;
  for (const { start, end, text } of first) {
    if (offset < start + shift) break;
    if (offset < start + shift + text.length) return start;
    shift += text.length - (end - start);
  }
  return offset - shift;
}

/** The first line with anything on it. */
function nameOf(text: string): string {
  const line = text.split(/\r\n?|\n/).find((candidate) => candidate.trim() !== '') ?? '';
  return line.trim().slice(0, NAME) || 'nothing';
}
