import { changedBytes } from '../store/run-files.ts';
import { ExpectedStop } from '../model/errors.ts';
import { ExitCode } from '../model/exit-code.ts';
import { summaryText } from '../report/text.ts';
import type { CommandIo } from './io.ts';
import type { DryRunOptions } from './options.ts';
import { planFor } from './plan-for.ts';

/**
 * Reads one file on standard input and writes it to standard output, as the Map has it: for editors and other programs. A
 * file that the configuration does not include comes out as it is.
 */
export async function filter(options: DryRunOptions, io: CommandIo): Promise<ExitCode> {
  refuseOthers(options);
  const bytes = io.stdinBytes();
  const { plan } = await planFor(
    options,
    io,
    { withDiffs: false, withHashes: false, withTexts: false, withReview: false },
    undefined,
    bytes,
  );
  const [outcome] = plan.outcomes;
  const isChanged = outcome?.status === 'changed';
  io.stdout(isChanged ? changedBytes(bytes, outcome) : bytes);
  const isRead = plan.summary.failed + plan.summary.skipped === 0;
  if (options.verbose || (!isRead && !options.quiet)) io.stderr(summaryText(plan, 'dry-run', options.verbose));
  if (!isRead) return ExitCode.findings;
  return options.exitCode && isChanged ? ExitCode.findings : ExitCode.ok;
}

/** @throws ExpectedStop when flags ask for anything but the text */
function refuseOthers(options: DryRunOptions): void {
  const { paths, filesFrom, stat, patch, format, outputFile, formatted } = options;
  const others: readonly (readonly [boolean, string])[] = [
    [paths.length > 0, 'paths'],
    [filesFrom !== undefined, '--files-from'],
    [stat, '--stat'],
    [patch !== undefined, '--patch'],
    [format !== 'text', '--format'],
    [outputFile !== undefined, '--output-file'],
    [formatted, '--formatted'],
  ];
  const found = others.find(([isGiven]) => isGiven);
  if (found !== undefined)
    throw new ExpectedStop(
      `--stdin-filename writes the text of one file: it takes no ${found[1]}`,
      'a formatter can read the text behind it, in a pipe',
    );
}
