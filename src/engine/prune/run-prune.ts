import path from 'node:path';
import { areas, backupBecause } from '../../audit/area.ts';
import type { Config } from '../../model/config.ts';
import { InternalError } from '../../model/errors.ts';
import { pruneTierOf } from '../../model/pruning.ts';
import type { NameRemoval, Prunable, PruneKind, PruningWithEdits } from '../../model/pruning.ts';
import { onlyCopy } from '../../prune/backups.ts';
import { decide } from '../../prune/decide.ts';
import type { Candidate } from '../../prune/decide.ts';
import { judged } from '../../prune/evidence.ts';
import type { Evidence } from '../../prune/evidence.ts';
import { emptyPackages } from '../../prune/empty-packages.ts';
import { generatedModules } from '../../prune/generated-modules.ts';
import { lostNames, moduleCandidates } from '../../prune/module-candidates.ts';
import type { ModuleCandidate } from '../../prune/module-candidates.ts';
import { moduleOf } from '../../model/symbol.ts';
import { isGeneratedShim } from '../../shim/parse-shim.ts';
import { PythonMap } from '../../resolve/python/python-map.ts';
import { selectFiles } from '../../scan/select-files.ts';
import { leftoverComments } from '../audit/leftover-comments.ts';
import { findEvidence, fromRoot } from './prune-evidence.ts';
import type { FoundEvidence } from './prune-evidence.ts';
import { UnusedNames } from './prune-names.ts';
import type { UnusedName } from './prune-names.ts';
import { PruneReader } from './prune-reader.ts';
import { scriptCandidates } from './script-candidates.ts';
import { goingTests } from './prune-tests.ts';
import type { GoingTest } from './prune-tests.ts';
import { openPythonProject } from '../python/python-project.ts';

/** The state in git of the files below the root. */
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

/** Further wishes of the person who prunes. */
export interface PruneWishes {
  /** The uses of legacy names when programs ran, each `module:Name` with its place. */
  readonly hits: readonly { readonly legacy: string; readonly file: string; readonly line: number }[];
  /** Do test files go that test only what goes? */
  readonly withTests: boolean;
}

/**
 * Finds the files below the root that could be deleted, and the evidence against it. Writes nothing.
 * @param paths files and folders below the root; the whole repository is searched for what names them
 */
