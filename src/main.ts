import { fstatSync, readFileSync, writeSync } from 'node:fs';
import { isatty } from 'node:tty';
import { isCommand, parsePlainly } from './command-line.ts';
import type { CommandIo } from './commands/io.ts';
import { ExpectedStop } from './model/errors.ts';
import { ExitCode } from './model/exit-code.ts';
import { printableLines } from './model/printable.ts';
import { systemStop } from './model/system-stop.ts';

/**
 * Writes all of it to a stream before the process goes on. If the reader stops early, as `head` does, the rest is left
 * out, and the command goes on to its end with the same exit code.
 * @throws ExpectedStop when standard output takes no more; a loss on standard error loses nothing else
 */
function write(descriptor: 1 | 2, data: string | Uint8Array): void {
  const bytes = typeof data === 'string' ? Buffer.from(data) : data;
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === 'EAGAIN') continue;
      if (code === 'EPIPE' || descriptor === 2) return;
      throw new ExpectedStop(`cannot write standard output: ${message}`);
    }
  }
}

/** Text for people, in which no name or code from the repository has a special effect. */
function tell(text: string): void {
  write(2, printableLines(text));
}

/** The reader of standard output: a person at a terminal, the log of GitHub Actions, or a program or file. */
function readerOfOutput(): CommandIo['reader'] {
  if (isatty(1)) return 'terminal';
  return process.env['GITHUB_ACTIONS'] === 'true' && !fstatSync(1).isFile() ? 'log' : 'program';
}

function hasColors(choice: unknown): boolean {
  if (choice === 'always') return true;
  const { NO_COLOR = '', FORCE_COLOR = '0', TERM } = process.env;
  if (choice === 'never' || NO_COLOR !== '') return false;
  return !['', '0', 'false'].includes(FORCE_COLOR) || (isatty(1) && TERM !== 'dumb');
}

function version(): string {
  const { version: text } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return text;
}

/** @throws ExpectedStop when there is none */
function workingFolder(): string {
  try {
    return process.cwd();
  } catch {
    throw new ExpectedStop('the working folder is gone', 'change to one that exists');
  }
}

/** Say what went wrong. */
async function report(thrown: unknown, argv: readonly string[]): Promise<ExitCode> {
  const error = systemStop(thrown) ?? thrown;
  if (error instanceof ExpectedStop) {
    tell(`ssot-codemod: ${error.message}\n${error.hint === undefined ? '' : `  ${error.hint}\n`}`);
    const meant = isCommand(argv[0]) ? undefined : (await import('./cli-help.ts')).likelyCommand(argv);
    if (meant !== undefined) tell(`  did you mean ${meant}?\n`);
    return error.exitCode;
  }
  tell(
    `ssot-codemod: this is a bug of ssot-codemod ${version()}, please report it with the text below\n${error instanceof Error ? (error.stack ?? '') : String(error)}\n`,
  );
  return ExitCode.internal;
}

async function main(argv: readonly string[], beginReading: CommandIo['beginReading']): Promise<ExitCode> {
  const print = (text: string): void => {
    write(1, text);
  };
  const invocation =
    parsePlainly(argv) ?? (await (await import('./cli-help.ts')).parseWithYargs(argv, version(), print));
  if (invocation === undefined) return ExitCode.ok;
  const reader = readerOfOutput();
  const io: CommandIo = {
    cwd: workingFolder(),
    argv,
    stdout: (data) => {
      write(1, typeof data === 'string' && reader === 'terminal' ? printableLines(data) : data);
    },
    stderr: tell,
    reader,
    version,
    stdin: () => Promise.resolve(readFileSync(0, 'utf8')),
    stdinBytes: () => readFileSync(0),
    beginReading,
    hasColors: hasColors(invocation.values['color']),
    showsBar: isatty(2) && process.env['TERM'] !== 'dumb',
  };
  return invocation.command.run(invocation.values, io);
}

/** Run a command line, and end the process. */
export function run(argv: readonly string[], beginReading: CommandIo['beginReading']): void {
  // Everything is written. To wait until threads have ended and memory is given back would take longer.
  main(argv, beginReading).then(
    (code) => process.exit(code),
    async (error: unknown) => process.exit(await report(error, argv)),
  );
}
