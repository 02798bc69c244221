import type { LoadFindings, PatchFindings } from '../model/learned.ts';
import type { Outcome } from '../model/outcome.ts';
import type { FileResult } from './file-result.ts';

/** What looking at some files gave: plain data, so that a worker thread can send it. */
export interface BatchResult {
  readonly filesScanned: number;
  readonly filesCandidate: number;
  /** Files that hold a Reference to a legacy path, or could not be looked at. */
  readonly outcomes: readonly Outcome[];
  /** What was met besides files that makes the result less sure, such as a configuration that cannot be read. */
  readonly warnings?: readonly string[] | undefined;
  /** Names imported under a legacy symbol's name, each `module:Name`. */
  readonly imported: readonly string[];
  /** Files that bind names to other objects than before, where other files can import them. */
  readonly rebound: readonly { readonly path: string; readonly names: readonly string[] }[];
  /** Files that have to do with patches of legacy symbols. */
  readonly patches: readonly ({ readonly path: string } & PatchFindings)[];
  /** Files that have to do with modules that are imported for more than their names, or with names that are bound anew. */
  readonly loads: readonly ({ readonly path: string } & LoadFindings)[];
}

/** The result but for what is known of these files alone. */
export function withoutFiles(result: BatchResult, paths: ReadonlySet<string>): BatchResult {
  const isOther = ({ path }: { readonly path: string }): boolean => !paths.has(path);
  return {
    ...result,
    outcomes: result.outcomes.filter(isOther),
    rebound: result.rebound.filter(isOther),
    patches: result.patches.filter(isOther),
    loads: result.loads.filter(isOther),
  };
}

/**
 * Read files and put together what each gave.
 * @param read undefined for a file that is not there any more, which does not count
 */
export function readBatch<File extends { readonly path: string }>(
  files: readonly File[],
  read: (file: File) => FileResult | undefined,
): BatchResult {
  let filesScanned = 0;
  let filesCandidate = 0;
  const outcomes: Outcome[] = [];
  const imported = new Set<string>();
  const rebound: { path: string; names: readonly string[] }[] = [];
  const patches: ({ path: string } & PatchFindings)[] = [];
  const loads: ({ path: string } & LoadFindings)[] = [];
  for (const file of files) {
    const { path } = file;
    const result = read(file);
    if (result === undefined) continue;
    if (result.outcome?.status !== 'skipped' || result.outcome.reason !== 'unknown-language') filesScanned++;
    if (result.isCandidate) filesCandidate++;
    if (result.outcome) outcomes.push(result.outcome);
    for (const name of result.imported) imported.add(name);
    if (result.rebound.length > 0) rebound.push({ path, names: result.rebound });
    if (saysSomething(result.patches)) patches.push({ path, ...result.patches });
    if (saysSomething(result.loads)) loads.push({ path, ...result.loads });
  }
  return { filesScanned, filesCandidate, outcomes, imported: [...imported], rebound, patches, loads };
}

function saysSomething(findings: PatchFindings | LoadFindings): boolean {
  const lists: readonly (readonly unknown[])[] = Object.values(findings);
  return lists.some(({ length }) => length > 0);
}
