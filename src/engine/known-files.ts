import { readFileSync, statSync } from 'node:fs';
import type { Stats } from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../model/config.ts';
import type { KnownFacts } from '../model/known-facts.ts';
import type { FolderEntries } from '../resolve/python/module-index.ts';
import { selectFiles } from '../scan/select-files.ts';
import { listedFiles } from './listed-files.ts';
import { listFolder } from './read-file.ts';
import { hashOf, wordsOf } from './words-of-text.ts';

/** A file or a folder changes its stamp when it changes. */
interface Stamp {
  readonly modified: number;
  readonly changed: number;
  readonly size: number;
  /** It was made so long ago that a later change has another time. */
  readonly isSettled: boolean;
}

interface KnownFile {
  readonly stamp: Stamp;
  /** Hashes of its words, sorted; undefined until somebody asks. */
  words?: Uint32Array;
  readonly answers: Map<string, unknown>;
}

/** Times of files are this exact, in milliseconds, on all file systems that count. */
const SETTLED = 2000;
/** So many milliseconds of work at a time while others may wait. */
const SLICE = 8;
/** So many milliseconds before it is asked again whether somebody waits. */
const PAUSE = 20;
/** More files than this are not read while somebody waits. */
const MOST_UNREAD = 500;

/**
 * The facts of the files of a root, kept between the questions of an editor. Nobody has to say what changed: before each question, the
 * times of files and folders tell.
 */
export class KnownFiles implements KnownFacts {
  readonly #config: Config;
  readonly #usesGitignore: boolean;
  readonly #settledAfter: number;
  readonly #files = new Map<string, KnownFile>();
  readonly #folders = new Map<string, { readonly stamp: Stamp; readonly entries: FolderEntries }>();
  /** Looked at since the question began. */
  readonly #checked = new Set<string>();
  #listed: readonly string[] | undefined;
  /** The folders and files that decide what is listed, with their stamps. */
  #around = new Map<string, Stamp | undefined>();
  #isBusy = false;

  /** @param settledAfter milliseconds after which the times of a file tell each later change */
  constructor(config: Config, usesGitignore: boolean, settledAfter = SETTLED) {
    this.#config = config;
    this.#settledAfter = settledAfter;
    this.#usesGitignore = usesGitignore;
  }

