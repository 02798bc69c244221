import { Writable } from 'node:stream';
import { createConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { ExitCode } from '../model/exit-code.ts';
import type { CommandIo } from './io.ts';
import { LspServer } from './lsp-server.ts';
import type { LspOptions } from './options.ts';

/** Serves one editor on standard input and output, until it says that it is done. */
export async function lsp(options: LspOptions, io: CommandIo): Promise<ExitCode> {
  const reader = new StreamMessageReader(process.stdin);
  const connection = createConnection(reader, new StreamMessageWriter(protocolOutput()));
  const server = new LspServer(connection, options, io);
  const tellBug = (error: unknown): void => {
    server.tellBug(error);
  };
  process.on('uncaughtException', tellBug);
  process.on('unhandledRejection', tellBug);
  const ended = new Promise<void>((resolve) => {
    connection.onExit(resolve);
    reader.onClose(() => {
      resolve();
    });
  });
  connection.listen();
  await ended;
  // An editor that says that it is done has ended the process by now, with its own exit code.
  return ExitCode.findings;
}

/** Standard output for messages alone: what a configuration or a library prints goes to standard error from now on. */
function protocolOutput(): Writable {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr);
  return new Writable({
    write: (chunk: Uint8Array, _encoding, done) => {
      write(chunk, done);
    },
  });
}
