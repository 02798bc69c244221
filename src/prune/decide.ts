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
  /** Names of staying files that are deleted with it, each `path:name`. */
  readonly needs?: readonly string[];
  /** Places that name it, by file. Places in deleted files do not count either. */
  readonly mentions: ReadonlyMap<string, readonly Evidence[]>;
}

/**
 * The tier of each candidate. References in deleted files do not count, so that others can be deleted, too: this is
 * repeated until nothing changes. A candidate that a staying file names is refused. One that only files for review name
 * is for review itself, since these may stay.
 */
export function decide(candidates: readonly Candidate[]): Prunable[] {
  const possible = settle(candidates, new Set(candidates.map(({ path }) => path)), ({ tier }) => tier !== 'refused');
  const judgedAtBest = candidates.map((candidate) => judge(candidate, possible));
  const safe = settle(
    candidates,
    new Set(judgedAtBest.filter(({ tier }) => tier === 'safe').map(({ path }) => path)),
    ({ tier }) => tier === 'safe',
  );
  return candidates
    .map((candidate, k) => {
      const atBest = judgedAtBest[k] ?? judge(candidate, possible);
      if (atBest.tier === 'refused' || safe.has(candidate.path)) return atBest;
      const waiting = waitingFor(candidate, safe, possible);
      const needs = [...(candidate.needs ?? []), ...waiting.map(({ place }) => place)];
      return judge({ ...candidate, evidence: [...candidate.evidence, ...waiting], needs }, possible);
    })
    .toSorted(byPath);
}

/** Reduces the files to delete to those that may be deleted together: repeats this until each of them may. */
function settle(
  candidates: readonly Candidate[],
  start: ReadonlySet<string>,
  mayGo: (judged: Prunable) => boolean,
): ReadonlySet<string> {
  let gone = start;
  for (;;) {
    const left = new Set(
      candidates
        .filter((candidate) => gone.has(candidate.path) && mayGo(judge(candidate, gone)))
        .map(({ path }) => path),
    );
    if (left.size === gone.size) return gone;
    gone = left;
  }
}

/** The files for review that name a candidate. */
function waitingFor(candidate: Candidate, safe: ReadonlySet<string>, possible: ReadonlySet<string>): Evidence[] {
  const naming = [...candidate.imports.map(({ importer }) => importer), ...candidate.mentions.keys()];
  return [...new Set(naming)]
    .filter((file) => possible.has(file) && !safe.has(file))
    .map((file) => ({ reason: 'waits-for-others', place: file }));
}

function judge({ path, kind, bytes, blob, ...candidate }: Candidate, gone: ReadonlySet<string>): Prunable {
  const evidence = [...candidate.evidence, ...importEvidence(candidate.imports, gone)];
  for (const [file, mentions] of candidate.mentions) if (!gone.has(file)) evidence.push(...mentions);
  const { reason, because, places } = judged(evidence);
  const { needs = [] } = candidate;
  const known = { path, kind, tier: pruneTierOf(reason), reason, because, places, bytes, blob };
  return needs.length === 0 ? known : { ...known, needs: needs.toSorted() };
}

function importEvidence(imports: readonly ModuleImport[], gone: ReadonlySet<string>): Evidence[] {
  const left = imports.filter(({ importer }) => !gone.has(importer));
  const reason = left.every(({ isTest }) => isTest) ? 'only-tests' : 'has-importers';
  return left.map(({ importer, line }) => ({ reason, place: `${importer}:${line}` }));
}

function byPath(a: Prunable, b: Prunable): number {
  return a.path < b.path ? -1 : 1;
}
