/** The effect of the diffs in git: every one applies, and gives the very bytes that the edits give. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { applyTextEdits } from '../../src/edit/apply-text-edits.ts';
import { countChangedLines, hunksOf } from '../../src/edit/unified-diff.ts';
import { changedOutcome } from '../../src/engine/changed-outcome.ts';
import type { SourceFile } from '../../src/model/source-file.ts';
import { encodeSource } from '../../src/scan/decode.ts';
import { textWithEdits } from '../support/text-edits.ts';
import type { TextWithEdits } from '../support/text-edits.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'ssot-diff-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const request = {
  paths: ['.'],
  files: undefined,
  contents: undefined,
  usesGitignore: false,
  includesReview: false,
  selectedShapes: undefined,
  jobs: 1,
  withDiffs: true,
  withHashes: false,
  withTexts: false,
  withReview: false,
};

/** The edits of a file as they are shown, and the bytes before and after them. */
function diffOf(
  source: SourceFile,
  edits: TextWithEdits['edits'],
): { before: Buffer; after: Buffer; diff: Uint8Array } {
  const before = encodeSource(source.text, source);
  const after = encodeSource(applyTextEdits(source.text, edits), source);
  const outcome = changedOutcome(source, edits, request);
  if (!before || !after || !outcome) throw new Error(`${source.encoding} lacks a character`);
  return { before, after, diff: outcome.diff };
}

/** Let git check and apply the diffs of all files at once; returns what it says and the files that are not as they should be. */
function apply(cases: readonly { readonly source: SourceFile; readonly edits: TextWithEdits['edits'] }[]): string[] {
  const files = cases.map(({ source, edits }) => ({ name: source.path, ...diffOf(source, edits) }));
  for (const { name, before } of files) writeFileSync(path.join(folder, name), before);
  const input = Buffer.concat(files.map(({ diff }) => diff));
  const git = (...args: string[]): string[] => {
    const { status, stderr } = spawnSync('git', ['apply', '--whitespace=nowarn', ...args, '-'], { cwd: folder, input });
    return status === 0 ? [] : [stderr.toString()];
  };
  const problems = [...git('--check'), ...git()];
  const wrong = files.filter(({ name, after }) => !readFileSync(path.join(folder, name)).equals(after));
  return [...problems, ...wrong.map(({ name }) => `${name} is not what the edits make of it`)];
}

function sourceOf(name: string, text: string, encoding = 'utf8', hasByteOrderMark = false): SourceFile {
  return { path: name, language: 'python', text, encoding, hasByteOrderMark, lineEnding: '\n' };
}

test('git applies the diffs of random edits', () => {
  const samples = fc.sample(textWithEdits, { numRuns: 600, seed: 7 }).filter(({ edits }) => edits.length > 0);
  expect(samples.length).toBeGreaterThan(300);
  const cases = samples.map(({ text, edits }, k) => ({
    source: sourceOf(`f${k}.py`, text, 'utf8', k % 5 === 0),
    edits,
  }));
  expect(apply(cases)).toEqual([]);
});

const ten = Array.from({ length: 10 }, (_, k) => `line ${k}\n`).join('');
const replace = (text: string, from: string, to: string): TextWithEdits => {
  const start = text.indexOf(from);
  return { text, edits: [{ start, end: start + from.length, text: to }] };
};

