import type { Config } from '../../model/config.ts';
import type { Links } from '../../model/links.ts';
import type { PlanRequest } from '../../model/plan-request.ts';
import type { LanguageId } from '../../model/source-file.ts';
import { SourceBuffer } from '../../native/source-buffer.ts';
import type { ImportEdge } from '../../resolve/python/import-graph.ts';
import type { BatchResult } from './batch-result.ts';
import type { Language, LanguageReader, ReadContext } from '../language.ts';
import { filesByLanguage } from '../languages.ts';
import { openPythonProject } from '../python/python-project.ts';
import type { Repository } from '../python/python-project.ts';

/** Reads and edits files one after another: the whole of the engine that runs in one thread. */
export class FileRunner {
  readonly context: ReadContext;
  readonly #readers = new Map<LanguageId, LanguageReader>();
  #repository: Repository | undefined;

  constructor(config: Config, request: PlanRequest) {
    const repository = (): Repository => (this.#repository ??= openPythonProject(config, request.known));
    this.context = { config, request, buffer: SourceBuffer.create(), repository };
  }

  /** The facts of files, and their Outcomes as far as each can tell by itself. */
  read(files: readonly string[]): Promise<BatchResult[]> {
    return this.#ofEach(files, (reader, own) => reader.read(own));
  }

  /** Edits the files, with the facts of others. */
  edit(files: readonly string[], links: Links): Promise<BatchResult[]> {
    return this.#ofEach(files, (reader, own) => reader.edit(own, links));
  }

  /** The reader of files of a language, always the same one. */
  async reader(language: Language): Promise<LanguageReader> {
    let reader = this.#readers.get(language.id);
    if (reader === undefined) {
      reader = await language.open(this.context);
      this.#readers.set(language.id, reader);
    }
    return reader;
  }

  /**
   * The modules of the repository.
   * @param edges those that are known of the import graph
   */
  repository(edges: ReadonlyMap<string, readonly ImportEdge[]>): Repository {
    const repository = this.context.repository();
    return { ...repository, graph: repository.graph.withEdges(edges) };
  }

  async #ofEach(
    files: readonly string[],
    run: (reader: LanguageReader, files: readonly string[]) => BatchResult[],
  ): Promise<BatchResult[]> {
    const results: BatchResult[] = [];
    for (const [language, own] of filesByLanguage(files)) results.push(...run(await this.reader(language), own));
    return results;
  }
}
