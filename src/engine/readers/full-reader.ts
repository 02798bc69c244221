import type { Config } from '../../model/config.ts';
import type { PlanRequest } from '../../model/plan-request.ts';
import type { Links } from '../../model/links.ts';
import { shapeId } from '../../model/shape.ts';
import type { SourceBuffer } from '../../native/source-buffer.ts';
import { nothingFound } from '../file-result.ts';
import type { FileResult } from '../file-result.ts';
import type { MoveChoice } from '../python/open-file.ts';
import { readIntoBuffer } from '../read-file.ts';
import { failed, unread } from './scan-files.ts';

/** Reads and edits the files of one language. */
export interface LanguageEngine<Open, Found> {
  /** Open the file in the buffer, whose path is relative to the root. */
  readonly open: (path: string) => Open;
  /** The Verdicts on the References of the file under the Links. Called again when more is known of other files. */
  readonly decide: (open: Open, links: Links) => Found;
  /** Called again with other choices. */
  readonly edit: (found: Found, choice: MoveChoice) => FileResult;
}

/** Reads files in full, one after another: from the disk, or from the content in the request. */
export class FullReader<Open, Found> {
  readonly #root: string;
  readonly #request: PlanRequest;
  readonly #buffer: SourceBuffer;
  readonly #engine: LanguageEngine<Open, Found>;

  /** @param buffer that of the engine */
  constructor({ root }: Config, request: PlanRequest, buffer: SourceBuffer, engine: LanguageEngine<Open, Found>) {
    this.#root = root;
    this.#request = request;
    this.#buffer = buffer;
    this.#engine = engine;
  }

  /** @returns undefined when the file no longer exists */
  read(path: string, links: Links): FileResult | undefined {
    return guarded(path, () => {
      const read = readIntoBuffer(this.#buffer, this.#root, path, this.#request.contents);
      if (read === 'gone' || read === 'link') return undefined;
      if (read !== 'read') return { ...nothingFound, outcome: unread(path, read) };
      return this.edit(path, () => this.#engine.open(path), links);
    });
  }

  /** The result of a file, with the diff of each Shape alone, where it is wanted and is not that of the file. */
  edit(path: string, open: () => Open, links: Links): FileResult | undefined {
    return guarded(path, () => {
      const found = this.#engine.decide(open(), links);
      const result = this.#engine.edit(found, this.#request);
      const { outcome } = result;
      if (!outcome || !this.#request.withReview) return result;
      const ids = new Set(outcome.edits.map(shapeId));
      const isOfOne = ids.size === 1 && outcome.edits.every((edit) => edit.applied);
      if (ids.size === 0 || isOfOne) return result;
      const alone: Record<string, Uint8Array> = {};
      for (const id of ids) {
        const choice = { ...this.#request, selectedShapes: new Set([id]) };
        const taken = guarded(path, () => this.#engine.edit(found, choice))?.outcome;
        if (taken?.status === 'changed') alone[id] = taken.diff;
      }
      return { ...result, outcome: { ...outcome, alone } };
    });
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
