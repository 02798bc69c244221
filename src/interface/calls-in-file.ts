import { Scopes } from '../parse/python/scopes.ts';
import type { RelevantCode } from '../parse/python/relevant-code.ts';
import type { Binding, Use } from '../parse/python/scope.ts';
import { parseModule } from '../parse/python/syntax/parse.ts';
import type { SyntaxNode } from '../parse/python/syntax/syntax-node.ts';
import { bodyOf, definitionOf, field, statementsIn } from './tree.ts';

/** A name by which a file has a symbol: one that an import binds, or an attribute of a module that it binds. */
export interface ImportedName {
  /** The name that the import binds, such as `module` for `module.Name`. */
  readonly local: string;
  /** The attribute; undefined where the name itself is the symbol. */
  readonly attribute: string | undefined;
  /** Calls by this name itself are of no interest: they are rewritten by a rule. */
  readonly hasCallRule: boolean;
}

/** Functions that call a function argument by position, with arguments of the caller. */
const forwarding =
  /^(?:partial|partialmethod|to_thread|submit|run_in_executor|run_sync|map|starmap|call_soon|call_later)$/;

/** Expressions that may give one of their parts. */
const choosing = /^(?:conditional_expression|boolean_operator|parenthesized_expression)$/;

/** The places at which a file calls a symbol, and where it gives it an argument by its position. */
export class CallsInFile {
  readonly #text: string;
  readonly #scopes: Scopes;
  /** Names and attributes by their ends: the outermost one that ends there. */
  readonly #ends = new Map<number, SyntaxNode>();

  private constructor(text: string, code: RelevantCode | undefined) {
    this.#text = text;
    const tree = parseModule(code?.text ?? text, code?.ranges);
    this.#scopes = Scopes.of(text, tree);
    this.#note(tree.root);
  }

  /** @param code what to read of the text, where only some names are asked for */
  static read(text: string, code: RelevantCode | undefined): CallsInFile {
    return new CallsInFile(text, code);
  }

  /** The offset of the first place where the symbol is given an argument by its position. */
  firstPositional(name: ImportedName): number | undefined {
    return this.#first(name, (call) => positionals(call).length > 0);
  }

  /** The offset of the first place where the symbol is called at all. */
  firstCall(name: ImportedName): number | undefined {
    return this.#first(name, () => true);
  }

