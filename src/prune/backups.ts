import path from 'node:path';
import { withoutEnd } from '../model/without-end.ts';
import type { Evidence } from './evidence.ts';

/** The marks in the names of files that somebody kept. Each such name holds at least one. */
export const backupMarks = [
  'backup',
  '.bak',
  '.orig',
  '.old',
  '.save',
  '~',
  '.skip',
  '.disabled',
  '.recovered',
  '.retired',
  '.removed',
  '.unused',
  '.SSOT_',
] as const;

/**
 * The words to search for, so that each file that names a backup is found. There are few, because each takes time. If
 * only the folder marks a file as a backup, its path holds the mark, and its name alone means the file that it is a
 * copy of.
 */
export function wordsFor(backups: readonly string[]): string[] {
  return [...new Set(backups.map((file) => backupMarks.find((mark) => file.includes(mark)) ?? nameOf(file)))];
}

/**
 * Files whose text is about the repository, and is not run. Like a letter, such a file does not keep a backup that it
 * names. A JSON file that tools read by its name does not count.
 */
export function isReport(file: string): boolean {
  const name = path.posix.basename(file);
  if (/^(?:package|tsconfig.*|jsconfig.*|composer|deno|nx|lerna|turbo|\.\w+rc)\.json$/.test(name)) return false;
  if (/^(?:requirements|constraints).*\.txt$|^CMakeLists\.txt$/.test(name)) return false;
  return /\.(?:md|markdown|rst|txt|log|json|jsonl|ndjson|csv|tsv|html?|xml|svg|diff|patch)$/i.test(name);
}

/** Characters of names and paths. */
const pathCharacter = /[\p{L}\p{N}_./~@+-]/u;
const LONGEST_PATH = 1000;

/**
 * The backups that a text names, by their paths or by their names alone, each with the line.
 * @param marks one of which stands in the name of each backup
 * @param byName the backups by the name of the file
 * @param isLiveName does another file, which is no backup, have the name? Then only the whole path means the backup.
 */
export function backupsNamed(
  text: string,
  marks: readonly string[],
  byName: ReadonlyMap<string, readonly string[]>,
  isLiveName: (name: string) => boolean,
): Map<string, number> {
  const found = new Map<string, number>();
  const seen = new Set<string>();
  const lines = new LineCounter(text);
  for (const mark of marks)
    for (let at = text.indexOf(mark); at >= 0;) {
      const { start, end } = pathAround(text, at, mark.length);
      at = text.indexOf(mark, Math.max(end, at + mark.length));
      const word = text.slice(start, end);
      // A word names the same backups wherever it stands, and the first place counts.
      if (seen.has(word)) continue;
      seen.add(word);
      // A path may stand at the end of a sentence.
      const spelled = [word, withoutEnd(word, '.,')].find((path) => byName.has(nameOf(path)));
      const named = spelled === undefined ? undefined : byName.get(nameOf(spelled));
      if (spelled !== undefined && named !== undefined) {
        const way = spelled.replace(/^(?:\.{0,2}\/)+/, '');
        const isWhole = isLiveName(nameOf(spelled));
        const isMeant = (file: string): boolean =>
          `/${way}`.endsWith(`/${file}`) || (!isWhole && (!way.includes('/') || `/${file}`.endsWith(`/${way}`)));
        for (const file of named) if (!found.has(file) && isMeant(file)) found.set(file, lines.at(start));
      }
    }
  return found;
}

function nameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

function pathAround(text: string, at: number, length: number): { start: number; end: number } {
  let start = at;
  while (start > 0 && at - start < LONGEST_PATH && pathCharacter.test(text.charAt(start - 1))) start--;
  let end = at + length;
  while (end < text.length && end - at < LONGEST_PATH && pathCharacter.test(text.charAt(end))) end++;
  return { start, end };
}

/** The line of an offset, counted from 1. */
export function lineOf(text: string, offset: number): number {
  return new LineCounter(text).at(offset);
}

/** Counts the lines of a text. Each offset is counted on from the one before it, unless it stands before that. */
class LineCounter {
  readonly #text: string;
  #line = 1;
  #start = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The line of an offset, counted from 1. */
  at(offset: number): number {
    if (offset < this.#start) [this.#line, this.#start] = [1, 0];
    for (let at = this.#next(); at >= 0 && at < offset; at = this.#next()) {
      this.#line++;
      this.#start = at + 1;
    }
    return this.#line;
  }

  #next(): number {
    return this.#text.indexOf('\n', this.#start);
  }
}

/** The original of a backup, by its name; undefined where only its folder makes it a backup. */
export function liveFileOf(file: string): string | undefined {
  const folder = path.posix.dirname(file);
  const name = path.posix.basename(file);
  const live = name
    .replace(/~$/, '')
    .replace(/\.(?:bak|orig|original|old|save|skip|skipped|disabled|recovered|retired|removed|unused)\d*$/i, '')
    .replace(/\.(?:[\w-]*_)?backup(?:[._-][^/]*|\d*)?$/i, '')
    .replace(/[_-]backup(?:_\d[\d_]*)?(\.\w+)$/i, '$1')
    .replace(/\.SSOT_\w+$/, '');
  return live === name || live === '' ? undefined : path.posix.join(folder, live);
}

/**
 * Is the backup the last that is left of something? Not when the file that it is a copy of is there, or another file has the same
 * content, or, in a folder of backups, another file has its name.
 */
export function onlyCopy(
  file: string,
  {
    isThere,
    hasTwin,
    hasNamesake,
  }: { isThere: (file: string) => boolean; hasTwin: (file: string) => boolean; hasNamesake: (file: string) => boolean },
): Evidence[] {
  const live = liveFileOf(file);
  if (hasTwin(file)) return [];
  if (live === undefined ? hasNamesake(file) : isThere(live)) return [];
  return [{ reason: 'only-copy', place: '', detail: live === undefined ? undefined : `${live} is not there` }];
}
