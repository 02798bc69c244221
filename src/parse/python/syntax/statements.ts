import type { Range } from '../../../model/range.ts';
import { Expressions } from './expressions.ts';
import { Parameters } from './parameters.ts';
import { Patterns } from './patterns.ts';
import { Reader } from './reader.ts';
import { skipBroken } from './recovery.ts';
import { SimpleStatements } from './simple-statements.ts';
import { NotPython, TreeNode } from './syntax-node.ts';
import type { CodeError } from './syntax-node.ts';
import * as Kind from './token-kind.ts';
import type { Tokenizer } from './tokenizer.ts';
import { WithItems, aliased } from './with-items.ts';

/** How deep blocks may nest: CPython allows 100. */
const MAX_DEPTH = 100;

/**
 * Reads a module: compound statements (reference manual 8) and the blocks in them. A statement that is not valid is an
 * `ERROR` node with the dotted names in it, one that nests too deeply `TOO_DEEP`; the next one is read as if nothing had been.
 */
export class Statements extends Reader {
  readonly #expressions: Expressions;
  readonly #parameters: Parameters;
  readonly #patterns: Patterns;
  readonly #simple: SimpleStatements;
  readonly #withItems: WithItems;
  /** The column of the statement that is being read. */
  #column = 0;
  #depth = 0;
  /** The header of the block that comes next could not be read, so nobody waits for the block. */
  #isBehindError = false;

  /** In order. */
  readonly errors: CodeError[] = [];

  constructor(tokens: Tokenizer) {
    super(tokens);
    this.#expressions = new Expressions(tokens);
    this.#parameters = new Parameters(tokens, this.#expressions);
    this.#patterns = new Patterns(this.#expressions);
    this.#withItems = new WithItems(this.#expressions);
    this.#simple = new SimpleStatements(this.#expressions, this.#parameters);
  }

  module(): TreeNode {
    const { tokens } = this;
    const statements: TreeNode[] = [];
    tokens.next();
    this.#statements(0, statements);
    return new TreeNode('module', 0, tokens.text.length, statements);
  }

  /** The one expression of the text. */
  expression(): TreeNode {
    this.tokens.next();
    const expression = this.#expressions.single();
    this.skip(Kind.NEWLINE);
    if (this.tokens.kind !== Kind.END) this.fail();
    return expression;
  }

  /** Read the statements of a block, up to a line that starts in a column before its own. */
  #statements(column: number, into: TreeNode[]): void {
    const { tokens } = this;
    const outer = this.#column;
    while (tokens.kind !== Kind.END && tokens.column >= column) {
      const isDeeper = tokens.column > column;
      if (isDeeper && !this.#isBehindError) this.#note(tokens);
      this.#isBehindError = false;
      if (isDeeper && this.#depth < MAX_DEPTH) {
        this.#depth++;
        this.#statements(tokens.column, into);
        this.#depth--;
      } else {
        this.#column = column;
        this.#statement(into);
      }
    }
    this.#column = outer;
  }

