import path from 'node:path';
import { areas, backupBecause } from '../audit/area.ts';
import type { Config } from '../model/config.ts';
import type { PruneKind, Pruning } from '../model/pruning.ts';
import { onlyCopy } from '../prune/backups.ts';
import { decide } from '../prune/decide.ts';
import type { Candidate } from '../prune/decide.ts';
import type { Evidence } from '../prune/evidence.ts';
import { lostNames, moduleCandidates } from '../prune/module-candidates.ts';
import { PythonMap } from '../resolve/python/python-map.ts';
import { selectFiles } from '../scan/select-files.ts';
import { leftoverComments } from './leftover-comments.ts';
import { findEvidence } from './prune-evidence.ts';
import { PruneReader } from './prune-reader.ts';
import { openPythonProject } from './python-project.ts';

/** What git knows of the files below the root. */
export interface PruneRepository {
  readonly tracked: ReadonlyMap<string, { readonly mode: string; readonly blob: string }>;
  readonly dirty: ReadonlySet<string>;
  readonly untracked: ReadonlySet<string>;
  readonly commit: string | undefined;
  /** Files of the repository, from its top, that hold one of some texts. */
  readonly holding: (texts: readonly string[], asWords: boolean) => Promise<readonly string[]>;
  /** The way from the top of the repository to the root: empty, or ending with a slash. */
  readonly way: string;
}

/**
 * What could go of the files below the root, and what speaks against it. Nothing is written.
 * @param paths files and folders below the root; the whole repository is searched for what names them
 */
export async function runPrune(
  config: Config,
  paths: readonly string[],
  repository: PruneRepository,
): Promise<Pruning> {
  const { tracked, untracked, commit } = repository;
  const { root } = config;
  const all = [...tracked.keys(), ...untracked];
  const isAsked = (file: string): boolean =>
    paths.some((below) => below === '.' || file === below || file.startsWith(`${below}/`));
  const chosen = selectFiles(all, { ...config, include: ['**/*'] }).filter(isAsked);
  const { index } = openPythonProject(config);
  const map = new PythonMap(config.python);
  const reader = new PruneReader(root, (file) => index.identify(file));
  const backups = chosen.filter((file) => backupBecause(file) !== undefined);
  const isBackup = new Set(backups);
  const others = new Set(chosen.filter((file) => !isBackup.has(file)));
  const modules = moduleCandidates([...others], index, map).filter((module) => others.has(module.path));
  const lost = new Map(modules.map((module) => [module, lostNames(module, reader.bindings(module.path), map)]));
  // One whose names would be lost stays, whoever imports it.
  const sought = modules.filter((module) => lost.get(module)?.length === 0);
  const found = await findEvidence(
    { backups, modules: sought, all, configFile: config.fileInRoot },
    reader,
    repository,
  );
  const comments = leftoverComments(root, undefined);
  const isTest = areas(config.audit.tests);
  const candidate = (file: string, kind: PruneKind, own: readonly Evidence[]): Candidate => {
    const { is, bytes } = reader.standing(file);
    const allow = found.allowing.has(file) ? comments(file) : undefined;
    const allowed: Evidence[] =
      allow === undefined || allow.reason === ''
        ? []
        : [{ reason: 'allowed-by-comment', place: `${file}:${allow.line}`, detail: allow.reason }];
    return {
      path: file,
      kind,
      bytes,
      blob: tracked.get(file)?.blob ?? '',
      evidence: [...statusOf(file, is, repository), ...allowed, ...own],
      imports: (found.imports.get(file) ?? []).map((one) => ({
        ...one,
        isTest: one.isTest || isTest(one.importer) === 'tests',
      })),
      mentions: found.mentions.get(file) ?? new Map<string, readonly Evidence[]>(),
    };
  };
  const live = liveFiles(all, isBackup, tracked);
  return {
    commit,
    filesTracked: tracked.size,
    found: decide([
      ...backups.map((file) => candidate(file, 'backup', onlyCopy(file, live))),
      ...modules.map((module) => candidate(module.path, module.kind, lost.get(module) ?? [])),
    ]),
  };
}

/** What speaks against deleting a file whatever it holds. */
function statusOf(
  file: string,
  is: ReturnType<PruneReader['standing']>['is'],
  { tracked, dirty }: PruneRepository,
): Evidence[] {
  const known = tracked.get(file);
  const reasons: readonly (readonly [boolean, Evidence['reason']])[] = [
    [is === 'outside-root', 'outside-root'],
    [is === 'link' || known?.mode === '120000', 'is-a-link'],
    [known === undefined, 'untracked'],
    [dirty.has(file) || is === 'gone', 'changed-on-disk'],
  ];
  return reasons.filter(([holds]) => holds).map(([, reason]) => ({ reason, place: '' }));
}

/** Answers what is there besides the backups. */
function liveFiles(
  all: readonly string[],
  isBackup: ReadonlySet<string>,
  tracked: PruneRepository['tracked'],
): Parameters<typeof onlyCopy>[1] {
  const files = new Set(all.filter((file) => !isBackup.has(file)));
  const names = new Set([...files].map((file) => path.posix.basename(file)));
  const blobs = new Set([...files].map((file) => tracked.get(file)?.blob));
  return {
    isThere: (file) => files.has(file),
    hasNamesake: (file) => names.has(path.posix.basename(file)),
    hasTwin: (file) => blobs.has(tracked.get(file)?.blob),
  };
}
