import { absoluteModule } from '../model/python.ts';
import type { ModuleIdentity } from '../model/python.ts';
import type { Binding, Use } from '../parse/python/scope.ts';
import { Scopes } from '../parse/python/scopes.ts';
import { parseModule } from '../parse/python/syntax/parse.ts';
import type { SyntaxNode } from '../parse/python/syntax/syntax-node.ts';
import { className } from './members.ts';
import { field, lineOf } from './tree.ts';

/** How one file uses one symbol. */
export interface SymbolUses {
  calls: number;
  positional: number;
  awaited: number;
  /** The members that it uses on what calls give, each with its lines. */
  readonly members: Map<string, number[]>;
}

/**
 * How a file uses symbols.
 * @param isAsked which symbols, each `module:Name`
 */
export function usesInFile(
  text: string,
  identity: ModuleIdentity,
  isAsked: (symbol: string) => boolean,
): Map<string, SymbolUses> {
  return new UsesInFile(text, identity, isAsked).run();
}

class UsesInFile {
  readonly #text: string;
  readonly #identity: ModuleIdentity;
  readonly #isAsked: (symbol: string) => boolean;
  readonly #scopes: Scopes;
  readonly #ends = new Map<number, SyntaxNode>();
  readonly #found = new Map<string, SymbolUses>();
  /** The sites that hold what a call of a symbol gives. */
  readonly #results = new Map<Binding, { readonly symbol: string; readonly sites: Set<number> }>();

  constructor(text: string, identity: ModuleIdentity, isAsked: (symbol: string) => boolean) {
    this.#text = text;
    this.#identity = identity;
    this.#isAsked = isAsked;
    const tree = parseModule(text);
    this.#scopes = Scopes.of(text, tree);
    this.#note(tree.root);
  }

  run(): Map<string, SymbolUses> {
    for (const binding of this.#scopes.bindings())
      for (const { origin } of binding.sites)
        if (origin !== undefined) this.#imported(binding, origin.module, origin.name);
    for (const [binding, { symbol, sites }] of this.#results) {
      // If a name has another binding, too, its object is unknown where it is used.
      if (!binding.sites.every(({ kind, start }) => kind === 'declaration' || sites.has(start))) continue;
      for (const use of binding.uses) this.#member(symbol, use);
    }
    return this.#found;
  }

  #note(node: SyntaxNode): void {
    if ((node.type === 'identifier' || node.type === 'attribute') && !this.#ends.has(node.end))
      this.#ends.set(node.end, node);
    for (const child of node.children) this.#note(child);
  }

  #imported(binding: Binding, written: string, name: string | undefined): void {
    const dots = /^\.*/.exec(written)?.[0].length ?? 0;
    const module = absoluteModule(dots, written.slice(dots), this.#identity);
    if (module === undefined) return;
    if (name !== undefined && this.#isAsked(`${module}:${name}`)) {
      this.#usesOf(`${module}:${name}`);
      for (const use of binding.uses) this.#use(`${module}:${name}`, this.#ends.get(use.end));
      return;
    }
    const isAlias = name === undefined && module.split('.', 1)[0] !== binding.name;
    const start = name !== undefined ? `${module}.${name}` : isAlias ? module : binding.name;
    for (const use of binding.uses) this.#throughModule(start, use);
  }

  #throughModule(start: string, use: Use): void {
    let module = start;
    for (const range of use.attributes) {
      const attribute = this.#text.slice(range.start, range.end);
      if (this.#isAsked(`${module}:${attribute}`)) {
        this.#use(`${module}:${attribute}`, this.#ends.get(range.end));
        return;
      }
      module = `${module}.${attribute}`;
    }
  }

  #usesOf(symbol: string): SymbolUses {
    let uses = this.#found.get(symbol);
    if (uses === undefined) {
      uses = { calls: 0, positional: 0, awaited: 0, members: new Map() };
      this.#found.set(symbol, uses);
    }
    return uses;
  }

  #use(symbol: string, node: SyntaxNode | undefined): void {
    const uses = this.#usesOf(symbol);
    if (node === undefined) return;
    const { parent } = node;
    if (parent?.type === 'call' && node.field === 'function') {
      uses.calls++;
      const list = field(parent, 'arguments');
      const isPositional = ({ type }: SyntaxNode): boolean =>
        type !== 'keyword_argument' && type !== 'dictionary_splat';
      if (list?.type === 'generator_expression' || list?.children.some(isPositional) === true) uses.positional++;
      if (parent.parent?.type === 'await') uses.awaited++;
      this.#result(symbol, parent);
    } else this.#annotated(symbol, node);
  }

  /** Follows the result of a call. */
  #result(symbol: string, call: SyntaxNode): void {
    let value = call;
    while (value.parent?.type === 'await' || value.parent?.type === 'parenthesized_expression') value = value.parent;
    const { parent } = value;
    if (parent?.type === 'attribute' && value.field === 'object') this.#attribute(symbol, parent);
    if (parent?.type !== 'assignment' || value.field !== 'right') return;
    const left = field(parent, 'left');
    if (left?.type === 'identifier') this.#bound(symbol, left);
    if (left?.type === 'attribute') this.#attributeOfSelf(symbol, left);
  }

  /** `name: Symbol`, as a parameter or a variable. */
  #annotated(symbol: string, node: SyntaxNode): void {
    let type: SyntaxNode | undefined = node;
    while (type !== undefined && type.field !== 'type') type = type.parent;
    const owner = type?.parent;
    if (type === undefined || owner === undefined) return;
    if (className(this.#text.slice(type.start, type.end)) !== this.#text.slice(node.start, node.end)) return;
    const name = field(owner, 'name') ?? field(owner, 'left') ?? owner.children[0];
    if (name?.type === 'identifier') this.#bound(symbol, name);
  }

  #bound(symbol: string, name: SyntaxNode): void {
    const binding = this.#scopes.bindingAt(name.start);
    if (binding === undefined) return;
    const known = this.#results.get(binding);
    if (known === undefined) this.#results.set(binding, { symbol, sites: new Set([name.start]) });
    else if (known.symbol === symbol) known.sites.add(name.start);
  }

  /** `self.name = Symbol()`: each `self.name.member` of the class. */
  #attributeOfSelf(symbol: string, left: SyntaxNode): void {
    const path = this.#text.slice(left.start, left.end);
    let owner: SyntaxNode | undefined = left;
    while (owner !== undefined && owner.type !== 'class_definition') owner = owner.parent;
    if (owner === undefined || !/^(?:self|cls)\.\w+$/.test(path)) return;
    const visit = (node: SyntaxNode): void => {
      if (node.type === 'attribute' && node.parent?.type === 'attribute' && node.field === 'object')
        if (this.#text.slice(node.start, node.end) === path) this.#attribute(symbol, node.parent);
      for (const child of node.children) visit(child);
    };
    visit(owner);
  }

  #member(symbol: string, { end, attributes: [first] }: Use): void {
    const name = this.#ends.get(end);
    const node = first && this.#ends.get(first.end);
    if (name !== undefined && node?.type === 'attribute') this.#attribute(symbol, node);
  }

  /** To set a member needs none. */
  #attribute(symbol: string, node: SyntaxNode): void {
    const attribute = field(node, 'attribute');
    if (attribute === undefined || node.field === 'left') return;
    const name = this.#text.slice(attribute.start, attribute.end);
    if (/^__\w+__$/.test(name)) return;
    const { members } = this.#usesOf(symbol);
    const lines = members.get(name) ?? [];
    members.set(name, [...lines, lineOf({ text: this.#text }, attribute.start)]);
  }
}