  /** Does the configuration select the same files? */
  isOf(config: Config): boolean {
    return selectionOf(config) === selectionOf(this.#config);
  }

  /** Answers one question: what is known counts if it has not changed since. */
  async during<T>(question: () => Promise<T>): Promise<T> {
    this.#checked.clear();
    this.#isBusy = true;
    try {
      return await question();
    } finally {
      this.#isBusy = false;
    }
  }

  /** Reads all files, while nobody waits for an answer. */
  async prepare(): Promise<void> {
    let until = performance.now() + SLICE;
    for (const file of await this.#list()) {
      while (performance.now() > until || this.#isBusy) {
        await (this.#isBusy ? sleep(PAUSE) : nextTurn());
        if (!this.#isBusy) until = performance.now() + SLICE;
      }
      this.#wordsOf(file);
    }
  }

  /**
   * The files that the configuration selects in which one of the words stands, as a whole word.
   * @returns undefined when too many of them are not read yet
   */
  async holding(words: readonly string[]): Promise<readonly string[] | undefined> {
    if (words.some((word) => !/^\w+$/.test(word))) return undefined;
    const listed = await this.#list();
    const unread = listed.filter((file) => this.#fresh(file)?.words === undefined);
    if (unread.length > MOST_UNREAD) return undefined;
    const hashes = words.map(hashOf);
    return listed.filter((file) => {
      const own = this.#wordsOf(file);
      return own !== undefined && hashes.some((hash) => holds(own, hash));
    });
  }

  /** Do all of these words stand in the file? Asked of files that were among those holding one of them. */
  holdsAll(file: string, words: readonly string[]): boolean {
    const own = this.#wordsOf(file);
    return own !== undefined && words.every((word) => holds(own, hashOf(word)));
  }

  remembered<T>(file: string, question: string, look: () => T): T {
    const known = this.#fresh(file);
    if (known === undefined) return look();
    if (!known.answers.has(question)) known.answers.set(question, look());
    return known.answers.get(question) as T;
  }

  /** The entries of a folder. */
  entries(folder: string): FolderEntries {
    const known = this.#folders.get(folder);
    if (known !== undefined && this.#checked.has(`${folder}/`)) return known.entries;
    const stamp = this.#stamp(folder);
    this.#checked.add(`${folder}/`);
    if (known !== undefined && stamp !== undefined && isSame(known.stamp, stamp)) return known.entries;
    const entries = listFolder(`${this.#config.root}/${folder}`);
    if (stamp === undefined) this.#folders.delete(folder);
    else this.#folders.set(folder, { stamp, entries });
    return entries;
  }

  /** The files that the configuration selects. They are listed anew when a folder, or what git leaves out, has changed. */
  async #list(): Promise<readonly string[]> {
    if (this.#listed !== undefined) {
      const isKnown =
        this.#checked.has('') || [...this.#around].every(([place, stamp]) => isUnchanged(stamp, this.#stamp(place)));
      this.#checked.add('');
      if (isKnown) return this.#listed;
    }
    const files = await listedFiles(this.#config.root, this.#usesGitignore);
    const folders = new Set(['', ...files.flatMap(foldersAround)]);
    const ignores = files.filter((file) => path.posix.basename(file) === '.gitignore');
    const places = [...folders, ...ignores, '.git/index', '.git/info/exclude'];
    this.#around = new Map(places.map((place) => [place, this.#stamp(place)]));
    this.#listed = selectFiles(files, this.#config);
    this.#checked.add('');
    return this.#listed;
  }

  #wordsOf(file: string): Uint32Array | undefined {
    const known = this.#fresh(file);
    if (known === undefined) return undefined;
    try {
      return (known.words ??= wordsOf(readFileSync(path.join(this.#config.root, file))));
    } catch {
      return undefined;
    }
  }

  /** A file with what is known of its present content; undefined when it is gone. */
  #fresh(file: string): KnownFile | undefined {
    const known = this.#files.get(file);
    if (known !== undefined && this.#checked.has(file)) return known;
    const stamp = this.#stamp(file);
    if (this.#isBusy) this.#checked.add(file);
    if (stamp === undefined) {
      this.#files.delete(file);
      return undefined;
    }
    if (known !== undefined && isSame(known.stamp, stamp)) return known;
    const fresh = { stamp, answers: new Map<string, unknown>() };
    this.#files.set(file, fresh);
    return fresh;
  }

  #stamp(place: string): Stamp | undefined {
    let stats: Stats | undefined;
    try {
      stats = statSync(`${this.#config.root}/${place}`, { throwIfNoEntry: false });
    } catch {
      return undefined;
    }
    if (stats === undefined) return undefined;
    const { mtimeMs: modified, ctimeMs: changed, size } = stats;
    return { modified, changed, size, isSettled: Date.now() - changed > this.#settledAfter };
  }
}

function selectionOf({ root, include, exclude, includesScripts }: Config): string {
  return JSON.stringify([root, include, exclude, includesScripts]);
}

/** Both are stamps of one content. */
function isSame(known: Stamp, now: Stamp): boolean {
  return known.isSettled && known.modified === now.modified && known.changed === now.changed && known.size === now.size;
}

function isUnchanged(known: Stamp | undefined, now: Stamp | undefined): boolean {
  return known === undefined || now === undefined ? known === now : isSame(known, now);
}

function holds(sorted: Uint32Array, hash: number): boolean {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < hash) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === hash;
}

function foldersAround(file: string): string[] {
  const folders: string[] = [];
  for (let slash = file.lastIndexOf('/'); slash > 0; slash = file.lastIndexOf('/', slash - 1))
    folders.push(file.slice(0, slash));
  return folders;
}
