import path from 'node:path';
import { ExpectedStop } from '../model/errors.ts';
import type { ExitCode } from '../model/exit-code.ts';
import type { CommandIo } from './io.ts';
import type { RunTransformOptions } from './options.ts';

/** Runs one transform, of jscodeshift or of our own kind, without the Map: shows the changes, or writes them. */
export async function runTransform(given: RunTransformOptions, io: CommandIo): Promise<ExitCode> {
  const options = { ...given, ...withoutMap };
  const { transform, apply: writes, gate, commit, branchPerBatch } = options;
  if (transform === undefined)
    throw new ExpectedStop('run needs -t FILE', 'the module of a transform of jscodeshift, or of your own');
  if (!writes) {
    if (gate !== undefined || commit || branchPerBatch !== undefined)
      throw new ExpectedStop('--gate, --commit and --branch-per-batch need --apply', 'without it, nothing is written');
    return (await import('./dry-run.ts')).dryRun(options, io);
  }
  const { stat, patch, formatted } = options;
  if (stat || patch !== undefined || formatted)
    throw new ExpectedStop('--stat, --patch and --formatted show what --apply would write: take one of the two');
  const name = path.basename(transform).replace(/\.[^.]*$/, '');
  const usual = `Run ${name} ({batch})\n\n{edits} edits in {files} files, by ssot-codemod run.`;
  const isCommitting = commit || branchPerBatch !== undefined;
  const message = options.message ?? (isCommitting ? usual : undefined);
  return (await import('./apply.ts')).apply({ ...options, message }, io);
}

/** The options of a dry-run and an apply that speak of the Map, of reviews, or of a Plan that is there already. */
const withoutMap = {
  preset: [],
  map: [],
  includeReview: [],
  noReview: [],
  onlyAccepted: false,
  plan: undefined,
  batch: undefined,
  resume: false,
  stdinFilename: undefined,
} as const;
