import { readFileSync } from 'node:fs';

/** The functions of core.wasm, documented in assembly/. */
interface CoreExports extends WebAssembly.Exports {
  readonly memory: WebAssembly.Memory;
  readonly malformedImportAt: WebAssembly.Global;
  reserve(length: number): void;
  setLength(length: number): void;
  recordsAddress(): number;
  recordsLength(): number;
  clearWords(): void;
  nibblesAddress(): number;
  setWordCount(words: number, packages: number): void;
  wordAddress(): number;
  addWord(): number;
  fileHoldsWord(): number;
  holdsLongerName(): number;
  assignsPackage(): number;
  mayLookNameUp(): number;
  holdsQuotedPart(): number;
  isAscii(): number;
  holdsNul(): number;
  holdsStar(): number;
  holdsRelativeImport(): number;
  holdsMark(head: number, last: number, lastAt: number): number;
  quickScan(): void;
  scanImports(): void;
  scanStrings(): void;
  scanWords(): void;
  firstUnterminated(): number;
  outline(): void;
  firstOutlineError(): number;
  outlineHoldsRelativeName(): number;
  landmarks(): void;
  tokenize(): void;
  tokenizeBytes(from: number, to: number): void;
  countUtf16(): void;
  decodeUtf16(): number;
  firstTokenError(): number;
}

/** Where the file starts in the linear memory: SOURCE in assembly/memory.ts. */
const SOURCE = 0x100000;
const INITIAL_CAPACITY = 4 << 20;
/** Longest word of the search, in bytes: WORD_SIZE in assembly/search.ts, less its two leading bytes. */
const MAX_WORD_LENGTH = 126;
/** The layout of a word's record, and its kinds: see assembly/search.ts. */
const WORD_TEXT = 4;
const WORD_PARENT = 130;
/** The nibble tables of the search. */
const NIBBLES_LENGTH = 96;
const WordKind = { anywhere: 0, part: 1, name: 2, package: 3 } as const;

/** A word to search for. */
export interface SearchWord {
  readonly word: string;
  /**
   * `part`: of a dotted path, behind `parent`, if one is given. `name`: of a name in the list of an import statement.
   * `anywhere`: wherever it stands. `package`: not searched for, but of interest where an import statement binds it, and where
   * the chain that a part stands in starts with another name of it.
   */
  readonly kind: 'part' | 'name' | 'anywhere' | 'package';
  /** The part before it. */
  readonly parent?: string | undefined;
}

/**
 * The result of the import scanner. The records are a view that the next call overwrites; layout: assembly/imports.ts.
 */
export interface ImportRecords {
  readonly records: Int32Array;
  /** Offset of the quote of a string that does not end, or -1. */
  readonly unterminatedAt: number;
  /** Offset of the first `import` that starts no valid statement, or -1. */
  readonly malformedAt: number;
}

/** The logical lines of the file, and what lexing them to the end showed. */
export interface Outline {
  readonly lines: Int32Array;
  /** Where brackets or strings do not balance, or -1. */
  readonly errorAt: number;
  /** A string starts as the relative name of a module does, or `__import__` is called. */
  readonly holdsRelativeName: boolean;
}

/**
 * The linear memory of core.wasm. It holds the bytes of one file at a time; everything that looks at bytes (the literal
 * search, the import scanner, the outline, the tokens) works on the file that was put here last.
 */
export class SourceBuffer {
  readonly #core: CoreExports;
  #memory: Buffer;
  #capacity = INITIAL_CAPACITY;
  #length = 0;
  #words: readonly SearchWord[] = [];
  /** The marks that were looked for, as numbers: they are the same for all files. */
  readonly #marks = new Map<string, readonly [number, number]>();
  /** The tables that the core made for words that were searched for before. */
  readonly #tables = new WeakMap<
    readonly SearchWord[],
    { readonly records: Uint8Array; readonly nibbles: Uint8Array; readonly packageCount: number }
  >();