  #note(node: SyntaxNode): void {
    const known = this.#ends.get(node.end);
    if ((node.type === 'identifier' || node.type === 'attribute') && known === undefined)
      this.#ends.set(node.end, node);
    for (const child of node.children) this.#note(child);
  }

  #first({ local, attribute, hasCallRule }: ImportedName, fits: (call: SyntaxNode) => boolean): number | undefined {
    const found: number[] = [];
    const seen = new Set<Binding>();
    const follow = (binding: Binding, last: string | undefined, isOwn: boolean): void => {
      if (seen.has(binding)) return;
      seen.add(binding);
      for (const use of [...binding.uses, ...binding.unsureUses]) {
        const node = this.#symbolAt(use, last);
        if (node === undefined) continue;
        const isDirect = node.field === 'function' && node.parent?.type === 'call';
        const call = isOwn && hasCallRule && isDirect ? undefined : this.#callOf(node, fits);
        if (call !== undefined) found.push(call.start);
        for (const other of this.#namesOf(node, use)) follow(other, undefined, false);
      }
    };
    for (const binding of this.#scopes.bindings())
      if (binding.name === local && binding.sites.some(({ kind }) => kind === 'import'))
        follow(binding, attribute, true);
    // A star binds names that no statement shows.
    const unbound = this.#scopes.unbound.get(local);
    if (attribute === undefined && unbound !== undefined && found.length === 0) follow(unbound, undefined, true);
    return found.toSorted((a, b) => a - b)[0];
  }

  /** The expression that is the symbol: the name, or the name with its attributes up to the one that is the symbol. */
  #symbolAt(use: Use, attribute: string | undefined): SyntaxNode | undefined {
    if (attribute === undefined) return this.#ends.get(use.end);
    const range = use.attributes.find(({ start, end }) => this.#text.slice(start, end) === attribute);
    return range && this.#ends.get(range.end);
  }

  /** The call in which the symbol is called by this place: directly, by its `__init__`, or by what it is handed to. */
  #callOf(node: SyntaxNode, fits: (call: SyntaxNode) => boolean): SyntaxNode | undefined {
    const { parent } = node;
    if (parent === undefined) return undefined;
    if (parent.type === 'call' && node.field === 'function') return fits(parent) ? parent : undefined;
    if (parent.type === 'attribute' && node.field === 'object') {
      const name = field(parent, 'attribute');
      const call = parent.parent;
      const isMade = name !== undefined && /^__(?:init|new)__$/.test(this.#text.slice(name.start, name.end));
      return isMade && call?.type === 'call' && positionals(call).length > 1 ? call : undefined;
    }
    if (parent.field === 'superclasses' && parent.parent) return this.#superCall(parent.parent);
    if (parent.type === 'argument_list' && parent.parent?.type === 'call') return this.#forwarded(parent.parent, node);
    if (parent.type === 'keyword_argument' && node.field !== 'name') {
      const call = parent.parent?.parent;
      return call?.type === 'call' && this.#startsThread(parent, call) ? call : undefined;
    }
    return undefined;
  }

  /** `partial(Name, argument)` and its kin. */
  #forwarded(call: SyntaxNode, node: SyntaxNode): SyntaxNode | undefined {
    const called = field(call, 'function');
    const name = called && this.#text.slice(called.start, called.end).split('.').at(-1);
    const given = positionals(call);
    return forwarding.test(name ?? '') && given.indexOf(node) < given.length - 1 ? call : undefined;
  }

  /** `Thread(target=Name, args=(…))`. */
  #startsThread(keyword: SyntaxNode, call: SyntaxNode): boolean {
    const nameOf = (argument: SyntaxNode): string =>
      /^\w*/.exec(this.#text.slice(argument.start, argument.end))?.[0] ?? '';
    return (
      nameOf(keyword) === 'target' && (field(call, 'arguments')?.children ?? []).some((each) => nameOf(each) === 'args')
    );
  }

  /** Other names of the symbol in the file: variables, and classes that are made from it and have no `__init__`. */
  *#namesOf(node: SyntaxNode, use: Use): Generator<Binding> {
    for (const { start } of use.variables) {
      const binding = this.#scopes.bindingAt(start);
      if (binding) yield binding;
    }
    const held = this.#holderOf(node);
    if (held) yield held;
    const owner = node.parent?.field === 'superclasses' ? node.parent.parent : undefined;
    const name = owner && field(owner, 'name');
    if (owner === undefined || name === undefined) return;
    const binding = this.#hasInitialiser(owner) ? undefined : this.#scopes.bindingAt(name.start);
    if (binding) yield binding;
  }

  /** A parameter that it is the default of, or a variable that holds it in some case: `a = Name if b else c`. */
  #holderOf(node: SyntaxNode): Binding | undefined {
    let value = node;
    while (value.parent !== undefined && choosing.test(value.parent.type)) value = value.parent;
    const { parent } = value;
    const isDefault = value.field === 'value' && parent?.type.endsWith('default_parameter') === true;
    const isChosen = value !== node && value.field === 'right' && parent?.type === 'assignment';
    const name = parent && (isDefault ? field(parent, 'name') : isChosen ? field(parent, 'left') : undefined);
    return name?.type === 'identifier' ? this.#scopes.bindingAt(name.start) : undefined;
  }

  #hasInitialiser(owner: SyntaxNode): boolean {
    return [...statementsIn(bodyOf(owner))].some((statement) => {
      const definition = definitionOf({ text: this.#text }, statement);
      return /^__(?:init|new)__$/.test(definition?.name ?? '');
    });
  }

  /** The first call of `super().__init__` in a class that gives an argument by its position. */
  #superCall(node: SyntaxNode): SyntaxNode | undefined {
    if (node.type === 'call') {
      const called = field(node, 'function');
      const text = called === undefined ? '' : this.#text.slice(called.start, called.end);
      const isMade = /^super\s*\([^)]*\)\s*\.\s*__(init|new)__$/.exec(text);
      if (isMade && positionals(node).length > (isMade[1] === 'new' ? 1 : 0)) return node;
    }
    for (const child of node.children) {
      const found = this.#superCall(child);
      if (found) return found;
    }
    return undefined;
  }
}

function positionals(call: SyntaxNode): SyntaxNode[] {
  const list = field(call, 'arguments');
  // `f(x for x in y)`
  if (list?.type === 'generator_expression') return [list];
  const given = list?.children ?? [];
  return given.filter(({ type }) => type !== 'keyword_argument' && type !== 'dictionary_splat');
}
