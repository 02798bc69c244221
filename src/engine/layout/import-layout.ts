import { applyTextEdits, sortTextEdits } from '../../edit/apply-text-edits.ts';
import { composedEdits } from '../../edit/composed-edits.ts';
import { afterLineEnding, beforeLineEnding, lineStartAt } from '../../edit/line-offsets.ts';
import type { TextEdit } from '../../model/edit.ts';
import type { LogicalLines } from '../../parse/python/logical-lines.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { goesOnWithout } from '../../../transforms/python/order-of-names.ts';
import type { PythonStyle } from './code-style.ts';
import { importItems } from './import-items.ts';
import type { ImportCode, ImportItem } from './import-items.ts';
import { areInOrder, insertedInOrder, sectionOf, withBlankLines } from './sorted-items.ts';
import type { PlacedItem } from './sorted-items.ts';
import { formInText, wrappedItem } from './wrapped-import.ts';

/** The knowledge of the modules that decides on the order of imports. */
export interface ModuleOrder {
  /** Is the top-level module one of the project? */
  readonly isOwn: (module: string) => boolean;
  /** May two statements run in the other order? */
  readonly mayPass: (a: ImportCode, b: ImportCode) => boolean;
}

/** A logical line of a block of imports, with the lines above it, and the edits in them. */
interface Segment {
  readonly start: number;
  readonly end: number;
  readonly code: string;
  /** From the start of the segment. */
  readonly edits: readonly TextEdit[];
  /** The statements that the edits leave; none where there are no edits. */
  readonly after: readonly ImportItem[];
}

const importLine = /^(?:from|import|lazy)\b/;
/** Blocks with more lines than this stay as they are. */
const MOST_LINES = 400;
/** Comments that say something on the order of imports. */
const keepsOrder = /isort|I001|ruff:|fmt:|yapf/;

/**
 * The edits of moved imports, in the style of the project: one that is too long is written in parentheses, and each stands where
 * isort's default order puts it if the block around it was in that order before.
 * @param edits sorted
 * @returns the same edits where nothing is to be done
 */
export function layOutImports(
  source: SourceFile,
  lines: LogicalLines,
  edits: readonly TextEdit[],
  style: PythonStyle,
  order: ModuleOrder,
): readonly TextEdit[] {
  const { text } = source;
  const done: { readonly start: number; readonly end: number; readonly edits: readonly TextEdit[] }[] = [];
  let behind = -1;
  for (const [k, edit] of edits.entries()) {
    if (edit.end <= behind) continue;
    const line = lines.at(edit.start === edit.end && lines.startsLine(edit.start) ? edit.start - 1 : edit.start);
    if (!isImport(text, lines, line)) continue;
    const block = blockAround(text, lines, line);
    const segments = block && segmentsOf(text, lines, block, edits.slice(k, k + MOST_LINES));
    const [first, last] = [segments?.[0], segments?.at(-1)];
    if (block === undefined || segments === undefined || first === undefined || last === undefined) continue;
    behind = last.end;
    const isFree = !goesOnWithout(lines, lines.range(block[0]));
    const ordered = isFree ? inOrder(segments, style, order, source) : undefined;
    const shape = <Item extends ImportItem>(item: Item): Item => wrapped(item, style, source, lines);
    const replaced =
      ordered === undefined
        ? wrappedInPlace(segments, shape)
        : editsOf(
            text,
            segments,
            ordered.map((item) => (item.isNew ? shape(item) : item)),
          );
    if (replaced !== undefined) done.push({ start: first.start, end: last.end, edits: replaced });
  }
  if (done.length === 0) return edits;
  let next = 0;
  const others = edits.filter(({ start, end }) => {
    while ((done[next]?.end ?? Infinity) < end) next++;
    return start < (done[next]?.start ?? Infinity);
  });
  return sortTextEdits([...others, ...done.flatMap((block) => block.edits)]);
}

function isImport(text: string, lines: LogicalLines, line: number): boolean {
  const { start } = lines.range(line);
  return importLine.test(text.slice(start, start + 'import '.length));
}

/** The first and the last line of the run of imports around one, all at its indentation; undefined for a very long one. */
function blockAround(
  text: string,
  lines: LogicalLines,
  line: number,
): readonly [first: number, last: number] | undefined {
  const isOfBlock = (other: number): boolean =>
    other >= 0 &&
    other < lines.length &&
    lines.indentation(other) === lines.indentation(line) &&
    isImport(text, lines, other);
  let [first, last] = [line, line];
  while (last - first < MOST_LINES && isOfBlock(first - 1)) first--;
  while (last - first < MOST_LINES && isOfBlock(last + 1)) last++;
  return last - first < MOST_LINES ? [first, last] : undefined;
}

/** @returns undefined where an edit reaches over the end of a line */
function segmentsOf(
  text: string,
  lines: LogicalLines,
  [first, last]: readonly [number, number],
  edits: readonly TextEdit[],
): Segment[] | undefined {
  const segments: Segment[] = [];
  let start = lineStartAt(text, lines.range(first).start);
  for (let line = first, next = 0; line <= last; line++) {
    const end = afterLineEnding(text, lines.range(line).end);
    const inside: TextEdit[] = [];
    for (let edit = edits[next]; edit !== undefined && edit.start <= end; edit = edits[++next]) {
      if (edit.start < start || edit.end > end) return undefined;
      if (edit.start === end && edit.end > end) break;
      inside.push({ start: edit.start - start, end: edit.end - start, text: edit.text });
    }
    const code = text.slice(start, end);
    const after = inside.length === 0 ? [] : importItems(applyTextEdits(code, inside));
    segments.push({ start, end, code, edits: inside, after });
    start = end;
  }
  return segments;
}

