import type { Config } from '../model/config.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import { shapeId } from '../model/shape.ts';
import type { SourceBuffer } from '../native/source-buffer.ts';
import { nothingFound } from './file-result.ts';
import type { FileResult } from './file-result.ts';
import { readIntoBuffer } from './read-file.ts';
import { failed, unread } from './scan-files.ts';

/** Reads the files of one language in full. */
export interface LanguageEngine {
  /** Read the file in the buffer, whose path is relative to the root. */
  readonly run: (path: string) => FileResult;
  /** Apply the Edits of other Shapes than before; see PlanRequest. */
  readonly choose: (onlyShapes: PlanRequest['onlyShapes']) => void;
}

/** Has files read in full, one after another: from the disk, or what the request says that they hold. */
export class FullReader {
  readonly #root: string;
  readonly #request: PlanRequest;
  readonly #buffer: SourceBuffer;

  /** @param buffer that of the engines */
  constructor({ root }: Config, request: PlanRequest, buffer: SourceBuffer) {
    this.#root = root;
    this.#request = request;
    this.#buffer = buffer;
  }

  /**
   * With the diff of each Shape alone, where it is wanted and is not that of the file.
   * @param look what the engine makes of a file that was read already
   * @returns undefined when the file is not there any more
   */
  read(
    path: string,
    engine: LanguageEngine,
    look: () => FileResult | undefined = () => this.#fromDisk(path, engine),
  ): FileResult | undefined {
    const result = guarded(path, look);
    const { outcome } = result ?? {};
    if (!result || !outcome || !this.#request.withReview) return result;
    const ids = new Set(outcome.edits.map(shapeId));
    const isOfOne = ids.size === 1 && outcome.edits.every((edit) => edit.applied);
    if (ids.size === 0 || isOfOne) return result;
    const alone: Record<string, Uint8Array> = {};
    for (const id of ids) {
      engine.choose(new Set([id]));
      const taken = guarded(path, look)?.outcome;
      if (taken?.status === 'changed') alone[id] = taken.diff;
    }
    engine.choose(this.#request.onlyShapes);
    return { ...result, outcome: { ...outcome, alone } };
  }

  #fromDisk(path: string, engine: LanguageEngine): FileResult | undefined {
    const read = readIntoBuffer(this.#buffer, this.#root, path, this.#request.contents);
    if (read === 'gone' || read === 'link') return undefined;
    return read === 'read' ? engine.run(path) : { ...nothingFound, outcome: unread(path, read) };
  }
}

/** A bug that one file brings to light fails that file, not the run. */
function guarded(path: string, look: () => FileResult | undefined): FileResult | undefined {
  try {
    return look();
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { ...nothingFound, isCandidate: true, outcome: failed(path, message) };
  }
}
