import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import type {
  ApplyWorkspaceEditParams,
  CodeAction,
  Diagnostic,
  InitializeResult,
  ProtocolConnection,
  PublishDiagnosticsParams,
  ShowMessageParams,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { programFile } from './program.ts';

/** The settings that an editor may send of itself and of its workspace. */
export interface LspClientOptions {
  readonly args?: readonly string[];
  readonly documentChanges?: boolean;
  readonly operations?: readonly string[];
  readonly initializationOptions?: unknown;
}

/** An editor that speaks to the built server over standard input and output, by Microsoft's library for clients. */
export class LspClient {
  readonly root: string;
  readonly server: ChildProcessWithoutNullStreams;
  readonly connection: ProtocolConnection;
  readonly messages: ShowMessageParams[] = [];
  readonly applied: ApplyWorkspaceEditParams[] = [];
  /** All that the server wrote on standard output. */
  output = '';
  readonly #published: PublishDiagnosticsParams[] = [];
  #waiting: (() => void)[] = [];

  private constructor(root: string, args: readonly string[]) {
    this.root = root;
    this.server = spawn(process.execPath, [programFile, 'lsp', ...args], { cwd: root });
    this.server.stdout.on('data', (data: Buffer) => (this.output += data.toString()));
    this.connection = createProtocolConnection(
      new StreamMessageReader(this.server.stdout),
      new StreamMessageWriter(this.server.stdin),
    );
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.#published.push(params);
      this.#wake();
    });
    this.connection.onNotification('window/showMessage', (params: ShowMessageParams) => {
      this.messages.push(params);
      this.#wake();
    });
    this.connection.onRequest('workspace/applyEdit', (params: ApplyWorkspaceEditParams) => {
      this.applied.push(params);
      return { applied: true };
    });
    this.connection.onRequest('client/registerCapability', () => null);
    this.connection.listen();
  }

  static async start(root: string, options: LspClientOptions = {}): Promise<LspClient> {
    const { args = [], documentChanges = true, operations = ['create', 'rename', 'delete'] } = options;
    const client = new LspClient(root, args);
    await client.connection.sendRequest<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri: client.uri(''),
      workspaceFolders: [{ uri: client.uri(''), name: 'root' }],
      initializationOptions: options.initializationOptions,
      capabilities: {
        workspace: {
          workspaceEdit: { documentChanges, resourceOperations: operations },
          didChangeWatchedFiles: { dynamicRegistration: true },
        },
      },
    });
    await client.connection.sendNotification('initialized', {});
    return client;
  }

  uri(file: string): string {
    return pathToFileURL(path.join(this.root, file)).href;
  }

  open(file: string, text: string): Promise<void> {
    return this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: this.uri(file), languageId: 'python', version: 1, text },
    });
  }

  change(file: string, version: number, text: string): Promise<void> {
    return this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.uri(file), version },
      contentChanges: [{ text }],
    });
  }

  /** The diagnostics of that version of a document, as soon as they come. */
  async diagnostics(file: string, version: number): Promise<Diagnostic[]> {
    const uri = this.uri(file);
    for (;;) {
      const found = this.#published.findLast((params) => params.uri === uri && params.version === version);
      if (found) return found.diagnostics;
      await this.#change();
    }
  }

  async message(pattern: RegExp): Promise<ShowMessageParams> {
    for (;;) {
      const found = this.messages.find(({ message }) => pattern.test(message));
      if (found) return found;
      await this.#change();
    }
  }

  willRename(...moves: readonly (readonly [from: string, to: string])[]): Promise<WorkspaceEdit | null> {
    const files = moves.map(([from, to]) => ({ oldUri: this.uri(from), newUri: this.uri(to) }));
    return this.connection.sendRequest('workspace/willRenameFiles', { files });
  }

  actions(file: string, line: number, diagnostics: readonly Diagnostic[] = [], only?: string[]): Promise<CodeAction[]> {
    const at = { line, character: 0 };
    return this.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: this.uri(file) },
      range: { start: at, end: { line, character: 200 } },
      context: { diagnostics, ...(only && { only }) },
    });
  }

  /** @returns the exit code of the server */
  async stop(): Promise<number | null> {
    const ended = new Promise<number | null>((resolve) => this.server.once('exit', resolve));
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    const code = await ended;
    this.connection.dispose();
    return code;
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
