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
import { isFolderMissing, removeEmptyFolders } from './run-folders.ts';
import { contentOfNew, NOTHING, placesOf } from './run-places.ts';
import type { RunPlace, Side } from './run-places.ts';
import type { Store } from './store-place.ts';
import { temporaryFolderOn } from './temporary-files.ts';

/** The result of bringing a file to a side. */
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
    const places = inOrder(placesOf(record), side);
    try {
      // Nothing of a file is written before it is known that all of it may be.
      if (places.length > 1) for (const place of places) await this.#refuseForeign(place, side);
      let isWritten = false;
      for (const place of places) if (await this.#bring(record, place, side)) isWritten = true;
      return { result: isWritten ? 'written' : 'already' };
    } catch (error) {
      if (error instanceof ForeignChange) return { result: 'foreign', message: error.message };
      return { result: 'failed', message: this.#messageOf(error, record) };
    }
  }

  async #refuseForeign(place: RunPlace, side: Side): Promise<void> {
    await this.#inFolder(place, undefined, ({ file }) => {
      this.#lookAt(file, place, side);
    });
  }

  /**
   * The content at a place; undefined when it is on the side already.
   * @throws ForeignChange when it is on neither side
   */
  #lookAt(file: string, place: RunPlace, side: Side): CurrentFile | NoFile | undefined {
    const current = readCurrent(file);
    const hash = hashOf(current);
    if (hash === place[side]) return undefined;
    if (hash === place[otherSide(side)]) return current;
    if (place[otherSide(side)] === NOTHING) throw new ForeignChange(`something else is at ${place.path} by now`);
    if ('message' in current) throw new ForeignChange(current.message);
    throw new ForeignChange(side === 'after' ? 'it changed after it was read' : 'it was edited since');
  }

  /** @returns was it written? */
  async #bring(record: FileRecord, place: RunPlace, side: Side): Promise<boolean> {
    const isWritten = await this.#inFolder(place, side, async (at) => {
      const current = this.#lookAt(at.file, place, side);
      if (current === undefined) return false;
      if (place[side] === NOTHING) remove(at.file, current);
      else await this.#replace(record, at, this.#contentOf(record, side, current), current);
      return true;
    });
    return isWritten ?? false;
  }

  #contentOf(record: FileRecord, side: Side, current: CurrentFile | NoFile): Buffer {
    if (side === 'before') return originalOf(this.#journal, record);
    const { outcome } = record;
    const bytes = 'bytes' in current ? current.bytes : undefined;
    return contentOfNew(outcome) ?? changedBytes(bytes ?? originalOf(this.#journal, record), outcome);
  }

  /** Write the bytes before over whatever file is there. */
  async restoreOver(record: FileRecord): Promise<void> {
    for (const place of inOrder(placesOf(record), 'before'))
      await this.#inFolder(place, 'before', async (at) => {
        const current = readCurrent(at.file);
        if (place.before !== NOTHING) await this.#replace(record, at, originalOf(this.#journal, record), current);
        else if (hashOf(current) !== NOTHING) remove(at.file, current);
      });
  }

  /**
   * Put what is there aside, and the bytes before in its place.
   * @returns the absolute paths of the copies; and why it failed, if it did
   */
  async restoreBeside(record: FileRecord): Promise<{ copies: readonly string[]; failure: string | undefined }> {
    const copies: string[] = [];
    try {
      for (const place of inOrder(placesOf(record), 'before')) {
        const folder = path.dirname(path.join(this.root, place.path));
        if (place.before !== NOTHING) this.#makeFolders(place);
        await this.#inFolder(place, 'before', async (at) => {
          const isThere = lstatSync(at.file, { throwIfNoEntry: false }) !== undefined;
          const isOurs = isThere && [place.before, place.after].includes(hashOf(readCurrent(at.file)) ?? '?');
          if (isThere && !isOurs) {
            const aside = freeName(`${at.file}.before-rollback-${this.#journal.header.id}`);
            renameSync(at.file, aside);
            copies.push(path.join(folder, path.basename(aside)));
          }
          const current = isOurs ? readCurrent(at.file) : { message: '' };
          if (place.before !== NOTHING) await this.#replace(record, at, originalOf(this.#journal, record), current);
          else if (isOurs) remove(at.file, current);
        });
      }
      return { copies, failure: undefined };
    } catch (error) {
      return { copies, failure: this.#messageOf(error, record) };
    }
  }

  async #replace(
    record: FileRecord,
    { file, folder, path: relative }: Place,
    content: Uint8Array,
    current: CurrentFile | NoFile,
  ): Promise<void> {
    const checkStill = checkOf(file, current, 'it changed while its new content was written');
    const name = `${temporaryPrefix(this.#journal.header.id)}${sha256(Buffer.from(relative)).slice(0, 16)}`;
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

  /**
   * Act in the folder of a place. One that is missing is made where something is to be at the place.
   * @param side what the place is brought to; undefined for a look
   * @returns undefined when the folder is missing, so that nothing is at the place, as it may be
   */
  async #inFolder<T>(
    place: RunPlace,
    side: Side | undefined,
    act: (at: Place) => T | Promise<T>,
  ): Promise<T | undefined> {
    const file = path.join(this.root, place.path);
    let folder = openFolder(path.dirname(file));
    const mayBeMissing = place.before === NOTHING || place.after === NOTHING;
    if (folder === undefined && mayBeMissing && isFolderMissing(this.root, place.path)) {
      if (side === undefined || place[side] === NOTHING) return undefined;
      this.#makeFolders(place);
      folder = openFolder(path.dirname(file));
    }
    if (folder === undefined) throw new ForeignChange('its folder is gone, or a link is in its place');
    try {
      return await act({ folder, file: path.join(folder.way, path.basename(file)), path: place.path });
    } finally {
      folder.close();
    }
  }

  /** Make the folders of a place; those that were there before the run get their modes back. */
  #makeFolders({ path: relative }: RunPlace): void {
    const { folders = {} } = this.#journal.header;
    makeFolders(this.root, path.dirname(path.join(this.root, relative)), (folder) => folders[folder]);
  }

  /**
   * Remove the folders that files have left empty: on the side after, those that they were deleted from; on the side before, those
   * that the run made.
   * @returns absolute paths of folders that are not as they were
   */
  removeEmptyFolders(records: readonly FileRecord[], side: Side): ReadonlySet<string> {
    const gone = records.flatMap(placesOf).filter((place) => place[side] === NOTHING);
    const { folders = {} } = this.#journal.header;
    const mayGo = (folder: string): boolean => side === 'after' || !Object.hasOwn(folders, folder);
    return removeEmptyFolders(
      this.root,
      gone.map((place) => place.path),
      mayGo,
    );
  }

  /** With the name of the file's folder instead of the way that it was reached by. */
  #messageOf(error: unknown, record: FileRecord): string {
    const message = error instanceof Error ? error.message : String(error);
    return message.replaceAll(/\/proc\/self\/fd\/\d+/g, () => path.dirname(this.pathOf(record)));
  }

  /** Delete temporary files that a killed process left beside the files. */
  removeTemporaries(): void {
    const prefix = temporaryPrefix(this.#journal.header.id);
    const places = this.#journal.records.flatMap(placesOf);
    for (const name of new Set(places.map((place) => path.dirname(path.join(this.root, place.path))))) {
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
  /** Relative to the root. */
  readonly path: string;
}

function otherSide(side: Side): Side {
  return side === 'before' ? 'after' : 'before';
}

/** Puts files that appear before files that go, so that a process that is killed between the two has lost nothing. */
function inOrder(places: readonly RunPlace[], side: Side): RunPlace[] {
  return places.toSorted((a, b) => Number(a[side] === NOTHING) - Number(b[side] === NOTHING));
}

/** The hash of what is at a path; undefined for what is no regular file. */
function hashOf(current: CurrentFile | NoFile): string | undefined {
  if ('hash' in current) return current.hash;
  return current.isGone === true ? NOTHING : undefined;
}

/** Throws when a file is not what it was when it was read. */
function checkOf(file: string, current: CurrentFile | NoFile, message: string): () => void {
  const version = 'version' in current ? current.version : '';
  return () => {
    if (versionAt(file) === version) return;
    // Replacing another hard link of a file touches the file, too: what counts is what it holds.
    const now = readCurrent(file);
    const isSame = 'hash' in now && 'hash' in current && now.hash === current.hash;
    if (!isSame) throw new ForeignChange(message);
  };
}

/** Delete a file of which the journal holds a copy. */
function remove(file: string, current: CurrentFile | NoFile): void {
  checkOf(file, current, 'it changed while it was to be deleted')();
  unlinkSync(file);
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
export function changedBytes(bytes: Buffer, { path: file, textEdits, operation }: Outcome & Changed): Buffer {
  // A file that is only renamed may hold anything.
  if (operation !== undefined && textEdits.length === 0) return bytes;
  const source = decodeSource(file, languageOf(file), bytes);
  if ('message' in source) throw new Error(source.message);
  const changed = encodeSource(applyTextEdits(source.text, textEdits), source);
  if (changed === undefined) throw new Error(`it cannot be written in ${source.encoding}`);
  return changed;
}
