import type { Config } from '../model/config.ts';
import type { Links } from '../model/links.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import { isOfUnknownLanguage } from '../model/source-file.ts';
import type { SourceBuffer } from '../native/source-buffer.ts';
import { readBatch } from './batch-result.ts';
import type { BatchResult } from './batch-result.ts';
import { nothingFound, unknownLanguage } from './file-result.ts';
import { FullReader } from './full-reader.ts';
import type { LanguageEngine } from './full-reader.ts';
import type { OpenJavaScript } from './javascript-engine.ts';

/** An engine of JavaScript, and what it found of configurations. */
type Engine = LanguageEngine<OpenJavaScript> & { readonly warnings: ReadonlySet<string> };

/** Where the Map says nothing of JavaScript, its files are counted and no more. */
function indifferentEngine(buffer: SourceBuffer): Engine {
  return {
    open: (file) => ({
      file,
      isDone: true,
      result: isOfUnknownLanguage(file) ? unknownLanguage(file, buffer.bytes) : nothingFound,
    }),
    edit: (open) => (open.isDone ? open.result : nothingFound),
    warnings: new Set(),
  };
}

/** Looks at files of JavaScript and TypeScript, one after another, from the first look to the Outcome. */
export class JavaScriptRunner {
  readonly #engine: Engine;
  readonly #reader: FullReader<OpenJavaScript>;

  private constructor(engine: Engine, reader: FullReader<OpenJavaScript>) {
    this.#engine = engine;
    this.#reader = reader;
  }

  /**
   * @param buffer what files are read into
   * @throws ExpectedStop when the Map contradicts itself in this repository
   */
  static async open(config: Config, request: PlanRequest, buffer: SourceBuffer): Promise<JavaScriptRunner> {
    const { map, unmapped } = config.javascript;
    const engine =
      map.length + unmapped.length === 0
        ? indifferentEngine(buffer)
        : (await import('./javascript-engine.ts')).openJavaScriptEngine(config, request, buffer);
    return new JavaScriptRunner(engine, new FullReader(config, request, buffer, engine));
  }

  run(files: readonly string[], links: Links): BatchResult {
    const result = readBatch(files, (path) => this.#reader.read(path, links));
    return { ...result, warnings: [...this.#engine.warnings] };
  }
}
