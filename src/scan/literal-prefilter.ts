import { withoutEnd } from '../model/without-end.ts';
import type { ImportRecords, SearchWord, SourceBuffer } from '../native/source-buffer.ts';

/** The words that the search can take: how many, and of which form. */
const MAX_WORDS = 2048;
/** More of them are searched for as one list: to change between two for each file takes longer than the search. */
const MANY_WORDS = 256;
const searchable = /^\w{3,126}$/;
const comparable = /^\w{1,126}$/;

/** Five letters of each function that imports by a path, which may be relative: `import_module`, `__import__`, `resolve_name`. */
const relativeImporters = ['ort_m', '__imp', 'lve_n', 'd_spe'];

/** Can the search of bytes look for all of the words? */
export function areSearchable(words: readonly SearchWord[]): boolean {
  return words.length <= MAX_WORDS && words.every(({ word }) => searchable.test(word));
}

/** Tells files that cannot hold a Reference to any of the Map's legacy modules, by searching their bytes for rare words. */
export class LiteralPrefilter {
  readonly #words: readonly SearchWord[];
  readonly #allWords: readonly SearchWord[];
  /** Any word but those of packages around a module. */
  readonly #anyWord: RegExp;
  readonly #folders: readonly string[];
  readonly #moved: readonly string[];
  /** The places that matter to files of the folder that was asked about last. */
  #near: { readonly folder: string; readonly places: readonly string[] } | undefined;
  /** Some module has no word that can be searched for: every file is a candidate. */
  readonly #isOff: boolean;
  readonly #hasNames: boolean;

