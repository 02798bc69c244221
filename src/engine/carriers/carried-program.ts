import type { Part } from '../../carriers/carrier.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { SourceFile } from '../../model/source-file.ts';

/** A part of a file as a program of Python. It stands in the folder of the file, and is no module that others import. */
export function programOf({ path, lineEnding }: SourceFile, { text }: Part): SourceFile {
  return { path, language: 'python', text, encoding: 'utf8', hasByteOrderMark: false, lineEnding };
}

/** The Outcome of a part that says nothing. */
export function untouched(path: string): Outcome {
  return { path, status: 'unchanged', edits: [], refused: [], diagnostics: [] };
}
