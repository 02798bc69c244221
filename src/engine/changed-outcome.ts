import { createRequire } from 'node:module';
import type * as Crypto from 'node:crypto';
import { applyTextEdits } from '../edit/apply-text-edits.ts';
import { filePatch } from '../edit/file-patch.ts';
import { countChangedLines } from '../edit/unified-diff.ts';
import { detachedString } from '../model/detached-string.ts';
import type { TextEdit } from '../model/edit.ts';
import type { Changed, FileReport, ImportChange, Outcome } from '../model/outcome.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import type { SourceFile } from '../model/source-file.ts';
import { encodeSource } from '../scan/decode.ts';

const load = createRequire(import.meta.url);
const empty = new Uint8Array();

/**
 * The Outcome of a file with edits.
 * @param textEdits sorted
 * @returns undefined when the file's encoding lacks a character of the new text
 */
export function changedOutcome(
  source: SourceFile,
  textEdits: readonly TextEdit[],
  wanted: Pick<PlanRequest, 'withHashes' | 'withDiffs'>,
): Changed | undefined {
  if (source.encoding !== 'utf8' && encodeSource(applyTextEdits(source.text, textEdits), source) === undefined)
    return undefined;
  return {
    status: 'changed',
    textEdits: textEdits.map(({ start, end, text }) => ({ start, end, text: detachedString(text) })),
    lines: countChangedLines(source.text, textEdits),
    hash: wanted.withHashes ? sha256(encodeSource(source.text, source) ?? empty) : '',
    diff: wanted.withDiffs ? unifiedDiff(source, textEdits) : empty,
  };
}

/** In hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  const { createHash } = load('node:crypto') as typeof Crypto;
  return createHash('sha256').update(bytes).digest('hex');
}

/** The diff that `git diff` would write, in the bytes of the file's encoding. */
function unifiedDiff(source: SourceFile, textEdits: readonly TextEdit[]): Uint8Array {
  const { encoding } = source;
  return encodeSource(filePatch(source, textEdits), { encoding, hasByteOrderMark: false }) ?? empty;
}

/** One literal that names everything: see transforms/python/reported.ts. */
export function changedReport(
  { path, edits, refused, diagnostics }: FileReport,
  { status, textEdits, lines, hash, diff }: Changed,
  imports: ImportChange | undefined,
): Outcome {
  return { path, edits, refused, diagnostics, status, textEdits, lines, hash, diff, imports };
}
