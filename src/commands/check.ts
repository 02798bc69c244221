import path from 'node:path';
import { hasFailed, judge } from '../check/judge.ts';
import type { Audited, CheckResult } from '../check/judge.ts';
import type { Baselines } from '../check/baseline.ts';
import type { FragmentedImport } from '../check/import-findings.ts';
import type { UndeclaredRequest } from '../engine/undeclared-paths.ts';
import { makePlan } from '../engine/make-plan.ts';
import { checkKinds } from '../model/check-kind.ts';
import type { CheckKind } from '../model/check-kind.ts';
import type { Config } from '../model/config.ts';
import { ExpectedStop } from '../model/errors.ts';
import { ExitCode } from '../model/exit-code.ts';
import type { Plan } from '../model/outcome.ts';
import { plainRequest } from '../model/plan-request.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import { selectFiles } from '../scan/select-files.ts';
import { checkedKinds } from './checked-kinds.ts';
import type { CommandIo } from './io.ts';
import { nothingMatched } from './nothing-matched.ts';
import type { CheckOptions } from './options.ts';
import { configFor, selectionFor } from './plan-for.ts';
import { refuseUnreadRules } from './refuse-unread-rules.ts';
import { warn } from './warn.ts';

/** The files to look at: a part of a Plan's request, and the files that are gone. */
type Selection = Pick<PlanRequest, 'paths' | 'files' | 'contents' | 'usesGitignore' | 'jobs'> & {
  readonly deleted: readonly string[];
  /** All files that `files` was chosen from; undefined where there is no list. */
  readonly listed: readonly string[] | undefined;
};

/** Fail when an import is on a legacy path. Writes nothing but a baseline, and that only when asked to. */
export async function check(options: CheckOptions, io: CommandIo): Promise<ExitCode> {
  refuseContradictions(options);
  const { outputFile } = options;
  if (outputFile !== undefined) (await import('../store/replace-file.ts')).refuseUnwritableFile(io.cwd, outputFile);
  const config = await configFor(options, io);
  const baseline = options.baseline === undefined ? undefined : await readBaseline(options.baseline, options, io);
  const kinds = checkedKinds(options.only, config, baseline?.known);
  const { deleted, listed, ...selection } = await select(options, config, kinds, io);
  const thread = io.beginReading();
  const countsOthers = options.verbose || options.format === 'json';
  const plan = kinds.includes('imports')
    ? await makePlan(config, { ...plainRequest, ...selection, countsOthers }, thread)
    : undefined;
  if (plan) await refuseUnreadRules(config, plan);
  // A problem with a place in a file is a finding, not a warning.
  if (plan) warn({ ...plan, problems: plan.problems?.filter(({ place }) => place === undefined) }, io);
  const audited = kinds.some((kind) => kind !== 'imports')
    ? await (await import('./checked-audit.ts')).checkedAudit(config, { ...selection, files: listed }, kinds)
    : undefined;
  refuseNothing(plan, audited, options, config);
  const isCovered = coverage({ ...selection, files: listed }, deleted);
  const absent = baseline && (await leftOutPaths(config.root, baseline.known, plan?.leftOut));
  const isLookedAt = (file: string): boolean => isCovered(file) && absent?.has(file) !== true;
  const context = baseline && {
    baseline: baseline.known,
    file: baseline.file,
    path: relativeTo(config.root, path.resolve(io.cwd, baseline.file)),
    isLookedAt,
  };
  const undeclared =
    plan === undefined ? [] : await undeclaredIn(config, { ...selection, files: listed ?? selection.files });
  const result = judge(plan, audited, context, undeclared);
  if (options.updateBaseline && context) {
    const { updateBaseline } = await import('./update-baseline.ts');
    return updateBaseline(result, context, options, { io, report: (shown) => report(shown, config.root, options, io) });
  }
  await report(result, config.root, options, io);
  return hasFailed(result) ? ExitCode.findings : ExitCode.ok;
}

/** The imports by paths that lead to canonical symbols, and that the Map does not know. */
async function undeclaredIn(config: Config, request: UndeclaredRequest): Promise<FragmentedImport[]> {
  if (config.python.map.length === 0) return [];
  const [{ undeclaredPaths }, { undeclaredFindings }] = await Promise.all([
    import('../engine/undeclared-paths.ts'),
    import('../check/undeclared-findings.ts'),
  ]);
  return undeclaredFindings(await undeclaredPaths(config, request));
}

