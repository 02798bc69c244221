import { filePatchOf, renamePatch } from '../edit/operation-patch.ts';
import type { TextEdit } from '../model/edit.ts';
import type { FileOperation } from '../model/file-operation.ts';
import { languageOf } from '../model/source-file.ts';
import { decodeSource, encodeSource } from '../scan/decode.ts';

/**
 * The unified diff of a file that is created, deleted or renamed, in the file's encoding.
 * @param bytes of the file before; those of one that is created are in the operation
 * @returns undefined when the file cannot be decoded, so that nobody could have edited it either
 */
export function operationDiff(
  { path, textEdits }: { readonly path: string; readonly textEdits: readonly TextEdit[] },
  operation: FileOperation,
  bytes: Buffer,
): Uint8Array | undefined {
  if (operation.kind !== 'rename') return filePatchOf(path, operation, bytes);
  if (textEdits.length === 0) return Buffer.from(renamePatch(path, operation, undefined, []));
  const source = decodeSource(path, languageOf(path), bytes);
  if ('message' in source) return undefined;
  const { encoding } = source;
  return encodeSource(renamePatch(path, operation, source, textEdits), { encoding, hasByteOrderMark: false });
}