export async function runPrune(
  config: Config,
  paths: readonly string[],
  repository: PruneRepository,
  { hits, withTests }: PruneWishes = { hits: [], withTests: false },
): Promise<PruningWithEdits> {
  const { tracked, untracked, commit } = repository;
  const { root } = config;
  const all = [...tracked.keys(), ...untracked];
  const isAsked = (file: string): boolean =>
    paths.some((below) => below === '.' || file === below || file.startsWith(`${below}/`));
  const chosen = selectFiles(all, { ...config, include: ['**/*'] }).filter(isAsked);
  const project = openPythonProject(config);
  const { index } = project;
  const map = new PythonMap(config.python);
  // Nobody needs these any more, as the Map says.
  const removed = config.python.removed.map(({ symbol }) => symbol);
  const reader = new PruneReader(config, index);
  const backups = chosen.filter((file) => backupBecause(file) !== undefined);
  const isBackup = new Set(backups);
  const others = new Set(chosen.filter((file) => !isBackup.has(file)));
  const isGenerated = (file: string): boolean => others.has(file) && isGeneratedShim(reader.text(file) ?? '');
  const generated = new Map(generatedModules([...others], index, isGenerated).map((one) => [one.path, one]));
  const modules = [
    ...moduleCandidates([...others], index, map, removed).filter(
      (module) => others.has(module.path) && !generated.has(module.path),
    ),
    ...generated.values(),
  ];
  const lostIn = (module: ModuleCandidate): Evidence[] => {
    const one = generated.get(module.path);
    if (one !== undefined && one.standsFor === undefined) return [];
    const named = one?.standsFor === undefined ? module : { ...module, module: one.standsFor };
    return lostNames(named, reader.bindings(module.path), map, removed);
  };
  const lost = new Map(modules.map((module) => [module, lostIn(module)]));
  // One whose names would be lost stays, whoever imports it.
  const sought = modules.filter((module) => lost.get(module)?.length === 0);
  const context = { reader, repository: project, map };
  // A module that could go as a whole keeps its names until it does.
  const whole = new Set(sought.map((module) => module.path));
  const mayLose = (file: string): boolean => others.has(file) && !whole.has(file);
  const visitor = UnusedNames.ofMap(context, mayLose);
  const configFile = config.fileInRoot;
  const packages = emptyPackages([...all], sought, backups, {
    says: (file) => reader.text(file),
    moduleOf: (file) => reader.moduleOf(file),
  }).filter(({ path: file }) => others.has(file));
  const found = await findEvidence(
    {
      backups,
      modules: [...sought, ...packages],
      all,
      configFile,
      visitor: {
        modules: () => visitor.modules(),
        words: () => visitor.words(),
        visit: (...seen) => {
          visitor.visit(...seen);
        },
      },
    },
    reader,
    repository,
  );
  const comments = leftoverComments(root, undefined);
  const isTest = areas(config.audit.tests);
  const links = linksTo(tracked, reader);
  const candidate = (file: string, kind: PruneKind, own: readonly Evidence[], found: FoundEvidence): Candidate => {
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
      evidence: [...statusOf(file, is, repository), ...allowed, ...(links.get(file) ?? []), ...own],
      imports: (found.imports.get(file) ?? []).map((one) => ({
        ...one,
        isTest: one.isTest || isTest(one.importer) === 'tests',
      })),
      mentions: found.mentions.get(file) ?? new Map<string, readonly Evidence[]>(),
    };
  };
  const testCandidates = async (tests: readonly GoingTest[]): Promise<Candidate[]> => {
    const nothing = { modules: () => [], words: () => [], visit: () => undefined };
    const about = await findEvidence(
      { backups: [], modules: tests, all, configFile, visitor: nothing },
      reader,
      repository,
    );
    return tests.map((one) => ({
      ...candidate(
        one.path,
        'test',
        one.tests.map((place) => ({ reason: 'tests-what-goes', place })),
        about,
      ),
      needs: one.tests,
    }));
  };
  const live = liveFiles(all, isBackup, tracked);
  const scripts = await scriptCandidates(config, {
    ...{ all, reader, holding: repository.holding, way: repository.way },
    isAsked: (file) => others.has(file),
    isBackup: (file) => isBackup.has(file),
  });
  const candidates = [
    ...backups.map((file) => candidate(file, 'backup', onlyCopy(file, live), found)),
    ...modules.map((module) =>
      candidate(module.path, module.kind, [...(lost.get(module) ?? []), ...hitsOf(module, hits)], found),
    ),
    ...scripts.map(({ path: file, kind, evidence, imports, mentions, allowing }) =>
      candidate(file, kind, evidence, {
        allowing,
        imports: new Map([[file, imports]]),
        mentions: new Map([[file, mentions]]),
      }),
    ),
    ...packages.map((one) => besidesSiblings(candidate(one.path, 'empty-package', [], found), one.siblings)),
  ];
  const facades = facadesOf(candidates);
  const python = all.filter((file) => !isBackup.has(file));
  const names = facades.size === 0 ? visitor : UnusedNames.with(context, facades, mayLose, python);
  const { way, holding } = repository;
  await names.search(async (texts) => (await holding(texts, false)).map((file) => fromRoot(file, way)), configFile);
  const isEditable = (file: string): boolean => statusOf(file, reader.standing(file).is, repository).length === 0;
  const first = closure(candidates, names, isEditable);
  const tests = withTests
    ? goingTests(onlyTested(first.files, candidates), { reader, index, isTest: (file) => isTest(file) === 'tests' })
    : [];
  const { files, unused } =
    tests.length === 0 ? first : closure([...candidates, ...(await testCandidates(tests))], names, isEditable);
  return {
    commit,
    filesTracked: tracked.size,
    found: [...files.filter(isWorthAWord), ...unused.map((name) => prunableName(name, reader, repository))].toSorted(
      byPath,
    ),
    removals: (isTaken) =>
      removalsOf(names, unused.map((name) => prunableName(name, reader, repository)).filter(isTaken)),
  };
}

/** The uses of a module when programs ran. */
function hitsOf({ module }: ModuleCandidate, hits: PruneWishes['hits']): Evidence[] {
  return hits
    .filter(({ legacy }) => moduleOf(legacy) === module)
    .map(({ file, line }) => ({ reason: 'hit', place: `${file}:${line}` }));
}

/** A package that goes only with all files below it. */
function besidesSiblings(candidate: Candidate, siblings: readonly string[]): Candidate {
  const mentions = new Map(candidate.mentions);
  for (const file of siblings)
    mentions.set(file, [...(mentions.get(file) ?? []), { reason: 'not-empty', place: file }]);
  return { ...candidate, mentions };
}

/** A package that is not empty is nothing to speak of. */
function isWorthAWord({ kind, reason }: Prunable): boolean {
  return kind !== 'empty-package' || reason !== 'not-empty';
}

/** The files that import modules which only tests import, by the path of each. */
function onlyTested(
  files: readonly Prunable[],
  candidates: readonly Candidate[],
): ReadonlyMap<string, readonly string[]> {
  const paths = new Set(files.filter(({ reason }) => reason === 'only-tests').map((one) => one.path));
  return new Map(
    candidates.flatMap(({ path: file, imports }) =>
      paths.has(file) ? [[file, imports.map(({ importer }) => importer)] as const] : [],
    ),
  );
}

