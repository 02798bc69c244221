import path from 'node:path';
import { languageOf } from '../model/source-file.ts';
import type { SourceFile } from '../model/source-file.ts';
import { readRegularFile } from '../regular-file.ts';
import { decodeSource } from '../scan/decode.ts';
import { sha256 } from './changed-outcome.ts';

/** The text of a file of the root that TextEdits refer to, with the hash of its bytes; undefined when it cannot be read or decoded. */
export function fileText(root: string, file: string): { readonly text: string; readonly hash: string } | undefined {
  const bytes = bytesOf(root, file);
  const source = bytes && decoded(file, bytes);
  return bytes && source && { text: source.text, hash: sha256(bytes) };
}

/** A file of the root; undefined when it cannot be read or decoded. */
export function sourceFile(root: string, file: string): SourceFile | undefined {
  const bytes = bytesOf(root, file);
  return bytes && decoded(file, bytes);
}

function bytesOf(root: string, file: string): Buffer | undefined {
  try {
    return readRegularFile(path.join(root, file));
  } catch {
    return undefined;
  }
}

function decoded(file: string, bytes: Buffer): SourceFile | undefined {
  const source = decodeSource(file, languageOf(file), bytes);
  return 'message' in source ? undefined : source;
}
