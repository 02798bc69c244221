import type { Finding } from '../model/finding.ts';
import type { LeftOut } from '../model/left-out.ts';
import type { Plan } from '../model/outcome.ts';
import { compare } from './baseline.ts';
import type { Baseline, StaleEntry } from './baseline.ts';
import { findingsOf, shellWord } from './import-findings.ts';
import type { FragmentedImport } from './import-findings.ts';

/** What `check` says. */
export interface CheckResult {
  /** Imports that fail the check. */
  readonly fresh: readonly FragmentedImport[];
  /** Those that the baseline knows, and those that a comment allows. */
  readonly known: readonly FragmentedImport[];
  readonly allowed: readonly FragmentedImport[];
  /** Everything else: Diagnostics of the transforms, files that could not be looked at. */
  readonly others: readonly Finding[];
  /** Entries of the baseline for what is not there any more: they fail the check, too. */
  readonly stale: readonly Finding[];
  /** What was not looked at on purpose. */
  readonly leftOut: readonly LeftOut[];
  readonly summary: CheckSummary;
}

export interface CheckSummary {
  readonly filesScanned: number;
  /** With a baseline, the number of those that are more than it knows; `fresh` has their like, too. */
  readonly new: number;
  readonly known: number;
  readonly allowed: number;
  readonly stale: number;
  /** Imports of symbols that the Map knows but gives no canonical path. */
  readonly unmapped: number;
  /** Entries of the Map that lead nowhere. */
  readonly mapProblems: number;
  /** Files that could not be looked at. */
  readonly failed: number;
}

/** A baseline, and what is said of it. */
export interface BaselineContext {
  readonly baseline: Baseline;
  /** Its file, as the command line names it, and relative to the root. */
  readonly file: string;
  readonly path: string;
  readonly isLookedAt: (path: string) => boolean;
}

/** @param context undefined where there is no baseline */
export function judge(plan: Plan, context: BaselineContext | undefined): CheckResult {
  const { imports, others } = findingsOf(plan);
  const allowed = imports.filter(({ allowedBecause }) => allowedBecause !== undefined);
  const left = imports.filter(({ allowedBecause }) => allowedBecause === undefined);
  const comparison = context && compare(left, context.baseline, context.isLookedAt);
  const fresh = comparison?.fresh ?? left;
  const stale = context && comparison ? comparison.stale.map((entry) => staleFinding(entry, context)) : [];
  return {
    fresh,
    known: comparison?.known ?? [],
    allowed,
    others,
    stale,
    leftOut: plan.leftOut ?? [],
    summary: {
      filesScanned: plan.summary.filesScanned,
      new: comparison?.freshCount ?? left.length,
      known: left.length - (comparison?.freshCount ?? left.length),
      allowed: allowed.length,
      stale: stale.length,
      unmapped: plan.summary.unmapped,
      mapProblems: others.filter(({ ruleId }) => ruleId === 'map-entry').length,
      failed: plan.summary.failed,
    },
  };
}

/** Does anything make the check fail? */
export function hasFailed({ fresh, stale, others }: CheckResult): boolean {
  return fresh.length + stale.length > 0 || others.some(({ severity }) => severity === 'error');
}

function staleFinding({ path, from, count, found, movedTo }: StaleEntry, { file, path: at }: BaselineContext): Finding {
  const update = `ssot-codemod check --baseline ${shellWord(file)} --update-baseline`;
  const there = found === 0 ? 'none is there' : `${found} are there`;
  return {
    path: at,
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 1,
    ruleId: 'stale-baseline',
    severity: 'error',
    message:
      movedTo === undefined
        ? `the baseline knows ${count} of ${from} in ${path}, and ${there}`
        : `the baseline knows ${from} in ${path}, which has none; ${movedTo} has: it looks renamed`,
    fix: movedTo === undefined ? update : `${update} --allow-growth`,
    allowedBecause: undefined,
  };
}
