import type { Config } from '../model/config.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import { isOfUnknownLanguage } from '../model/source-file.ts';
import type { SourceBuffer } from '../native/source-buffer.ts';
import { readBatch } from './batch-result.ts';
import type { BatchResult } from './batch-result.ts';
import { nothingFound, unknownLanguage } from './file-result.ts';
import { FullReader } from './full-reader.ts';
import type { LanguageEngine } from './full-reader.ts';

/** An engine of JavaScript, and what tests replace by mocks that do not move. */
type Engine = LanguageEngine & {
  readonly learn: (mocked: ReadonlySet<string>) => void;
  readonly warnings: ReadonlySet<string>;
};

/** Where the Map says nothing of JavaScript, its files are counted and no more. */
function indifferentEngine(buffer: SourceBuffer): Engine {
  return {
    run: (path) => (isOfUnknownLanguage(path) ? unknownLanguage(path, buffer.bytes) : nothingFound),
    choose: () => undefined,
    learn: () => undefined,
    warnings: new Set(),
  };
}

/** Looks at files of JavaScript and TypeScript, one after another, from the first look to the Outcome. */
export class JavaScriptRunner {
  readonly #engine: Engine;
  readonly #reader: FullReader;

  private constructor(engine: Engine, reader: FullReader) {
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
    return new JavaScriptRunner(engine, new FullReader(config, request, buffer));
  }

  /** Know which modules tests replace by mocks that do not move, for files that are looked at again. */
  learn(mocked: ReadonlySet<string>): void {
    this.#engine.learn(mocked);
  }

  run(files: readonly string[]): BatchResult {
    const result = readBatch(
      files.map((path) => ({ path })),
      ({ path }) => this.#reader.read(path, this.#engine),
    );
    return { ...result, warnings: [...this.#engine.warnings] };
  }
}
