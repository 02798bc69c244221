import type { Config } from '../model/config.ts';
import { nothingLearned } from '../model/learned.ts';
import type { Learned } from '../model/learned.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import { byLanguage } from '../model/source-file.ts';
import { SourceBuffer } from '../native/source-buffer.ts';
import type { ImportEdge, ImportGraph, ImportQuestion } from '../resolve/python/import-graph.ts';
import { readBatch, withoutFiles } from './batch-result.ts';
import type { BatchResult } from './batch-result.ts';
import { carriedEffects } from './carried-effects.ts';
import type { LeftModules } from './carried-effects.ts';
import { FullReader } from './full-reader.ts';
import { JavaScriptRunner } from './javascript-runner.ts';
import { PythonEngine } from './python-engine.ts';
import { openPythonProject } from './python-project.ts';
import type { Repository } from './python-project.ts';
import { FileScanner } from './scan-files.ts';
import type { ScanResult } from './scan-files.ts';

/** Looks at files one after another: the whole of the engine that runs in one thread. */
export class FileRunner {
  readonly #config: Config;
  readonly #request: PlanRequest;
  readonly #buffer = SourceBuffer.create();
  readonly #scanner: FileScanner;
  readonly #reader: FullReader;
  readonly #python: PythonEngine;
  readonly #project: Repository;
  readonly #graph: ImportGraph;
  /** The files that would close an import cycle, if the targets of their imports lead back to them. */
  readonly #questions = new Map<string, readonly ImportQuestion[]>();
  #javascript: JavaScriptRunner | undefined;

  constructor(config: Config, request: PlanRequest) {
    this.#config = config;
    this.#request = request;
    this.#scanner = new FileScanner(config, this.#buffer, request.contents);
    this.#reader = new FullReader(config, request, this.#buffer);
    this.#project = openPythonProject(config);
    this.#graph = this.#project.graph;
    this.#python = new PythonEngine(config, request, this.#buffer, this.#project);
  }

  /** Look again at files, knowing more. */
  async runAgain(files: readonly string[], learned: Learned): Promise<BatchResult[]> {
    const { python, javascript } = byLanguage(files);
    this.#python.learn(learned);
    const read = python.map((path) => ({ path, text: this.#python.keptText(path) }));
    const concerned = read.filter(({ text }) => text !== undefined);
    const others = read.filter(({ text }) => text === undefined).map(({ path }) => path);
    return [
      this.finish({ filesScanned: 0, filesCandidate: 0, outcomes: [], concerned }),
      ...this.#runPython(others),
      ...(await this.#runJavaScript(javascript, learned)),
    ];
  }

  async run(files: readonly string[]): Promise<BatchResult[]> {
    const { python, javascript } = byLanguage(files);
    return [...this.#runPython(python), ...(await this.runJavaScript(javascript))];
  }

  #runPython(files: readonly string[]): BatchResult[] {
    return Array.from(this.#scanner.chunks(files), (scanned) => this.finish(scanned));
  }

  /** Read files of JavaScript, from the first look on. */
  runJavaScript(files: readonly string[]): Promise<BatchResult[]> {
    return this.#runJavaScript(files, nothingLearned);
  }

  async #runJavaScript(files: readonly string[], { imported }: Learned): Promise<BatchResult[]> {
    if (files.length === 0) return [];
    this.#javascript ??= await JavaScriptRunner.open(this.#config, this.#request, this.#buffer);
    this.#javascript.learn(imported);
    return [this.#javascript.run(files)];
  }

  /** A first look at some Python files, and those read in full that it lets through. */
  scan(files: readonly string[]): ScanResult {
    return this.#scanner.run(files);
  }

  /** Finish what a first look let through. */
  finish({ filesScanned, filesCandidate, concerned, outcomes }: ScanResult): BatchResult {
    const read = readBatch(concerned, ({ path, text }) => {
      const result = this.#reader.read(path, this.#python, text && (() => this.#python.runText(text)));
      const questions = this.#graph.takeQuestions();
      if (questions.length > 0) this.#questions.set(path, questions);
      return result;
    });
    return { ...read, filesScanned, filesCandidate, outcomes: [...outcomes, ...read.outcomes] };
  }

  /**
   * What legacy modules that are left carry along.
   * @param edges those that are known of the import graph
   */
  carriedEffects(left: LeftModules, edges: ReadonlyMap<string, readonly ImportEdge[]>): Learned['carried'] {
    this.#graph.know(edges);
    return carriedEffects(this.#project, left);
  }

  /** Take files to close no import cycles, until `finishCycles`. */
  deferCycles(): void {
    this.#graph.defer();
  }

  /** Has some file been finished that may close one? */
  hasCyclesToFind(): boolean {
    return this.#questions.size > 0;
  }

  /**
   * Finish those files again that do close an import cycle, knowing as little as the first time.
   * @param results of all files
   * @param edges those that are known of the import graph
   * @returns undefined when there are none: everything stays as it is
   */
  finishCycles(
    results: readonly BatchResult[],
    edges: ReadonlyMap<string, readonly ImportEdge[]>,
  ): BatchResult[] | undefined {
    this.#graph.know(edges);
    const closing = [...this.#questions].filter(([, questions]) =>
      questions.some(({ importer, target }) => this.#graph.newCycle(importer, target) !== undefined),
    );
    this.#questions.clear();
    if (closing.length === 0) return undefined;
    this.#python.learn(nothingLearned);
    const paths = new Set(closing.map(([path]) => path));
    const others = results.map((result) => withoutFiles(result, paths));
    const concerned = [...paths].map((path) => ({ path, text: undefined }));
    return [...others, this.finish({ filesScanned: 0, filesCandidate: 0, outcomes: [], concerned })];
  }
}
