import type { InitializeParams } from 'vscode-languageserver';
import type { EditCapabilities } from './workspace-edit.ts';

/** The editor, as it introduces itself. */
export interface Client {
  /** URIs of the folders that it has open. */
  readonly folders: readonly string[];
  readonly edits: EditCapabilities;
  readonly watchesFiles: boolean;
  readonly changesFolders: boolean;
  /** May configurations that are code run? */
  readonly isTrusted: boolean;
}

/** An editor that has said nothing of itself yet. */
export const unknownClient: Client = {
  folders: [],
  edits: { documentChanges: false, operations: new Set() },
  watchesFiles: false,
  changesFolders: false,
  isTrusted: false,
};

/** The editor may send anything: what has another type than it should counts as not sent. */
export function clientOf(params: InitializeParams): Client {
  const { workspaceFolders, capabilities } = params;
  const options: unknown = params.initializationOptions;
  // Editors that know no folders send the root.
  const { rootUri } = params as { readonly rootUri?: unknown };
  const folders = Array.isArray(workspaceFolders) ? workspaceFolders.map(({ uri }) => uri) : [];
  const workspace = capabilities.workspace;
  return {
    folders: folders.length === 0 && typeof rootUri === 'string' ? [rootUri] : folders,
    edits: {
      documentChanges: workspace?.workspaceEdit?.documentChanges === true,
      operations: new Set(workspace?.workspaceEdit?.resourceOperations ?? []),
    },
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    changesFolders: workspace?.workspaceFolders === true,
    isTrusted: (options as { readonly trusted?: unknown } | null | undefined)?.trusted === true,
  };
}
