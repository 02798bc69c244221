import { lstatSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../../model/config.ts';
import type { ModuleBindings } from '../../model/module-bindings.ts';
import type { ImportStatement, ModuleIdentity } from '../../model/python.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { SourceBuffer } from '../../native/source-buffer.ts';
import { importStatements, readImports } from '../../parse/python/import-statements.ts';
import { moduleBindings } from '../../parse/python/module-bindings.ts';
import type { SearchedFile, SeenImport, SeenImports } from '../../prune/module-mentions.ts';
import type { ModuleIndex } from '../../resolve/python/module-index.ts';
import { decodeSource } from '../../scan/decode.ts';
import { LiteralPrefilter } from '../../scan/literal-prefilter.ts';
import { isGenerated } from '../generated-file.ts';
import { readIntoBuffer } from '../read-file.ts';

/** Where a file is below the root, without following a link: undefined when it is a link, or a folder on the way is. */
type Standing = 'file' | 'link' | 'gone' | 'outside-root';

/** The kind of a path, and the length of the file that is there. */
interface FileStanding {
  readonly is: Standing;
  readonly bytes: number;
}

/** The kind of a path below the root, and the length of the file that is there. */
export function standingBelow(root: string, file: string): FileStanding {
  let at = root;
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

/** A Python file, with the places of its import statements. */
export interface PythonText {
  readonly source: SourceFile;
  readonly text: string;
  readonly statements: readonly ImportStatement[];
  readonly identity: ModuleIdentity;
}

/** Reads the files that may mention candidates. Does not follow links. */
export class PruneReader {
  readonly #root: string;
  readonly #sourceRoots: readonly string[];
  /** Is there a module of that name below the source roots? */
  readonly isKnown: (module: string) => boolean;
  readonly #identify: (file: string) => ModuleIdentity;
  #buffer: SourceBuffer | undefined;

  constructor({ root, python }: Config, index: ModuleIndex) {
    this.isKnown = (module) => index.find(module) !== undefined;
    this.#root = root;
    this.#sourceRoots = python.sourceRoots;
    this.#identify = (file) => index.identify(file);
  }

  /** Where a link leads, relative to the root; undefined for what is no link, or leads out of it. */
  linkTarget(link: string): string | undefined {
    try {
      const target = path.posix.join(path.posix.dirname(link), readlinkSync(path.join(this.#root, link)));
      return target.startsWith('../') ? undefined : target;
    } catch {
      return undefined;
    }
  }

  /** The dotted name of the module that a Python file is. */
  moduleOf(file: string): string {
    return this.#identify(file).module;
  }

  /** The length of a file, and the kind of its path. */
  standing(file: string): FileStanding {
    return standingBelow(this.#root, file);
  }

  /** The bindings of a module; undefined when it cannot be read. */
  bindings(file: string): ModuleBindings | undefined {
    const buffer = this.#read(file);
    return buffer && moduleBindings(buffer);
  }

  text(file: string): string | undefined {
    return this.#read(file)?.bytes.toString('utf8');
  }

  /** A Python file as it may be edited; undefined when it cannot be decoded, or is generated. */
  python(file: string): PythonText | undefined {
    const buffer = this.#read(file);
    const source = buffer && decodeSource(file, 'python', buffer.bytes);
    if (buffer === undefined || source === undefined || 'message' in source || isGenerated(source.text))
      return undefined;
    buffer.setText(source.text);
    const statements = importStatements(buffer.scanImports().records, source.text);
    return { source, text: source.text, statements, identity: this.#identify(file) };
  }

  /** A file to be searched for mentions. */
  search(file: string): SearchedFile | undefined {
    const text = this.text(file);
    return text === undefined ? undefined : { path: file, text, isPython: isPython(file, text) };
  }

  /**
   * Gives the imports of a file that may name one of the modules, or something in it; nothing of a file that cannot.
   * @param modules dotted names
   * @param tails one of these words stands in each import that matters
   */
  importsOf(modules: readonly string[], tails: ReadonlySet<string>): (file: string) => SeenImports | undefined {
    const prefilter = new LiteralPrefilter(modules, [], [], this.#sourceRoots);
    return (file) => {
      if (!isPython(file, '#!python')) return undefined;
      const buffer = this.#read(file);
      if (buffer === undefined || !isPython(file, buffer.bytes.toString('latin1', 0, FIRST_LINE))) return undefined;
      return prefilter.passes(buffer, file) ? this.#importsIn(file, buffer, tails) : undefined;
    };
  }

  #importsIn(file: string, buffer: SourceBuffer, tails: ReadonlySet<string>): SeenImports {
    const imports: SeenImport[] = [];
    const { bytes } = buffer;
    let line = 1;
    let counted = 0;
    for (const { isFrom, level, module, names, aliases, isStar, start } of readImports(
      buffer.scanImports().records,
      buffer.identifierAt,
    )) {
      const holds = [module, ...names].some((name) => name.split('.').some((part) => tails.has(part)));
      if (!holds) continue;
      for (let at = bytes.indexOf(LINE_FEED, counted); at >= 0 && at < start; at = bytes.indexOf(LINE_FEED, at + 1))
        line++;
      counted = start;
      const locals = names.map((name, k) => aliases[k] ?? name);
      imports.push({ isFrom, level, module, names: [...names], locals, isStar, line });
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

function isPython(file: string, text: string): boolean {
  return /\.py[iwx]?$/.test(file) || (!/\.\w+$/.test(file) && /^#!.*python/.test(text));
}
