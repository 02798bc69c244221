import path from 'node:path';
import { languageOf } from '../model/source-file.ts';
import { readRegularFile } from '../regular-file.ts';
import { decodeSource } from '../scan/decode.ts';
import { sha256 } from './changed-outcome.ts';

/** The text of a file of the root that TextEdits refer to, with the hash of its bytes; undefined when it cannot be read or decoded. */
export function fileText(root: string, file: string): { readonly text: string; readonly hash: string } | undefined {
  try {
    const bytes = readRegularFile(path.join(root, file));
    const source = decodeSource(file, languageOf(file), bytes);
    return 'message' in source ? undefined : { text: source.text, hash: sha256(bytes) };
  } catch {
    return undefined;
  }
}
