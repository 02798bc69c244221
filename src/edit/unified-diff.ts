import type { StructuredPatch } from 'diff';
import type { TextEdit } from '../model/edit.ts';
import type { LineCounts } from '../model/outcome.ts';
import { applyTextEdits } from './apply-text-edits.ts';

const CONTEXT = 3;
/** Git's remark on a last line without an end. */
export const NO_NEWLINE = '\\ No newline at end of file';

/** Whole lines of the old text that edits touch, with the text that replaces them. */
interface Region {
  /** Offsets in the old text, at line starts (or the end of the text). */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The hunks of a unified diff, made from where the edits are instead of by comparing the texts. Lines end with LF, as git
 * counts them; a CR before it belongs to the line.
 * @param text the old text, with its byte order mark where the file has one
 * @param edits sorted; ranges in `text`
 */
export function hunksOf(text: string, edits: readonly TextEdit[]): StructuredPatch['hunks'] {
  const hunks: StructuredPatch['hunks'] = [];
  let counted = 0;
  let line = 1;
  let shift = 0;
  for (const group of groupRegions(text, regionsOf(text, edits))) {
    const [first] = group;
    const last = group.at(-1);
    if (first === undefined || last === undefined) continue;
    const start = linesBefore(text, first.start, CONTEXT);
    const end = linesAfter(text, last.end, CONTEXT);
    line += countLineFeeds(text, counted, start);
    counted = start;
    const lines: string[] = [];
    let at = start;
    for (const region of group) {
      lines.push(
        ...marked(' ', text.slice(at, region.start)),
        ...changed(text.slice(region.start, region.end), region.text),
      );
      at = region.end;
    }
    lines.push(...marked(' ', text.slice(at, end)));
    const count = (mark: string): number => lines.filter((entry) => entry.startsWith(mark)).length;
    const context = count(' ');
    const oldLines = context + count('-');
    const newLines = context + count('+');
    hunks.push({ oldStart: line, oldLines, newStart: line + shift, newLines, lines });
    shift += newLines - oldLines;
  }
  return hunks;
}

/** How many lines the edits add and delete. */
export function countChangedLines(text: string, edits: readonly TextEdit[]): LineCounts {
  let added = 0;
  let deleted = 0;
  if (edits.every((edit) => staysInLine(text, edit))) {
    const lines = new Set(edits.map((edit) => lineStart(text, edit.start))).size;
    return { added: lines, deleted: lines };
  }
  for (const { start, end, text: after } of regionsOf(text, edits)) {
    const lines = changed(text.slice(start, end), after);
    added += lines.filter((line) => line.startsWith('+')).length;
    deleted += lines.filter((line) => line.startsWith('-')).length;
  }
  return { added, deleted };
}

/** Does the edit change something within one line? */
function staysInLine(text: string, { start, end, text: after }: TextEdit): boolean {
  return start < end && after !== '' && !after.includes('\n') && !text.slice(start, end).includes('\n');
}

/** The lines that edits touch; edits that share a line share a region. */
function regionsOf(text: string, edits: readonly TextEdit[]): Region[] {
  const regions: Region[] = [];
  let group: TextEdit[] = [];
  let start = 0;
  let end = -1;
  const close = (): void => {
    if (group.length === 0) return;
    const shifted = group.map((edit) => ({ start: edit.start - start, end: edit.end - start, text: edit.text }));
    regions.push({ start, end, text: applyTextEdits(text.slice(start, end), shifted) });
    group = [];
  };
  for (const edit of edits) {
    const touchesNext = edit.start < end || (edit.start === end && !isLineStart(text, edit.start));
    if (!touchesNext) {
      close();
      start = lineStart(text, edit.start);
    }
    group.push(edit);
    // An edit that ends at the start of a line leaves that line alone, unless it joins it to what is before.
    const reach =
      edit.end > edit.start && isLineStart(text, edit.end) && endsLine(edit, text) ? edit.end : lineEnd(text, edit.end);
    const isWholeLines =
      edit.start === edit.end && isLineStart(text, edit.start) && (edit.text.endsWith('\n') || edit.text === '');
    end = Math.max(end, isWholeLines ? edit.start : reach);
  }
  close();
  return regions;
}

/** Does the text before `edit.end` still end a line after the edit? */
function endsLine(edit: TextEdit, text: string): boolean {
  return edit.text === '' ? isLineStart(text, edit.start) : edit.text.endsWith('\n');
}

/** Regions whose contexts would touch or overlap make one hunk. */
function groupRegions(text: string, regions: readonly Region[]): Region[][] {
  const groups: Region[][] = [];
  for (const region of regions) {
    const group = groups.at(-1);
    const previous = group?.at(-1);
    if (group && previous && linesAfter(text, previous.end, 2 * CONTEXT) >= region.start) group.push(region);
    else groups.push([region]);
  }
  return groups;
}

/** The lines of a region as `-` and `+`; equal lines at its start and end are context. */
function changed(before: string, after: string): string[] {
  const old = splitLines(before);
  const now = splitLines(after);
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  return [
    ...prefixed(' ', old.slice(0, head)),
    ...prefixed('-', old.slice(head, old.length - tail)),
    ...prefixed('+', now.slice(head, now.length - tail)),
    ...prefixed(' ', old.slice(old.length - tail)),
  ];
}

function marked(mark: string, text: string): string[] {
  return prefixed(mark, splitLines(text));
}

/** Lines without their LF; one that lacks it is followed by git's remark. */
function prefixed(mark: string, lines: readonly string[]): string[] {
  return lines.flatMap((line) => (line.endsWith('\n') ? [mark + line.slice(0, -1)] : [mark + line, NO_NEWLINE]));
}

function splitLines(text: string): string[] {
  const lines: string[] = [];
  for (let at = 0; at < text.length;) {
    const end = lineEnd(text, at);
    lines.push(text.slice(at, end));
    at = end;
  }
  return lines;
}

function isLineStart(text: string, offset: number): boolean {
  return offset === 0 || text.charCodeAt(offset - 1) === 10;
}

function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** After the LF that ends the line of the offset, or the end of the text. */
function lineEnd(text: string, offset: number): number {
  const lineFeed = text.indexOf('\n', offset);
  return lineFeed < 0 ? text.length : lineFeed + 1;
}

function linesBefore(text: string, offset: number, count: number): number {
  let at = offset;
  for (let k = 0; k < count && at > 0; k++) at = lineStart(text, at - 1);
  return at;
}

function linesAfter(text: string, offset: number, count: number): number {
  let at = offset;
  for (let k = 0; k < count && at < text.length; k++) at = lineEnd(text, at);
  return at;
}

function countLineFeeds(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
