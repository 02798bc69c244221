import { availableParallelism } from 'node:os';
import { makeAudit } from '../../audit/make-audit.ts';
import { refuseSlowGlobs } from '../../audit/area.ts';
import { textCounts } from '../../audit/text-counts.ts';
import { Vocabulary } from '../../audit/vocabulary.ts';
import type { Audit } from '../../model/audit.ts';
import type { Config } from '../../model/config.ts';
import type { InterfacePair } from '../../model/interface.ts';
import type { PlanRequest } from '../../model/plan-request.ts';
import { PythonMap } from '../../resolve/python/python-map.ts';
import { listFiles } from '../../scan/list-files.ts';
import type { Listing } from '../../scan/list-files.ts';
import { canonicalPaths } from '../../scan/canonical-paths.ts';
import { selectFiles, selectLeftOut, selectUnread } from '../../scan/select-files.ts';
import { outsideRoot } from '../../scan/unread-place.ts';
import { AuditRunner } from './audit-runner.ts';
import type { AuditBatch } from './audit-runner.ts';
import { AuditThread } from './audit-thread.ts';
import { tracksAtLeast } from '../readers/early-reader.ts';
import { leftoverComments } from './leftover-comments.ts';
import { filesNaming, isCounted } from '../not-read.ts';
import { undeclaredPaths } from '../undeclared-paths.ts';
import { openPythonProject } from '../python/python-project.ts';

/** Fewer than this are done before a second thread has started. */
const FILES_WORTH_A_THREAD = 1_000;

type AuditListing = Pick<Listing, 'files' | 'unread' | 'leftOut'>;

/** The request of an audit. */
export interface AuditRequest {
  /** Files and folders relative to the root. */
  readonly paths: readonly string[];
  /** The files to look at instead of those below the paths; undefined for those. */
  readonly files: readonly string[] | undefined;
  /** The content of files, by their names, instead of that on the disk. */
  readonly contents?: PlanRequest['contents'];
  readonly usesGitignore: boolean;
  /** Count, too, as scripts do that match text. */
  readonly countsText: boolean;
  /** Threads; undefined for as many as pay. */
  readonly jobs: number | undefined;
  /** Called now and then with the number of files read so far. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/**
 * Measure the repository below the root. Nothing is written, and the audit does not depend on the number of threads.
 * @throws ExpectedStop when a path does not exist
 */
export async function runAudit(config: Config, request: AuditRequest): Promise<Audit> {
  const isShared = request.files === undefined && tracksAtLeast(config.root, FILES_WORTH_A_THREAD);
  const mayShare = request.jobs === undefined ? isShared && availableParallelism() > 1 : request.jobs > 1;
  // The other thread does not get the given content of files.
  const thread = mayShare && request.contents === undefined ? new AuditThread(config) : undefined;
  try {
    const listing = await listPaths(config, request);
    const { files: paths } = listing;
    refuseSlowGlobs(config.audit.tests, paths);
    const sources = selectFiles(paths, config).filter((path) => path.endsWith('.py'));
    const runner = new AuditRunner(config, sources, request.countsText, request.contents);
    const batches = thread
      ? await thread.share(runner, sources, request.countsText, request.onProgress)
      : inChunks(sources, request.onProgress, (chunk) => runner.run(chunk));
    const audit = combine(config, request, listing, batches);
    const others = paths.filter((file) => isCounted(file, config, { countsOthers: true }));
    const notRead = await filesNaming(config, others, request.contents);
    const undeclared = await undeclaredPaths(config, request);
    const interfaces = await interfacesOf(config, request, sources);
    return {
      ...audit,
      ...(undeclared.length === 0 ? {} : { undeclaredPaths: undeclared }),
      ...(notRead.length === 0 ? {} : { notRead }),
      ...(interfaces.length === 0 ? {} : { interfaces }),
    };
  } finally {
    thread?.close();
  }
}

/** The pairs of symbols of the Map that are two objects. They are compared on the disk. */
async function interfacesOf(
  config: Config,
  { contents, paths, usesGitignore }: AuditRequest,
  files: readonly string[],
): Promise<readonly InterfacePair[]> {
  if (config.python.map.length === 0 || contents !== undefined) return [];
  const { runInterface } = await import('../run-interface.ts');
  const { pairs } = await runInterface(config, { paths, files, usesGitignore });
  return pairs;
}

/** The number of files between two reports of progress. */
const CHUNK_SIZE = 512;

function inChunks<T>(
  sources: readonly string[],
  onProgress: AuditRequest['onProgress'],
  run: (chunk: readonly string[]) => T,
): T[] {
  const results: T[] = [];
  for (let at = 0; at < sources.length; at += CHUNK_SIZE) {
    results.push(run(sources.slice(at, at + CHUNK_SIZE)));
    onProgress?.(Math.min(at + CHUNK_SIZE, sources.length), sources.length);
  }
  return results;
}

function combine(
  config: Config,
  { countsText, contents }: AuditRequest,
  { files: paths, unread, leftOut }: AuditListing,
  batches: readonly AuditBatch[],
): Audit {
  const unlisted = unread.map(({ path, why }) => ({
    path,
    message: typeof why === 'object' ? why.error : outsideRoot,
  }));
  const found = {
    filesScanned: batches.reduce((sum, batch) => sum + batch.filesScanned, 0),
    files: batches.flatMap(({ files }) => files),
    unreadable: [...unlisted, ...batches.flatMap(({ unreadable }) => unreadable)],
    paths,
  };
  const audit = makeAudit(found, {
    config,
    map: new PythonMap(config.python),
    project: openPythonProject(config),
    names: new Vocabulary(config.audit),
    allowIn: leftoverComments(config.root, contents),
  });
  const counts = config.audit.textCounts.map((_, k) =>
    batches.reduce((sum, batch) => sum + (batch.textCounts[k] ?? 0), 0),
  );
  return {
    ...audit,
    textCounts: countsText ? textCounts(config.audit.textCounts, counts, paths, audit) : undefined,
    leftOut: leftOut.length > 0 ? leftOut : undefined,
  };
}

/** Every file of the repository that the configuration does not exclude. */
async function listPaths(
  config: Config,
  { paths, files, contents, usesGitignore }: AuditRequest,
): Promise<AuditListing> {
  const { root } = config;
  const given = files && { ...(contents ? { files, unread: [] } : canonicalPaths(root, files)), leftOut: [] };
  let parts: AuditListing[] = given ? [given] : [];
  if (!files)
    for await (const part of listFiles({ root, paths, usesGitignore })) parts = part.isAnew ? [part] : [...parts, part];
  const everything = { ...config, include: ['**/*'] };
  return {
    files: selectFiles(
      parts.flatMap((part) => part.files),
      everything,
    ).toSorted(),
    unread: selectUnread(
      parts.flatMap((part) => part.unread),
      everything,
    ),
    leftOut: selectLeftOut(
      parts.flatMap((part) => part.leftOut),
      config,
    ),
  };
}
