import path from 'node:path';
import { runAudit } from '../engine/audit/run-audit.ts';
import { withPruneTiers } from './prune-tiers.ts';
import type { Audit } from '../model/audit.ts';
import type { Config } from '../model/config.ts';
import { ExpectedStop } from '../model/errors.ts';
import { ExitCode } from '../model/exit-code.ts';
import { hitKinds } from '../model/hits.ts';
import type { HitKind } from '../model/hits.ts';
import { auditReporters } from '../report/audit/index.ts';
import { testsJson, testsSummary, testsText } from '../report/audit/tests.ts';
import { summaryLines } from '../report/audit/markdown.ts';
import { burnDownRow, withRow } from '../report/audit/burn-down.ts';
import { checkedOutCommit } from '../store/git.ts';
import { readIfThere } from '../store/read-if-there.ts';
import { refuseUnwritableFile, replaceFile } from '../store/replace-file.ts';
import { findRepository } from '../store/repository.ts';
import { rewriteStatusBlock } from '../store/status-file.ts';
import type { CommandIo } from './io.ts';
import { lookingInto } from './progress.ts';
import type { AuditOptions } from './options.ts';
import { configFor, selectionFor } from './plan-for.ts';
import { startOfDay } from './start-of-day.ts';

/** Measure how fragmented the repository is. Writes nothing but the files that were asked for. */
export async function audit(options: AuditOptions, io: CommandIo): Promise<ExitCode> {
  const { format, outputFile, statusFile, textCounts: countsText, verbose: isVerbose } = options;
  const dated = statusFile === undefined ? (options.append === undefined ? undefined : '--append') : '--status-file';
  const date = dated === undefined ? undefined : checkedDate(dated, options.date);
  if (options.append !== undefined) refuseUnwritableFile(io.cwd, options.append);
  const config = await configFor(options, io);
  if (countsText && config.audit.textCounts.length === 0)
    throw new ExpectedStop(
      'there are no text counts to reproduce',
      'list them in audit.textCounts of the configuration',
    );
  const { paths, files, usesGitignore, jobs } = await selectionFor(options, config, io);
  io.beginReading();
  const request = { paths, files, usesGitignore, countsText, jobs };
  const audited = await lookingInto(options.quiet, io, (onProgress) => runAudit(config, { ...request, onProgress }));
  const tiered = options.tests ? audited : await withPruneTiers(audited, config);
  const measured = options.hits === undefined ? tiered : await withHits(tiered, options.hits, config, options, io);
  if (measured.filesScanned === 0)
    throw new ExpectedStop(
      'no Python file matched',
      'see include and exclude in the configuration, and --no-gitignore',
    );
  if (options.tests) return printTests(measured, options, io);
  const document = auditReporters[format](measured, { version: io.version(), isVerbose });
  if (outputFile === undefined) io.stdout(document);
  else await replaceFile(io.cwd, outputFile, document);
  if (statusFile !== undefined && date !== undefined) {
    await rewriteStatusBlock(io.cwd, statusFile, [
      `Measured by \`ssot-codemod audit\` on ${date}.`,
      '',
      ...summaryLines(measured),
    ]);
    if (!options.quiet) io.stderr(`${statusFile} has the figures of ${date}\n`);
  }
  if (options.append !== undefined && date !== undefined)
    await appendRow(options.append, measured, { date, root: config.root }, options.quiet, io);
  return options.exitCode && hasFailed(measured) ? ExitCode.findings : ExitCode.ok;
}

/** Add the figures of a day to a file that keeps one line for each. */
async function appendRow(
  file: string,
  audit: Audit,
  { date, root }: { readonly date: string; readonly root: string },
  isQuiet: boolean,
  io: CommandIo,
): Promise<void> {
  const commit = findRepository(root) === undefined ? undefined : await checkedOutCommit(root);
  const row = burnDownRow(audit, date, commit ?? '');
  await replaceFile(io.cwd, file, withRow(file, readIfThere(io.cwd, file), row));
  if (!isQuiet) io.stderr(`${file} has the figures of ${date}\n`);
}

/** The validation tests, as the arguments of a command that runs them. Lists those that cannot run separately. */
async function printTests(
  { validationTests }: Audit,
  { format, outputFile, statusFile, append, quiet }: AuditOptions,
  io: CommandIo,
): Promise<ExitCode> {
  if (statusFile !== undefined || append !== undefined || (format !== 'text' && format !== 'json'))
    throw new ExpectedStop(
      '--tests prints paths: it takes --format text or json, and neither --status-file nor --append',
    );
  const document = format === 'json' ? testsJson(validationTests) : testsText(validationTests);
  if (outputFile === undefined) io.stdout(document);
  else await replaceFile(io.cwd, outputFile, document);
  if (!quiet) io.stderr(testsSummary(validationTests));
  return validationTests.length > 0 ? ExitCode.ok : ExitCode.findings;
}

function hasFailed({ compliance: { checks } }: Audit): boolean {
  return checks.some(({ passed }) => !passed);
}

/** Reports read no clock, so that the same tree gives the same bytes: the caller gives the date. */
function checkedDate(flag: string, date: string | undefined): string {
  if (date === undefined) throw new ExpectedStop(`${flag} needs --date YYYY-MM-DD`);
  startOfDay('--date', date);
  return date;
}

/** The audit, with the uses of shims that were recorded in a folder. */
async function withHits(
  audit: Audit,
  folder: string,
  config: Config,
  { jobs }: AuditOptions,
  io: CommandIo,
): Promise<Audit> {
  const { readHits, runHits } = await import('../engine/run-hits.ts');
  const { sites, neverHit, days } = await runHits(config, readHits(path.resolve(io.cwd, folder), folder, 0), jobs);
  const ofKind = (kind: HitKind): [HitKind, number] => [kind, sites.filter((site) => site.kind === kind).length];
  return {
    ...audit,
    hits: {
      sites: Object.fromEntries(hitKinds.map(ofKind)) as Record<HitKind, number>,
      hits: sites.reduce((sum, { hits }) => sum + hits, 0),
      neverHit: neverHit.length,
      days,
    },
  };
}
