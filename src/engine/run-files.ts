import type { Config } from '../model/config.ts';
import type { Learned, PatchFindings } from '../model/learned.ts';
import type { Outcome } from '../model/outcome.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import { shapeId } from '../model/shape.ts';
import { languageOf } from '../model/source-file.ts';
import { SourceBuffer } from '../native/source-buffer.ts';
import type { ImportEdge, ImportGraph, ImportQuestion } from '../resolve/python/import-graph.ts';
import type { JavaScriptEngine } from './javascript-engine.ts';
import { PythonEngine, nothingFound } from './python-engine.ts';
import type { FileResult } from './python-engine.ts';
import { openPythonProject } from './python-project.ts';
import { readIntoBuffer } from './read-file.ts';
import { FileScanner, failed, unread } from './scan-files.ts';
import type { ScanResult } from './scan-files.ts';

/** What looking at some files gave: plain data, so that a worker thread can send it. */
export interface BatchResult {
  readonly filesScanned: number;
  readonly filesCandidate: number;
  /** Files that hold a Reference to a legacy path, or could not be looked at. */
  readonly outcomes: readonly Outcome[];
  /** Names imported under a legacy symbol's name, each `module:Name`. */
  readonly imported: readonly string[];
  /** Files that bind names to other objects than before, where other files can import them. */
  readonly rebound: readonly { readonly path: string; readonly names: readonly string[] }[];
  /** Files that have to do with patches of legacy symbols. */
  readonly patches: readonly ({ readonly path: string } & PatchFindings)[];
  /** Files that can only be transformed with a syntax tree. */
  readonly needSyntax: readonly string[];
}

/** Looks at files one after another: the whole of the engine that runs in one thread. */
export class FileRunner {
  readonly #config: Config;
  readonly #request: PlanRequest;
  readonly #buffer = SourceBuffer.create();
  readonly #scanner: FileScanner;
  readonly #python: PythonEngine;
  readonly #graph: ImportGraph;
  /** The files that would close an import cycle, if the targets of their imports lead back to them. */
  readonly #questions = new Map<string, readonly ImportQuestion[]>();
  #needsSyntax = false;
  #javascript: JavaScriptEngine | undefined;

  constructor(config: Config, request: PlanRequest) {
    this.#config = config;
    this.#request = request;
    this.#scanner = new FileScanner(config, this.#buffer, request.contents);
    const project = openPythonProject(config);
    this.#graph = project.graph;
    this.#python = new PythonEngine(config, request, this.#buffer, project);
  }

  /** Look again at files, knowing more, and with syntax trees where they are needed. */
  async runAgain(files: readonly string[], learned: Learned): Promise<BatchResult> {
    await this.prepare(files);
    this.#python.learn(learned);
    this.#javascript?.learn(learned.imported);
    if (this.#needsSyntax) await this.#loadSyntax();
    const result = await this.run(files);
    if (result.needSyntax.length === 0) return result;
    await this.#loadSyntax();
    return this.run(files);
  }

  async #loadSyntax(): Promise<void> {
    const { PythonSyntax } = await import('../parse/python/syntax-tree.ts');
    this.#python.useSyntax(await PythonSyntax.load());
  }

