import { areas } from '../audit/area.ts';
import { FileAuditor } from '../audit/file-auditor.ts';
import type { FileFacts } from '../audit/file-facts.ts';
import { makeAudit } from '../audit/make-audit.ts';
import { TextCounter } from '../audit/text-counts.ts';
import { Vocabulary } from '../audit/vocabulary.ts';
import type { Audit } from '../model/audit.ts';
import type { Config } from '../model/config.ts';
import { languageOf } from '../model/source-file.ts';
import { SourceBuffer } from '../native/source-buffer.ts';
import { PythonSyntax } from '../parse/python/syntax-tree.ts';
import { PythonMap } from '../resolve/python/python-map.ts';
import type { PythonProject } from '../resolve/python/python-resolver.ts';
import { decodeSource } from '../scan/decode.ts';
import { listFiles } from '../scan/list-files.ts';
import { LiteralPrefilter } from '../scan/literal-prefilter.ts';
import { selectFiles } from '../scan/select-files.ts';
import { openPythonProject } from './python-project.ts';
import { readIntoBuffer } from './read-file.ts';

/** What is audited. */
export interface AuditRequest {
  /** Files and folders relative to the root. */
  readonly paths: readonly string[];
  /** The files to look at instead of those below the paths; undefined for those. */
  readonly files: readonly string[] | undefined;
  readonly usesGitignore: boolean;
  /** Count, too, as scripts do that match text. */
  readonly countsText: boolean;
}

/**
 * Measure the repository below the root. Nothing is written.
 * @throws ExpectedStop when a path does not exist
 */
export async function runAudit(config: Config, request: AuditRequest): Promise<Audit> {
  const [paths, syntax] = await Promise.all([listPaths(config, request), PythonSyntax.load()]);
  const sources = selectFiles(paths, config).filter((path) => path.endsWith('.py') && languageOf(path) === 'python');
  const project = openPythonProject(config);
  const map = new PythonMap(config.python);
  const names = new Vocabulary(config.audit);
  const buffer = SourceBuffer.create();
  const auditor = new FileAuditor(scopeOf(config, sources, map, project, buffer), buffer, names, syntax);
  const counter = request.countsText ? new TextCounter(config.audit.textCounts) : undefined;
  counter?.addPaths(paths);
  const files: FileFacts[] = [];
  const unreadable: { path: string; message: string }[] = [];
  let filesScanned = 0;
  for (const path of sources) {
    const read = readIntoBuffer(buffer, config.root, path, undefined);
    if (read === 'gone' || read === 'link') continue;
    if (read !== 'read') {
      unreadable.push({
        path,
        message: typeof read === 'object' ? read.error : 'it is a link that leads out of the root',
      });
      continue;
    }
    filesScanned++;
    counter?.addFile(buffer.bytes.toString('utf8'));
    const facts = auditor.look(path);
    if (facts === undefined) continue;
    if ('message' in facts) unreadable.push({ path, message: facts.message });
    else files.push(facts);
  }
  const audit = makeAudit({ filesScanned, files, paths, unreadable }, { config, map, project, names });
  return { ...audit, textCounts: counter?.results(audit) };
}

/** Every file of the repository that the configuration does not exclude. */
async function listPaths(config: Config, { paths, files, usesGitignore }: AuditRequest): Promise<string[]> {
  const everything = { ...config, include: ['**/*'] };
  if (files) return selectFiles(files, everything).toSorted();
  const listed: string[] = [];
  for await (const part of listFiles({ root: config.root, paths, usesGitignore })) listed.push(...part);
  return selectFiles(listed, everything).toSorted();
}

/** What the auditor follows: the modules of the Map, those in the same packages, and backups. */
function scopeOf(
  { python, audit }: Config,
  sources: readonly string[],
  map: PythonMap,
  project: PythonProject,
  buffer: SourceBuffer,
): ConstructorParameters<typeof FileAuditor>[0] {
  const areaOf = areas(audit.tests);
  const mapped = [...new Set([...map.legacyModules, ...map.canonicalModules])];
  const packages = new Set(
    mapped.flatMap((module) => {
      const location = project.index.find(module);
      return location === undefined ? [] : [project.index.identify(location.path).package];
    }),
  );
  const identities = sources.map((path) => ({ path, ...project.index.identify(path) }));
  const near = identities.filter((identity) => packages.has(identity.package)).map(({ module }) => module);
  const backups = identities.filter(({ path }) => areaOf(path) === 'leftovers').map(({ module }) => module);
  const followed = new Set([...mapped, ...near, ...backups]);
  const layers = new Set(near);
  const prefilter = new LiteralPrefilter([...followed], [], [], python.sourceRoots);
  return {
    areaOf,
    identify: (path) => project.index.identify(path),
    mayImport: (path) => prefilter.passes(buffer, path),
    isFollowed: (module) => followed.has(module),
    mayBeLayer: (module) => layers.has(module),
    decode: (path) => {
      const decoded = decodeSource(path, 'python', buffer.bytes);
      return 'message' in decoded ? decoded : decoded.text;
    },
  };
}
