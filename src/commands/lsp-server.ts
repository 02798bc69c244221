import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  CodeActionKind,
  DidChangeWatchedFilesNotification,
  MessageType,
  ShowMessageNotification,
  TextDocuments,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import type {
  CodeAction,
  CodeActionParams,
  Connection,
  Diagnostic,
  InitializeParams,
  InitializeResult,
  RenameFilesParams,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { shapesAt, titleOfAll } from '../lsp/actions.ts';
import { clientOf, unknownClient } from '../lsp/client.ts';
import type { Client } from '../lsp/client.ts';
import { diagnosticsOf } from '../lsp/diagnostics.ts';
import { pathOf, relativeTo } from '../lsp/paths.ts';
import { LspText } from '../lsp/positions.ts';
import { ExpectedStop } from '../model/errors.ts';
import { javaScriptGlob } from '../model/javascript-endings.ts';
import type { MoveConcern, PathMove } from '../model/moving.ts';
import { printable } from '../model/printable.ts';
import type { CommandIo } from './io.ts';
import { LspWorkspace } from './lsp-workspace.ts';
import type { LspOptions } from './options.ts';

export const APPLY = 'ssot-codemod.apply';
const FIX_ALL = `${CodeActionKind.SourceFixAll}.ssot-codemod`;

/** So many milliseconds after the last key, the text is looked at. */
const PAUSE = 200;
/** Places that one message names. */
const SHOWN = 5;

const globs = {
  sources: javaScriptGlob.replace('{', '{py,pyi,'),
  configurations: '**/{ssot.config.*,package.json,pyproject.toml,tsconfig*.json}',
};

/** Answers one editor. Requests are worked off one after the other; whatever goes wrong becomes a message to the person. */
export class LspServer {
  readonly #connection: Connection;
  readonly #options: LspOptions;
  readonly #io: CommandIo;
  readonly #documents = new TextDocuments(TextDocument);
  readonly #timers = new Map<string, NodeJS.Timeout>();
  #client: Client = unknownClient;
  #workspaces: readonly LspWorkspace[] = [];
  #working: Promise<unknown> = Promise.resolve();
  /** Told already: an error of the configuration comes again with every key. */
  readonly #told = new Set<string>();

  constructor(connection: Connection, options: LspOptions, io: CommandIo) {
    this.#connection = connection;
    this.#options = options;
    this.#io = io;
    connection.onInitialize((params) => this.#initialize(params));
    connection.onInitialized(() => this.#guarded(() => this.#initialized(), undefined));
    connection.workspace.onWillRenameFiles((params) => this.#answer(() => this.#willRename(params), null));
    connection.onCodeAction((params) => this.#answer(() => this.#codeActions(params), []));
    connection.onExecuteCommand(({ command }) =>
      command === APPLY ? this.#answer(() => this.#apply(), null) : Promise.resolve(null),
    );
    connection.onDidChangeWatchedFiles(() => {
      this.#forget();
    });
    this.#documents.onDidChangeContent(({ document }) => {
      this.#lookSoon(document.uri, PAUSE);
    });
    this.#documents.onDidSave(() => {
      this.#forget();
    });
    this.#documents.onDidClose(({ document: { uri } }) => {
      clearTimeout(this.#timers.get(uri));
      this.#timers.delete(uri);
      this.#send(() => connection.sendDiagnostics({ uri, diagnostics: [] }));
    });
    this.#documents.listen(connection);
  }

  /** A bug ends one request, and not the server. */
  tellBug(error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#io.stderr(`${text}\n`);
    const [first = ''] = text.split('\n', 1);
    this.#show(MessageType.Error, `this is a bug of ssot-codemod ${this.#io.version()}: ${first}`);
  }

  #initialize(params: InitializeParams): InitializeResult {
    this.#client = clientOf(params);
    const folders = this.#client.folders.flatMap((uri) => pathOf(uri) ?? []);
    this.#open(folders.length === 0 ? [this.#io.cwd] : folders);
    const filters = [
      { scheme: 'file', pattern: { glob: globs.sources, matches: 'file' as const } },
      { scheme: 'file', pattern: { glob: '**', matches: 'folder' as const } },
    ];
    return {
      serverInfo: { name: 'ssot-codemod', version: this.#io.version() },
      capabilities: {
        positionEncoding: 'utf-16',
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL] },
        executeCommandProvider: { commands: [APPLY] },
        workspace: {
          workspaceFolders: { supported: true, changeNotifications: true },
          fileOperations: { willRename: { filters } },
        },
      },
    };
  }

  async #initialized(): Promise<void> {
    this.#prepare();
    if (this.#client.changesFolders)
      this.#connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = removed.flatMap(({ uri }) => pathOf(uri) ?? []);
        const kept = this.#workspaces.map(({ folder }) => folder).filter((folder) => !gone.includes(folder));
        this.#open([...kept, ...added.flatMap(({ uri }) => pathOf(uri) ?? [])]);
        this.#forget();
        this.#prepare();
      });
    if (this.#client.watchesFiles)
      await this.#connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [{ globPattern: globs.sources }, { globPattern: globs.configurations }],
      });
  }

  /** Reads the files of all workspaces ahead. An error of the configuration is told when somebody asks for something. */
  #prepare(): void {
    for (const workspace of this.#workspaces)
      workspace.prepare().catch((error: unknown) => {
        if (!(error instanceof ExpectedStop)) this.tellBug(error);
      });
  }

  #open(folders: readonly string[]): void {
    const context = {
      documents: this.#documents,
      edits: this.#client.edits,
      takesCode: this.#options.configCode || this.#client.isTrusted,
    };
    this.#workspaces = [...new Set(folders)].map(
      (folder) =>
        this.#workspaces.find((known) => known.folder === folder) ?? new LspWorkspace(folder, this.#options, context),
    );
  }

  /** The innermost workspace with the file. */
  #workspaceOf(uri: string): LspWorkspace | undefined {
    const file = pathOf(uri);
    if (file === undefined) return undefined;
    return this.#workspaces
      .filter(({ folder }) => relativeTo(folder, file) !== undefined)
      .reduce<LspWorkspace | undefined>(
        (best, one) => (best && best.folder.length >= one.folder.length ? best : one),
        undefined,
      );
  }

  /** Something may be other than it was: looks at all open documents anew. */
  #forget(): void {
    for (const workspace of this.#workspaces) workspace.forget();
    this.#told.clear();
    for (const { uri } of this.#documents.all()) this.#lookSoon(uri, 0);
  }

  #lookSoon(uri: string, milliseconds: number): void {
    clearTimeout(this.#timers.get(uri));
    const look = (): void => {
      this.#timers.delete(uri);
      void this.#answer(() => this.#look(uri), undefined, this.#told);
    };
    this.#timers.set(uri, setTimeout(look, milliseconds));
  }

  /** Sends the diagnostics of an open document. */
  async #look(uri: string): Promise<void> {
    const document = this.#documents.get(uri);
    const workspace = this.#workspaceOf(uri);
    if (!document || !workspace) return;
    const { version } = document;
    let diagnostics: Diagnostic[] = [];
    try {
      const file = await workspace.below(uri);
      if (file === undefined) return;
      const text = new LspText(document.getText());
      diagnostics = diagnosticsOf(await workspace.planOf(file, document), file, text);
    } finally {
      // Findings of another version of the text are in other places now.
      if (this.#documents.get(uri)?.version === version)
        await this.#connection.sendDiagnostics({ uri, version, diagnostics });
    }
  }

  async #codeActions({ textDocument: { uri }, range, context }: CodeActionParams): Promise<CodeAction[]> {
    const document = this.#documents.get(uri);
    const workspace = this.#workspaceOf(uri);
    const file = await workspace?.below(uri);
    if (!document || !workspace || file === undefined) return [];
    const wants = (kind: string): boolean =>
      context.only === undefined || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
    const plan = await workspace.planOf(file, document);
    const outcome = plan.outcomes.find(({ path }) => path === file);
    if (outcome === undefined) return [];
    const actions: CodeAction[] = [];
    if (wants(CodeActionKind.QuickFix))
      for (const shape of shapesAt(outcome, range, new LspText(document.getText()), context.diagnostics)) {
        const own = await workspace.planOf(file, document, { selectedShapes: new Set([shape.id]) });
        const edit = await workspace.edit(own.outcomes.filter(({ path }) => path === file));
        if (!isEmpty(edit))
          actions.push({
            title: shape.title,
            kind: CodeActionKind.QuickFix,
            diagnostics: [...shape.diagnostics],
            isPreferred: shape.isSure,
            edit,
          });
      }
    const title = titleOfAll(outcome);
    if (title !== undefined && outcome.status === 'changed') {
      const edit = await workspace.edit([outcome]);
      for (const kind of [CodeActionKind.QuickFix, FIX_ALL])
        if (wants(kind) && !(kind === FIX_ALL && context.only === undefined)) actions.push({ title, kind, edit });
    }
    return actions;
  }

  async #willRename({ files }: RenameFilesParams): Promise<WorkspaceEdit | null> {
    const byWorkspace = new Map<LspWorkspace, PathMove[]>();
    for (const { oldUri, newUri } of files) {
      const workspace = this.#workspaceOf(oldUri);
      const [from, to] = [await workspace?.below(oldUri), await workspace?.below(newUri)];
      if (workspace === undefined || from === undefined || to === undefined)
        throw new ExpectedStop(
          `nothing follows ${pathOf(oldUri) ?? oldUri} to ${pathOf(newUri) ?? newUri}`,
          'both have to be files below the root of one workspace, and not behind a link that leads out of it',
        );
      byWorkspace.set(workspace, [...(byWorkspace.get(workspace) ?? []), { from, to }]);
    }
    const edits: WorkspaceEdit[] = [];
    for (const [workspace, moves] of byWorkspace) {
      const { edit, moving } = await workspace.rename(moves);
      if (moving.concerns.length > 0) this.#show(MessageType.Warning, concernsText(moving.concerns));
      edits.push(edit);
    }
    const all = merged(edits);
    return isEmpty(all) ? null : all;
  }

  /** Moves all that is sure, in all workspaces, by way of the editor. */
  async #apply(): Promise<null> {
    for (const workspace of this.#workspaces) {
      const plan = await workspace.planOfAll();
      const { filesChanged, review, refused, failed } = plan.summary;
      const left = `${review} edits are for review, ${refused} references are refused`;
      if (filesChanged === 0) {
        this.#show(MessageType.Info, `nothing to move: ${left}`);
        continue;
      }
      const edit = await workspace.edit(plan.outcomes);
      const { applied, failureReason } = await this.#connection.workspace.applyEdit({ label: 'ssot-codemod', edit });
      if (!applied) throw new ExpectedStop(`the editor did not apply the edits: ${failureReason ?? 'it says no more'}`);
      const problems = failed === 0 ? '' : `, ${failed} files could not be read`;
      this.#show(MessageType.Info, `${filesChanged} files changed; ${left}${problems}`);
    }
    return null;
  }

  /** Works it off behind all that was asked before. */
  #answer<T>(work: () => Promise<T>, otherwise: T, told?: Set<string>): Promise<T> {
    const own = this.#working.then(() => this.#guarded(work, otherwise, told));
    this.#working = own;
    return own;
  }

  /** @param told what need not be told again */
  async #guarded<T>(work: () => Promise<T>, otherwise: T, told = new Set<string>()): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof ExpectedStop) {
        const text = error.message + (error.hint === undefined ? '' : ` - ${error.hint}`);
        if (!told.has(text)) this.#show(MessageType.Error, text);
        told.add(text);
      } else this.tellBug(error);
      return otherwise;
    }
  }

  #show(type: MessageType, message: string): void {
    this.#send(() =>
      this.#connection.sendNotification(ShowMessageNotification.type, { type, message: `ssot-codemod: ${message}` }),
    );
  }

  /** The editor may be gone. */
  #send(send: () => Promise<void>): void {
    send().catch((error: unknown) => {
      this.#io.stderr(`${String(error)}\n`);
    });
  }
}

function isEmpty({ changes, documentChanges }: WorkspaceEdit): boolean {
  return Object.keys(changes ?? {}).length + (documentChanges ?? []).length === 0;
}

function merged(edits: readonly WorkspaceEdit[]): WorkspaceEdit {
  const [first = {}] = edits;
  if (edits.length < 2) return first;
  return first.documentChanges
    ? { documentChanges: edits.flatMap(({ documentChanges = [] }) => documentChanges) }
    : { changes: Object.assign({}, ...edits.map(({ changes }) => changes)) as WorkspaceEdit['changes'] & object };
}

function concernsText(concerns: readonly MoveConcern[]): string {
  const lines = concerns.slice(0, SHOWN).map(({ place, message }) => `${printable(place)}: ${printable(message)}`);
  const rest = concerns.length - lines.length;
  return [
    `${concerns.length === 1 ? 'one place has' : `${concerns.length} places have`} to be looked at`,
    ...lines,
    ...(rest > 0 ? [`and ${rest} more`] : []),
  ].join('\n');
}
