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
function tell(text: string, dress = asItIs): void {
  write(2, dress(printableLines(text)));
}

const asItIs = (text: string): string => text;

/** The reader of standard output: a person at a terminal, the log of GitHub Actions, or a program or file. */
function readerOfOutput(): CommandIo['reader'] {
  if (isatty(1)) return 'terminal';
  return process.env['GITHUB_ACTIONS'] === 'true' && !fstatSync(1).isFile() ? 'log' : 'program';
}

/** @param descriptor the stream that is written to */
function hasColors(choice: unknown, descriptor: 1 | 2): boolean {
  if (choice === 'always') return true;
  const { NO_COLOR = '', FORCE_COLOR = '0', TERM } = process.env;
  if (choice === 'never' || NO_COLOR !== '') return false;
  return !['', '0', 'false'].includes(FORCE_COLOR) || (isatty(descriptor) && TERM !== 'dumb');
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
  const choice = invocation.values['color'];
  const dress = { out: asItIs, error: asItIs };
  const [isOut, isError] = [hasColors(choice, 1), hasColors(choice, 2)];
  if (isOut || isError) {
    const { terminalDress } = await import('./terminal.ts');
    const forTerminal = terminalDress({ cwd: workingFolder(), isTerminal: isatty(1) || isatty(2) });
    // A document in another format is for a program, even on a terminal.
    if (isOut && (invocation.values['format'] ?? 'text') === 'text') dress.out = forTerminal;
    if (isError) dress.error = forTerminal;
  }
  const io: CommandIo = {
    cwd: workingFolder(),
    argv,
    stdout: (data) => {
      if (typeof data !== 'string') write(1, data);
      else write(1, dress.out(reader === 'terminal' || dress.out !== asItIs ? printableLines(data) : data));
    },
    stderr: (text) => {
      tell(text, dress.error);
    },
    reader,
    version,
    stdin: () => Promise.resolve(readFileSync(0, 'utf8')),
    stdinBytes: () => readFileSync(0),
    beginReading,
    hasColors: isOut,
    columns: isatty(1) ? process.stdout.columns : undefined,
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