  #note({ start, end }: Range, isTooDeep = false): void {
    this.errors.push({ start, end, isTooDeep });
  }

  #statement(into: TreeNode[]): void {
    const { tokens } = this;
    const { start } = tokens;
    const count = into.length;
    const depth = this.#depth;
    const column = this.#column;
    /** The parts of a compound statement that were read. */
    const parts: TreeNode[] = [];
    try {
      const type = this.#compound(parts);
      if (type === undefined) this.#simple.line(into);
      else into.push(new TreeNode(type, start, parts.at(-1)?.end ?? start, parts));
    } catch (error) {
      if (!(error instanceof NotPython)) throw error;
      this.#note(error, error.isTooDeep);
      this.#isBehindError = true;
      this.#expressions.depth = 0;
      this.#depth = depth;
      this.#column = column;
      const read = parts.length > 0 ? parts : into.splice(count);
      const names = skipBroken(tokens, error, read.at(-1)?.end ?? start, column);
      const children = [...read, ...names];
      for (const part of children) part.field = undefined;
      const type = error.isTooDeep ? 'TOO_DEEP' : 'ERROR';
      into.push(new TreeNode(type, start, Math.max(error.end, children.at(-1)?.end ?? start), children));
    }
  }

  /** @returns undefined when no compound statement starts here */
  #compound(parts: TreeNode[]): string | undefined {
    const { tokens } = this;
    switch (tokens.kind) {
      case Kind.ELIF:
        // Without an `if` before it.
        this.#note(tokens);
        return this.#if(parts);
      case Kind.IF:
        return this.#if(parts);
      case Kind.FOR:
        return this.#for(parts);
      case Kind.WHILE:
        tokens.next();
        parts.push(this.#expressions.named().as('condition'));
        this.#suite(parts, 'body');
        this.#else(parts, 'alternative');
        return 'while_statement';
      case Kind.TRY:
        return this.#try(parts);
      case Kind.WITH:
        return this.#with(parts);
      case Kind.DEF:
        return this.#function(parts);
      case Kind.CLASS:
        return this.#class(parts);
      case Kind.AT:
        return this.#decorated(parts);
      case Kind.ASYNC:
        tokens.next();
        if (tokens.kind === Kind.DEF) return this.#function(parts);
        if (tokens.kind === Kind.FOR) return this.#for(parts);
        return tokens.kind === Kind.WITH ? this.#with(parts) : this.fail();
      case Kind.NAME:
        return tokens.is('match') ? this.#match(parts) : undefined;
      default:
        return undefined;
    }
  }

  /** Reads the body behind the colon of a header: an indented block, or statements on the same line. */
  #suite(parts: TreeNode[], field: string | undefined): void {
    const { tokens } = this;
    this.expect(Kind.COLON);
    const statements: TreeNode[] = [];
    if (++this.#depth > MAX_DEPTH) this.fail();
    let { start } = tokens;
    if (tokens.kind !== Kind.NEWLINE) this.#simple.line(statements);
    else {
      tokens.next();
      const isIndented = tokens.kind !== Kind.END && tokens.column > this.#column;
      if (isIndented) this.#statements(tokens.column, statements);
      else this.#note({ start, end: start });
      start = statements[0]?.start ?? start;
    }
    this.#depth--;
    // A block ends with its last statement, whatever blanks and comments follow.
    const block = new TreeNode('block', start, statements.at(-1)?.end ?? start, statements);
    block.field = field;
    parts.push(block);
  }

  /** Is the next line one that goes on with the statement, such as `else:`? */
  #goesOn(kind: number): boolean {
    return this.tokens.kind === kind && this.tokens.column === this.#column;
  }

  #clause(type: string, start: number, parts: TreeNode[]): TreeNode {
    return new TreeNode(type, start, parts.at(-1)?.end ?? start, parts);
  }

  #else(parts: TreeNode[], field: string | undefined): void {
    const { tokens } = this;
    if (!this.#goesOn(Kind.ELSE)) return;
    const { start } = tokens;
    const body: TreeNode[] = [];
    tokens.next();
    this.#suite(body, 'body');
    const clause = this.#clause('else_clause', start, body);
    clause.field = field;
    parts.push(clause);
  }

  #if(parts: TreeNode[]): string {
    const { tokens } = this;
    tokens.next();
    parts.push(this.#expressions.named().as('condition'));
    this.#suite(parts, 'consequence');
    while (this.#goesOn(Kind.ELIF)) {
      const { start } = tokens;
      tokens.next();
      const clause = [this.#expressions.named().as('condition')];
      this.#suite(clause, 'consequence');
      parts.push(this.#clause('elif_clause', start, clause).as('alternative'));
    }
    this.#else(parts, 'alternative');
    return 'if_statement';
  }

  #for(parts: TreeNode[]): string {
    this.tokens.next();
    parts.push(this.#expressions.targets().as('left'));
    this.expect(Kind.IN);
    parts.push(this.#expressions.list().as('right'));
    this.#suite(parts, 'body');
    this.#else(parts, 'alternative');
    return 'for_statement';
  }

  #try(parts: TreeNode[]): string {
    const { tokens } = this;
    tokens.next();
    this.#suite(parts, 'body');
    const hasExcept = tokens.kind === Kind.EXCEPT;
    while (this.#goesOn(Kind.EXCEPT)) this.#except(parts);
    if (hasExcept) this.#else(parts, undefined);
    if (this.#goesOn(Kind.FINALLY)) {
      const { start } = tokens;
      const body: TreeNode[] = [];
      tokens.next();
      this.#suite(body, undefined);
      parts.push(this.#clause('finally_clause', start, body));
    } else if (!hasExcept) this.#note(tokens);
    return 'try_statement';
  }

  /** With `*` (PEP 654) and with several types without brackets (PEP 758), too. */
  #except(parts: TreeNode[]): void {
    const { tokens } = this;
    const { start } = tokens;
    const clause: TreeNode[] = [];
    tokens.next();
    const isGroup = this.skip(Kind.STAR);
    if (isGroup || tokens.kind !== Kind.COLON) {
      const first = this.#expressions.single();
      if (this.skip(Kind.AS)) {
        const target = this.leaf('identifier', Kind.NAME);
        clause.push(aliased(first, target).as('value'));
      } else {
        clause.push(first.as('value'));
        while (this.skip(Kind.COMMA) && tokens.kind !== Kind.COLON) clause.push(this.#expressions.single().as('value'));
      }
    }
    this.#suite(clause, undefined);
    parts.push(this.#clause('except_clause', start, clause));
  }

  #with(parts: TreeNode[]): string {
    const { tokens } = this;
    tokens.next();
    const { start } = tokens;
    const items = this.#withItems.read();
    parts.push(this.node('with_clause', start, items));
    this.#suite(parts, 'body');
    return 'with_statement';
  }

  #function(parts: TreeNode[]): string {
    const { tokens } = this;
    tokens.next();
    parts.push(this.leaf('identifier', Kind.NAME).as('name'));
    this.#typeParameters(parts);
    const { start } = tokens;
    this.expect(Kind.LEFT_PARENTHESIS);
    const parameters = this.#parameters.read(Kind.RIGHT_PARENTHESIS, true);
    this.expect(Kind.RIGHT_PARENTHESIS);
    parts.push(this.node('parameters', start, parameters).as('parameters'));
    if (this.skip(Kind.ARROW)) parts.push(this.#expressions.type(false).as('return_type'));
    this.#suite(parts, 'body');
    return 'function_definition';
  }

  #class(parts: TreeNode[]): string {
    this.tokens.next();
    parts.push(this.leaf('identifier', Kind.NAME).as('name'));
    this.#typeParameters(parts);
    if (this.tokens.kind === Kind.LEFT_PARENTHESIS) parts.push(this.#expressions.arguments().as('superclasses'));
    this.#suite(parts, 'body');
    return 'class_definition';
  }

  #typeParameters(parts: TreeNode[]): void {
    if (this.tokens.kind === Kind.LEFT_BRACKET) parts.push(this.#parameters.types().as('type_parameters'));
  }

  #decorated(parts: TreeNode[]): string {
    const { tokens } = this;
    while (this.#goesOn(Kind.AT)) {
      const { start } = tokens;
      tokens.next();
      parts.push(this.node('decorator', start, [this.#expressions.named()]));
      this.expect(Kind.NEWLINE);
    }
    const { start } = tokens;
    if (tokens.kind === Kind.END) {
      this.#note(tokens);
      return 'decorated_definition';
    }
    if (tokens.column !== this.#column) this.fail();
    this.skip(Kind.ASYNC);
    const definition: TreeNode[] = [];
    if (tokens.kind !== Kind.DEF && tokens.kind !== Kind.CLASS) this.fail();
    const type = tokens.kind === Kind.DEF ? this.#function(definition) : this.#class(definition);
    parts.push(this.#clause(type, start, definition).as('definition'));
    return 'decorated_definition';
  }

  /** `match` is a keyword where a block of cases follows (8.6); else it is a name, and undefined is returned. */
  #match(parts: TreeNode[]): string | undefined {
    const { tokens } = this;
    const mark = tokens.mark();
    const { depth } = this.#expressions;
    let isMatch = false;
    try {
      tokens.next();
      const subjects = this.#expressions.namedList();
      isMatch = this.skip(Kind.COLON) && this.skip(Kind.NEWLINE);
      if (isMatch) parts.push(...subjects.map((subject) => subject.as('subject')));
    } catch (error) {
      if (!(error instanceof NotPython)) throw error;
      this.#expressions.depth = depth;
    }
    if (!isMatch) {
      tokens.goBack(mark);
      return undefined;
    }
    this.#cases(parts);
    return 'match_statement';
  }

  #cases(parts: TreeNode[]): void {
    const { tokens } = this;
    const outer = this.#column;
    const { start } = tokens;
    if (tokens.column <= outer || !tokens.is('case')) this.fail();
    const clauses: TreeNode[] = [];
    this.#column = tokens.column;
    while (tokens.is('case') && tokens.column === this.#column) this.#case(clauses);
    const isBehind = tokens.column > outer && tokens.kind !== Kind.END;
    this.#column = outer;
    parts.push(this.#clause('block', start, clauses).as('body'));
    if (isBehind) this.fail();
  }

  #case(clauses: TreeNode[]): void {
    const { tokens } = this;
    const { start } = tokens;
    tokens.next();
    const parts = this.#patterns.open();
    if (tokens.kind === Kind.IF) {
      const guardStart = tokens.start;
      tokens.next();
      parts.push(this.node('if_clause', guardStart, [this.#expressions.named()]).as('guard'));
    }
    this.#suite(parts, 'consequence');
    clauses.push(this.#clause('case_clause', start, parts).as('alternative'));
  }
}
