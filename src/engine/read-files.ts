import type { Config } from '../model/config.ts';
import { factsOf } from '../model/file-facts.ts';
import type { LeftOut } from '../model/left-out.ts';
import { pendingMoves } from '../model/moved-tree.ts';
import { isWhole } from '../model/plan-request.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import { isInShard } from '../model/shard.ts';
import { languageOf } from '../model/source-file.ts';
import { listFiles } from '../scan/list-files.ts';
import type { Listing } from '../scan/list-files.ts';
import { canonicalPaths } from '../scan/canonical-paths.ts';
import type { BatchResult } from './readers/batch-result.ts';
import { changesForOthers } from './lookups-elsewhere.ts';
import { isCounted } from './not-read.ts';
import type { ReaderPool } from './readers/reader-pool.ts';
import type { Reading } from './reading.ts';

/** Reads all files, each once. */
export async function readFiles(config: Config, request: PlanRequest, readers: ReaderPool): Promise<Reading> {
  const { root, tree } = config;
  const pending = tree ? pendingMoves(tree) : new Map<string, string>();
  const parts = request.files
    ? [listNamed(root, request.files, request.contents)][Symbol.iterator]()
    : listFiles({ root, paths: request.paths, usesGitignore: request.usesGitignore });
  // The step that takes longest begins first: git lists files while the modules are loaded.
  const firstPart = Promise.resolve(parts.next());
  const loading = Promise.all([import('../scan/select-files.ts'), import('./readers/run-files.ts')]);
  const [first, [{ selectFiles, selectLeftOut, selectUnread }]] = await Promise.all([firstPart, loading]);
  let results: BatchResult[] = [];
  let leftOut: readonly LeftOut[] = [];
  const { shard } = request;
  const isOwn = (file: string): boolean => shard === undefined || isInShard(file, shard);
  const chosen = new Set<string>();
  let others: string[] = [];
  for (let part = first; part.done !== true; part = await parts.next()) {
    const { unread, isAnew } = part.value;
    const listed = pending.size === 0 ? part.value.files : part.value.files.map((file) => pending.get(file) ?? file);
    leftOut = selectLeftOut(isAnew ? part.value.leftOut : [...leftOut, ...part.value.leftOut], config);
    if (isAnew) {
      results = [];
      others = [];
      chosen.clear();
      await readers.startAnew();
    }
    const files = selectFiles(listed, config).filter(isOwn);
    results.push(...(await readers.read(files)));
    const left = selectUnread(unread, config).filter(({ path }) => isOwn(path));
    if (left.length > 0) results.push((await import('./readers/scan-files.ts')).unreadBatch(left));
    for (const file of files) chosen.add(file);
    others.push(...listed.filter((file) => isCounted(file, config, request)));
  }
  const mayNeedOthers = !isWhole(request) && (request.contents === undefined || request.readsOthers === true);
  if (mayNeedOthers && (isRenaming(config) || changesForOthers(results.flatMap((result) => result.facts)))) {
    let elsewhere: BatchResult[] = [];
    const everything = { root, paths: ['.'], usesGitignore: request.usesGitignore };
    for await (const { files, isAnew } of listFiles(everything)) {
      if (isAnew) elsewhere = [];
      const left = selectFiles(files, config).filter((file) => languageOf(file) === 'python' && !chosen.has(file));
      elsewhere.push(...(await readers.read(left)).map(lookupsOnly));
    }
    results.push(...elsewhere);
  }
  return { results, facts: results.flatMap((result) => result.facts), leftOut, others };
}

/** Files with given content are known by the names that they are given under. */
function listNamed(root: string, files: readonly string[], contents: PlanRequest['contents']): Listing {
  const own = contents ? { files, unread: [] } : canonicalPaths(root, files);
  return { ...own, leftOut: [], isAnew: false };
}

/** Can files that were not asked for tell whether a name may get another one? Of a commit, they are another version. */
function isRenaming({ python }: Config): boolean {
  return python.map.some(({ uses, calls }) => uses === 'rename' || calls !== undefined);
}

/** The names that files outside the request look up, or patch by strings that stay unchanged. */
function lookupsOnly({ facts, lookingUp, holdingLonger }: BatchResult): BatchResult {
  const said = facts.map(({ path, lookups, patchedNames }) =>
    factsOf(path, { lookups: [...lookups, ...patchedNames] }),
  );
  return { filesScanned: 0, filesCandidate: 0, outcomes: [], facts: said, lookingUp, holdingLonger };
}
