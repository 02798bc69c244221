import { runInterface } from '../engine/run-interface.ts';
import { ExitCode } from '../model/exit-code.ts';
import { interfaceReporters } from '../report/interface/index.ts';
import { interfaceSummary } from '../report/interface/lines.ts';
import { replaceFile } from '../store/replace-file.ts';
import type { CommandIo } from './io.ts';
import { nothingMatched } from './nothing-matched.ts';
import type { InterfaceOptions } from './options.ts';
import { configFor, selectionFor } from './plan-for.ts';

/** Show each legacy symbol beside its canonical one, as those see them who call them. Writes nothing but the file that was asked for. */
export async function interfaces(options: InterfaceOptions, io: CommandIo): Promise<ExitCode> {
  const selected = { ...options, filesFrom: undefined };
  const config = await configFor(selected, io);
  const selection = await selectionFor(selected, config, io);
  io.beginReading();
  const found = await runInterface(config, selection);
  if (found.filesScanned + found.unreadable.length === 0) throw nothingMatched(config, [config.root]);
  const document = interfaceReporters[options.format](found, { isVerbose: options.verbose });
  if (options.outputFile === undefined) io.stdout(document);
  else await replaceFile(io.cwd, options.outputFile, document);
  if (!options.quiet) io.stderr(interfaceSummary(found));
  return ExitCode.ok;
}
