import path from 'node:path';
import { completeConfig } from '../config/complete-config.ts';
import { findConfig } from '../config/find-config.ts';
import { loadConfig } from '../config/load-config.ts';
import { runSuggest } from '../engine/run-suggest.ts';
import { javaScriptGlob } from '../model/javascript-endings.ts';
import type { Config } from '../model/config.ts';
import type { EarlierFiles } from '../model/earlier-files.ts';
import { ExpectedStop } from '../model/errors.ts';
import { ExitCode } from '../model/exit-code.ts';
import { choices } from '../model/suggestion.ts';
import type { Suggestion } from '../model/suggestion.ts';
import { suggestedConfig } from '../report/suggestion/config.ts';
import { suggestionReporters } from '../report/suggestion/index.ts';
import { suggestionSummary } from '../report/suggestion/text.ts';
import { filesThere, writeNewFiles } from '../store/new-files.ts';
import { replaceFile } from '../store/replace-file.ts';
import type { CommandIo } from './io.ts';
import { lookingInto } from './progress.ts';
import type { SuggestOptions } from './options.ts';
import { selectionFor } from './plan-for.ts';

/** Rows of a list in text and Markdown. */
const SHOWN = 20;
const LONGEST_PATTERN = 1000;

/** Proposes entries of the Map from the code. Writes only the files that were asked for. */
export async function suggest(options: SuggestOptions, io: CommandIo): Promise<ExitCode> {
  const { outputFile, format, top } = options;
  const write = options.write === undefined ? undefined : path.relative(io.cwd, path.resolve(io.cwd, options.write));
  if (write !== undefined && filesThere(io.cwd, [write]).length > 0)
    throw new ExpectedStop(
      `${write} is there already, and nothing was written`,
      'name another file with --write, and take over from it what you agree with',
    );
  const focus = patternOf(options.focus);
  const config = await configFor(options, io);
  const selection = await selectionFor({ ...options, map: [], filesFrom: undefined }, config, io);
  io.beginReading();
  const earlier = await earlierOf(options, config);
  const wants = {
    focus,
    packages: options.package,
    minUses: options.minUses ?? 0,
    includesTests: options.includeTests,
    choice: choices.find((choice) => choice === options.choose),
  };
  const found = await lookingInto(options.quiet, io, (onProgress) =>
    runSuggest(config, { ...selection, earlier, wants, onProgress }),
  );
  if (found.filesScanned + found.unreadable.length === 0)
    throw new ExpectedStop('no file matched', 'see include and exclude in the configuration, and --no-gitignore');
  const document = suggestionReporters[format](found, { top: top ?? (options.verbose ? Infinity : SHOWN) });
  if (outputFile === undefined) io.stdout(document);
  else await replaceFile(io.cwd, outputFile, document);
  if (write !== undefined) writeNewFiles(io.cwd, { [write]: suggestedConfig(found.entries) }, false);
  if (!options.quiet) io.stderr(suggestionSummary(found) + writtenText(found, write));
  return ExitCode.ok;
}

async function earlierOf({ fromGit }: SuggestOptions, { root }: Config): Promise<EarlierFiles | undefined> {
  return fromGit === undefined ? undefined : (await import('../store/earlier-files.ts')).earlierFiles(root, fromGit);
}

function writtenText({ entries }: Suggestion, file: string | undefined): string {
  if (file === undefined)
    return entries.length === 0 ? '' : 'ssot-codemod suggest --write FILE writes them as a configuration\n';
  return `${file} is written. Read it, then: ssot-codemod dry-run --config ${file}\n`;
}

/** The configuration that is there; where none is, one without a Map. Files of both languages count, unless it says which. */
async function configFor(
  { config: file, preset: presets, configCode: takesCode, include, exclude }: SuggestOptions,
  { cwd }: CommandIo,
): Promise<Config> {
  const isNone = file === undefined && presets.length === 0 && (await findConfig(cwd)).file === undefined;
  const given = { include, exclude };
  const config = isNone
    ? completeConfig(cwd, undefined, [{ name: 'the command line', config: given }])
    : await loadConfig({ cwd, file, presets, takesCode, ...given });
  return config.includesScripts ? { ...config, include: [...new Set([...config.include, javaScriptGlob])] } : config;
}

function patternOf(text: string | undefined): RegExp | undefined {
  if (text === undefined) return undefined;
  try {
    if (text.length <= LONGEST_PATTERN) return new RegExp(text, 'u');
  } catch {
    // Said below.
  }
  throw new ExpectedStop(`--focus takes a regular expression, found ${text.slice(0, 80)}`);
}
