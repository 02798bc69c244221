import { readRegularFile } from '../../regular-file.ts';
import path from 'node:path';
import { ExpectedStop } from '../../model/errors.ts';
import type { ModuleIdentity } from '../../model/python.ts';
import { LineIndex } from '../../model/range.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { inWords } from '../../model/in-words.ts';
import type { ModuleCode } from '../../move/symbols/module-code.ts';
import { SourceBuffer } from '../../native/source-buffer.ts';
import { importStatements } from '../../parse/python/import-statements.ts';
import { Scopes } from '../../parse/python/scopes.ts';
import { parseModule } from '../../parse/python/syntax/parse.ts';
import { decodeSource } from '../../scan/decode.ts';
import { isGenerated } from '../generated-file.ts';

/** A module that is read in full, with its file. */
export interface ReadModule extends ModuleCode {
  readonly source: SourceFile;
}

/**
 * Reads a module whose text is to change.
 * @param bytes its content; undefined to read it from the disk
 * @throws ExpectedStop when it cannot be read, is not valid Python, or must not be edited
 */
export function readModule(root: string, file: string, identity: ModuleIdentity, bytes?: Uint8Array): ReadModule {
  const source = decodeSource(file, 'python', Buffer.from(bytes ?? contentOf(root, file)));
  if ('message' in source) throw new ExpectedStop(`${file} cannot be changed: ${source.message}`);
  const { text } = source;
  if (isGenerated(text)) throw new ExpectedStop(`${file} says @generated: change what it is generated from`);
  const lines = new LineIndex(text);
  const lineOf = (offset: number): number => lines.position(offset).line;
  const tree = parseModule(text);
  const [error] = tree.errors;
  if (error !== undefined)
    throw new ExpectedStop(
      `${file}:${lineOf(error.start)} is not valid Python, or nests too deeply, so its names are not known`,
    );
  const buffer = SourceBuffer.create();
  buffer.setText(text);
  return {
    path: file,
    identity,
    text,
    root: tree.root,
    scopes: Scopes.of(text, tree),
    statements: importStatements(buffer.scanImports().records, text),
    lineOf,
    source,
  };
}

function contentOf(root: string, file: string): Buffer {
  try {
    return readRegularFile(path.join(root, file));
  } catch (error) {
    throw new ExpectedStop(`${file} cannot be read: ${inWords(error)}`);
  }
}