/** The local names by which packages import modules that could go. */
function facadesOf(candidates: readonly Candidate[]): ReadonlyMap<string, ReadonlySet<string>> {
  const facades = new Map<string, Set<string>>();
  for (const { imports, kind } of candidates)
    for (const { importer, locals } of kind === 'backup' ? [] : imports)
      if (path.posix.basename(importer) === '__init__.py')
        facades.set(importer, new Set([...(facades.get(importer) ?? []), ...locals]));
  return facades;
}

/**
 * Deleted files free names of files that stay, and these free the files that they were imported from. Repeats this
 * until nothing changes.
 */
function closure(
  candidates: readonly Candidate[],
  names: UnusedNames,
  isEditable: (file: string) => boolean,
): { files: readonly Prunable[]; unused: readonly UnusedName[] } {
  let files = decide(candidates);
  for (;;) {
    const gone = new Set(files.filter(({ tier }) => tier === 'safe').map((one) => one.path));
    const unused = names.unused(gone).filter((name) => isEditable(name.path));
    const freed = new Map(unused.map((name) => [`${name.path}:${name.name}`, name]));
    const next = decide(candidates.map((candidate) => withoutFreed(candidate, freed)));
    if (next.filter(({ tier }) => tier === 'refused').length === files.filter(({ tier }) => tier === 'refused').length)
      return { files: next, unused };
    files = next;
  }
}

/**
 * A candidate without its imports by facades whose names are all deleted; facades for review make it one for review.
 */
function withoutFreed(candidate: Candidate, freed: ReadonlyMap<string, UnusedName>): Candidate {
  const ways = candidate.imports.map((one) => one.locals.map((local) => freed.get(`${one.importer}:${local}`)));
  const isFree = (k: number): boolean =>
    candidate.imports[k]?.isStar === false &&
    (ways[k] ?? []).length > 0 &&
    (ways[k] ?? []).every((way) => way !== undefined);
  const evidence = candidate.imports.flatMap((one, k): Evidence[] =>
    isFree(k) && (ways[k] ?? []).some((way) => (way?.lost.length ?? 0) > 0)
      ? [{ reason: 'loads-others', place: `${one.importer}:${one.line}` }]
      : [],
  );
  return {
    ...candidate,
    imports: candidate.imports.filter((_, k) => !isFree(k)),
    needs: candidate.imports.flatMap((one, k) =>
      isFree(k) ? one.locals.map((local) => `${one.importer}:${local}`) : [],
    ),
    evidence: [...candidate.evidence, ...evidence],
  };
}

function prunableName(
  { path: file, name, kind, line, lost }: UnusedName,
  reader: PruneReader,
  repository: PruneRepository,
): Prunable {
  const evidence = [
    ...statusOf(file, reader.standing(file).is, repository),
    ...(lost.length > 0
      ? [{ reason: 'loads-others', place: `${file}:${line}`, detail: lost.slice(0, 3).join(', ') } as const]
      : []),
  ];
  const { reason, because, places } = judged(evidence);
  return {
    path: file,
    name,
    kind,
    tier: pruneTierOf(reason),
    reason,
    because: reason === 'unreferenced' ? 'nobody takes it from there' : because,
    places,
    bytes: 0,
    blob: repository.tracked.get(file)?.blob ?? '',
  };
}

function removalsOf(names: UnusedNames, taken: readonly Prunable[]): NameRemoval[] {
  const byFile = new Map<string, string[]>();
  for (const { path: file, name = '' } of taken) byFile.set(file, [...(byFile.get(file) ?? []), name]);
  return [...byFile].map(([file, own]) => {
    const textEdits = names.edits(file, new Set(own));
    if (textEdits === undefined) throw new InternalError(`${own.join(', ')} cannot be taken out of ${file}`);
    return { path: file, names: own, textEdits };
  });
}

function byPath(a: Prunable, b: Prunable): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return (a.name ?? '') < (b.name ?? '') ? -1 : 1;
}

/** By the files that they lead to, the links that git tracks: each would lead nowhere. */
function linksTo(tracked: PruneRepository['tracked'], reader: PruneReader): ReadonlyMap<string, readonly Evidence[]> {
  const links = new Map<string, Evidence[]>();
  for (const [link, { mode }] of tracked) {
    const target = mode === '120000' ? reader.linkTarget(link) : undefined;
    if (target === undefined) continue;
    links.set(target, [...(links.get(target) ?? []), { reason: 'named-by-string', place: link }]);
  }
  return links;
}

/** The evidence against deleting a file, whatever it holds. */
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

/** Lists the files besides the backups. */
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
