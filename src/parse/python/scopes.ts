import type { Range } from '../../model/range.ts';
import { lookUp, takenBy } from './name-lookup.ts';
import type { RelevantCode } from './relevant-code.ts';
import { readPublicNames } from './public-names.ts';
import type { PublicName } from './public-names.ts';
import { ScopeReader } from './scope-reader.ts';
import type { NamedSite, NamedUse, OpenBinding, OpenScope } from './scope-notes.ts';
import type { Binding, DynamicLookup, Scope, Site, Use } from './scope.ts';
import { parseExpression, parseModule } from './syntax/parse.ts';
import type { SyntaxTree } from './syntax/parse.ts';
import type { CodeError } from './syntax/syntax-node.ts';
import { typeComments } from './type-comments.ts';
import type { TypeComment } from './type-comments.ts';
import { TypeStrings } from './type-strings.ts';
import { typingNames } from './typing-names.ts';

/** The scopes of a file, and what each name in it means by Python's scope rules (reference manual 4.2). */
export class Scopes {
  /** Where the file is not valid Python, or could not be read, in order: names near by are uncertain. */
  readonly errors: readonly CodeError[];
  /** Every scope, the module's first, each before those inside of it. */
  readonly all: readonly Scope[];
  readonly module: Scope;
  /**
   * The names that the file reads and no scope of it binds: builtins, those of a star import, and mistakes. Those that only
   * class bodies read which bind them, too, have no uses but unsure ones.
   */
  readonly unbound: ReadonlyMap<string, Binding>;
  /** The entries of `__all__`. */
  readonly publicNames: readonly PublicName[];
  /** The strings that are types, or may be, and in which names are not followed. */
  readonly unreadTypes: readonly Range[];

  readonly #module: OpenScope;
  readonly #unbound = new Map<string, OpenBinding>();
  #places: readonly { readonly range: Range; readonly binding: Binding }[] | undefined;

  private constructor(text: string, { root, errors }: SyntaxTree) {
    const strings = new TypeStrings<OpenScope>(text);
    const reader = new ScopeReader(text, root, strings);
    this.errors = errors;
    this.all = reader.notes.scopes;
    this.module = this.#module = reader.notes.module;
    this.unbound = this.#unbound;
    this.publicNames = readPublicNames(text, root);
    this.#bind(reader.notes.scopes);
    for (const comment of typeComments(text, root)) readTypes(text, reader, comment);
    for (const { expression, scope } of strings.expressions(typingNames(text))) reader.readString(expression, scope);
    this.unreadTypes = strings.unread;
    for (const scope of reader.notes.scopes) for (const use of scope.uses) this.#resolveUse(use, scope);
  }

  /**
   * @param text a whole file, without a byte order mark; all offsets are its own
   * @param code what to read of it, where only some names are asked for
   */
  static read(text: string, code?: RelevantCode): Scopes {
    return Scopes.of(text, parseModule(code?.text ?? text, code?.ranges));
  }

  /** @param tree of the text, or of what is to be read of it */
  static of(text: string, tree: SyntaxTree): Scopes {
    return new Scopes(text, tree);
  }

  /** The binding that a load of the name refers to in the scope; undefined when no scope binds it. */
  resolve(name: string, scope: Scope): Binding | undefined {
    return lookUp(name, scope);
  }

  /** The binding of the name at the offset, whether it is bound there or read; undefined where there is no name. */
  bindingAt(offset: number): Binding | undefined {
    this.#places ??= [...this.bindings()]
      .flatMap((binding) => [...binding.sites, ...binding.uses].map((range) => ({ range, binding })))
      .toSorted((a, b) => a.range.start - b.range.start);
    let low = 0;
    let high = this.#places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#places[middle]?.range.start ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const place = this.#places[low - 1];
    return place && offset < place.range.end ? place.binding : undefined;
  }

  /** The bindings of all scopes, then the unbound ones. */
  *bindings(): Generator<Binding> {
    for (const scope of this.all) yield* scope.bindings.values();
    yield* this.unbound.values();
  }

  /** Can the binding have this name without any name in the file meaning something else than before? */
  isNameFree(name: string, binding: Binding): boolean {
    return this.collisions(name, binding).length === 0;
  }

