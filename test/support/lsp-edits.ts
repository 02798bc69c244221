import type { WorkspaceEdit } from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';

/** The texts of files after the edits of an editor, by their URIs, and the operations, as `create a` or `rename a b`. */
export function afterEdit(
  edit: WorkspaceEdit | null | undefined,
  textOf: (uri: string) => string,
): { readonly texts: Map<string, string>; readonly operations: string[] } {
  const texts = new Map<string, string>();
  const operations: string[] = [];
  const change = (uri: string, edits: Parameters<typeof TextDocument.applyEdits>[1]): void => {
    texts.set(uri, TextDocument.applyEdits(TextDocument.create(uri, '', 0, textOf(uri)), edits));
  };
  for (const [uri, edits] of Object.entries(edit?.changes ?? {})) change(uri, edits);
  for (const part of edit?.documentChanges ?? []) {
    if ('textDocument' in part) change(part.textDocument.uri, part.edits as Parameters<typeof change>[1]);
    else operations.push(part.kind === 'rename' ? `rename ${part.oldUri} ${part.newUri}` : `${part.kind} ${part.uri}`);
  }
  return { texts, operations };
}
