import type { TextEdit } from './edit.ts';

/** The kinds of things that `prune` deletes. It deletes nothing else. */
export const pruneKinds = [
  'backup',
  'legacy-module',
  'shim',
  'empty-package',
  'test',
  'facade-name',
  'dead-alias',
] as const;
export type PruneKind = (typeof pruneKinds)[number];

/** `safe`: nothing names it. `review`: a person should look at the places. `refused`: it stays. */
export const pruneTiers = ['safe', 'review', 'refused'] as const;
export type PruneTier = (typeof pruneTiers)[number];

/** Why something has its tier, the gravest first. Each has its paragraph in docs/prune.md. */
export const pruneReasons = [
  'outside-root',
  'is-a-link',
  'untracked',
  'changed-on-disk',
  'allowed-by-comment',
  'unmapped-names',
  'not-empty',
  'hit',
  'has-importers',
  'entry-point',
  'named-by-string',
  'only-tests',
  'tests-what-goes',
  'only-copy',
  'folder-loading',
  'loads-others',
  'waits-for-others',
  'near-string',
  'named-in-file',
  'named-in-text',
  'unreferenced',
] as const;
export type PruneReason = (typeof pruneReasons)[number];

const refusing: ReadonlySet<PruneReason> = new Set([
  'outside-root',
  'is-a-link',
  'untracked',
  'changed-on-disk',
  'allowed-by-comment',
  'unmapped-names',
  'hit',
  'has-importers',
  'entry-point',
  'named-by-string',
  'not-empty',
]);

/** The tier that a reason gives. */
export function pruneTierOf(reason: PruneReason): PruneTier {
  if (reason === 'unreferenced') return 'safe';
  return refusing.has(reason) ? 'refused' : 'review';
}

/** Something that could go: a file, or a name in one. */
export interface Prunable {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly kind: PruneKind;
  /** The name in the file; undefined for the file as a whole. */
  readonly name?: string | undefined;
  readonly tier: PruneTier;
  readonly reason: PruneReason;
  /** The reason in a sentence, with the places that decide. */
  readonly because: string;
  /** The places that decide, each `path` or `path:line`. */
  readonly places: readonly string[];
  /** The files and names that must be deleted with it, each `path` or `path:name`; undefined where there are none. */
  readonly needs?: readonly string[] | undefined;
  /** Length of the file; of a name, 0. */
  readonly bytes: number;
  /** The hash of the content in git; empty for an untracked file. */
  readonly blob: string;
}

/** Names that are taken out of a file which stays. */
export interface NameRemoval {
  readonly path: string;
  readonly names: readonly string[];
  readonly textEdits: readonly TextEdit[];
}

/** All that an answer to `prune` holds, in a stable order. */
export interface Pruning {
  /** The commit that has every file which can go; undefined before the first one. */
  readonly commit: string | undefined;
  /** Files that git tracks below the root. */
  readonly filesTracked: number;
  readonly found: readonly Prunable[];
}

/** The same, and how names are taken out of files. */
export interface PruningWithEdits extends Pruning {
  /** @param isTaken will the name, among those that were found, be deleted? */
  readonly removals: (isTaken: (name: Prunable) => boolean) => readonly NameRemoval[];
}