test.each<[string, TextWithEdits]>([
  ['the first line', replace(ten, 'line 0', 'x')],
  ['the last line', replace(ten, 'line 9', 'x')],
  ['the last line of a file without a final newline', replace(ten.trimEnd(), 'line 9', 'x')],
  ['a line before the last of a file without a final newline', replace(ten.trimEnd(), 'line 8', 'x')],
  ['a final newline away', { text: 'a\nb\n', edits: [{ start: 3, end: 4, text: '' }] }],
  ['a final newline that was missing', { text: 'a\nb', edits: [{ start: 3, end: 3, text: '\n' }] }],
  ['a line with CR LF', replace('a\r\nb\r\nc\r\n', 'b', 'x')],
  ['CR LF to LF', replace('a\r\nb\r\nc\r\n', 'b\r\n', 'b\n')],
  ['a file of CR alone', replace('a\rb\rc\r', 'b', 'x')],
  ['an empty file', { text: '', edits: [{ start: 0, end: 0, text: 'a\n' }] }],
  ['a file away', { text: 'a\nb', edits: [{ start: 0, end: 3, text: '' }] }],
  ['a line away', replace(ten, 'line 4\n', '')],
  ['a line into two', replace(ten, 'line 4\n', 'x\ny\n')],
  ['two lines into one', replace(ten, 'line 4\nline 5', 'x')],
  ['a line before another', { text: ten, edits: [{ start: 14, end: 14, text: 'x\n' }] }],
  ['lines that look like a diff', replace('--- a/x\n+++ b/x\n@@ -1 +1 @@\n', 'x\n+++', 'y\n+++')],
])('git applies an edit of %s', (_, { text, edits }) => {
  expect(apply([{ source: sourceOf('edited.py', text), edits }])).toEqual([]);
});

test.each([
  ['latin1', 'é = 1\nimport a\nü\n'],
  ['shift_jis', '字 = 1\nimport a\n表\n'],
  ['cp1252', '“a” = 1\nimport a\n€\n'],
])('git applies an edit of a file in %s', (encoding, text) => {
  const { edits } = replace(text, 'import a', 'import b');
  expect(apply([{ source: sourceOf('encoded.py', text, encoding), edits }])).toEqual([]);
});

test('edits that are near make one hunk, others two', () => {
  const lines = Array.from({ length: 20 }, (_, k) => `${String.fromCharCode(97 + k)}\n`).join('');
  const hunks = (...places: number[]): number[][] =>
    hunksOf(
      lines,
      places.map((line) => ({ start: 2 * line, end: 2 * line + 1, text: 'X' })),
    ).map(({ oldStart, oldLines, newStart, newLines }) => [oldStart, oldLines, newStart, newLines]);
  expect(hunks(5, 12)).toEqual([[3, 14, 3, 14]]);
  expect(hunks(5, 13)).toEqual([
    [3, 7, 3, 7],
    [11, 7, 11, 7],
  ]);
});

// Git finds the place of a hunk whose line numbers are wrong, and takes a remark on a missing newline anywhere.
test('the lines of a hunk stand where it says, before and after', () => {
  fc.assert(
    fc.property(textWithEdits, ({ text, edits }) => {
      const before = linesOf(text);
      const after = linesOf(applyTextEdits(text, edits));
      for (const { oldStart, oldLines, newStart, newLines, lines } of hunksOf(text, edits)) {
        expect(side(lines, '-')).toEqual(before.slice(oldStart - 1, oldStart - 1 + oldLines));
        expect(side(lines, '+')).toEqual(after.slice(newStart - 1, newStart - 1 + newLines));
      }
    }),
    { numRuns: 1000 },
  );
});

function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/).filter((line) => line !== '');
}

/** The lines of one side of a hunk. */
function side(lines: readonly string[], mark: '-' | '+'): string[] {
  return lines.flatMap((line, k) => {
    if (!line.startsWith(' ') && !line.startsWith(mark)) return [];
    return [line.slice(1) + (lines[k + 1]?.startsWith('\\') === true ? '' : '\n')];
  });
}

test('counts the lines that the diff shows', () => {
  fc.assert(
    fc.property(textWithEdits, ({ text, edits }) => {
      const shown = hunksOf(text, edits).flatMap(({ lines }) => lines);
      const count = (mark: string): number => shown.filter((line) => line.startsWith(mark)).length;
      expect(countChangedLines(text, edits)).toEqual({ added: count('+'), deleted: count('-') });
    }),
  );
});
