import type { Prunable, PruneKind } from '../model/pruning.ts';
import { pruneTierOf } from '../model/pruning.ts';
import { judged } from './evidence.ts';
import type { Evidence } from './evidence.ts';
import type { ModuleImport } from './module-mentions.ts';

/** A file that could go, with all that speaks for its staying. */
export interface Candidate {
  readonly path: string;
  readonly kind: PruneKind;
  readonly bytes: number;
  readonly blob: string;
  /** The evidence that does not depend on which other files are deleted. */
  readonly evidence: readonly Evidence[];
  /** Imports of it as a module. Imports in files that are deleted with it do not count. */
  readonly imports: readonly ModuleImport[];
  /** Places that name it, by file. Places in deleted files do not count either. */
  readonly mentions: ReadonlyMap<string, readonly Evidence[]>;
}

/** The files to delete besides the safe candidates. */
export interface PruneChoice {
  /** Also take candidates for review. */
  readonly includesReview: boolean;
  /** Take the tests that import nothing else of what goes. */
  readonly withTests: boolean;
}

/**
 * The tier of each candidate. References in deleted files do not count, so that others can be deleted, too: this is
 * repeated until nothing changes. A candidate that a staying file names is refused.
 */
export function decide(candidates: readonly Candidate[]): Prunable[] {
  let gone = new Set(candidates.map(({ path }) => path));
  for (;;) {
    const judgedNow = candidates.map((candidate) => judge(candidate, gone));
    const left = new Set(judgedNow.filter(({ tier }) => tier !== 'refused').map(({ path }) => path));
    if (left.size === gone.size) return judgedNow.toSorted(byPath);
    // Only ever fewer: what was refused once stays, with all that it names.
    gone = left;
  }
}

function judge({ path, kind, bytes, blob, ...candidate }: Candidate, gone: ReadonlySet<string>): Prunable {
  const evidence = [...candidate.evidence, ...importEvidence(candidate.imports, gone)];
  for (const [file, mentions] of candidate.mentions) if (!gone.has(file)) evidence.push(...mentions);
  const { reason, because, places } = judged(evidence);
  return { path, kind, tier: pruneTierOf(reason), reason, because, places, bytes, blob };
}

function importEvidence(imports: readonly ModuleImport[], gone: ReadonlySet<string>): Evidence[] {
  const left = imports.filter(({ importer }) => !gone.has(importer));
  const reason = left.every(({ isTest }) => isTest) ? 'only-tests' : 'has-importers';
  return left.map(({ importer, line }) => ({ reason, place: `${importer}:${line}` }));
}

function byPath(a: Prunable, b: Prunable): number {
  return a.path < b.path ? -1 : 1;
}
