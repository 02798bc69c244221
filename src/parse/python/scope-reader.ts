import type { SiteKind, Unread } from './scope.ts';
import { ScopeNotes } from './scope-notes.ts';
import type { OpenScope } from './scope-notes.ts';
import { child, isField, isText, rangeOf } from './syntax/fields.ts';
import type { SyntaxNode } from './syntax/syntax-node.ts';
import type { TypePosition, TypeStrings } from './type-strings.ts';

/** The parts that a type may be made of, so that a string in it is a type, too. */
const typeForms = new Set([
  'type',
  'subscript',
  'list',
  'tuple',
  'parenthesized_expression',
  'binary_operator',
  'list_splat',
  'string',
  'concatenated_string',
]);

/** Walks a tree and notes, scope by scope, the places that bind, declare and read names (reference manual 4.2.1). */
export class ScopeReader {
  readonly #text: string;
  readonly #strings: TypeStrings<OpenScope>;
  readonly notes: ScopeNotes;
  #typePosition: TypePosition | undefined;

  /** @param strings gets the strings that may be types */
  constructor(text: string, root: SyntaxNode, strings: TypeStrings<OpenScope>) {
    this.#text = text;
    this.#strings = strings;
    this.notes = new ScopeNotes(text, root);
    this.#visitAll(root.children);
  }

  /** Read an expression that stands in a string annotation. */
  readString(expression: SyntaxNode, scope: OpenScope): void {
    this.notes.isInString = true;
    this.notes.in(scope, () => {
      this.#visitType(expression);
    });
  }

