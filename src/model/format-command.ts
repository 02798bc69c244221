import { ExpectedStop } from './errors.ts';

/** A shell command that formats files, taken apart. */
export interface FormatCommand {
  /** The whole command, with its placeholders. */
  readonly text: string;
  /** The files it is for, as a glob; undefined for every file. */
  readonly glob: string | undefined;
  /** The command for these words, each quoted for the shell. */
  readonly withFiles: (files: string) => string;
}

/** `{files}`, or `{files:GLOB}` with a glob that may hold braces itself. */
const placeholder = /\{files(?::((?:[^{}]|\{[^{}]*\})+))?\}/g;

/**
 * Read a format command.
 * @param from the flag or the key that holds it, for messages
 * @throws ExpectedStop when it does not say where the files go
 */
export function parseFormatCommand(text: string, from: string): FormatCommand {
  const globs = [...text.matchAll(placeholder)].map(([, glob]) => glob);
  if (globs.length === 0)
    throw new ExpectedStop(
      `${from} does not say where the files go: ${text}`,
      "write {files}, or {files:GLOB} for some of them, such as 'ruff format {files:*.py}'",
    );
  const [glob] = globs;
  if (globs.some((other) => other !== glob))
    throw new ExpectedStop(
      `${from} is for files of several globs at once: ${text}`,
      'a command that some of them match no file of would run without files: give one command for each glob',
    );
  return { text, glob, withFiles: (files) => text.replace(placeholder, () => files) };
}
