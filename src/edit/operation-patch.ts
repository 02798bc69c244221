import type { StructuredPatch } from 'diff';
import type { TextEdit } from '../model/edit.ts';
import type { CreateFile, DeleteFile, FileOperation, RenameFile } from '../model/file-operation.ts';
import type { LineCounts } from '../model/outcome.ts';
import type { SourceFile } from '../model/source-file.ts';
import { binaryHunks, blobName, isBinary, NO_BLOB } from './binary-patch.ts';
import { loadDiff } from './load-diff.ts';
import { hunksOf, NO_NEWLINE } from './unified-diff.ts';

const nothing = new Uint8Array();

/** The bytes of a file that an operation makes. */
export function createdBytes({ content }: CreateFile): Buffer {
  return Buffer.from(content, 'base64');
}

/**
 * The diff of a file that is created or deleted, as `git diff --binary` writes it.
 * @param bytes of a deleted file; those of a created one are in the operation
 */
export function filePatchOf(path: string, operation: CreateFile | DeleteFile, bytes: Uint8Array = nothing): Buffer {
  const isCreated = operation.kind === 'create';
  const content = isCreated ? createdBytes(operation) : bytes;
  const [before, after] = isCreated ? [nothing, content] : [content, nothing];
  const head = {
    oldFileName: isCreated ? '/dev/null' : `a/${path}`,
    newFileName: isCreated ? `b/${path}` : '/dev/null',
    oldHeader: undefined,
    newHeader: undefined,
    isGit: true,
    ...(isCreated ? { isCreate: true, newMode: operation.mode } : { isDelete: true, oldMode: operation.mode }),
  };
  const { formatPatch } = loadDiff();
  if (!isBinary(content)) {
    const text = Buffer.from(content).toString('latin1');
    return Buffer.from(formatPatch({ ...head, hunks: wholeFile(text, isCreated ? '+' : '-') }), 'latin1');
  }
  const names = isCreated ? [NO_BLOB, blobName(content)] : [blobName(content), NO_BLOB];
  const lines = [`index ${names.join('..')}`, ...binaryHunks(before, after)];
  return Buffer.from(formatPatch({ ...head, hunks: [] }) + lines.map((line) => `${line}\n`).join(''), 'latin1');
}

/** All lines of a file, added or deleted; no hunk for an empty one. */
function wholeFile(text: string, mark: '+' | '-'): StructuredPatch['hunks'] {
  if (text === '') return [];
  const endsLine = text.endsWith('\n');
  const lines = (endsLine ? text.slice(0, -1) : text).split('\n').map((line) => mark + line);
  const [oldLines, newLines] = mark === '+' ? [0, lines.length] : [lines.length, 0];
  const shown = endsLine ? lines : [...lines, NO_NEWLINE];
  return [{ oldStart: 1, oldLines, newStart: 1, newLines, lines: shown }];
}

/**
 * A file that is renamed, with its edits, as `git diff -M` writes it.
 * @param source undefined for one without edits, whatever it holds
 * @returns text, to be written in the encoding of the file
 */
export function renamePatch(
  path: string,
  { to }: RenameFile,
  source: Pick<SourceFile, 'text' | 'hasByteOrderMark'> | undefined,
  textEdits: readonly TextEdit[],
): string {
  const bom = source?.hasByteOrderMark === true ? '\ufeff' : '';
  const text = bom + (source?.text ?? '');
  const shifted = textEdits.map((edit) => ({ ...edit, start: edit.start + bom.length, end: edit.end + bom.length }));
  const { formatPatch } = loadDiff();
  const patch = formatPatch({
    oldFileName: `a/${path}`,
    newFileName: `b/${to}`,
    oldHeader: undefined,
    newHeader: undefined,
    hunks: hunksOf(text, shifted),
    isGit: true,
    isRename: true,
  });
  // The library leaves out the line by which people see how much of the file stays.
  return patch.replace('\nrename from ', `\nsimilarity index ${similarity(text, textEdits)}%\nrename from `);
}

/** The share of the larger text that both have, in percent. */
function similarity(text: string, textEdits: readonly TextEdit[]): number {
  const removed = textEdits.reduce((sum, { start, end }) => sum + end - start, 0);
  const added = textEdits.reduce((sum, edit) => sum + edit.text.length, 0);
  const kept = text.length - removed;
  const longest = Math.max(text.length, kept + added);
  return longest === 0 ? 100 : Math.floor((kept / longest) * 100);
}

/** Lines that are added and deleted with a file; none of a binary one. */
export function countFileLines(kind: FileOperation['kind'], bytes: Uint8Array): LineCounts {
  const lines = kind === 'rename' || isBinary(bytes) ? 0 : countLines(bytes);
  return { added: kind === 'create' ? lines : 0, deleted: kind === 'delete' ? lines : 0 };
}

const LINE_FEED = 10;

function countLines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) count++;
  return bytes.length > 0 && bytes.at(-1) !== LINE_FEED ? count + 1 : count;
}
