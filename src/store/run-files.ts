import { readdirSync, realpathSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import { applyTextEdits } from '../edit/apply-text-edits.ts';
import type { Changed, Outcome } from '../model/outcome.ts';
import { languageOf } from '../model/source-file.ts';
import { decodeSource, encodeSource } from '../scan/decode.ts';
import { writeAtomically } from './atomic-write.ts';
import { readCurrent, sha256, versionAt } from './current-file.ts';
import type { CurrentFile, NoFile } from './current-file.ts';
import type { FileRecord, Journal } from './journal.ts';
import { originalOf } from './originals.ts';
import type { Store } from './store-place.ts';

/** The state of a file that a run changes: as it was, or as the Plan says. */
export type Side = 'before' | 'after';

/** What bringing a file to a side came to. */
export type Brought =
  | { readonly result: 'written' }
  | { readonly result: 'already' }
  /** Somebody else has changed, replaced or deleted it. */
  | { readonly result: 'foreign'; readonly message: string }
  | { readonly result: 'failed'; readonly message: string };

/** The files of a run, on the disk and in its journal. */
export class RunFiles {
  /** Absolute path that the paths of the records are relative to. */
  readonly root: string;
  readonly #journal: Journal;
  readonly #folders = new Map<string, boolean>();

  constructor(store: Store, journal: Journal) {
    this.root = path.join(store.base, journal.header.root);
    this.#journal = journal;
  }

  /** Absolute path of a file of the run. */
  pathOf({ outcome }: FileRecord): string {
    return path.join(this.root, outcome.path);
  }

  /** Bring a file to a side, if it is on the other one. */
  async bring(record: FileRecord, side: Side): Promise<Brought> {
    try {
      return await this.#bring(record, side);
    } catch (error) {
      if (error instanceof ForeignChange) return { result: 'foreign', message: error.message };
      return { result: 'failed', message: error instanceof Error ? error.message : String(error) };
    }
  }

  async #bring(record: FileRecord, side: Side): Promise<Brought> {
    const file = this.pathOf(record);
    if (!this.#isInside(path.dirname(file)))
      throw new ForeignChange('its folder is gone, or leads out of the root now');
    const current = readCurrent(file);
    if ('message' in current) throw new ForeignChange(current.message);
    if (current.hash === record[side]) return { result: 'already' };
    if (current.hash !== record[side === 'before' ? 'after' : 'before'])
      throw new ForeignChange(side === 'after' ? 'it changed after it was read' : 'it was edited since');
    const content = side === 'before' ? originalOf(this.#journal, record) : changedBytes(current.bytes, record.outcome);
    await this.#replace(record, content, current);
    return { result: 'written' };
  }

  /** Write the bytes before over whatever file is there. */
  async restoreOver(record: FileRecord): Promise<void> {
    await this.#replace(record, originalOf(this.#journal, record), readCurrent(this.pathOf(record)));
  }

  /** Write the bytes before where nothing is. */
  async create(record: FileRecord): Promise<void> {
    await this.#replace(record, originalOf(this.#journal, record), { message: '' });
  }

  /** @throws Error when the folder of a file leads out of the root, as it is now */
  checkInside(record: FileRecord): void {
    if (!leadsInside(this.root, path.dirname(this.pathOf(record)))) throw new Error('its folder leads out of the root');
  }

  async #replace(record: FileRecord, content: Uint8Array, current: CurrentFile | NoFile): Promise<void> {
    const file = this.pathOf(record);
    const version = 'version' in current ? current.version : '';
    await writeAtomically(file, this.#temporary(record), content, record, () => {
      if (versionAt(file) === version) return;
      // Replacing another hard link of a file touches the file, too: what counts is what it holds.
      const now = readCurrent(file);
      const isSame = 'hash' in now && 'hash' in current && now.hash === current.hash;
      if (!isSame) throw new ForeignChange('it changed while its new content was written');
    });
  }

  /** Delete temporary files that a killed process left. */
  removeTemporaries(): void {
    const prefix = temporaryPrefix(this.#journal.header.id);
    for (const folder of new Set(this.#journal.records.map((record) => path.dirname(this.pathOf(record))))) {
      try {
        for (const name of readdirSync(folder)) if (name.startsWith(prefix)) unlinkSync(path.join(folder, name));
      } catch {
        // The folder is gone, and what was in it.
      }
    }
  }

  /** Short, whatever the name of the file, and known to whoever comes after a crash. */
  #temporary(record: FileRecord): string {
    const name = `${temporaryPrefix(this.#journal.header.id)}${sha256(Buffer.from(record.outcome.path)).slice(0, 16)}`;
    return path.join(path.dirname(this.pathOf(record)), name);
  }

  #isInside(folder: string): boolean {
    let isInside = this.#folders.get(folder);
    if (isInside === undefined) {
      isInside = leadsInside(this.root, folder);
      this.#folders.set(folder, isInside);
    }
    return isInside;
  }
}

class ForeignChange extends Error {}

function temporaryPrefix(id: string): string {
  return `.ssot-codemod-${id}-`;
}

/** Is a folder below the root, all links followed? */
export function leadsInside(root: string, folder: string): boolean {
  try {
    const relative = path.relative(realpathSync(root), realpathSync(folder));
    return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
  } catch {
    return false;
  }
}

/** The bytes of a file after the edits of its Outcome. The Plan was made of these bytes, so they can be decoded and encoded. */
export function changedBytes(bytes: Buffer, { path: file, textEdits }: Outcome & Changed): Buffer {
  const source = decodeSource(file, languageOf(file), bytes);
  if ('message' in source) throw new Error(source.message);
  const changed = encodeSource(applyTextEdits(source.text, textEdits), source);
  if (changed === undefined) throw new Error(`it cannot be written in ${source.encoding}`);
  return changed;
}
