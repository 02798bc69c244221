import { lstatSync, readdirSync, realpathSync, renameSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import { applyTextEdits } from '../edit/apply-text-edits.ts';
import type { Changed, Outcome } from '../model/outcome.ts';
import { languageOf } from '../model/source-file.ts';
import { decodeSource, encodeSource } from '../scan/decode.ts';
import { writeAtomically } from './atomic-write.ts';
import { readCurrent, sha256, versionAt } from './current-file.ts';
import type { CurrentFile, NoFile } from './current-file.ts';
import type { FileRecord, Journal } from './journal.ts';
import { makeFolders, openFolder } from './open-folder.ts';
import type { OpenFolder } from './open-folder.ts';
import { originalOf } from './originals.ts';
import type { Store } from './store-place.ts';
import { temporaryFolderOn } from './temporary-files.ts';

/** The state of a file that a run changes: as it was, or as the Plan says. */
export type Side = 'before' | 'after';

/** What bringing a file to a side came to. */
export type Brought =
  | { readonly result: 'written' }
  | { readonly result: 'already' }
  /** Somebody else has changed, replaced or deleted it. */
  | { readonly result: 'foreign'; readonly message: string }
  | { readonly result: 'failed'; readonly message: string };

/** The files of a run, on the disk and in its journal. Each is reached through its folder, opened without following links. */
export class RunFiles {
  /** Absolute path that the paths of the records are relative to. */
  readonly root: string;
  readonly #store: Store;
  readonly #journal: Journal;

  constructor(store: Store, journal: Journal) {
    this.root = path.join(store.base, journal.header.root);
    this.#store = store;
    this.#journal = journal;
  }

  /** Absolute path of a file of the run. */
  pathOf({ outcome }: FileRecord): string {
    return path.join(this.root, outcome.path);
  }

  /** Bring a file to a side, if it is on the other one. */
  async bring(record: FileRecord, side: Side): Promise<Brought> {
    try {
      return await this.#inFolder(record, (place) => this.#bring(record, side, place));
    } catch (error) {
      if (error instanceof ForeignChange) return { result: 'foreign', message: error.message };
      return { result: 'failed', message: this.#messageOf(error, record) };
    }
  }

  async #bring(record: FileRecord, side: Side, place: Place): Promise<Brought> {
    const current = readCurrent(place.file);
    if ('message' in current) throw new ForeignChange(current.message);
    if (current.hash === record[side]) return { result: 'already' };
    if (current.hash !== record[side === 'before' ? 'after' : 'before'])
      throw new ForeignChange(side === 'after' ? 'it changed after it was read' : 'it was edited since');
    const content = side === 'before' ? originalOf(this.#journal, record) : changedBytes(current.bytes, record.outcome);
    await this.#replace(record, place, content, current);
    return { result: 'written' };
  }

  /** Write the bytes before over whatever file is there. */
  async restoreOver(record: FileRecord): Promise<void> {
    await this.#inFolder(record, async (place) => {
      await this.#replace(record, place, originalOf(this.#journal, record), readCurrent(place.file));
    });
  }

  /**
   * Put what is there aside, and the bytes before in its place.
   * @returns the absolute path of the copy, if there was something; and why it failed, if it did
   */
  async restoreBeside(record: FileRecord): Promise<{ copy: string | undefined; failure: string | undefined }> {
    const folder = path.dirname(this.pathOf(record));
    let copy: string | undefined;
    try {
      makeFolders(this.root, folder);
      await this.#inFolder(record, async (place) => {
        if (lstatSync(place.file, { throwIfNoEntry: false }) !== undefined) {
          const aside = freeName(`${place.file}.before-rollback-${this.#journal.header.id}`);
          renameSync(place.file, aside);
          copy = path.join(folder, path.basename(aside));
        }
        await this.#replace(record, place, originalOf(this.#journal, record), { message: '' });
      });
      return { copy, failure: undefined };
    } catch (error) {
      return { copy, failure: this.#messageOf(error, record) };
    }
  }

  async #replace(
    record: FileRecord,
    { file, folder }: Place,
    content: Uint8Array,
    current: CurrentFile | NoFile,
  ): Promise<void> {
    const version = 'version' in current ? current.version : '';
    const checkStill = (): void => {
      if (versionAt(file) === version) return;
      // Replacing another hard link of a file touches the file, too: what counts is what it holds.
      const now = readCurrent(file);
      const isSame = 'hash' in now && 'hash' in current && now.hash === current.hash;
      if (!isSame) throw new ForeignChange('it changed while its new content was written');
    };
    const name = `${temporaryPrefix(this.#journal.header.id)}${sha256(Buffer.from(record.outcome.path)).slice(0, 16)}`;
    const inStore = temporaryFolderOn(this.#store, folder.disk);
    try {
      const temporary = path.join(inStore ?? folder.way, name);
      await writeAtomically(file, temporary, content, record, checkStill);
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      if (inStore === undefined || !onlyBeside.includes(code)) throw error;
      await writeAtomically(file, path.join(folder.way, name), content, record, checkStill);
    }
  }

  async #inFolder<T>(record: FileRecord, act: (place: Place) => Promise<T>): Promise<T> {
    const file = this.pathOf(record);
    const folder = openFolder(path.dirname(file));
    if (folder === undefined) throw new ForeignChange('its folder is gone, or a link is in its place');
    try {
      return await act({ folder, file: path.join(folder.way, path.basename(file)) });
    } finally {
      folder.close();
    }
  }

  /** With the name of the file's folder instead of the way that it was reached by. */
  #messageOf(error: unknown, record: FileRecord): string {
    const message = error instanceof Error ? error.message : String(error);
    return message.replaceAll(/\/proc\/self\/fd\/\d+/g, () => path.dirname(this.pathOf(record)));
  }

  /** Delete temporary files that a killed process left beside the files. */
  removeTemporaries(): void {
    const prefix = temporaryPrefix(this.#journal.header.id);
    for (const name of new Set(this.#journal.records.map((record) => path.dirname(this.pathOf(record))))) {
      const folder = openFolder(name);
      if (folder === undefined) continue; // It is gone, and what was in it.
      try {
        for (const file of readdirSync(folder.way))
          if (file.startsWith(prefix)) unlinkSync(path.join(folder.way, file));
      } finally {
        folder.close();
      }
    }
  }
}

/** A file, by a way that leads to it whatever is put in the place of its folder. */
interface Place {
  readonly folder: OpenFolder;
  readonly file: string;
}

/** A file of the store cannot be put there: it is on another disk, or only a file of that folder may have its group. */
const onlyBeside: readonly string[] = ['EXDEV', 'EPERM'];

class ForeignChange extends Error {}

function freeName(wanted: string): string {
  for (let k = 2, name = wanted; ; k++, name = `${wanted}-${k}`)
    if (lstatSync(name, { throwIfNoEntry: false }) === undefined) return name;
}

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
