import type { Area } from '../model/audit.ts';
import type { ImportStatement } from '../model/python.ts';
import { LineIndex } from '../model/range.ts';
import type { Position, Range } from '../model/range.ts';
import type { BlockHeader, LogicalLines } from '../parse/python/logical-lines.ts';
import { parseLine } from '../parse/python/syntax/parse.ts';
import type { SyntaxNode } from '../parse/python/syntax/syntax-node.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A class or function around a line. */
export interface Enclosure {
  readonly word: 'class' | 'def';
  readonly name: string;
  /** Index of the logical line of its header. */
  readonly line: number;
}

/**
 * The view of a file that rules get. Lines are logical ones, by index; trees are made of single statements, on demand.
 */
export class AuditedFile {
  readonly path: string;
  readonly area: Area;
  readonly text: string;
  readonly lines: LogicalLines;
  readonly names: Vocabulary;
  readonly #imports: readonly ImportStatement[];
  readonly #trees = new Map<number, SyntaxNode>();
  #index: LineIndex | undefined;
  #imported: ReadonlyMap<string, string> | undefined;

  constructor(
    { path, area, text }: { readonly path: string; readonly area: Area; readonly text: string },
    lines: LogicalLines,
    imports: readonly ImportStatement[],
    names: Vocabulary,
  ) {
    this.path = path;
    this.area = area;
    this.text = text;
    this.lines = lines;
    this.names = names;
    this.#imports = imports;
  }

  position(offset: number): Position {
    return (this.#index ??= new LineIndex(this.text)).position(offset);
  }

  /** The statement of a line: the `module` node of its own small tree. */
  tree(line: number): SyntaxNode {
    let tree = this.#trees.get(line);
    if (tree === undefined) {
      tree = parseLine(this.text, this.lines.range(line));
      this.#trees.set(line, tree);
    }
    return tree;
  }

  source({ start, end }: Range): string {
    return this.text.slice(start, end);
  }

  /** Is the line a string by itself, such as a docstring? Nothing in it is code. */
  isText(line: number): boolean {
    return /^(?:[rRuUbB]{0,2})["']/.test(
      this.text.slice(this.lines.range(line).start, this.lines.range(line).start + 4),
    );
  }

  /** The words that open the blocks around a line, innermost first. */
  headers(line: number): BlockHeader[] {
    return this.lines.headers(this.lines.range(line).start);
  }

  /** The classes and functions around a line, innermost first. */
  enclosures(line: number): Enclosure[] {
    return this.headers(line).flatMap((header) => this.enclosureAt(header.line) ?? []);
  }

  /** The class or function whose header the line is. */
  enclosureAt(line: number): Enclosure | undefined {
    const [, word, name = ''] = /^(?:async[ \t]+)?(class|def)\b[ \t]*(\w*)/.exec(this.lines.text(line)) ?? [];
    return word === 'class' || word === 'def' ? { word, name, line } : undefined;
  }

  /** Does the line run when the module is imported? Not what a script runs, or a function. */
  runsAtImport(line: number): boolean {
    return this.headers(line).every(
      (header) => header.word !== 'def' && !/^if\b.*\b__name__\b/.test(this.lines.text(header.line)),
    );
  }

  /** The name that a local name was imported as; undefined for a name that was not imported. */
  importedAs(local: string): string | undefined {
    this.#imported ??= new Map(
      this.#imports.flatMap(({ kind, names }) =>
        names.map(({ name, alias }): [string, string] =>
          kind === 'from' ? [alias ?? name, name] : [alias ?? name.split('.', 1)[0] ?? name, name],
        ),
      ),
    );
    return this.#imported.get(local);
  }

  /** Does the module define the name at its top level: a class, a function or a value? */
  defines(name: string): boolean {
    return new RegExp(String.raw`^(?:(?:async[ \t]+)?def[ \t]+|class[ \t]+)?${name}\b[ \t]*[(=:\[]`, 'mu').test(
      this.text,
    );
  }
}
