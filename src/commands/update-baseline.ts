import { baselineOf, baselineText } from '../check/baseline.ts';
import type { Baseline } from '../check/baseline.ts';
import { countNew, hasFailed } from '../check/judge.ts';
import type { BaselineContext, CheckResult, CountedFinding } from '../check/judge.ts';
import { checkKinds } from '../model/check-kind.ts';
import type { CheckKind } from '../model/check-kind.ts';
import { ExpectedStop } from '../model/errors.ts';
import { ExitCode } from '../model/exit-code.ts';
import { writeBaselineFile } from '../store/baseline-file.ts';
import type { CommandIo } from './io.ts';
import type { CheckOptions } from './options.ts';

/** The result of the command in words. */
interface Said {
  readonly io: CommandIo;
  readonly report: (result: CheckResult) => Promise<void>;
}

/**
 * Writes the current findings, unless there are more than before.
 * @throws ExpectedStop when there are more, or when not all are known
 */
export async function updateBaseline(
  result: CheckResult,
  context: BaselineContext,
  options: CheckOptions,
  { io, report }: Said,
): Promise<ExitCode> {
  const { stale, summary } = result;
  const { file, baseline, isLookedAt } = context;
  const added = countNew(result);
  if (summary.failed > 0) {
    await report({ ...result, stale: [] });
    throw new ExpectedStop(
      `${file} stays as it is: the content of ${summary.failed} files is unknown`,
      undefined,
      ExitCode.findings,
    );
  }
  if (added > 0 && !options.allowGrowth) {
    await report(result);
    throw new ExpectedStop(
      `${file} is left as it is: it would have to grow by ${added}`,
      `${added === summary.new ? 'move these imports' : 'set these right'}, or let it grow with --allow-growth`,
      ExitCode.findings,
    );
  }
  // Entries for files or kinds that were not looked at stay unchanged.
  const keptOf = (kind: CheckKind): Baseline =>
    new Map([...(baseline[kind] ?? [])].filter(([name]) => !result.kinds.includes(kind) || !isLookedAt(name)));
  const written = checkKinds
    .filter((kind) => result.kinds.includes(kind) || baseline[kind] !== undefined)
    .map((kind) => [kind, new Map([...baselineOf(foundOf(result, kind)), ...keptOf(kind)])] as const);
  await writeBaselineFile(io.cwd, file, baselineText(Object.fromEntries(written)));
  const updated = allKnown(result);
  await report(updated);
  const kept = new Set(result.kinds.flatMap((kind) => [...keptOf(kind).keys()])).size;
  const noun = added === summary.new ? 'imports' : 'findings';
  if (!options.quiet)
    io.stderr(
      `${file} is written: entries that shrank or went: ${stale.length}, ${noun} that are new in it: ${added}${kept === 0 ? '' : `, files that were not looked at and keep their entries: ${kept}`}\n`,
    );
  return hasFailed(updated) ? ExitCode.findings : ExitCode.ok;
}

/** The findings of a kind that no comment allows. */
function foundOf(result: CheckResult, kind: CheckKind): CountedFinding[] {
  const { fresh, known } = kind === 'imports' ? result : (result[kind] ?? { fresh: [], known: [] });
  return [...fresh, ...known];
}

/** The result as it is with the new baseline. */
function allKnown(result: CheckResult): CheckResult {
  const { fresh, known, isolation, leftovers, summary } = result;
  const all = [...fresh, ...known];
  return {
    ...result,
    fresh: [],
    known: all,
    isolation: isolation && { ...isolation, fresh: [], known: [...isolation.fresh, ...isolation.known], new: 0 },
    leftovers: leftovers && { ...leftovers, fresh: [], known: [...leftovers.fresh, ...leftovers.known], new: 0 },
    stale: [],
    summary: { ...summary, new: 0, known: all.length, stale: 0 },
  };
}