  async run(files: readonly string[]): Promise<BatchResult> {
    await this.prepare(files);
    return this.finish(this.#scanner.run(files));
  }

  /** Load what reading the files in full takes: what JavaScript needs, when the Map speaks of it and a file is one of its. */
  async prepare(files: readonly string[]): Promise<void> {
    const { map, unmapped } = this.#config.javascript;
    if (this.#javascript || map.length + unmapped.length === 0) return;
    if (!files.some((file) => languageOf(file) === 'javascript')) return;
    const { openJavaScriptEngine } = await import('./javascript-engine.ts');
    this.#javascript = openJavaScriptEngine(this.#config, this.#request, this.#buffer);
  }

  /** A first look at some files. */
  scan(files: readonly string[]): ScanResult {
    return this.#scanner.run(files);
  }

  /** Read in full what a first look let through. */
  finish({ concerned, ...scanned }: ScanResult): BatchResult {
    let { filesScanned, filesCandidate } = scanned;
    const outcomes = [...scanned.outcomes];
    const imported = new Set<string>();
    const rebound: { path: string; names: readonly string[] }[] = [];
    const patches: ({ path: string } & PatchFindings)[] = [];
    const needSyntax: string[] = [];
    for (const path of concerned) {
      const result = this.#reviewed(path, this.#guarded(path));
      const questions = this.#graph.takeQuestions();
      if (questions.length > 0) this.#questions.set(path, questions);
      if (result === undefined) continue;
      if (languageOf(path) === 'javascript') {
        filesScanned++;
        if (result.isCandidate) filesCandidate++;
      }
      if (result.outcome) outcomes.push(result.outcome);
      for (const name of result.imported) imported.add(name);
      if (result.rebound.length > 0) rebound.push({ path, names: result.rebound });
      const { patched, moving, staying } = result.patches;
      if (patched.length + moving.length + staying.length > 0) patches.push({ path, ...result.patches });
      if (result.needsSyntax) needSyntax.push(path);
    }
    this.#needsSyntax ||= needSyntax.length > 0;
    return { filesScanned, filesCandidate, outcomes, imported: [...imported], rebound, patches, needSyntax };
  }

  /** With the diff of each Shape alone, where it is wanted and is not that of the file. */
  #reviewed(path: string, result: FileResult | undefined): FileResult | undefined {
    const { outcome } = result ?? {};
    if (!result || !outcome || !this.#request.withReview) return result;
    const ids = new Set(outcome.edits.map(shapeId));
    const isOfOne = ids.size === 1 && outcome.edits.every((edit) => edit.applied);
    if (ids.size === 0 || isOfOne) return result;
    const alone: Record<string, Uint8Array> = {};
    for (const id of ids) {
      this.#choose(new Set([id]));
      const taken = this.#guarded(path)?.outcome;
      if (taken?.status === 'changed') alone[id] = taken.diff;
    }
    this.#choose(this.#request.onlyShapes);
    return { ...result, outcome: { ...outcome, alone } };
  }

  #choose(shapes: ReadonlySet<string> | undefined): void {
    this.#python.choose(shapes);
    this.#javascript?.choose(shapes);
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
   * Finish those files again that do close an import cycle.
   * @param edges those that are known of the import graph
   */
  finishCycles(results: readonly BatchResult[], edges: ReadonlyMap<string, readonly ImportEdge[]>): BatchResult[] {
    this.#graph.know(edges);
    const closing = [...this.#questions].filter(([, questions]) =>
      questions.some(({ importer, target }) => this.#graph.newCycle(importer, target) !== undefined),
    );
    this.#questions.clear();
    const paths = new Set(closing.map(([path]) => path));
    if (paths.size === 0) return [...results];
    const isOther = ({ path }: { readonly path: string }): boolean => !paths.has(path);
    const others = results.map((result) => ({
      ...result,
      outcomes: result.outcomes.filter(isOther),
      rebound: result.rebound.filter(isOther),
      patches: result.patches.filter(isOther),
      needSyntax: result.needSyntax.filter((path) => !paths.has(path)),
    }));
    return [...others, this.finish({ filesScanned: 0, filesCandidate: 0, outcomes: [], concerned: [...paths] })];
  }

  /** A bug that one file brings to light fails that file, not the run. Undefined when the file is not there any more. */
  #guarded(path: string): FileResult | undefined {
    try {
      const read = readIntoBuffer(this.#buffer, this.#config.root, path, this.#request.contents);
      if (read === 'gone' || read === 'link') return undefined;
      if (read !== 'read') return { ...nothingFound, outcome: unread(path, read) };
      return languageOf(path) === 'javascript' ? (this.#javascript?.run(path) ?? nothingFound) : this.#python.run(path);
    } catch (error) {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return { ...nothingFound, isCandidate: true, outcome: failed(path, message) };
    }
  }
}