  /**
   * @param modules dotted names; a file that names one holds each part of it as a word, but for what a relative import
   * leaves to the place of the file, and for the packages around it that an import gives another name
   * @param names a file that imports something of such a name is a candidate, too
   * @param others dotted names that do not make a file a candidate, but whose imports are wanted from those that are
   * @param sourceRoots relative to the root, `.` for itself
   * @param others.mentions a file in which such a word stands, wherever that is, is a candidate, too
   * @param others.moved so is a file that is such a module, or in it
   */
  constructor(
    modules: readonly string[],
    names: readonly string[],
    others: readonly string[],
    sourceRoots: readonly string[],
    { mentions = [], moved = [] }: { readonly mentions?: readonly string[]; readonly moved?: readonly string[] } = {},
  ) {
    this.#hasNames = names.length > 0;
    const chosen = chooseWords(modules);
    const words = distinct([
      ...[...chosen].map(([module, word]) => partOf(module, word)),
      ...names.map((word): SearchWord => ({ word, kind: 'name' })),
      ...mentions.map((word): SearchWord => ({ word, kind: 'anywhere' })),
    ]);
    const searched = new Set(words.map(({ word }) => word));
    const isSearched = (module: string): boolean => module.split('.').some((part) => searched.has(part));
    const missing = others.filter((module) => !isSearched(module));
    const all = distinct([...words, ...missing.map((module) => partOf(module, rarest(module.split('.'))))]);
    const packages = distinct([...chosen].flatMap(([module, word]) => packagesAround(module, word)));
    // One list where it can be: what was found of its words is known to the next look.
    const isOneList = all.length === words.length || all.length + packages.length > MANY_WORDS;
    this.#allWords = [...all, ...packages];
    this.#words = isOneList ? this.#allWords : [...words, ...packages];
    this.#isOff =
      this.#allWords.length > MAX_WORDS || !areSearchable(all) || packages.some(({ word }) => !comparable.test(word));
    this.#anyWord = this.#isOff ? /(?:)/ : new RegExp(all.map(({ word }) => word).join('|'));
    this.#moved = distinctPaths(moved.flatMap((module) => sourceRoots.flatMap((root) => placesOf(root, module))));
    this.#folders = distinctPaths([
      ...[...chosen].flatMap(([module, word]) => sourceRoots.map((root) => `${folderOf(root, module, word)}/`)),
      ...this.#moved,
    ]);
  }

  /** Can the file in the buffer hold a Reference? Sets the words that the import scanner looks for, too. */
  passes(buffer: SourceBuffer, path: string): boolean {
    if (this.#isOff) return true;
    buffer.setWords(this.#words);
    return buffer.holdsWord() || this.#mayNameRelatively(buffer, path);
  }

  /** May a text name one of the modules, or of those whose imports are wanted, too? */
  mayName(text: string): boolean {
    return this.#anyWord.test(text);
  }

  /** May the file in the buffer, which was searched, look one of `names` up in another module otherwise than in a list of imports? */
  mayLookNameUp(buffer: SourceBuffer): boolean {
    return this.#hasNames && (this.#isOff || buffer.mayLookNameUp());
  }

  /** May the file in the buffer, which was searched, hold a longer name that one of `names` is a part of? */
  mayHoldLongerName(buffer: SourceBuffer): boolean {
    return this.#hasNames && (this.#isOff || buffer.holdsLongerName());
  }

  /** A first look at the file in the buffer; undefined where it has to be read in full. */
  quickScan(buffer: SourceBuffer, path: string): Int32Array | undefined {
    if (this.#isOff || this.#mayNameRelatively(buffer, path)) return undefined;
    buffer.setWords(this.#allWords);
    return buffer.quickScan();
  }

  /** May the file in the buffer name a module without its word? A package may do so in ways of its own. */
  #mayNameRelatively(buffer: SourceBuffer, path: string): boolean {
    if (!this.isInside(path)) return false;
    return (
      /(?:^|\/)__init__\.\w+$/.test(path) ||
      this.#moved.some((place) => path.startsWith(place)) ||
      buffer.holdsRelativeImport() ||
      relativeImporters.some((mark) => buffer.holdsMark(mark))
    );
  }

  /** Is the file below a package whose name its relative imports need not say? */
  isInside(path: string): boolean {
    const slash = path.lastIndexOf('/') + 1;
    const folder = path.slice(0, slash);
    // Files are looked at folder by folder.
    if (this.#near?.folder !== folder) this.#near = { folder, places: this.#placesNear(folder) };
    return this.#near.places.some((place) => path.startsWith(place));
  }

  /** The places that hold the folder, or may hold a file of it. */
  #placesNear(folder: string): readonly string[] {
    return this.#folders.filter((place) => folder.startsWith(place) || place.startsWith(folder));
  }

  /** The import statements and string literals of the buffer, without those that cannot matter, where that can be told. */
  scan(buffer: SourceBuffer): ImportRecords {
    if (this.#isOff) return buffer.scanStrings();
    buffer.setWords(this.#allWords);
    return buffer.scanWords();
  }
}

/** The word with the part of the module before it. */
function partOf(module: string, word: string): SearchWord {
  const parts = module.split('.');
  const parent = parts[parts.lastIndexOf(word) - 1];
  return { word, kind: 'part', parent: parent !== undefined && /^[\x21-\x7e]+$/.test(parent) ? parent : undefined };
}

/** The imports through which a file may reach the module by a chain of attributes that holds the word. */
function packagesAround(module: string, word: string): SearchWord[] {
  const parts = module.split('.');
  return parts.slice(0, parts.lastIndexOf(word)).map((part): SearchWord => ({ word: part, kind: 'package' }));
}

function distinct(words: readonly SearchWord[]): SearchWord[] {
  return [...new Map(words.map((search) => [`${search.kind} ${search.parent ?? ''} ${search.word}`, search])).values()];
}

function distinctPaths(paths: readonly string[]): string[] {
  return [...new Set(paths)];
}

/** The folder of the package in which a relative import of the module does not say `word`. */
function folderOf(root: string, module: string, word: string): string {
  const parts = module.split('.');
  const inside = parts.slice(0, parts.lastIndexOf(word) + 1).join('/');
  return inRoot(root, inside);
}

/** The beginnings of the paths of the module, and of the modules in it. */
function placesOf(root: string, module: string): string[] {
  const path = inRoot(root, module.replaceAll('.', '/'));
  return [`${path}.py`, `${path}/`];
}

function inRoot(root: string, path: string): string {
  return root === '.' ? path : `${withoutEnd(root, '/')}/${path}`;
}

/** For each module the part of its name that is likely to be rarest; parts that serve another module are preferred. */
function chooseWords(modules: readonly string[]): Map<string, string> {
  const chosen = new Map(modules.map((module) => [module, rarest(module.split('.'))]));
  const uses = new Map<string, number>();
  const count = (word: string, by: number): unknown => uses.set(word, (uses.get(word) ?? 0) + by);
  for (const word of chosen.values()) count(word, 1);
  const isChosen = (word: string): boolean => (uses.get(word) ?? 0) > 0;
  for (const [module, word] of chosen) {
    const isShared = (uses.get(word) ?? 0) > 1;
    const shared = module.split('.').find((part) => part !== word && isChosen(part));
    if (isShared || shared === undefined) continue;
    chosen.set(module, shared);
    count(word, -1);
    count(shared, 1);
  }
  return chosen;
}

/** Long words with underscores are rare; the name of a top-level package is everywhere. */
export function rarest(parts: readonly string[]): string {
  const score = (part: string, k: number): number =>
    part.length + (part.includes('_') ? 3 : 0) - (k === 0 && parts.length > 1 ? 8 : 0);
  const best = parts.reduce((winner, part, k) => (score(part, k) > score(parts[winner] ?? '', winner) ? k : winner), 0);
  return parts[best] ?? '';
}
