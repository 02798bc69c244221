import { checkKinds } from '../model/check-kind.ts';
import type { CheckKind } from '../model/check-kind.ts';
import type { Finding } from '../model/finding.ts';
import type { LeftOut } from '../model/left-out.ts';
import type { Plan } from '../model/outcome.ts';
import { shellPath } from '../model/shell-word.ts';
import { compare } from './baseline.ts';
import type { Baselines, StaleEntry } from './baseline.ts';
import { findingsOf, isStayingImport } from './import-findings.ts';
import type { FragmentedImport } from './import-findings.ts';

/** The result of `check`. */
export interface CheckResult {
  /** The kinds that were looked for. */
  readonly kinds: readonly CheckKind[];
  /** Imports that fail the check. */
  readonly fresh: readonly FragmentedImport[];
  /** The imports that the baseline knows, and those that a comment allows. */
  readonly known: readonly FragmentedImport[];
  readonly allowed: readonly FragmentedImport[];
  /** The findings of an audit, for each kind that was looked for. */
  readonly isolation?: KindResult | undefined;
  readonly leftovers?: KindResult | undefined;
  /** Everything else: Diagnostics of the transforms, files that could not be looked at. */
  readonly others: readonly Finding[];
  /** Entries of the baseline for findings that are gone: they fail the check, too. */
  readonly stale: readonly Finding[];
  /** The places that were left out on purpose. */
  readonly leftOut: readonly LeftOut[];
  /** Files of carriers that are off which name a legacy path. */
  readonly notRead: readonly string[];
  readonly summary: CheckSummary;
}

/** The findings of a kind. */
export interface KindResult {
  readonly fresh: readonly CountedFinding[];
  readonly known: readonly CountedFinding[];
  readonly allowed: readonly CountedFinding[];
  /** With a baseline, the number of findings beyond it. */
  readonly new: number;
}

/** A finding with the key that the baseline counts it by: its rule. */
export interface CountedFinding extends Finding {
  readonly from: string;
}

/** The findings of an audit of the files. */
export interface Audited {
  readonly filesScanned: number;
  readonly isolation?: readonly CountedFinding[] | undefined;
  readonly leftovers?: readonly CountedFinding[] | undefined;
  /** Files that could not be read, comments that allow nothing. */
  readonly others: readonly Finding[];
}

export interface CheckSummary {
  readonly filesScanned: number;
  /** With a baseline, the number of findings beyond it; `fresh` also has the known ones of their kind. */
  readonly new: number;
  /** How many of the fresh ones are calls whose arguments change with the path. */
  readonly calls: number;
  readonly known: number;
  readonly allowed: number;
  readonly stale: number;
  /** Imports of symbols that the Map knows but gives no canonical path. */
  readonly unmapped: number;
  /** Entries of the Map that lead nowhere. */
  readonly mapProblems: number;
  /** Imports on legacy paths that stay, and fail nothing. */
  readonly staying: number;
  /** Files that could not be looked at. */
  readonly failed: number;
}

/** A baseline, with the place that messages name. */
export interface BaselineContext {
  readonly baseline: Baselines;
  /** Its file, as the command line names it, and relative to the root. */
  readonly file: string;
  readonly path: string;
  readonly isLookedAt: (path: string) => boolean;
}

/**
 * @param plan undefined where imports are not looked for
 * @param audited undefined where nothing but imports is
 * @param context undefined where there is no baseline
 * @param undeclared imports by paths that the Map does not know
 */