  #visitAll(nodes: readonly (SyntaxNode | undefined)[]): void {
    for (const node of nodes) this.#visit(node);
  }

  #visitAt(position: TypePosition | undefined, node: SyntaxNode | undefined): void {
    const outer = this.#typePosition;
    this.#typePosition = position;
    this.#visit(node);
    this.#typePosition = outer;
  }

  #visitType(node: SyntaxNode | undefined): void {
    this.#visitAt('annotation', node);
  }

  #visit(node: SyntaxNode | undefined): void {
    if (node === undefined) return;
    if (this.#typePosition !== undefined && !typeForms.has(node.type)) {
      const outer = this.#typePosition;
      this.#typePosition = undefined;
      this.#visitForm(node);
      this.#typePosition = outer;
    } else this.#visitForm(node);
  }

  #visitForm(node: SyntaxNode): void {
    const { children } = node;
    switch (node.type) {
      case 'identifier':
        this.notes.use(node);
        return;
      case 'attribute':
        this.#visit(children[0]);
        return;
      case 'keyword_argument':
        this.#visit(child(node, 'value'));
        return;
      case 'call':
        this.#call(node);
        return;
      case 'subscript':
        this.#subscript(child(node, 'value'), children.filter(isField('subscript')));
        return;
      case 'string':
      case 'concatenated_string':
        if (this.#typePosition !== undefined) this.#strings.add(node, this.notes.scope, this.#typePosition);
        this.#visitParts(node);
        return;
      case 'interpolation':
      case 'format_expression':
        this.#interpolation(node);
        return;
      case 'assignment':
        this.#assignment(node);
        return;
      case 'augmented_assignment':
        this.#bindTarget(child(node, 'left'), 'augmented-assignment');
        this.#visit(child(node, 'right'));
        return;
      case 'named_expression':
        this.#namedExpression(node);
        return;
      case 'as_pattern':
        this.#visit(children[0]);
        this.#bindTarget(children[1], node.parent?.type === 'except_clause' ? 'except' : 'with');
        return;
      case 'for_statement':
        this.#bindTarget(child(node, 'left'), 'for');
        this.#visitAll(children.filter((part) => part.field !== 'left'));
        return;
      case 'delete_statement':
        for (const part of children) this.#bindTarget(part, 'delete');
        return;
      case 'global_statement':
        this.notes.declare(children, 'global');
        return;
      case 'nonlocal_statement':
        this.notes.declare(children, 'nonlocal');
        return;
      case 'import_statement':
      case 'import_from_statement':
      case 'future_import_statement':
        this.#import(node);
        return;
      case 'function_definition':
        this.#function(node);
        return;
      case 'class_definition':
        this.#class(node);
        return;
      case 'lambda':
        this.#lambda(node);
        return;
      case 'list_comprehension':
      case 'set_comprehension':
      case 'dictionary_comprehension':
      case 'generator_expression':
        this.#comprehension(node);
        return;
      case 'case_clause':
        for (const part of children) {
          if (part.type === 'case_pattern') this.notes.pattern(part);
          else this.#visit(part);
        }
        return;
      case 'type_alias_statement':
        this.#typeAlias(node);
        return;
      case 'ERROR':
        this.#broken(children, 'not-python');
        return;
      case 'TOO_DEEP':
        this.#broken(children, 'too-deep');
        return;
      default:
        this.#visitAll(children);
    }
  }

  /** Visits the parts of a broken statement that were read, and the dotted names in the rest. */
  #broken(parts: readonly SyntaxNode[], unread: Unread): void {
    for (const part of parts) {
      if (part.type !== 'dotted_name') {
        this.#visit(part);
        continue;
      }
      this.notes.unread = unread;
      this.notes.dottedUse(part);
      this.notes.unread = undefined;
    }
  }

  /** Visits the parts of a node that is no type, such as the expressions in an f-string. */
  #visitParts({ children }: SyntaxNode): void {
    const outer = this.#typePosition;
    this.#typePosition = undefined;
    this.#visitAll(children);
    this.#typePosition = outer;
  }

  #interpolation(node: SyntaxNode): void {
    const outer = this.notes.isShown;
    const [expression] = node.children;
    this.notes.isShown ||= expression !== undefined && /^\s*=/.test(this.#text.slice(expression.end, node.end));
    this.#visitAll(node.children);
    this.notes.isShown = outer;
  }

  #bindTarget(node: SyntaxNode | undefined, kind: SiteKind): void {
    switch (node?.type) {
      case undefined:
        return;
      case 'identifier':
        this.notes.bind(node, kind);
        return;
      case 'attribute':
        this.notes.setContext(node, kind === 'delete' ? 'delete' : 'store');
        this.#visit(node);
        return;
      case 'pattern_list':
      case 'tuple_pattern':
      case 'list_pattern':
      case 'list_splat_pattern':
      case 'dictionary_splat_pattern':
      case 'expression_list':
      case 'tuple':
      case 'list':
      case 'list_splat':
      case 'parenthesized_expression':
      case 'as_pattern_target':
        for (const part of node.children) this.#bindTarget(part, kind);
        return;
      default:
        this.#visit(node);
    }
  }

  #assignment(node: SyntaxNode): void {
    const [left, type, right] = [child(node, 'left'), child(node, 'type'), child(node, 'right')];
    // `(name): annotation` binds nothing.
    const isBare = right === undefined && left?.type.endsWith('_pattern') === true;
    if (!isBare) this.#bindTarget(left, right ? 'assignment' : 'annotation');
    this.#visitType(type);
    const isAlias = type !== undefined && /\bTypeAlias["']?$/.test(this.#text.slice(type.start, type.end));
    if (isAlias) this.#visitType(right);
    else this.#visit(right);
  }

  #import(node: SyntaxNode): void {
    const path = child(node, 'module_name');
    const module = path && this.notes.dotted(path);
    for (const name of node.children) {
      if (name.type === 'wildcard_import') this.notes.scope.stars.push(rangeOf(name));
      if (name.field !== 'name') continue;
      const imported = name.type === 'aliased_import' ? child(name, 'name') : name;
      if (imported === undefined) continue;
      const alias = child(name, 'alias');
      const first = imported.children[0];
      const dotted = this.notes.dotted(alias ? imported : (first ?? imported));
      const origin =
        node.type === 'import_statement'
          ? { module: dotted, name: undefined }
          : { module: module ?? '__future__', name: dotted };
      this.notes.bind(alias ?? first, 'import', origin);
    }
  }

  #function(node: SyntaxNode): void {
    const name = child(node, 'name');
    const parameters = child(node, 'parameters')?.children ?? [];
    const typeParameters = child(node, 'type_parameters');
    this.notes.bind(name, 'def');
    this.#defaults(parameters);
    this.#withTypeParameters(node, typeParameters, () => {
      for (const parameter of parameters) this.#visitType(child(parameter, 'type'));
      this.#visitType(child(node, 'return_type'));
      this.notes.in(this.notes.open('function', name ? this.notes.nameText(name) : '', node, this.notes.scope), () => {
        this.#bindParameters(parameters);
        this.#visit(child(node, 'body'));
      });
    });
  }

  #lambda(node: SyntaxNode): void {
    const parameters = child(node, 'parameters')?.children ?? [];
    this.#defaults(parameters);
    this.notes.in(this.notes.open('lambda', '', node, this.notes.scope), () => {
      this.#bindParameters(parameters);
      this.#visit(child(node, 'body'));
    });
  }

  /** Default values are evaluated outside of the function, where it is defined. */
  #defaults(parameters: readonly SyntaxNode[]): void {
    for (const parameter of parameters) this.#visit(child(parameter, 'value'));
  }

  #bindParameters(parameters: readonly SyntaxNode[]): void {
    for (const parameter of parameters) {
      const isPlain = parameter.type === 'identifier' || parameter.type.endsWith('_pattern');
      this.#bindTarget(isPlain ? parameter : (child(parameter, 'name') ?? parameter.children[0]), 'parameter');
    }
  }

  #class(node: SyntaxNode): void {
    const name = child(node, 'name');
    this.notes.bind(name, 'class');
    this.#withTypeParameters(node, child(node, 'type_parameters'), () => {
      this.#visit(child(node, 'superclasses'));
      this.notes.in(this.notes.open('class', name ? this.notes.nameText(name) : '', node, this.notes.scope), () => {
        this.#visit(child(node, 'body'));
      });
    });
  }

  #typeAlias(node: SyntaxNode): void {
    const left = child(node, 'left')?.children[0];
    const [name, typeParameters] = left?.type === 'generic_type' ? left.children : [left];
    this.notes.bind(name, 'type-alias');
    this.#withTypeParameters(node, typeParameters, () => {
      this.#visitType(child(node, 'right'));
    });
  }

  /** PEP 695: type parameters have a scope of their own around their class or function. */
  #withTypeParameters(node: SyntaxNode, parameters: SyntaxNode | undefined, read: () => void): void {
    if (parameters === undefined) {
      read();
      return;
    }
    this.notes.in(this.notes.open('type-parameters', '', node, this.notes.scope), () => {
      for (const { children } of parameters.children) this.#typeParameter(children[0]);
      read();
    });
  }

  /** `T`, `*T`, `**T`, each with a bound or default as a second part. */
  #typeParameter(node: SyntaxNode | undefined): void {
    if (node?.type === 'identifier') this.notes.bind(node, 'type-parameter');
    else if (node?.type === 'splat_type') this.notes.bind(node.children[0], 'type-parameter');
    else if (node?.type === 'constrained_type') {
      this.#typeParameter(node.children[0]?.children[0]);
      this.#visitType(node.children[1]);
    }
  }

  #call(node: SyntaxNode): void {
    const via = child(node, 'function');
    const list = child(node, 'arguments');
    this.#visit(via);
    if (list?.type !== 'argument_list') {
      this.#visit(list);
      return;
    }
    if (via) this.notes.noteDynamic(node, via, list.children.length);
    for (const [k, argument] of list.children.entries()) {
      const keyword = argument.type === 'keyword_argument' ? child(argument, 'name') : undefined;
      const position = keyword ? this.#text.slice(keyword.start, keyword.end) : k;
      const value = keyword ? child(argument, 'value') : argument;
      if (via) this.#visitArgument({ form: 'call', via, position }, value);
    }
  }

  /** Strings may be types when they are an argument, the second of a pair in a list, or a value of a dictionary. */
  #visitArgument(position: TypePosition, node: SyntaxNode | undefined): void {
    if (isText(node)) this.#visitAt(position, node);
    else if (node?.type === 'list' && node.children.every(({ type }) => type === 'tuple')) {
      for (const { children } of node.children) {
        for (const [k, part] of children.entries()) this.#visitAt(k === 1 && isText(part) ? position : undefined, part);
      }
    } else if (node?.type === 'dictionary') {
      for (const pair of node.children) {
        const value = child(pair, 'value');
        for (const part of pair.children) this.#visitAt(part === value && isText(part) ? position : undefined, part);
      }
    } else this.#visit(node);
  }

  #subscript(via: SyntaxNode | undefined, subscripts: readonly SyntaxNode[]): void {
    const outer = this.#typePosition;
    this.#visitAt(undefined, via);
    for (const [position, node] of subscripts.entries()) {
      this.#visitAt(via && { form: 'subscript', via, position, outer }, node);
    }
  }

  /** `:=` binds in the scope that holds the comprehensions around it (PEP 572). */
  #namedExpression(node: SyntaxNode): void {
    let owner = this.notes.scope;
    while (owner.kind === 'comprehension' && owner.parent) owner = owner.parent;
    this.notes.bind(child(node, 'name'), 'walrus', undefined, owner);
    this.#visit(child(node, 'value'));
  }

  #comprehension(node: SyntaxNode): void {
    const clauses = node.children.filter(({ type }) => type === 'for_in_clause' || type === 'if_clause');
    const [first, ...others] = clauses;
    // The first iterable is evaluated outside.
    this.#visitAll(first?.children.filter(isField('right')) ?? []);
    this.notes.in(this.notes.open('comprehension', '', node, this.notes.scope), () => {
      this.#bindTarget(first && child(first, 'left'), 'for');
      for (const clause of others) {
        this.#bindTarget(child(clause, 'left'), 'for');
        this.#visitAll(clause.children.filter((part) => part.field !== 'left'));
      }
      this.#visitAll(node.children.filter((part) => !clauses.includes(part)));
    });
  }
}
