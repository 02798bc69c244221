import type { Range } from '../../model/range.ts';
import type {
  Binding,
  DynamicLookup,
  ImportOrigin,
  Scope,
  ScopeKind,
  Site,
  SiteKind,
  Unread,
  Use,
  UseContext,
} from './scope.ts';
import { child, noVariables, rangeOf, variablesFor, withParentheses } from './syntax/fields.ts';
import type { SyntaxNode } from './syntax/syntax-node.ts';

/** A scope while it is read: its notes, before the meaning of names is known. */
export interface OpenScope extends Scope {
  readonly parent: OpenScope | undefined;
  readonly children: OpenScope[];
  readonly bindings: Map<string, OpenBinding>;
  readonly declared: Map<string, 'global' | 'nonlocal'>;
  readonly dynamic: DynamicLookup[];
  readonly stars: Range[];
  /** The places that bind names here, unless the names are declared to be of another scope. */
  readonly sites: NamedSite[];
  readonly uses: NamedUse[];
}

export type NamedSite = Site & { readonly name: string };
export type NamedUse = Use & { readonly name: string };

export interface OpenBinding extends Binding {
  readonly sites: NamedSite[];
  readonly uses: Use[];
  readonly unsureUses: Use[];
}

const dynamicFunctions = new Set(['locals', 'globals', 'vars', 'dir', 'eval', 'exec']);
/** Functions that look at the calling scope only when they are called without an argument. */
const withoutArguments = new Set(['locals', 'vars', 'dir']);

/** Notes, scope by scope, the names that a reader of the tree meets: names that are bound, declared and read. */
export class ScopeNotes {
  readonly #text: string;
  readonly #contexts = new Map<SyntaxNode, UseContext>();
  /** Every scope, before those inside of it. */
  readonly scopes: OpenScope[] = [];
  readonly module: OpenScope;
  #scope: OpenScope;
  /** The uses to come stand in a string annotation. */
  isInString = false;
  /** An f-string shows the text of the uses to come. */
  isShown = false;
  /** Why the statement of the uses to come could not be read. */
  unread: Unread | undefined;

  constructor(text: string, root: SyntaxNode) {
    this.#text = text;
    this.module = this.open('module', '', root, undefined);
    this.#scope = this.module;
  }

  /** The one that is read. */
  get scope(): OpenScope {
    return this.#scope;
  }

  /** The attribute is stored to or deleted. */
  setContext(attribute: SyntaxNode, context: UseContext): void {
    this.#contexts.set(attribute, context);
  }

  open(kind: ScopeKind, name: string, { start, end }: Range, parent: OpenScope | undefined): OpenScope {
    const scope: OpenScope = {
      kind,
      name,
      range: { start, end },
      parent,
      children: [],
      bindings: new Map(),
      declared: new Map(),
      dynamic: [],
      stars: [],
      sites: [],
      uses: [],
    };
    parent?.children.push(scope);
    this.scopes.push(scope);
    return scope;
  }

  in(scope: OpenScope, read: () => void): void {
    const outer = this.#scope;
    this.#scope = scope;
    read();
    this.#scope = outer;
  }

  /** The name that the compiler sees: in NFKC (reference manual 2.3), with private names of a class mangled (6.2.1). */
  name({ start, end }: Range): string {
    const text = this.#text.slice(start, end);
    const name = /[\u0080-\uffff]/.test(text) ? text.normalize('NFKC') : text;
    return name.startsWith('__') ? mangle(name, this.#scope) : name;
  }

  nameText({ start, end }: Range): string {
    return this.#text.slice(start, end).normalize('NFKC');
  }

  dotted({ start, end }: Range): string {
    return this.#text.slice(start, end).replace(/[\s\\]/g, '');
  }

  use(node: SyntaxNode): void {
    const attributes: Range[] = [];
    let outermost = node;
    for (let inner = withParentheses(node); inner.field === 'object'; inner = withParentheses(outermost)) {
      if (inner.parent?.type !== 'attribute') break;
      outermost = inner.parent;
      const attribute = child(outermost, 'attribute');
      if (attribute) attributes.push(rangeOf(attribute));
    }
    const isCalled = outermost.field === 'function' && outermost.parent?.type === 'call';
    const context = this.#contexts.get(outermost) ?? (isCalled ? 'call' : 'load');
    this.addUse(node, attributes, context, variablesFor(outermost));
  }

  addUse(
    node: SyntaxNode,
    attributes: readonly Range[],
    context: UseContext,
    variables: readonly Range[] = noVariables,
  ): void {
    const scope = this.#scope;
    const name = this.name(node);
    const { start, end } = node;
    scope.uses.push({
      start,
      end,
      name,
      scope,
      attributes,
      variables,
      context,
      isInString: this.isInString,
      isShown: this.isShown,
      unread: this.unread,
    });
  }

  bind(node: SyntaxNode | undefined, kind: SiteKind, origin?: ImportOrigin, owner = this.#scope): void {
    if (node === undefined) return;
    const { start, end } = node;
    owner.sites.push({ start, end, kind, name: this.name(node), scope: this.#scope, origin });
  }

  declare(names: readonly SyntaxNode[], kind: 'global' | 'nonlocal'): void {
    for (const name of names) {
      if (this.#scope.kind !== 'module') this.#scope.declared.set(this.name(name), kind);
      this.bind(name, 'declaration');
    }
  }

  noteDynamic(node: SyntaxNode, via: SyntaxNode, argumentCount: number): void {
    const name = via.type === 'identifier' ? this.#text.slice(via.start, via.end) : '';
    if (!dynamicFunctions.has(name) || (withoutArguments.has(name) && argumentCount > 0)) return;
    this.#scope.dynamic.push({ ...rangeOf(node), function: name });
  }

  /** A pattern of a `case`: names capture, dotted names and classes are read. */
  pattern(node: SyntaxNode): void {
    switch (node.type) {
      case 'dotted_name':
        if (node.children.length === 1) this.capture(node.children[0]);
        else this.dottedUse(node);
        return;
      case 'class_pattern':
        this.dottedUse(node.children[0]);
        for (const part of node.children.slice(1)) this.pattern(part);
        return;
      case 'as_pattern':
      case 'splat_pattern':
        for (const part of node.children) {
          if (part.type === 'identifier') this.capture(part);
          else this.pattern(part);
        }
        return;
      case 'keyword_pattern':
        for (const part of node.children.slice(1)) this.pattern(part);
        return;
      case 'identifier':
        this.capture(node);
        return;
      default:
        for (const part of node.children) this.pattern(part);
    }
  }

  capture(node: SyntaxNode | undefined): void {
    if (node && this.#text.slice(node.start, node.end) !== '_') this.bind(node, 'match');
  }

  dottedUse(node: SyntaxNode | undefined): void {
    const [first, ...attributes] = node?.children ?? [];
    if (first) this.addUse(first, attributes.map(rangeOf), 'load');
  }
}

function mangle(name: string, scope: Scope): string {
  if (name.endsWith('__')) return name;
  let owner: Scope | undefined = scope;
  while (owner && owner.kind !== 'class') owner = owner.parent;
  const prefix = owner?.name.replace(/^_+/, '') ?? '';
  return prefix === '' ? name : `_${prefix}${name}`;
}
