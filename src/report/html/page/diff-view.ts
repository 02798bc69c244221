import { html } from 'diff2html/lib-esm/diff2html.js';
import { ColorSchemeType, LineType } from 'diff2html/lib-esm/types.js';
import type { DiffBlock, DiffFile, DiffLine, OutputFormatType } from 'diff2html/lib-esm/types.js';
import { element, visible } from './dom.ts';

/** Lines of a diff that are drawn at once. */
const LINES = 4000;

/**
 * A diff as a table. diff2html gets lines, not text: it would take a deleted `-- a` for the name of a file. It escapes what
 * they hold.
 */
export function diffView(blocks: readonly DiffBlock[], format: OutputFormatType): HTMLElement {
  const shown: DiffBlock[] = [];
  let lines = 0;
  for (const block of blocks) {
    if (lines > LINES) break;
    lines += block.lines.length;
    shown.push(block);
  }
  const file: DiffFile = {
    oldName: 'file',
    newName: 'file',
    addedLines: 0,
    deletedLines: 0,
    isCombined: false,
    isGitDiff: true,
    language: '',
    blocks: shown,
  };
  const view = element('div', { class: 'diff' });
  view.innerHTML = html([file], {
    outputFormat: format,
    drawFileList: false,
    matching: 'words',
    colorScheme: ColorSchemeType.LIGHT,
  });
  if (format === 'side-by-side') keepLevel(view);
  for (const radio of view.querySelectorAll('.d2h-file-header')) radio.remove();
  if (shown.length < blocks.length)
    view.append(
      element(
        'p',
        { class: 'quiet' },
        `The last ${blocks.length - shown.length} hunks are not shown; the patch has them.`,
      ),
    );
  return view;
}

/** The two sides are two tables: a line that wraps in one makes its other half as high, whenever the width changes. */
function keepLevel(view: HTMLElement): void {
  const [left = [], right = []] = [...view.querySelectorAll('.d2h-file-side-diff')].map((side) => [
    ...side.querySelectorAll('tr'),
  ]);
  let width = 0;
  new ResizeObserver(() => {
    if (view.clientWidth === width) return;
    width = view.clientWidth;
    for (const row of [...left, ...right]) row.style.height = '';
    // All are measured before one is changed: the page is laid out twice, not once for each line.
    const heights = left.map((row, k) => Math.max(row.offsetHeight, right[k]?.offsetHeight ?? 0));
    for (const [k, height] of heights.entries())
      for (const row of [left[k], right[k]]) if (row) row.style.height = `${height}px`;
  }).observe(view);
}

/** The hunks of a unified diff of one file. */
export function hunksOf(diff: string): DiffBlock[] {
  const blocks: { block: DiffBlock; old: number; now: number }[] = [];
  for (const line of diff.split('\n')) {
    const [, oldStart, newStart] = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line) ?? [];
    if (oldStart !== undefined && newStart !== undefined) {
      const block = { oldStartLine: Number(oldStart), newStartLine: Number(newStart), header: line, lines: [] };
      blocks.push({ block, old: Number(oldStart), now: Number(newStart) });
      continue;
    }
    const current = blocks.at(-1);
    if (current === undefined) continue;
    const added = lineOf(line.replace(/\r$/, ''), current.old, current.now);
    if (added === undefined) continue;
    if (added.type !== LineType.INSERT) current.old++;
    if (added.type !== LineType.DELETE) current.now++;
    current.block.lines.push(added);
  }
  return blocks.map(({ block }) => block);
}

function lineOf(line: string, old: number, now: number): DiffLine | undefined {
  const content = visible(line);
  if (content.startsWith('-')) return { type: LineType.DELETE, oldNumber: old, newNumber: undefined, content };
  if (content.startsWith('+')) return { type: LineType.INSERT, oldNumber: undefined, newNumber: now, content };
  return content.startsWith(' ') ? { type: LineType.CONTEXT, oldNumber: old, newNumber: now, content } : undefined;
}

/** The hunk of a line of the old text; the first where none holds it. */
export function hunkAt(blocks: readonly DiffBlock[], line: number): DiffBlock[] {
  const found = blocks.find(
    ({ oldStartLine, lines }) =>
      line >= oldStartLine && line < oldStartLine + lines.filter(({ type }) => type !== LineType.INSERT).length,
  );
  return [found ?? blocks[0]].filter((block) => block !== undefined);
}

/** A hunk of a statement alone. */
export function statementHunk(line: number, before: string, after: string): DiffBlock[] {
  const lines = [
    ...statementLines(before).map((content, k): DiffLine => ({
      type: LineType.DELETE,
      oldNumber: line + k,
      newNumber: undefined,
      content: `-${content}`,
    })),
    ...statementLines(after).map((content, k): DiffLine => ({
      type: LineType.INSERT,
      oldNumber: undefined,
      newNumber: line + k,
      content: `+${content}`,
    })),
  ];
  return [{ oldStartLine: line, newStartLine: line, header: `@@ line ${line} @@`, lines }];
}

function statementLines(text: string): string[] {
  return text === '' ? [] : visible(text).split(/\r\n?|\n/);
}