  /**
   * The places that stand in the way of giving the binding this name: where its scope binds the name already, or one
   * that is nearer to a place of the binding does; and where the name means one of a scope further out, which the
   * binding would hide.
   */
  collisions(name: string, binding: Binding): readonly (Site | Use)[] {
    const owner = binding.scope;
    const takers = new Set([...binding.sites, ...binding.uses].map((place) => takenBy(name, place.scope, owner)));
    if (owner.bindings.has(name)) takers.add(owner);
    const taken = [...takers].flatMap((scope) => (scope ? this.#claims(scope, name) : []));
    const outer = owner.bindings.has(name) ? undefined : (lookUp(name, owner) ?? this.#unbound.get(name));
    const hidden = [...(outer?.sites ?? []), ...(outer?.uses ?? [])].filter(
      (place) => takenBy(name, place.scope, owner) === undefined,
    );
    if (owner === this.module) hidden.push(...(this.#unbound.get(name)?.unsureUses ?? []));
    return [...taken, ...hidden];
  }

  /** The calls that may look the binding up by its name. */
  dynamicLookups({ scope: owner, uses }: Binding): DynamicLookup[] {
    const readers = new Set([owner, ...uses.map(({ scope }) => scope)]);
    return this.all.flatMap((scope) =>
      scope.dynamic.filter(({ function: name }) => {
        if (lookUp(name, scope)) return false;
        if (name === 'globals') return owner.kind === 'module';
        return name === 'eval' || name === 'exec' ? isWithin(scope, owner) : readers.has(scope);
      }),
    );
  }

  /** Where the scope says whose the name is. */
  #claims(scope: Scope, name: string): readonly Site[] {
    const own = scope.bindings.get(name)?.sites;
    return own ?? (lookUp(name, scope) ?? this.#unbound.get(name))?.sites.filter((site) => site.scope === scope) ?? [];
  }

  /** Give each site to its binding: first those that bind in their own scope, then what is declared to be of others. */
  #bind(scopes: readonly OpenScope[]): void {
    const declarations: { readonly scope: OpenScope; readonly site: NamedSite }[] = [];
    const elsewhere: { readonly scope: OpenScope; readonly site: NamedSite }[] = [];
    for (const scope of scopes) {
      for (const site of scope.sites) {
        if (site.kind === 'declaration') declarations.push({ scope, site });
        else if (scope.declared.has(site.name)) elsewhere.push({ scope, site });
        else bindingIn(scope, scope.bindings, site.name).sites.push(site);
      }
    }
    for (const { scope, site } of elsewhere) this.#declared(scope, site.name, this.#module.bindings).sites.push(site);
    // A declaration binds nothing by itself.
    for (const { scope, site } of declarations) this.#declared(scope, site.name, this.#unbound).sites.push(site);
  }

  /** The binding that a name of the scope is declared to be; one of `others`, which may be new, where there is none. */
  #declared(scope: OpenScope, name: string, others: Map<string, OpenBinding>): OpenBinding {
    return (lookUp(name, scope) as OpenBinding | undefined) ?? bindingIn(this.#module, others, name);
  }

  #resolveUse(use: NamedUse, scope: OpenScope): void {
    const { name } = use;
    const binding = lookUp(name, scope) as OpenBinding | undefined;
    (binding ?? bindingIn(this.#module, this.#unbound, name)).uses.push(use);
    if (binding?.scope.kind !== 'class') return;
    // Until the class has bound the name, the interpreter looks in the module and not in functions around.
    const outer = this.#module.bindings.get(name) ?? bindingIn(this.#module, this.#unbound, name);
    outer.unsureUses.push(use);
  }
}

/** Read the types in a comment as the annotations that they stand for. */
function readTypes(text: string, reader: ScopeReader, { types, anchor, isSignature }: TypeComment): void {
  const inner = reader.notes.scopes.findLast(({ range }) => range.start <= anchor && anchor < range.end);
  const scope = (isSignature ? inner?.parent : inner) ?? reader.notes.module;
  for (const range of types) {
    const expression = parseExpression(text, range);
    if (expression) reader.readString(expression, scope);
  }
}

function bindingIn(scope: OpenScope, bindings: Map<string, OpenBinding>, name: string): OpenBinding {
  let binding = bindings.get(name);
  if (binding === undefined) {
    binding = { name, scope, sites: [], uses: [], unsureUses: [] };
    bindings.set(name, binding);
  }
  return binding;
}

function isWithin(scope: Scope | undefined, owner: Scope): boolean {
  return scope !== undefined && (scope === owner || isWithin(scope.parent, owner));
}
