import { createRequire } from 'node:module';
import type * as Crypto from 'node:crypto';
import type * as Diff from 'diff';
import { applyTextEdits } from '../edit/apply-text-edits.ts';
import { countChangedLines, hunksOf } from '../edit/unified-diff.ts';
import type { TextEdit } from '../model/edit.ts';
import type { Changed } from '../model/outcome.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import type { SourceFile } from '../model/source-file.ts';
import { encodeSource } from '../scan/decode.ts';

const load = createRequire(import.meta.url);
const empty = new Uint8Array();

/**
 * What there is to say of a file with edits.
 * @param textEdits sorted
 * @returns undefined when the file's encoding lacks a character of the new text
 */
export function changedOutcome(
  source: SourceFile,
  textEdits: readonly TextEdit[],
  request: PlanRequest,
): Changed | undefined {
  if (source.encoding !== 'utf8' && encodeSource(applyTextEdits(source.text, textEdits), source) === undefined)
    return undefined;
  return {
    status: 'changed',
    textEdits,
    lines: countChangedLines(source.text, textEdits),
    hash: request.withHashes ? sha256(encodeSource(source.text, source) ?? empty) : '',
    diff: request.withDiffs ? unifiedDiff(source, textEdits) : empty,
  };
}

/** In hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  const { createHash } = load('node:crypto') as typeof Crypto;
  return createHash('sha256').update(bytes).digest('hex');
}

/** As `git diff` writes it, in the bytes of the file's encoding. */
function unifiedDiff(source: SourceFile, textEdits: readonly TextEdit[]): Uint8Array {
  const { formatPatch } = load('diff') as typeof Diff;
  const bom = source.hasByteOrderMark ? '\ufeff' : '';
  const shifted = textEdits.map((edit) => ({ ...edit, start: edit.start + bom.length, end: edit.end + bom.length }));
  const hunks = hunksOf(bom + source.text, shifted);
  const patch = {
    oldFileName: `a/${source.path}`,
    newFileName: `b/${source.path}`,
    oldHeader: undefined,
    newHeader: undefined,
    hunks,
    isGit: true,
  };
  return encodeSource(formatPatch(patch), { encoding: source.encoding, hasByteOrderMark: false }) ?? empty;
}
