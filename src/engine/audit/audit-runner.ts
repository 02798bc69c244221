import { areas } from '../../audit/area.ts';
import { FileAuditor } from '../../audit/file-auditor.ts';
import type { AuditScope } from '../../audit/file-auditor.ts';
import type { AuditFacts } from '../../audit/audit-facts.ts';
import { countText } from '../../audit/text-counts.ts';
import { Vocabulary } from '../../audit/vocabulary.ts';
import type { Audit } from '../../model/audit.ts';
import type { Config } from '../../model/config.ts';
import type { PlanRequest } from '../../model/plan-request.ts';
import { SourceBuffer } from '../../native/source-buffer.ts';
import { ModuleIndex } from '../../resolve/python/module-index.ts';
import { PythonMap } from '../../resolve/python/python-map.ts';
import { decodeSource } from '../../scan/decode.ts';
import { LiteralPrefilter } from '../../scan/literal-prefilter.ts';
import { outsideRoot } from '../../scan/unread-place.ts';
import { folderLister, readIntoBuffer } from '../read-file.ts';

/** The result of looking into some files: plain data, so that a thread can send it. */
export interface AuditBatch {
  readonly filesScanned: number;
  readonly files: readonly AuditFacts[];
  readonly unreadable: Audit['unreadable'];
  /** The result of each configured text count. */
  readonly textCounts: readonly number[];
}

/** Patterns are matched for so many files at once, under one limit of time. */
const TEXTS_AT_ONCE = 64;

/** Looks into the files of an audit, one after another. */
export class AuditRunner {
  readonly #config: Config;
  readonly #countsText: boolean;
  readonly #contents: PlanRequest['contents'];
  readonly #buffer = SourceBuffer.create();
  readonly #auditor: FileAuditor;

  /**
   * @param sources all files of the audit: which modules there are depends on them
   * @param contents what files hold, instead of what stands on the disk
   */
  constructor(config: Config, sources: readonly string[], countsText: boolean, contents: PlanRequest['contents']) {
    this.#config = config;
    this.#contents = contents;
    this.#countsText = countsText;
    this.#auditor = new FileAuditor(scopeOf(config, sources, this.#buffer), this.#buffer, new Vocabulary(config.audit));
  }

  run(paths: readonly string[]): AuditBatch {
    const { root, audit } = this.#config;
    const files: AuditFacts[] = [];
    const unreadable: { path: string; message: string }[] = [];
    const textCounts = audit.textCounts.map(() => 0);
    const texts: string[] = [];
    let filesScanned = 0;
    for (const path of paths) {
      const read = readIntoBuffer(this.#buffer, root, path, this.#contents);
      if (read === 'gone' || read === 'link') continue;
      if (read !== 'read') {
        const message = typeof read === 'object' ? read.error : outsideRoot;
        unreadable.push({ path, message });
        continue;
      }
      filesScanned++;
      if (this.#countsText) texts.push(this.#buffer.bytes.toString('utf8'));
      if (texts.length >= TEXTS_AT_ONCE) countText(texts.splice(0), audit.textCounts, textCounts);
      const facts = this.#auditor.look(path);
      if (facts === undefined) continue;
      if ('message' in facts) unreadable.push({ path, message: facts.message });
      else files.push(facts);
    }
    if (texts.length > 0) countText(texts, audit.textCounts, textCounts);
    return { filesScanned, files, unreadable, textCounts };
  }
}

/** The modules that the auditor follows: those of the Map, those in the same packages, and backups. */
function scopeOf({ root, python, audit }: Config, sources: readonly string[], buffer: SourceBuffer): AuditScope {
  const index = new ModuleIndex(python.sourceRoots, folderLister(root));
  const map = new PythonMap(python);
  const areaOf = areas(audit.tests);
  const mapped = [...new Set([...map.legacyModules, ...map.canonicalModules])];
  const packages = new Set(
    mapped.flatMap((module) => {
      const location = index.find(module);
      return location === undefined ? [] : [index.identify(location.path).package];
    }),
  );
  const identities = sources.map((path) => ({ path, ...index.identify(path) }));
  const near = identities.filter((identity) => packages.has(identity.package)).map(({ module }) => module);
  const backups = identities.filter(({ path }) => areaOf(path) === 'leftovers').map(({ module }) => module);
  const followed = new Set([...mapped, ...near, ...backups]);
  const layers = new Set(near);
  const prefilter = new LiteralPrefilter([...followed], [], [], python.sourceRoots);
  return {
    areaOf,
    identify: (path) => index.identify(path),
    mayImport: (path) => prefilter.passes(buffer, path),
    isFollowed: (module) => followed.has(module),
    mayBeLayer: (module) => layers.has(module),
    decode: (path) => {
      const decoded = decodeSource(path, 'python', buffer.bytes);
      return 'message' in decoded ? decoded : decoded.text;
    },
  };
}
