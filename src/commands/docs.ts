import { loadConfig } from '../config/load-config.ts';
import { ExpectedStop } from '../model/errors.ts';
import { ExitCode } from '../model/exit-code.ts';
import { guideline } from '../report/guideline.ts';
import { replaceFile } from '../store/replace-file.ts';
import type { CommandIo } from './io.ts';
import type { DocsOptions } from './options.ts';

/** Print the import guideline of the Map, as Markdown. */
export async function docs(options: DocsOptions, io: CommandIo): Promise<ExitCode> {
  if (options.paths.length > 0)
    throw new ExpectedStop(`docs takes no paths, found ${options.paths.join(' ')}`, 'it is about the whole Map');
  const { config: file, preset: presets, map: moves, configCode: takesCode } = options;
  const config = await loadConfig({ cwd: io.cwd, file, presets, moves, takesCode, include: undefined, exclude: [] });
  const document = guideline(config);
  if (options.outputFile === undefined) io.stdout(document);
  else await replaceFile(io.cwd, options.outputFile, document);
  return ExitCode.ok;
}
