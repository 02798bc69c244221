import picomatch from 'picomatch';
import { ExpectedStop } from '../model/errors.ts';
import { ExitCode } from '../model/exit-code.ts';
import type { FormatCommand } from '../model/format-command.ts';
import { shellPath } from '../model/shell-word.ts';
import { findCulprits } from './bisect.ts';
import type { ApplyContext } from './bring-all.ts';
import { makeFormatCopy } from './format-copy.ts';
import type { CopiedTree, FormatCopy } from './format-copy.ts';
import { KEPT_OUTPUT, runGate } from './gate.ts';

/** A file to format. */
export interface FileToFormat {
  /** The mode of the file. */
  readonly mode: number;
  /** Its bytes without and with the edits of the Plan. */
  readonly before: Buffer;
  readonly after: Buffer;
}

/** The result of formatting. */
export interface FormattedFiles {
  /** By path, the bytes of the file, or a sentence that says why it cannot be had. */
  readonly results: ReadonlyMap<string, Buffer | { readonly fault: string }>;
  /** Files for which a command fails, whether they are edited or not. */
  readonly failing: readonly string[];
  /** Sentences on commands that fail for files together, and say the same without the edits. */
  readonly notes: readonly string[];
}

/**
 * Run format commands one after another on the files that each is for, in a copy of the tree. Nothing of the tree is written.
 * @param files by their paths, relative to the root
 * @throws ExpectedStop when a command cannot be run, or the person wants to stop
 */
export async function formatFiles(
  commands: readonly FormatCommand[],
  files: ReadonlyMap<string, FileToFormat>,
  tree: Omit<CopiedTree, 'files'>,
  context: ApplyContext,
): Promise<FormattedFiles> {
  const copy = makeFormatCopy({ ...tree, files: new Map([...files].map(([file, { mode }]) => [file, mode])) });
  try {
    for (const [file, { after }] of files) copy.write(file, after);
    const formatting: Formatting = { copy, files, context, faults: new Map(), failing: new Set(), notes: [] };
    for (const command of commands) {
      const matches = command.glob === undefined ? () => true : matcher(command.glob);
      const own = [...files.keys()].filter((file) => matches(file) && !formatting.faults.has(file));
      await runOnAll(formatting, command, own);
    }
    const results = [...files.keys()].map((file): [string, Buffer | { readonly fault: string }] => {
      const fault = formatting.faults.get(file);
      if (fault !== undefined) return [file, { fault }];
      return [file, copy.read(file) ?? { fault: 'the format command deletes it' }];
    });
    return { results: new Map(results), failing: [...formatting.failing].toSorted(), notes: formatting.notes };
  } finally {
    copy.remove();
  }
}

/** A glob without a slash is about the name of a file, in whatever folder. */
function matcher(glob: string): (file: string) => boolean {
  return picomatch(glob, { dot: true, basename: !glob.includes('/') });
}

interface Formatting {
  readonly copy: FormatCopy;
  readonly files: ReadonlyMap<string, FileToFormat>;
  readonly context: ApplyContext;
  readonly faults: Map<string, string>;
  readonly failing: Set<string>;
  readonly notes: string[];
}

async function runOnAll(formatting: Formatting, command: FormatCommand, files: readonly string[]): Promise<void> {
  const { onProgress } = formatting.context;
  let done = 0;
  for (const chunk of chunksOf(files, command)) {
    await runOnChunk(formatting, command, chunk);
    done += chunk.length;
    onProgress?.({ task: 'formatting', done, total: files.length });
  }
}

/** Run a command on files. When it fails, find out for which of them: it may still have formatted the others. */
async function runOnChunk(formatting: Formatting, command: FormatCommand, files: readonly string[]): Promise<void> {
  const { copy, failing, faults } = formatting;
  const texts = new Map(files.map((file) => [file, copy.read(file)]));
  const restore = (some: readonly string[]): void => {
    for (const file of some) {
      const bytes = texts.get(file);
      if (bytes !== undefined) copy.write(file, bytes);
    }
  };
  const fails = async (some: readonly string[]): Promise<boolean> => {
    restore(files);
    return (await runOn(formatting, command, some)) !== undefined;
  };
  const said = await runOn(formatting, command, files);
  if (said === undefined) return;
  const formatted = new Map(files.map((file) => [file, copy.read(file)]));
  await refuseFailureForAll(formatting, command, files, restore);
  if (await saysTheSameBefore(formatting, command, files, said)) {
    formatting.notes.push(`the format command fails, and does so without the edits, too${lastLine(said)}`);
    for (const [file, bytes] of formatted) if (bytes !== undefined) copy.write(file, bytes);
    return;
  }
  const culprits = await culpritsOf(files, fails);
  for (const file of culprits) {
    restore([file]);
    const said = await runOn(formatting, command, [file]);
    if (said === undefined) continue; // It fails for some reason that comes and goes.
    if (await failsBefore(formatting, command, file)) failing.add(file);
    else faults.set(file, `the format command fails with it${lastLine(said)}`);
    restore([file]);
  }
  const rest = files.filter((file) => !faults.has(file));
  const isFailing = (file: string): boolean => failing.has(file);
  restore(files);
  // A command that fails may still have formatted something, so it runs on those that it fails for anyway, too.
  for (const some of [rest.filter((file) => !isFailing(file)), rest.filter(isFailing)])
    if (some.length > 0) await runOn(formatting, command, some);
}

