import type { Config } from '../model/config.ts';
import type { FileFacts } from '../model/file-facts.ts';
import { noLinks } from '../model/links.ts';
import type { Links } from '../model/links.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import { byLanguage } from '../model/source-file.ts';
import { SourceBuffer } from '../native/source-buffer.ts';
import type { ImportEdge } from '../resolve/python/import-graph.ts';
import { readBatch } from './batch-result.ts';
import type { BatchResult } from './batch-result.ts';
import { FullReader } from './full-reader.ts';
import { JavaScriptRunner } from './javascript-runner.ts';
import { PythonEngine } from './python-engine.ts';
import type { OpenPython } from './python-engine.ts';
import { openPythonProject } from './python-project.ts';
import type { Repository } from './python-project.ts';
import { FileScanner } from './scan-files.ts';
import type { ScanResult } from './scan-files.ts';

/** So many UTF-16 code units of files are held at most: the others are read again. */
const MAX_HELD = 4 << 20;

/** Looks at files one after another: the whole of the engine that runs in one thread. */
export class FileRunner {
  readonly #config: Config;
  readonly #request: PlanRequest;
  readonly #buffer = SourceBuffer.create();
  readonly #scanner: FileScanner;
  readonly #reader: FullReader<OpenPython>;
  readonly #python: PythonEngine;
  readonly #project: Repository;
  /** Files that others are likely to make a difference to, and that take long to read. */
  readonly #held = new Map<string, OpenPython>();
  #heldLength = 0;
  #javascript: JavaScriptRunner | undefined;

  constructor(config: Config, request: PlanRequest) {
    this.#config = config;
    this.#request = request;
    this.#scanner = new FileScanner(config, this.#buffer, request.contents);
    this.#project = openPythonProject(config);
    this.#python = new PythonEngine(config, request, this.#buffer, this.#project);
    this.#reader = new FullReader(config, request, this.#buffer, this.#python);
  }

  /** The facts of files, and their Outcomes as far as each can tell by itself. */
  async read(files: readonly string[]): Promise<BatchResult[]> {
    const { python, javascript } = byLanguage(files);
    const results = Array.from(this.#scanner.chunks(python), (scanned) => this.finish(scanned));
    return [...results, ...(await this.readJavaScript(javascript))];
  }

  /** The files edited with what is known of others. */
  async edit(files: readonly string[], links: Links): Promise<BatchResult[]> {
    const { python, javascript } = byLanguage(files);
    const edited = readBatch(python, (path) => {
      const held = this.#held.get(path);
      return held ? this.#reader.edit(path, () => held, links) : this.#reader.read(path, links);
    });
    return [edited, ...(await this.#runJavaScript(javascript, links))];
  }

  /** Read files of JavaScript. */
  readJavaScript(files: readonly string[]): Promise<BatchResult[]> {
    return this.#runJavaScript(files, noLinks);
  }

  async #runJavaScript(files: readonly string[], links: Links): Promise<BatchResult[]> {
    if (files.length === 0) return [];
    this.#javascript ??= await JavaScriptRunner.open(this.#config, this.#request, this.#buffer);
    return [this.#javascript.run(files, links)];
  }

  /** A first look at some Python files, and those read in full that it lets through. */
  scan(files: readonly string[]): ScanResult {
    return this.#scanner.run(files);
  }

  /** Finish what a first look let through. */
  finish({ filesScanned, filesCandidate, concerned, outcomes }: ScanResult): BatchResult {
    const read = readBatch(concerned, ({ path, text }) => {
      if (text === undefined) return this.#reader.read(path, noLinks);
      let open: OpenPython | undefined;
      const result = this.#reader.edit(path, () => (open = this.#python.openText(text)), noLinks);
      if (open && result?.facts) this.#hold(open, result.facts);
      return result;
    });
    return { ...read, filesScanned, filesCandidate, outcomes: [...outcomes, ...read.outcomes] };
  }

  /**
   * The modules of the repository.
   * @param edges those that are known of the import graph
   */
  repository(edges: ReadonlyMap<string, readonly ImportEdge[]>): Repository {
    return { ...this.#project, graph: this.#project.graph.withEdges(edges) };
  }

  #hold(open: OpenPython, { references, patches }: FileFacts): void {
    const { part, path } = open;
    const mayDepend = patches.length > 0 || references.some(({ evidence }) => evidence.isPatchable === true);
    if (part?.hasScopes !== true || !mayDepend) return;
    const { length } = part.source.text;
    if (this.#heldLength + length > MAX_HELD) return;
    this.#heldLength += length;
    this.#held.set(path, open);
  }
}
