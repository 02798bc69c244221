import { loadConfig } from '../config/load-config.ts';
import { recordedEntries } from '../config/recorded-entries.ts';
import { recordedOutcome } from '../engine/recorded-outcome.ts';
import { moveArguments } from '../engine/move/move-arguments.ts';
import { planMove } from '../engine/move/plan-move.ts';
import { planSymbols } from '../engine/move/plan-symbols.ts';
import { areSymbols, symbolArguments } from '../engine/move/symbol-arguments.ts';
import type { AppliedPlan, RunOptions } from '../model/apply-run.ts';
import type { Config } from '../model/config.ts';
import { afterWriting, ExpectedStop } from '../model/errors.ts';
import { ExitCode } from '../model/exit-code.ts';
import { moveReasons } from '../model/moving.ts';
import type { MoveConcern, MoveReason, MoveRequest, Moving, SymbolMove } from '../model/moving.ts';
import type { Changed, Outcome, Plan } from '../model/outcome.ts';
import { reviewReasons } from '../model/review.ts';
import { runText } from '../report/apply-run.ts';
import { loadReporter } from '../report/index.ts';
import { heldText, recordText } from '../report/move.ts';
import { statText, summaryText } from '../report/text.ts';
import { readFileList } from '../scan/read-file-list.ts';
import { plainRun } from '../store/apply-plan.ts';
import { belowTop, findRepository } from '../store/repository.ts';
import { renamedSince } from '../store/renamed-files.ts';
import { replaceFile } from '../store/replace-file.ts';
import { formatCommands } from './format-choice.ts';
import { withProvenance } from './provenance.ts';
import type { CommandIo } from './io.ts';
import type { MoveOptions } from './options.ts';
import { takenReasons } from './review-choice.ts';
import { warn } from './warn.ts';
import { writePlan } from './write-plan.ts';

/** Moves modules, packages and files, with all that names them. Writes nothing while something speaks against it. */
export async function move(options: MoveOptions, io: CommandIo): Promise<ExitCode> {
  const run = runOptions(options);
  const known: readonly MoveReason[] = [...moveReasons, ...reviewReasons];
  const takes = takenReasons(options.includeReview, known);
  const config = await configFor(options, io);
  const asked = await askedMoves(config, options, io);
  if (asked.moves.length === 0 && asked.symbols === undefined) return nothingLeft(options, io);
  const moving = await planFor(config, asked, options, io);
  if (asked.isDone && moving.plan.summary.filesChanged === 0) return nothingLeft(options, io);
  const held = moving.concerns.filter(({ reason }) => !takes.has(reason));
  const { plan, advice } = await recorded(moving, config, options);
  const planned = await withProvenance(plan, config, io);
  if (options.patch !== undefined) await replaceFile(io.cwd, options.patch, Buffer.concat(diffsOf(planned)));
  if (options.dryRun) return show(planned, held, advice, { options, io, config });
  if (held.length > 0) {
    io.stderr(heldText(held, options.verbose));
    return ExitCode.findings;
  }
  // Files that were moved by hand are changed already.
  const allowDirty = options.allowDirty || options.fromGit !== undefined;
  const { quiet, format } = options;
  const choice = { quiet, allowDirty, commands: formatCommands(options, config), withDiffs: format === 'html' };
  const applied = await writePlan(config.root, planned, run, choice, io);
  return report(applied, advice, options, io);
}

/** @throws ExpectedStop when flags need others */
function runOptions({ dryRun, gate, commit, message, stat, patch }: MoveOptions): RunOptions {
  if (dryRun && (gate !== undefined || commit || message !== undefined))
    throw new ExpectedStop('--gate, --commit and --message write, and --dry-run does not');
  if (stat && !dryRun) throw new ExpectedStop('--stat needs --dry-run');
  if (patch !== undefined && !dryRun) throw new ExpectedStop('--patch needs --dry-run');
  if (message !== undefined && !commit) throw new ExpectedStop('--message needs --commit');
  const usual =
    'Move modules, with all that imports them ({batch})\n\n{files} files, {edits} edits, by ssot-codemod move.';
  return { ...plainRun, gate, commit, message: commit ? (message ?? usual) : undefined };
}

/** The configuration, if there is one; without, the repository is the root. */
async function configFor(
  { config: file, configCode: takesCode, exclude }: MoveOptions,
  { cwd }: CommandIo,
): Promise<Config> {
  const request = { cwd, file, presets: [], takesCode, include: undefined, exclude, isOptional: true };
  const config = await loadConfig(request);
  const root = config.file === undefined ? (findRepository(cwd)?.root ?? cwd) : config.root;
  return { ...config, root };
}

interface AskedMoves extends Pick<MoveRequest, 'moves' | 'isDone' | 'changed'> {
  /** Undefined when files move. */
  readonly symbols?: readonly SymbolMove[];
}

/** The moves of the arguments, of a list, or of git. @throws ExpectedStop when there are none, or several kinds */
async function askedMoves(config: Config, options: MoveOptions, io: CommandIo): Promise<AskedMoves> {
  const { paths, from, fromGit } = options;
  if ([paths.length > 0, from !== undefined, fromGit !== undefined].filter(Boolean).length > 1)
    throw new ExpectedStop('move takes places, --from FILE or --from-git REV: one of them');
  if (fromGit !== undefined) {
    const { moves, changed } = await renamedSince(config.root, fromGit);
    return { moves, changed, isDone: true };
  }
  const listed = from === undefined ? paths : await movesOfList(from, io);
  if (areSymbols(listed) && options.shim)
    throw new ExpectedStop('--shim is for modules', '--reexport leaves a symbol in its old module');
  if (areSymbols(listed) && options.lazyInit)
    throw new ExpectedStop('--lazy-init is for modules', '--with-dependencies moves along what a symbol uses');
  if (areSymbols(listed)) return { moves: [], isDone: false, symbols: symbolArguments(config, listed, io.cwd) };
  const alone = options.withDependencies ? '--with-dependencies' : options.reexport ? '--reexport' : undefined;
  if (alone !== undefined) throw new ExpectedStop(`${alone} is for symbols, such as app.a:Widget`);
  const { moves, done } = moveArguments(config, listed, io.cwd);
  if (!options.quiet) for (const place of done) io.stderr(`${place} is at its new place already\n`);
  return { moves, isDone: false };
}

