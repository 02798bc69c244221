import { visible } from './dom.ts';

/** One line of a diff: in both texts, only in the old one, or only in the new one. Numbers count from 1. */
export interface DiffLine {
  readonly kind: 'both' | 'old' | 'new';
  readonly old: number | undefined;
  readonly now: number | undefined;
  readonly text: string;
}

export interface Hunk {
  readonly head: string;
  readonly oldStart: number;
  readonly lines: readonly DiffLine[];
}

/** The hunks of a unified diff of one file. */
export function hunksOf(diff: string): Hunk[] {
  const hunks: (Hunk & { lines: DiffLine[] })[] = [];
  let [old, now] = [0, 0];
  for (const line of diff.split('\n')) {
    const [, oldStart, nowStart] = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line) ?? [];
    if (oldStart !== undefined && nowStart !== undefined) {
      [old, now] = [Number(oldStart), Number(nowStart)];
      hunks.push({ head: visible(line), oldStart: old, lines: [] });
      continue;
    }
    const text = visible(line.slice(1).replace(/\r$/, ''));
    const lines = hunks.at(-1)?.lines;
    if (line.startsWith('-')) lines?.push({ kind: 'old', old: old++, now: undefined, text });
    else if (line.startsWith('+')) lines?.push({ kind: 'new', old: undefined, now: now++, text });
    else if (line.startsWith(' ')) lines?.push({ kind: 'both', old: old++, now: now++, text });
  }
  return hunks;
}

/** The hunk of a line of the old text; the first where none holds it. */
export function hunkAt(hunks: readonly Hunk[], line: number): Hunk[] {
  const holds = ({ lines }: Hunk): boolean => lines.some(({ old }) => old === line);
  return [hunks.find(holds) ?? hunks[0]].filter((hunk) => hunk !== undefined);
}

/** A hunk of a statement alone. */
export function statementHunk(line: number, before: string, after: string): Hunk[] {
  const old = statementLines(before).map((text, k): DiffLine => ({ kind: 'old', old: line + k, now: undefined, text }));
  const now = statementLines(after).map((text, k): DiffLine => ({ kind: 'new', old: undefined, now: line + k, text }));
  return [{ head: `@@ line ${line} @@`, oldStart: line, lines: [...old, ...now] }];
}

export function statementLines(text: string): string[] {
  return text === '' ? [] : visible(text).split(/\r\n?|\n/);
}

/** A line of the old text beside the line that stands for it in the new one. */
export interface Row {
  readonly old: DiffLine | undefined;
  readonly now: DiffLine | undefined;
}

/** The lines of a hunk side by side: of each run of changed lines, the first old one beside the first new one. */
export function rowsOf({ lines }: Hunk): Row[] {
  const rows: Row[] = [];
  let [removed, added]: [DiffLine[], DiffLine[]] = [[], []];
  const flush = (): void => {
    for (let k = 0; k < Math.max(removed.length, added.length); k++) rows.push({ old: removed[k], now: added[k] });
    [removed, added] = [[], []];
  };
  for (const line of lines) {
    if (line.kind === 'old') {
      if (added.length > 0) flush();
      removed.push(line);
    } else if (line.kind === 'new') added.push(line);
    else {
      flush();
      rows.push({ old: line, now: line });
    }
  }
  flush();
  return rows;
}