/** So many files by themselves show whether a command fails for every file. */
const TRIED = 5;

/**
 * @param restore gives files of the copy the texts that they had before the command
 * @throws ExpectedStop when the command fails for each of several files alone: then it is not right, or not installed
 */
async function refuseFailureForAll(
  formatting: Formatting,
  command: FormatCommand,
  files: readonly string[],
  restore: (some: readonly string[]) => void,
): Promise<void> {
  if (files.length < 2) return;
  const step = Math.max(1, (files.length - 1) / (TRIED - 1));
  const tried = [...new Set(Array.from({ length: TRIED }, (_, k) => files[Math.round(k * step)]))].filter(
    (file) => file !== undefined,
  );
  let said: string | undefined;
  for (const file of tried) {
    restore([file]);
    said = await runOn(formatting, command, [file]);
    if (said === undefined) return;
    if (!(await failsBefore(formatting, command, file))) return;
  }
  const which = tried.length < files.length ? `each of ${tried.length} files that were tried alone` : 'every file';
  throw new ExpectedStop(
    `the format command fails for ${which}, with and without the edits: ${command.text}\n${(said ?? '').trimEnd()}`,
    'nothing was written; put the command right, let it end with "|| true" if it may fail, or leave it out with --unformatted',
  );
}

/**
 * Does the command fail for the files without the edits, and say the same then? Numbers apart, as lines move. Then it need not be
 * found out for which of them it fails.
 */
async function saysTheSameBefore(
  formatting: Formatting,
  command: FormatCommand,
  files: readonly string[],
  said: string,
): Promise<boolean> {
  for (const file of files) {
    const before = formatting.files.get(file)?.before;
    if (before !== undefined) formatting.copy.write(file, before);
  }
  const plain = (output: string): string => output.replace(/\d+/g, '');
  const saidBefore = await runOn(formatting, command, files);
  const isWhole = said.trim() !== '' && Buffer.byteLength(said) < KEPT_OUTPUT;
  return isWhole && saidBefore !== undefined && plain(saidBefore) === plain(said);
}

/** Does the command fail for a file as it is without the edits, too? */
async function failsBefore(formatting: Formatting, command: FormatCommand, file: string): Promise<boolean> {
  const before = formatting.files.get(file)?.before;
  if (before === undefined) return false;
  formatting.copy.write(file, before);
  return (await runOn(formatting, command, [file])) !== undefined;
}

/** Bisection, unless there are so many that each file by itself is looked at faster. */
async function culpritsOf(
  files: readonly string[],
  fails: (some: readonly string[]) => Promise<boolean>,
): Promise<readonly string[]> {
  const limit = Math.ceil(files.length / (Math.log2(files.length) + 2));
  const found = files.length === 1 ? files : await findCulprits(files, fails, limit);
  if (found !== undefined) return found;
  const culprits: string[] = [];
  for (const file of files) if (await fails([file])) culprits.push(file);
  return culprits;
}

/** The exit codes by which a shell says that it cannot run a command. */
const notRun: readonly (number | null)[] = [126, 127];

/** @returns the output when it fails */
async function runOn(
  { copy, context }: Formatting,
  command: FormatCommand,
  files: readonly string[],
): Promise<string | undefined> {
  const { signal } = context;
  const text = command.withFiles(files.map(pathForShell).join(' '));
  const gate = { command: text, cwd: copy.root, log: copy.log, timeout: undefined, signal };
  const { isPassed, isInterrupted, exitCode, output } = await runGate(gate, 'format');
  if (isInterrupted || signal?.aborted === true)
    throw new ExpectedStop('interrupted while files were formatted', 'nothing was written', ExitCode.interrupted);
  if (notRun.includes(exitCode))
    throw new ExpectedStop(
      `the format command cannot be run: ${command.text}\n${output.trimEnd()}`,
      'nothing was written; install what it calls, or give another one by --format-command',
    );
  return isPassed ? undefined : output;
}

/** The last line that a command printed, as the end of a sentence. */
function lastLine(output: string): string {
  const line = output.trimEnd().split(/\r?\n/).at(-1)?.trim() ?? '';
  return line === '' ? '' : `: ${line.slice(0, 200)}`;
}

/** Linux takes 128 KiB for one argument, and the shell gets the command as one; cmd.exe takes 8 K. */
const LONGEST_COMMAND = process.platform === 'win32' ? 7000 : 100_000;

/** Files in portions that one command line can hold. */
function chunksOf(files: readonly string[], command: FormatCommand): string[][] {
  const places = command.withFiles('\0').split('\0').length - 1;
  const room = Math.max(1, LONGEST_COMMAND - command.text.length) / Math.max(1, places);
  const chunks: string[][] = [];
  let size = Infinity;
  for (const file of files) {
    const length = Buffer.byteLength(pathForShell(file)) + 1;
    if (size + length > room) {
      chunks.push([]);
      size = 0;
    }
    chunks.at(-1)?.push(file);
    size += length;
  }
  return chunks;
}

/** A path for the shell of this system. cmd.exe knows other quotes, and no file of Windows has them in its name. */
function pathForShell(file: string): string {
  if (process.platform !== 'win32') return shellPath(file);
  return /^[\w./+-]+$/.test(file) && !file.startsWith('-') ? file : `"${file.startsWith('-') ? './' : ''}${file}"`;
}
