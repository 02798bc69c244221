import type { Span } from '../../model/edit.ts';
import type { ImportStatement, ModuleIdentity } from '../../model/python.ts';
import { LineIndex } from '../../model/range.ts';
import type { Range } from '../../model/range.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { CodeNodes } from '../../parse/python/code-nodes.ts';
import type { DottedString } from '../../parse/python/dotted-strings.ts';
import { LogicalLines } from '../../parse/python/logical-lines.ts';
import { Scopes } from '../../parse/python/scopes.ts';
import type { SyntaxTree } from '../../parse/python/syntax/parse.ts';
import type { Token } from '../../parse/python/tokens.ts';
import type { PythonText } from './read-python.ts';

/** Reads further parts of a text when a Reference needs them. */
export interface PythonParser {
  readonly allStatements: (text: string) => readonly ImportStatement[];
  readonly tokens: (text: string, range: Range) => Token[];
  /** @param names that it is about; undefined for all */
  readonly tree: (text: PythonText, lines: LogicalLines, names: readonly string[] | undefined) => SyntaxTree;
}

/** A Python file with the part of its code that was read so far. It does not depend on other files or the choice. */
export class PythonPart {
  readonly text: PythonText;
  readonly source: SourceFile;
  readonly identity: ModuleIdentity;
  readonly statements: readonly ImportStatement[];
  readonly strings: readonly DottedString[];
  readonly lines: LogicalLines;
  readonly #parser: PythonParser;
  readonly #scopes = new Map<string | undefined, Scopes>();
  readonly #nodes = new Map<string, CodeNodes>();
  /** The tree that was asked for last, and the names that it is about. */
  #tree: { readonly key: string | undefined; readonly tree: SyntaxTree } | undefined;
  #allStatements: readonly ImportStatement[] | undefined;
  /** The tokens of the range that was asked for last. */
  #tokens: (Range & { readonly tokens: readonly Token[] }) | undefined;
  #index: LineIndex | undefined;

  constructor(
    text: PythonText,
    identity: ModuleIdentity,
    statements: readonly ImportStatement[],
    strings: readonly DottedString[],
    parser: PythonParser,
  ) {
    this.text = text;
    this.source = text.source;
    this.identity = identity;
    this.statements = statements;
    this.strings = strings;
    this.lines = new LogicalLines(text.lines, text.source.text);
    this.#parser = parser;
  }

  readonly scopes = (names?: readonly string[]): Scopes => {
    const key = names?.join(' ');
    let found = this.#scopes.get(key);
    if (found === undefined) {
      found = Scopes.of(this.source.text, this.#treeOf(names));
      this.#scopes.set(key, found);
    }
    return found;
  };

  readonly nodes = (names: readonly string[]): CodeNodes => {
    const key = names.join(' ');
    let found = this.#nodes.get(key);
    if (found === undefined) {
      found = new CodeNodes(this.#treeOf(names).root);
      this.#nodes.set(key, found);
    }
    return found;
  };

  /** Calls are read by the scopes of some names, and by the tree of the same ones: it is made once. */
  #treeOf(names: readonly string[] | undefined): SyntaxTree {
    const key = names?.join(' ');
    if (this.#tree === undefined || this.#tree.key !== key)
      this.#tree = { key, tree: this.#parser.tree(this.text, this.lines, names) };
    return this.#tree.tree;
  }

  /** Was a syntax tree read? To read all else again costs little beside that. */
  get hasScopes(): boolean {
    return this.#scopes.size > 0;
  }

  /** The names that scopes were asked for, undefined for all: of those that were valid. */
  readonly validScopes = (): (readonly string[] | undefined)[] =>
    [...this.#scopes].filter(([, { errors }]) => errors.length === 0).map(([key]) => key?.split(' '));

  readonly allStatements = (): readonly ImportStatement[] =>
    (this.#allStatements ??= this.#parser.allStatements(this.source.text));

  readonly tokens = (range: Range): readonly Token[] => {
    // Each string of a long list asks for the tokens of the whole list.
    if (this.#tokens?.start !== range.start || this.#tokens.end !== range.end)
      this.#tokens = { ...range, tokens: this.#parser.tokens(this.source.text, range) };
    return this.#tokens.tokens;
  };

  readonly span = ({ start, end }: Range): Span => {
    const index = (this.#index ??= new LineIndex(this.source.text));
    const from = index.position(start);
    const isOneLine = !/[\r\n]/.test(this.source.text.slice(start, end));
    const to = isOneLine ? { line: from.line, column: from.column + end - start } : index.position(end);
    return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  };
}