  private constructor(core: CoreExports) {
    this.#core = core;
    core.reserve(this.#capacity);
    this.#memory = Buffer.from(core.memory.buffer);
  }

  /** @param wasm the compiled module; by default the one that was built with this package */
  static create(wasm: Uint8Array = readFileSync(new URL('core.wasm', import.meta.url))): SourceBuffer {
    const module = new WebAssembly.Module(wasm as Uint8Array<ArrayBuffer>);
    return new SourceBuffer(new WebAssembly.Instance(module, {}).exports as CoreExports);
  }

  /**
   * Let `read` put a file here.
   * @param read writes up to `length` bytes to `target` at `offset` and returns how many; it is called again, for what is
   * left, for as long as it writes all that it may
   * @returns the length of the file in bytes
   */
  fill(read: (target: Uint8Array, offset: number, length: number) => number): number {
    let length = 0;
    for (;;) {
      const room = this.#capacity - length;
      const count = read(this.#memory, SOURCE + length, room);
      length += count;
      if (count < room) break;
      this.#grow(this.#capacity * 2);
    }
    this.#setLength(length);
    return length;
  }

  /** Put these bytes here. */
  set(bytes: Uint8Array): void {
    if (bytes.length > this.#capacity) this.#grow(bytes.length);
    this.#memory.set(bytes, SOURCE);
    this.#setLength(bytes.length);
  }

  /** Put the UTF-8 of this text here, and count offsets as the text does. */
  setText(text: string): void {
    // The mark that a text begins with is part of it: the one before it is left out.
    const marked = text.startsWith('\ufeff') ? `\ufeff${text}` : text;
    // No code unit takes more than three bytes.
    if (marked.length * 3 > this.#capacity) this.#grow(marked.length * 3);
    this.#setLength(this.#memory.write(marked, SOURCE, 'utf8'));
    if (this.#length !== text.length) this.countUtf16();
  }

  /** The bytes of the file: a view, valid until the next `fill` or `set`. */
  get bytes(): Buffer {
    return this.#memory.subarray(SOURCE, SOURCE + this.#length);
  }

  /** The identifier, or dotted name, in bytes [start, end). */
  readonly identifierAt = (start: number, end: number): string => {
    const text = this.latin1(start, end);
    return /[\u0080-\u00ff]/.test(text) ? this.#memory.toString('utf8', SOURCE + start, SOURCE + end) : text;
  };

  /** Bytes [start, end) as one character each: exact for ASCII, and for any bytes that are only compared. */
  latin1(start: number, end: number): string {
    return this.#memory.toString('latin1', SOURCE + start, SOURCE + end);
  }

  /**
   * The words to search for from now on, packages last; at most 2048, of 3 to 126 bytes of ASCII each, or of 1 for packages.
   * @throws RangeError when a word is of another length or there are too many
   */
  setWords(words: readonly SearchWord[]): void {
    if (words === this.#words) return;
    this.#words = words;
    this.#core.clearWords();
    const records = this.#core.wordAddress();
    const nibbles = this.#core.nibblesAddress();
    const known = this.#tables.get(words);
    if (known) {
      this.#memory.set(known.records, records);
      this.#memory.set(known.nibbles, nibbles);
      this.#core.setWordCount(words.length - known.packageCount, known.packageCount);
    } else {
      for (const word of words) this.#addWord(word);
      this.#tables.set(words, {
        records: Uint8Array.prototype.slice.call(this.#memory, records, this.#core.wordAddress()),
        nibbles: Uint8Array.prototype.slice.call(this.#memory, nibbles, nibbles + NIBBLES_LENGTH),
        packageCount: words.filter(({ kind }) => kind === 'package').length,
      });
    }
  }

  #addWord({ word, kind, parent }: SearchWord): void {
    if (word.length < (kind === 'package' ? 1 : 3) || word.length > MAX_WORD_LENGTH)
      throw new RangeError(`cannot search for ${JSON.stringify(word)}`);
    const address = this.#core.wordAddress();
    this.#memory[address] = word.length;
    this.#memory[address + 1] = rarestTrigram(word);
    const hasContext =
      kind === 'name' || kind === 'package' || (parent !== undefined && parent.length <= MAX_WORD_LENGTH);
    this.#memory[address + 2] = hasContext ? WordKind[kind] : WordKind.anywhere;
    this.#memory[address + 3] = hasContext ? (parent?.length ?? 0) : 0;
    this.#memory.write(word, address + WORD_TEXT, 'latin1');
    if (hasContext && parent !== undefined) this.#memory.write(parent, address + WORD_PARENT, 'latin1');
    if (!this.#core.addWord()) throw new RangeError('too many words to search for');
  }

  /** Does the file hold one of the words, as a whole identifier, where it can be part of a Reference? */
  holdsWord(): boolean {
    return this.#core.fileHoldsWord() !== 0;
  }

  /** Is a package around one of the words assigned to a variable in the file? May err on the side of yes. */
  assignsPackage(): boolean {
    return this.#core.assignsPackage() !== 0;
  }

  /** Does a string of the file, as far as it was searched, start with a part of a path that the search is for? */
  holdsQuotedPart(): boolean {
    return this.#core.holdsQuotedPart() !== 0;
  }

  /**
   * May the file look up a `name` of the search in another module: by a star, as an attribute or by its text? To be asked when it
   * was searched. May err on the side of yes.
   */
  mayLookNameUp(): boolean {
    return this.#core.mayLookNameUp() !== 0;
  }

  /**
   * Is a `name` of the search a part of a longer name in the file? To be asked when it was searched. May err on the side of yes.
   */
  holdsLongerName(): boolean {
    return this.#core.holdsLongerName() !== 0;
  }

  /** The file, which must be valid UTF-8, as text, without a byte order mark. Records are lost. */
  text(): string {
    if (this.isAscii()) return this.latin1(0, this.#length);
    const start = this.#core.recordsAddress();
    const length = this.#core.decodeUtf16();
    this.#refresh();
    return this.#memory.toString('utf16le', start, start + 2 * length);
  }

  isAscii(): boolean {
    return this.#core.isAscii() !== 0;
  }

  /**
   * Does a mark stand anywhere in the file?
   * @param mark four or five characters of ASCII
   * @throws RangeError when it is anything else
   */
  holdsMark(mark: string): boolean {
    const codes = this.#marks.get(mark) ?? codesOf(mark);
    this.#marks.set(mark, codes);
    const [head, last] = codes;
    return this.#core.holdsMark(head, last, mark.length - 1) !== 0;
  }

  holdsNul(): boolean {
    return this.#core.holdsNul() !== 0;
  }

  /** Does a star stand behind an `import`, in code or in text? */
  holdsStar(): boolean {
    return this.#core.holdsStar() !== 0;
  }

  /** Does a `from` stand before a dot, in code or in text? */
  holdsRelativeImport(): boolean {
    return this.#core.holdsRelativeImport() !== 0;
  }

  /**
   * A first look that may take text for code: what reads as an import statement and holds a word of the search or is
   * relative, and as string records the dotted names elsewhere that hold one. The records are valid until the next call.
   */
  quickScan(): Int32Array {
    this.#core.quickScan();
    return this.#records();
  }

  /** The import statements of the file. */
  scanImports(): ImportRecords {
    this.#core.scanImports();
    return this.#importRecords();
  }

  /** The same without absolute imports in which no word of the search stands; with the string literals in which one does. */
  scanWords(): ImportRecords {
    this.#core.scanWords();
    return this.#importRecords();
  }

  /** The import statements and all string literals of the file. */
  scanStrings(): ImportRecords {
    this.#core.scanStrings();
    return this.#importRecords();
  }

  #importRecords(): ImportRecords {
    return {
      records: this.#records(),
      unterminatedAt: this.#core.firstUnterminated(),
      malformedAt: this.#core.malformedImportAt.value as number,
    };
  }

  /** Three integers for each logical line: start, end, columns of indentation; a view that the next call overwrites. */
  outline(): Outline {
    this.#core.outline();
    return {
      lines: this.#records(),
      errorAt: this.#core.firstOutlineError(),
      holdsRelativeName: this.#core.outlineHoldsRelativeName() !== 0,
    };
  }

  /** Five integers for each landmark: kind, start and end of its name, line, column; a view that the next call overwrites. */
  landmarks(): Int32Array {
    this.#core.landmarks();
    return this.#records();
  }

  /** Three integers for each token of the file: kind, start, end; a view that the next call overwrites. */
  tokenize(): { readonly tokens: Int32Array; readonly errorAt: number } {
    this.#core.tokenize();
    return { tokens: this.#records(), errorAt: this.#core.firstTokenError() };
  }

  /** Does the same as `tokenize`, for the bytes [from, to) of the file. */
  tokenizeBytes(from: number, to: number): Int32Array {
    this.#core.tokenizeBytes(from, to);
    return this.#records();
  }

  /**
   * Count offsets in UTF-16 code units of the text behind the byte order mark, as JavaScript strings do, until the next
   * `fill` or `set`. The file must be valid UTF-8. Before this call, offsets are bytes of the file.
   */
  countUtf16(): void {
    this.#core.countUtf16();
  }

  #records(): Int32Array {
    this.#refresh();
    return new Int32Array(this.#core.memory.buffer, this.#core.recordsAddress(), this.#core.recordsLength());
  }

  #setLength(length: number): void {
    this.#length = length;
    this.#core.setLength(length);
  }

  #grow(capacity: number): void {
    this.#capacity = capacity;
    this.#core.reserve(capacity);
    this.#refresh();
  }

  /** A memory that grew has a new buffer. */
  #refresh(): void {
    if (this.#memory.buffer !== this.#core.memory.buffer) this.#memory = Buffer.from(this.#core.memory.buffer);
  }
}

/** The first four characters of ASCII as one number, and the last one. */
function codesOf(mark: string): readonly [number, number] {
  if (!/^[!-~]{4,5}$/.test(mark)) throw new RangeError(`not four or five characters of ASCII: ${JSON.stringify(mark)}`);
  const [a = 0, b = 0, c = 0, d = 0, e = d] = Array.from(mark, (character) => character.charCodeAt(0));
  return [a | (b << 8) | (c << 16) | (d << 24), e];
}

/** Offset of the three bytes of `word` that are least common in source text: few lower-case vowels, many of the rest. */
function rarestTrigram(word: string): number {
  const common = 'etaoinsrlcdpum';
  const rarity = (character: string): number => {
    const rank = common.indexOf(character);
    return rank < 0 ? common.length : rank;
  };
  let best = 0;
  let bestRarity = -1;
  for (let k = 0; k + 3 <= word.length; k++) {
    const sum = rarity(word.charAt(k)) + rarity(word.charAt(k + 1)) + rarity(word.charAt(k + 2));
    if (sum > bestRarity) [best, bestRarity] = [k, sum];
  }
  return best;
}
