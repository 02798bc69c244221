import path from 'node:path';
import { readHits, runHits } from '../engine/run-hits.ts';
import type { Config } from '../model/config.ts';
import { ExpectedStop } from '../model/errors.ts';
import { ExitCode } from '../model/exit-code.ts';
import type { Hits } from '../model/hits.ts';
import { hitsReporters, hitsSummary } from '../report/hits.ts';
import { ownersOf } from '../store/batches.ts';
import { findRepository } from '../store/repository.ts';
import { replaceFile } from '../store/replace-file.ts';
import type { CommandIo } from './io.ts';
import type { HitsOptions } from './options.ts';
import { configFor } from './plan-for.ts';
import { startOfDay } from './start-of-day.ts';

/** Show the places that still use shims. Writes nothing but the files that were asked for. */
export async function hits(options: HitsOptions, io: CommandIo): Promise<ExitCode> {
  const [folder, ...others] = options.paths;
  if (folder === undefined || others.length > 0)
    throw new ExpectedStop('hits takes one folder', 'name the folder that SSOT_HITS named when the program ran');
  const since = options.since === undefined ? 0 : startOfDay('--since', options.since);
  const config = await configFor(
    { ...options, include: undefined, exclude: [], carriers: [], gitignore: true, filesFrom: undefined },
    io,
  );
  const found = await runHits(config, readHits(path.resolve(io.cwd, folder), folder, since), options.jobs);
  const document = hitsReporters[options.format](found, { owners: owners(config, found), isVerbose: options.verbose });
  if (options.outputFile === undefined) io.stdout(document);
  else await replaceFile(io.cwd, options.outputFile, document);
  if (!options.quiet) io.stderr(hitsSummary(found));
  return options.exitCode && found.sites.length > 0 ? ExitCode.findings : ExitCode.ok;
}

function owners({ root }: Config, { sites, neverHit }: Hits): Readonly<Record<string, string>> {
  const repository = findRepository(root);
  const files = [...sites.filter(({ kind }) => kind !== 'outside'), ...neverHit].map((one) => one.path);
  return (repository && ownersOf([...new Set(files)].toSorted(), root, repository.root)) ?? {};
}