/** Pairs of an old and a new place, one pair a line: `OLD NEW`, or `OLD => NEW`. */
async function movesOfList(list: string, { cwd, stdin }: CommandIo): Promise<string[]> {
  const lines = (await readFileList(list, cwd, stdin)).map((line) => line.replace(/^#.*/, '').trim());
  return lines
    .filter((line) => line !== '')
    .flatMap((line) => {
      const pair = line.split(/[ \t]/).filter((word) => word !== '' && word !== '=>');
      if (pair.length !== 2) throw new ExpectedStop(`${list}: each line has an old and a new place, found: ${line}`);
      return pair;
    });
}

function planFor(config: Config, asked: AskedMoves, options: MoveOptions, io: CommandIo): Promise<Moving> {
  const { imports, gitignore, dryRun, stat, patch, format } = options;
  const withDiffs = (dryRun && !stat) || patch !== undefined || format === 'html';
  const { symbols } = asked;
  if (symbols !== undefined) {
    const { withDependencies, reexport: reexports } = options;
    const request = { symbols, imports, withDiffs, usesGitignore: gitignore, withDependencies, reexports };
    return planSymbols(config, request, io.beginReading());
  }
  const request = {
    ...asked,
    imports,
    withDiffs,
    usesGitignore: gitignore,
    shims: options.shim,
    lazyInit: options.lazyInit,
  };
  return planMove(config, request, io.beginReading());
}

/** The Plan with the entries for the Map in the configuration, or the advice to add them. */
async function recorded(
  { plan, entries }: Moving,
  config: Config,
  { record, dryRun, stat, patch }: MoveOptions,
): Promise<{ readonly plan: Plan; readonly advice: string }> {
  const isEmpty = entries.python.length + entries.javascript.length === 0;
  if (!record || isEmpty) return { plan, advice: '' };
  const outcome = await recordedOutcome(config, entries, recordedEntries, (dryRun && !stat) || patch !== undefined);
  if (outcome === undefined) return { plan, advice: recordText(entries, config.file) };
  const outcomes = [...plan.outcomes, outcome].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const summary = { ...plan.summary, filesChanged: plan.summary.filesChanged + 1 };
  return { plan: { ...plan, outcomes, summary }, advice: '' };
}

function nothingLeft({ quiet }: MoveOptions, io: CommandIo): ExitCode {
  if (!quiet) io.stderr('Nothing is left to move\n');
  return ExitCode.ok;
}

async function show(
  plan: Plan,
  held: readonly MoveConcern[],
  advice: string,
  { options, io, config }: { readonly options: MoveOptions; readonly io: CommandIo; readonly config: Config },
): Promise<ExitCode> {
  const { format, stat, outputFile, quiet, verbose, exitCode } = options;
  const document = async (): Promise<string | Uint8Array> => {
    if (format !== 'text')
      return (await loadReporter(format))(plan, {
        command: 'dry-run',
        version: io.version(),
        rootPath: belowTop(config.root),
      });
    return stat ? statText(plan, outputFile === undefined ? io.columns : undefined) : Buffer.concat(diffsOf(plan));
  };
  if (outputFile !== undefined) await replaceFile(io.cwd, outputFile, await document());
  else if (format === 'text' && !stat) {
    const { shownDiff } = await import('../report/shown-diff.ts');
    for (const diff of diffsOf(plan)) io.stdout(shownDiff(diff, { ...io, hasColors: io.hasColors }));
  } else io.stdout(await document());
  warn(plan, io);
  if (!quiet)
    io.stderr(summaryText(plan, 'dry-run', verbose) + (held.length > 0 ? heldText(held, verbose) : '') + advice);
  return held.length > 0 || plan.summary.failed > 0 || exitCode ? ExitCode.findings : ExitCode.ok;
}

function diffsOf({ outcomes }: Plan): Uint8Array[] {
  return outcomes
    .filter((outcome): outcome is Outcome & Changed => outcome.status === 'changed')
    .map(({ diff }) => diff);
}

async function report(applied: AppliedPlan, advice: string, options: MoveOptions, io: CommandIo): Promise<ExitCode> {
  const { format, outputFile, quiet, verbose } = options;
  const { run } = applied;
  const summary = summaryText(applied, 'apply', verbose) + (run === undefined ? '' : runText(run, applied)) + advice;
  try {
    const document =
      format === 'text'
        ? summary
        : (await loadReporter(format))(applied, { command: 'apply', run, version: io.version(), rootPath: '' });
    if (outputFile !== undefined) await replaceFile(io.cwd, outputFile, document);
    else if (format !== 'text') io.stdout(document);
  } catch (error) {
    throw run === undefined ? error : afterWriting(error);
  } finally {
    if (!quiet) io.stderr(summary);
  }
  const { failed, skipped } = applied.summary;
  return failed + skipped > 0 || run?.stopped !== undefined ? ExitCode.findings : ExitCode.ok;
}