export function judge(
  plan: Plan | undefined,
  audited: Audited | undefined,
  context: BaselineContext | undefined,
  undeclared: readonly FragmentedImport[] = [],
): CheckResult {
  const found = plan && findingsOf(plan);
  const imports = compareKind('imports', found && inOrder([...found.imports, ...undeclared]), context);
  const isolation = audited?.isolation && compareKind('isolation', audited.isolation, context);
  const leftovers = audited?.leftovers && compareKind('leftovers', audited.leftovers, context);
  const results = { imports: found && imports, isolation, leftovers };
  const stale = checkKinds.flatMap((kind) => results[kind]?.stale ?? []);
  const others = withoutRepeated([...(found?.others ?? []), ...(audited?.others ?? [])]);
  return {
    kinds: checkKinds.filter((kind) => results[kind] !== undefined),
    fresh: imports.fresh,
    known: imports.known,
    allowed: imports.allowed,
    isolation: isolation && kindResult(isolation),
    leftovers: leftovers && kindResult(leftovers),
    others,
    stale,
    leftOut: plan?.leftOut ?? [],
    notRead: plan?.notRead ?? [],
    summary: {
      filesScanned: plan?.summary.filesScanned ?? audited?.filesScanned ?? 0,
      new: imports.new,
      calls: imports.fresh.filter(({ isCall }) => isCall).length,
      known: imports.left - imports.new,
      allowed: imports.allowed.length,
      stale: stale.length,
      unmapped: plan?.summary.unmapped ?? 0,
      mapProblems: others.filter(({ ruleId }) => ruleId === 'map-entry').length,
      staying: others.filter(isStayingImport).length,
      failed: others.filter(({ ruleId }) => ruleId === 'unreadable-file').length,
    },
  };
}

function kindResult({ fresh, known, allowed, new: added }: KindResult): KindResult {
  return { fresh, known, allowed, new: added };
}

/** The findings of a kind, parted by what lets them be. */
function compareKind<T extends CountedFinding>(
  kind: CheckKind,
  findings: readonly T[] | undefined,
  context: BaselineContext | undefined,
): { fresh: readonly T[]; known: readonly T[]; allowed: readonly T[]; new: number; left: number; stale: Finding[] } {
  const isAllowed = ({ allowedBecause }: T): boolean => allowedBecause !== undefined;
  const allowed = (findings ?? []).filter(isAllowed);
  const left = (findings ?? []).filter((finding) => !isAllowed(finding));
  // A kind that was not looked for has no stale entries.
  const comparison =
    context && findings && compare(left, context.baseline[kind] ?? new Map<string, never>(), context.isLookedAt);
  return {
    fresh: comparison?.fresh ?? left,
    known: comparison?.known ?? [],
    allowed,
    new: comparison?.freshCount ?? left.length,
    left: left.length,
    stale: context && comparison ? comparison.stale.map((entry) => staleFinding(entry, context)) : [],
  };
}

/** By their files, and in those by their lines. */
function inOrder(findings: readonly FragmentedImport[]): FragmentedImport[] {
  return findings.toSorted((a, b) =>
    a.path === b.path ? a.line - b.line || a.column - b.column : a.path < b.path ? -1 : 1,
  );
}

/** The Plan and an audit may both say that a file cannot be read. */
function withoutRepeated(findings: readonly Finding[]): Finding[] {
  const unreadable = new Set<string>();
  return findings.filter(({ ruleId, path }) => {
    if (ruleId !== 'unreadable-file') return true;
    if (unreadable.has(path)) return false;
    unreadable.add(path);
    return true;
  });
}

/** How many findings fail the check. */
export function countNew({ summary, isolation, leftovers }: CheckResult): number {
  return summary.new + (isolation?.new ?? 0) + (leftovers?.new ?? 0);
}

/** Does anything make the check fail? */
export function hasFailed({ fresh, isolation, leftovers, stale, others }: CheckResult): boolean {
  const failing = [fresh, isolation?.fresh ?? [], leftovers?.fresh ?? [], stale];
  return failing.some(({ length }) => length > 0) || others.some(({ severity }) => severity === 'error');
}

function staleFinding({ path, from, count, found, movedTo }: StaleEntry, { file, path: at }: BaselineContext): Finding {
  const update = `ssot-codemod check --baseline ${shellPath(file)} --update-baseline`;
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
