import type { FileFacts } from '../../model/file-facts.ts';
import { noLinks } from '../../model/links.ts';
import type { Links } from '../../model/links.ts';
import { readBatch } from '../readers/batch-result.ts';
import type { BatchResult } from '../readers/batch-result.ts';
import { FullReader } from '../readers/full-reader.ts';
import type { LanguageReader, ReadContext } from '../language.ts';
import { PythonEngine } from './python-engine.ts';
import { PythonPlaces } from './python-places.ts';
import type { DecidedPlaces, OpenPlaces } from './python-places.ts';
import { FileScanner } from '../readers/scan-files.ts';
import type { ScanResult } from '../readers/scan-files.ts';

/** So many UTF-16 code units of files are held at most: the others are read again. */
const MAX_HELD = 4 << 20;

/** Reads and edits files of Python. */
export class PythonFiles implements LanguageReader {
  readonly #scanner: FileScanner;
  readonly #reader: FullReader<OpenPlaces, DecidedPlaces>;
  readonly #engine: PythonPlaces;
  /** Files that others are likely to make a difference to, and that take long to read. */
  readonly #held = new Map<string, OpenPlaces>();
  #heldLength = 0;

  constructor({ config, request, buffer, repository }: ReadContext) {
    this.#scanner = new FileScanner(config, buffer, request.contents);
    this.#engine = new PythonPlaces(config, request, new PythonEngine(config, request, buffer, repository()));
    this.#reader = new FullReader(config, request, buffer, this.#engine);
  }

  read(files: readonly string[]): BatchResult[] {
    return Array.from(this.#scanner.chunks(files), (scanned) => this.finish(scanned));
  }

  edit(files: readonly string[], links: Links): BatchResult[] {
    const edited = readBatch(files, (path) => {
      const held = this.#held.get(path);
      return held ? this.#reader.edit(path, () => held, links) : this.#reader.read(path, links);
    });
    return [edited];
  }

  finish({ concerned, outcomes, ...scanned }: ScanResult): BatchResult {
    const read = readBatch(concerned, ({ path, text }) => {
      if (text === undefined) return this.#reader.read(path, noLinks);
      let open: OpenPlaces | undefined;
      const result = this.#reader.edit(path, () => (open = this.#engine.openText(text)), noLinks);
      if (open && result?.facts) this.#hold(open, result.facts);
      return result;
    });
    return { ...read, ...scanned, outcomes: [...outcomes, ...read.outcomes] };
  }

  #hold(open: OpenPlaces, { references, patches }: FileFacts): void {
    const { part, path } = open.file;
    const mayDepend = patches.length > 0 || references.some(({ evidence }) => evidence.isPatchable === true);
    if (part?.hasScopes !== true || !mayDepend) return;
    const { length } = part.source.text;
    if (this.#heldLength + length > MAX_HELD) return;
    this.#heldLength += length;
    this.#held.set(path, open);
  }
}
