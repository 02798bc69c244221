import type { CreateFile, RenameFile, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { TextEdit as OwnTextEdit } from '../model/edit.ts';
import { LspText } from './positions.ts';

/** A file with its edits. */
export interface EditedFile {
  readonly uri: string;
  /** The version of the document in the editor; undefined where it is not open. */
  readonly version: number | undefined;
  /** The text that the editor has, or else the file. */
  readonly text: string;
  readonly textEdits: readonly OwnTextEdit[];
}

/** The abilities of the editor to apply an edit. */
export interface EditCapabilities {
  /** Edits of versions of documents, and operations on files. */
  readonly documentChanges: boolean;
  readonly operations: ReadonlySet<string>;
}

/** The edit that makes these changes. Operations that the editor cannot do are left out. */
export function workspaceEdit(
  files: readonly EditedFile[],
  operations: readonly (CreateFile | RenameFile)[],
  { documentChanges, operations: known }: EditCapabilities,
): WorkspaceEdit {
  if (!documentChanges) {
    const changes: Record<string, TextEdit[]> = {};
    for (const file of files) changes[file.uri] = editsOf(file);
    return { changes };
  }
  const able = operations.filter(({ kind }) => known.has(kind));
  return {
    documentChanges: [
      ...able.filter(({ kind }) => kind === 'create'),
      ...files.map((file): TextDocumentEdit => ({
        textDocument: { uri: file.uri, version: file.version ?? null },
        edits: editsOf(file),
      })),
      ...able.filter(({ kind }) => kind === 'rename'),
    ],
  };
}

function editsOf({ text, textEdits }: EditedFile): TextEdit[] {
  return new LspText(text).edits(textEdits);
}
