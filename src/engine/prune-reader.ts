import { lstatSync } from 'node:fs';
import path from 'node:path';
import type { ModuleBindings } from '../model/module-bindings.ts';
import type { ModuleIdentity } from '../model/python.ts';
import { SourceBuffer } from '../native/source-buffer.ts';
import type { SearchWord } from '../native/source-buffer.ts';
import { readImports } from '../parse/python/import-statements.ts';
import { moduleBindings } from '../parse/python/module-bindings.ts';
import type { SearchedFile, SeenImport, SeenImports } from '../prune/module-mentions.ts';
import { readIntoBuffer } from './read-file.ts';

/** Where a file is below the root, without following a link: undefined when it is a link, or a folder on the way is. */
type Standing = 'file' | 'link' | 'gone' | 'outside-root';

/** Reads the files that may speak of what could go. Links are not followed. */
export class PruneReader {
  readonly #root: string;
  readonly #identify: (file: string) => ModuleIdentity;
  #buffer: SourceBuffer | undefined;

  constructor(root: string, identify: (file: string) => ModuleIdentity) {
    this.#root = root;
    this.#identify = identify;
  }

  /** The dotted name of the module that a Python file is. */
  moduleOf(file: string): string {
    return this.#identify(file).module;
  }

  /** Length of a file, and what is at its path. */
  standing(file: string): { readonly is: Standing; readonly bytes: number } {
    let at = this.#root;
    const parts = file.split('/');
    for (const [k, part] of parts.entries()) {
      at = path.join(at, part);
      const stats = lstatSync(at, { throwIfNoEntry: false });
      if (stats === undefined) return { is: 'gone', bytes: 0 };
      if (k < parts.length - 1) {
        if (!stats.isDirectory()) return { is: stats.isSymbolicLink() ? 'outside-root' : 'gone', bytes: 0 };
      } else if (stats.isSymbolicLink()) return { is: 'link', bytes: 0 };
      else return { is: stats.isFile() ? 'file' : 'gone', bytes: stats.size };
    }
    return { is: 'gone', bytes: 0 };
  }

  /** What a module binds; undefined when it cannot be read. */
  bindings(file: string): ModuleBindings | undefined {
    const buffer = this.#read(file);
    return buffer && moduleBindings(buffer);
  }

  text(file: string): string | undefined {
    return this.#read(file)?.bytes.toString('utf8');
  }

  /** A file to be searched for mentions. */
  search(file: string): SearchedFile | undefined {
    const text = this.text(file);
    return text === undefined ? undefined : { path: file, text, isPython: isPython(file, text) };
  }

  /** Gives those imports of a file that may name a module which ends in one of these words; nothing of what is no Python. */
  importsOf(tails: ReadonlySet<string>): (file: string) => SeenImports | undefined {
    const words = [...tails].map((word): SearchWord => ({ word, kind: 'anywhere' }));
    const isSearched = words.length <= MOST_WORDS && words.every(({ word }) => /^\w{3,126}$/.test(word));
    return (file) => {
      if (!isPython(file, '#!python')) return undefined;
      const buffer = this.#read(file);
      if (buffer === undefined || !isPython(file, buffer.bytes.toString('latin1', 0, FIRST_LINE))) return undefined;
      if (isSearched) {
        buffer.setWords(words);
        if (!buffer.holdsWord()) return undefined;
      }
      return this.#importsIn(file, buffer, tails);
    };
  }

  #importsIn(file: string, buffer: SourceBuffer, tails: ReadonlySet<string>): SeenImports {
    const imports: SeenImport[] = [];
    const { bytes } = buffer;
    let line = 1;
    let counted = 0;
    for (const { isFrom, level, module, names, isStar, start } of readImports(
      buffer.scanImports().records,
      buffer.identifierAt,
    )) {
      const holds = [module, ...names].some((name) => name.split('.').some((part) => tails.has(part)));
      if (!holds) continue;
      for (let at = bytes.indexOf(LINE_FEED, counted); at >= 0 && at < start; at = bytes.indexOf(LINE_FEED, at + 1))
        line++;
      counted = start;
      imports.push({ isFrom, level, module, names: [...names], isStar, line });
    }
    return { identity: this.#identify(file), imports };
  }

  #read(file: string): SourceBuffer | undefined {
    const buffer = (this.#buffer ??= SourceBuffer.create());
    return readIntoBuffer(buffer, this.#root, file, undefined) === 'read' && !buffer.holdsNul() ? buffer : undefined;
  }
}

const LINE_FEED = 10;
const FIRST_LINE = 120;
/** The search takes no more. */
const MOST_WORDS = 256;

function isPython(file: string, text: string): boolean {
  return /\.py[iwx]?$/.test(file) || (!/\.\w+$/.test(file) && /^#!.*python/.test(text));
}
