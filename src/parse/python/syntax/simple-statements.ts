import type { Expressions } from './expressions.ts';
import type { Parameters } from './parameters.ts';
import { Reader } from './reader.ts';
import { TreeNode } from './syntax-node.ts';
import { asSingleTarget, asTarget, checkTarget } from './targets.ts';
import * as Kind from './token-kind.ts';
import { startsExpression } from './displays.ts';

/** Reads the statements of one logical line (reference manual 7). */
export class SimpleStatements extends Reader {
  readonly #expressions: Expressions;
  readonly #parameters: Parameters;

  constructor(expressions: Expressions, parameters: Parameters) {
    super(expressions.tokens);
    this.#expressions = expressions;
    this.#parameters = parameters;
  }

  /** The rest of a logical line: statements with semicolons between them. */
  line(into: TreeNode[]): void {
    const { tokens } = this;
    do into.push(this.#statement());
    while (this.skip(Kind.SEMICOLON) && tokens.kind !== Kind.NEWLINE);
    this.expect(Kind.NEWLINE);
  }

  #statement(): TreeNode {
    const { tokens } = this;
    const { start } = tokens;
    switch (tokens.kind) {
      case Kind.PASS:
        return this.leaf('pass_statement', Kind.PASS);
      case Kind.BREAK:
        return this.leaf('break_statement', Kind.BREAK);
      case Kind.CONTINUE:
        return this.leaf('continue_statement', Kind.CONTINUE);
      case Kind.RETURN:
        tokens.next();
        return this.node('return_statement', start, startsExpression(tokens.kind) ? [this.#expressions.list()] : []);
      case Kind.IMPORT:
        return this.#import(start);
      case Kind.FROM:
        return this.#importFrom(start);
      case Kind.RAISE:
        return this.#raise();
      case Kind.ASSERT:
        return this.#assert();
      case Kind.DEL:
        tokens.next();
        return this.node('delete_statement', start, [checkTarget(this.#expressions.list())]);
      case Kind.GLOBAL:
        return this.#declaration('global_statement');
      case Kind.NONLOCAL:
        return this.#declaration('nonlocal_statement');
      default:
        return this.#soft() ?? this.#expression();
    }
  }

  /** `type X = …` (PEP 695) and `lazy import …` (PEP 810), whose keywords are names elsewhere. */
  #soft(): TreeNode | undefined {
    const { tokens } = this;
    const { start } = tokens;
    const isType = tokens.is('type');
    if (!isType && !tokens.is('lazy')) return undefined;
    const mark = tokens.mark();
    tokens.next();
    if (isType && tokens.kind === Kind.NAME) return this.#typeAlias(start);
    if (!isType && tokens.kind === Kind.IMPORT) return this.#import(start);
    if (!isType && tokens.kind === Kind.FROM) return this.#importFrom(start);
    tokens.goBack(mark);
    return undefined;
  }

  #typeAlias(start: number): TreeNode {
    const { tokens } = this;
    const name = this.leaf('identifier', Kind.NAME);
    const parts = tokens.kind === Kind.LEFT_BRACKET ? [name, this.#parameters.types()] : [name];
    const named = parts.length === 1 ? name : this.node('generic_type', name.start, parts);
    const left = this.node('type', name.start, [named]).as('left');
    this.expect(Kind.EQUALS);
    return this.node('type_alias_statement', start, [left, this.#expressions.type(false).as('right')]);
  }

  #raise(): TreeNode {
    const { start } = this.tokens;
    this.tokens.next();
    const parts: TreeNode[] = [];
    if (startsExpression(this.tokens.kind)) {
      parts.push(this.#expressions.single());
      if (this.skip(Kind.FROM)) parts.push(this.#expressions.single().as('cause'));
    }
    return this.node('raise_statement', start, parts);
  }

  #assert(): TreeNode {
    const { start } = this.tokens;
    this.tokens.next();
    const parts = [this.#expressions.single()];
    if (this.skip(Kind.COMMA)) parts.push(this.#expressions.single());
    return this.node('assert_statement', start, parts);
  }

  #declaration(type: string): TreeNode {
    const { start } = this.tokens;
    this.tokens.next();
    const names: TreeNode[] = [];
    do names.push(this.leaf('identifier', Kind.NAME));
    while (this.skip(Kind.COMMA));
    return this.node(type, start, names);
  }

  /** An expression by itself, or an assignment. */
  #expression(): TreeNode {
    const { tokens } = this;
    const { start } = tokens;
    const first = this.#expressions.yieldOrList();
    switch (tokens.kind) {
      case Kind.EQUALS:
        return this.node('expression_statement', start, [this.#assignment(first)]);
      case Kind.COLON:
        return this.node('expression_statement', start, [this.#annotated(first)]);
      case Kind.AUGMENTED: {
        const left = asSingleTarget(first).as('left');
        tokens.next();
        const right = this.#expressions.yieldOrList().as('right');
        return this.node('expression_statement', start, [this.node('augmented_assignment', start, [left, right])]);
      }
      default:
        // The expressions of a list are the children of the statement.
        return this.node('expression_statement', start, first.type === 'expression_list' ? first.children : [first]);
    }
  }

  /** `a = b = value`: the second assignment is the value of the first. */
  #assignment(first: TreeNode): TreeNode {
    const targets: TreeNode[] = [];
    let value = first;
    while (this.skip(Kind.EQUALS)) {
      targets.push(asTarget(value).as('left'));
      value = this.#expressions.yieldOrList();
    }
    for (const target of targets.reverse()) value = this.node('assignment', target.start, [target, value.as('right')]);
    return value;
  }

  #annotated(first: TreeNode): TreeNode {
    const parts = [asSingleTarget(first).as('left')];
    this.tokens.next();
    parts.push(this.#expressions.type(false));
    if (this.skip(Kind.EQUALS)) parts.push(this.#expressions.yieldOrList().as('right'));
    return this.node('assignment', first.start, parts);
  }

  // Imports (7.11). `start` is where the statement starts, maybe with `lazy`.

  #import(start: number): TreeNode {
    this.tokens.next();
    const names: TreeNode[] = [];
    do names.push(this.#imported(this.#dotted()));
    while (this.skip(Kind.COMMA));
    return this.node('import_statement', start, names);
  }

  #importFrom(start: number): TreeNode {
    const { tokens } = this;
    tokens.next();
    const module = this.#module();
    this.expect(Kind.IMPORT);
    const isFuture = module.type === 'dotted_name' && tokens.text.slice(module.start, module.end) === '__future__';
    const parts = isFuture ? [] : [module.as('module_name')];
    if (tokens.kind === Kind.STAR) parts.push(this.leaf('wildcard_import', Kind.STAR));
    else {
      const isBracketed = this.skip(Kind.LEFT_PARENTHESIS);
      do parts.push(this.#imported(this.#importedName()));
      while (this.skip(Kind.COMMA) && !(isBracketed && tokens.kind === Kind.RIGHT_PARENTHESIS));
      if (isBracketed) this.expect(Kind.RIGHT_PARENTHESIS);
    }
    return this.node(isFuture ? 'future_import_statement' : 'import_from_statement', start, parts);
  }

  /** Reads the module behind `from`, which may be relative. */
  #module(): TreeNode {
    const { tokens } = this;
    const { start } = tokens;
    while (tokens.kind === Kind.DOT || tokens.kind === Kind.ELLIPSIS) tokens.next();
    if (tokens.start === start) return this.#dotted();
    const parts = [this.node('import_prefix', start, [])];
    if (tokens.kind === Kind.NAME) parts.push(this.#dotted());
    return this.node('relative_import', start, parts);
  }

  #dotted(): TreeNode {
    const { start } = this.tokens;
    const names: TreeNode[] = [];
    do names.push(this.leaf('identifier', Kind.NAME));
    while (this.skip(Kind.DOT));
    return this.node('dotted_name', start, names);
  }

  #importedName(): TreeNode {
    const name = this.leaf('identifier', Kind.NAME);
    return new TreeNode('dotted_name', name.start, name.end, [name]);
  }

  /** The name, with its alias. */
  #imported(name: TreeNode): TreeNode {
    if (!this.skip(Kind.AS)) return name.as('name');
    const alias = this.leaf('identifier', Kind.NAME).as('alias');
    return this.node('aliased_import', name.start, [name.as('name'), alias]).as('name');
  }
}