/** @throws ExpectedStop when flags contradict each other, or one needs another */
function refuseContradictions({
  baseline,
  updateBaseline,
  allowGrowth,
  since,
  staged,
  filesFrom,
  paths,
}: CheckOptions): void {
  const narrowing = [since !== undefined, staged, filesFrom !== undefined].filter(Boolean).length;
  const wrong: readonly (readonly [boolean, string])[] = [
    [narrowing > 1, '--since, --staged and --files-from each say which files to look at: give one of them'],
    [narrowing > 0 && paths.length > 0, '--since, --staged and --files-from take no further paths'],
    [updateBaseline && baseline === undefined, '--update-baseline needs --baseline FILE'],
    [allowGrowth && !updateBaseline, '--allow-growth needs --update-baseline'],
    [
      updateBaseline && (narrowing > 0 || paths.length > 0),
      '--update-baseline looks at the whole root: leave paths, --since, --staged and --files-from out',
    ],
  ];
  const found = wrong.find(([isWrong]) => isWrong);
  if (found !== undefined) throw new ExpectedStop(found[1]);
}

async function select(
  options: CheckOptions,
  config: Config,
  kinds: readonly CheckKind[],
  io: CommandIo,
): Promise<Selection> {
  const named = await selectionFor(options, config, io);
  const { root } = config;
  if (options.since !== undefined) {
    const { changedSince } = await import('../store/changed-files.ts');
    const { present, deleted } = await changedSince(root, options.since);
    return { ...named, files: present, listed: present, deleted };
  }
  if (!options.staged) return { ...named, listed: named.files, deleted: [] };
  const { readBlobs, stagedFiles } = await import('../store/changed-files.ts');
  const { present, deleted, blobs } = await stagedFiles(root);
  const files = selectFiles(present, config);
  // Leftovers are of any kind, and may hold the comment that allows them.
  const { backupBecause } = await import('../audit/area.ts');
  const isLeftover = (file: string): boolean => kinds.includes('leftovers') && backupBecause(file) !== undefined;
  const wanted = new Set([...files, ...present.filter(isLeftover)]);
  const contents = await readBlobs(root, new Map([...blobs].filter(([file]) => wanted.has(file))));
  return { ...named, files, listed: present, contents, deleted };
}

/** Were these files looked at, or would they have been? */
function coverage(
  { files, paths }: Pick<Selection, 'files' | 'paths'>,
  deleted: readonly string[],
): (file: string) => boolean {
  if (files) {
    const listed = new Set([...files, ...deleted]);
    return (file) => listed.has(file);
  }
  return (file) => paths.some((target) => target === '.' || file === target || file.startsWith(`${target}/`));
}

/** Files that the baseline knows and nobody looked at, because they are not checked out, or in another repository. */
async function leftOutPaths(
  root: string,
  known: Baselines,
  leftOut: Plan['leftOut'] = [],
): Promise<ReadonlySet<string>> {
  const files = [...new Set(checkKinds.flatMap((kind) => [...(known[kind]?.keys() ?? [])]))];
  const folders = leftOut.filter(({ why }) => why === 'other-repository').map(({ path: folder }) => folder);
  const { notCheckedOut } = await import('../scan/git-files.ts');
  const absent = await notCheckedOut(root, files);
  return new Set(files.filter((file) => absent.has(file) || folders.some((folder) => file.startsWith(folder))));
}

/** A whole tree without a file is a mistake in the configuration; a commit without one is an ordinary commit. */
function refuseNothing(
  plan: Plan | undefined,
  audited: Audited | undefined,
  { paths, since, staged, filesFrom }: CheckOptions,
  config: Config,
): void {
  const isNarrow = paths.length > 0 || since !== undefined || staged || filesFrom !== undefined;
  const { filesScanned = 0, skipped = 0, failed = 0 } = plan?.summary ?? {};
  if (isNarrow || filesScanned + skipped + failed + (audited?.filesScanned ?? 0) > 0) return;
  throw nothingMatched(config, [config.root]);
}

async function readBaseline(
  file: string,
  { updateBaseline, allowGrowth }: CheckOptions,
  { cwd }: CommandIo,
): Promise<{ file: string; known: Baselines }> {
  const { readBaselineFile } = await import('../store/baseline-file.ts');
  const { parseBaseline } = await import('../check/baseline.ts');
  const text = readBaselineFile(cwd, file);
  if (text !== undefined) return { file, known: parseBaseline(text, file) };
  if (updateBaseline && allowGrowth) return { file, known: {} };
  throw new ExpectedStop(
    `there is no baseline ${file}`,
    `ssot-codemod check --baseline ${file} --update-baseline --allow-growth makes it`,
  );
}

/** Nothing found needs no reporter, which takes a while to load. */
async function report(result: CheckResult, root: string, options: CheckOptions, io: CommandIo): Promise<void> {
  const { checkReporters, checkSummaryText } = await import('../report/check.ts');
  const { belowTop } = await import('../store/repository.ts');
  const context = { version: io.version(), rootPath: belowTop(root), isVerbose: options.verbose };
  const document = checkReporters[options.format](result, context);
  if (options.outputFile === undefined) io.stdout(document);
  else {
    const { replaceFile } = await import('../store/replace-file.ts');
    await replaceFile(io.cwd, options.outputFile, document);
  }
  if (!options.quiet) io.stderr(checkSummaryText(result, options.verbose));
}

function relativeTo(root: string, file: string): string {
  return path.relative(root, file).split(path.sep).join('/');
}