/** The items of a block in isort's default order; undefined where they stay as they are. */
function inOrder(
  block: readonly Segment[],
  style: PythonStyle,
  { isOwn, mayPass }: ModuleOrder,
  { text, lineEnding }: SourceFile,
): PlacedItem[] | undefined {
  if (block.length < 2 && !(style.isSorted && (block[0]?.after.length ?? 0) > 1)) return undefined;
  if (block.every((_, k) => staysInOrder(block, k, isOwn))) return undefined;
  const items: PlacedItem[] = [];
  let before: PlacedItem | undefined;
  for (const { code, after } of block) {
    const [was, ...others] = placedItems(importItems(code), false, isOwn) ?? [];
    // Most blocks in no order show it in their first lines.
    if (was === undefined || others.length > 0 || (before !== undefined && !areInOrder(before, was))) return undefined;
    before = was;
    if (after.length === 0) items.push(was);
    else {
      const left = placedItems(after, true, isOwn);
      if (left === undefined) return undefined;
      items.push(...left);
    }
  }
  if (items.every((item, k) => areInOrder(items[k - 1], item))) return undefined;
  const [first, last] = [block[0], block.at(-1)];
  if (keepsOrder.test(text.slice(first?.start, last?.end)) || text.includes('isort:')) return undefined;
  const ordered = insertedInOrder(items, mayPass);
  // A comment above the block speaks of its first line.
  if (ordered === undefined || (ordered[0] !== items[0] && isComment(text, first?.start ?? 0))) return undefined;
  return withBlankLines(ordered, items, lineEnding);
}

/** Does what the edits of a line leave stand in order with the lines above and below it? */
function staysInOrder(block: readonly Segment[], k: number, isOwn: ModuleOrder['isOwn']): boolean {
  const segment = block[k];
  if (segment === undefined || segment.edits.length === 0) return true;
  const around = [block[k - 1], segment, block[k + 1]].flatMap(
    (near) => near && placedItems(near.edits.length > 0 ? near.after : importItems(near.code), false, isOwn),
  );
  return around.every((item, at) => item !== undefined && areInOrder(around[at - 1], item));
}

/** @returns undefined where one cannot be read, or is the end of a text without a line ending */
function placedItems(
  items: readonly ImportItem[],
  isNew: boolean,
  isOwn: ModuleOrder['isOwn'],
): PlacedItem[] | undefined {
  const placed = items.flatMap(({ above, text, code }) =>
    code === undefined || code.ending === '' ? [] : [{ above, text, code, section: sectionOf(code, isOwn), isNew }],
  );
  return placed.length === items.length ? placed : undefined;
}

/** The edits of a block in its own order; undefined where none of its statements is too long. */
function wrappedInPlace(block: readonly Segment[], shape: (item: ImportItem) => ImportItem): TextEdit[] | undefined {
  const wraps = block.map(({ after }) => wrapsIn(after, shape));
  if (wraps.every(({ length }) => length === 0)) return undefined;
  return block.flatMap(({ start, code, edits: own }, k) => {
    const second = wraps[k] ?? [];
    const all = second.length > 0 ? composedEdits(code, own, second) : own;
    return all.map((edit) => ({ start: edit.start + start, end: edit.end + start, text: edit.text }));
  });
}

/** The edits that give statements, one behind the other, their shape. */
function wrapsIn(items: readonly ImportItem[], shape: (item: ImportItem) => ImportItem): TextEdit[] {
  const wraps: TextEdit[] = [];
  let at = 0;
  for (const item of items) {
    const { text } = shape(item);
    at += item.above.length;
    if (text !== item.text) wraps.push({ start: at, end: at + item.text.length, text });
    at += item.text.length;
  }
  return wraps;
}

/** Is the line above the one that starts at the offset a comment? */
function isComment(text: string, start: number): boolean {
  const end = beforeLineEnding(text, start);
  return text.slice(lineStartAt(text, end), end).trimStart().startsWith('#');
}

function wrapped<Item extends ImportItem>(
  item: Item,
  style: PythonStyle,
  { text, lineEnding }: SourceFile,
  lines: LogicalLines,
): Item {
  const { width } = style;
  if (width === undefined || item.text.length <= width) return item;
  const form = style.form ?? formInText(text) ?? 'hanging';
  return wrappedItem(item, { width, form, countsPragmas: style.countsPragmas, step: stepOf(text, lines), lineEnding });
}

/** One step of indentation: that of the first indented line. */
function stepOf(text: string, lines: LogicalLines): string {
  for (let line = 0; line < lines.length; line++) {
    if (lines.indentation(line) === 0) continue;
    const { start } = lines.range(line);
    return text.slice(lineStartAt(text, start), start);
  }
  return '    ';
}

/** One edit for each stretch between lines that stay as they are. */
function editsOf(text: string, block: readonly Segment[], items: readonly ImportItem[]): TextEdit[] {
  const edits: TextEdit[] = [];
  let at = block[0]?.start ?? 0;
  let pending = '';
  const flush = (end: number): void => {
    if (text.slice(at, end) !== pending) edits.push({ start: at, end, text: pending });
    pending = '';
  };
  let next = 0;
  for (const item of items) {
    const line = item.above + item.text;
    const found = block.findIndex(({ code, edits: own }, k) => k >= next && own.length === 0 && code === line);
    const segment = block[found];
    if (segment === undefined) pending += line;
    else {
      flush(segment.start);
      at = segment.end;
      next = found + 1;
    }
  }
  flush(block.at(-1)?.end ?? at);
  return edits;
}
