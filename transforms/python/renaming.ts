import { absoluteModule, isFacade, isTestModule } from '../../src/model/python.ts';
import type { TextEdit, Tier } from '../../src/model/edit.ts';
import type { ImportedName, ImportStatement } from '../../src/model/python.ts';
import type { Review } from '../../src/model/review.ts';
import { parseSymbol } from '../../src/model/symbol.ts';
import { isPrivateName } from '../../src/parse/python/private-names.ts';
import type { Binding, Scope, Use } from '../../src/parse/python/scope.ts';
import { occurrences } from '../../src/parse/python/occurrences.ts';
import type { Scopes } from '../../src/parse/python/scopes.ts';
import { typingWord } from '../../src/parse/python/typing-names.ts';
import { isFreeBuiltin } from './free-builtin.ts';
import { hasNoqa } from './noqa.ts';
import { missedUses } from './reported.ts';
import type { Choice, PythonFile } from './python-file.ts';
import { namedInNamespace, unreadType } from './unread-types.ts';

/** A name of a `from` import after the edits: what it is of, and the name that its uses are to have. */
export interface BoundName {
  readonly statement: ImportStatement;
  readonly name: ImportedName;
  /** `module:Name`. */
  readonly target: string;
  /** Undefined when the local name stays for a reason of its own: it is an alias, or the import does not move. */
  readonly newName: string | undefined;
  /** The tier of its move. */
  readonly tier: Tier;
  readonly reviews: readonly Review[];
}

/** Decides, name by name, whether imported names get their canonical name. */
export class Renaming {
  readonly #file: PythonFile;
  readonly #choice: Choice;
  readonly #scopes: Scopes;
  /** By the offset where the name or its alias ends, as the sites of bindings do. */
  readonly #names: ReadonlyMap<number, BoundName>;
  /** The bindings that get a new name: nothing else may get it in a scope that sees them. */
  readonly #decided = new Map<Binding, string>();
  /** The bindings that keep their names, and why: many imports may bind one. */
  readonly #kept = new Map<Binding, { readonly newName: string; readonly reason: string }>();

  constructor(file: PythonFile, names: readonly BoundName[], choice: Choice) {
    this.#file = file;
    this.#choice = choice;
    const wishes = names.filter(({ newName }) => newName !== undefined);
    const locals = new Set(wishes.flatMap(({ name, newName = '' }) => [name.name, newName]));
    this.#scopes = file.syntax.scopes([...new Set([...locals, ...typingWordsAround(file, locals)])]);
    this.#names = new Map(names.map((bound) => [bound.name.end, bound]));
  }

  /** @returns the edits at the uses, once for each binding, or why the name stays */
  decide({ name, statement, target }: BoundName, newName: string): readonly TextEdit[] | string {
    const binding = this.#scopes.bindingAt(name.start);
    if (binding === undefined) return 'where it is bound cannot be told';
    if (this.#decided.get(binding) === newName) return [];
    const known = this.#kept.get(binding);
    if (known?.newName === newName) return known.reason;
    const reason =
      this.#unsure() ??
      this.#otherSite(binding, newName) ??
      this.#publicName(binding, statement) ??
      this.#takenByStar(binding, newName) ??
      this.#foundByPytest(binding, newName) ??
      this.#hiddenUse(binding, newName) ??
      (this.#isBuiltin(target) ? undefined : this.#taken(binding, newName));
    if (reason === undefined) this.#decided.set(binding, newName);
    else this.#kept.set(binding, { newName, reason });
    return reason ?? binding.uses.map(({ start, end }) => ({ start, end, text: newName }));
  }

  /** A built-in needs no import, and takes no name from what means the same. */
  #isBuiltin(target: string): boolean {
    return isFreeBuiltin(this.#file, parseSymbol(target));
  }

  /** Can other modules see what the name is bound to? */
  isPublic({ start }: ImportedName): boolean {
    return this.#scopes.bindingAt(start)?.scope === this.#scopes.module;
  }

  #line(offset: number): string {
    return `line ${this.#file.span({ start: offset, end: offset }).line}`;
  }

  #unsure(): string | undefined {
    const [error] = this.#scopes.errors;
    return error && missedUses(error, this.#file.span(error).line);
  }

  /** All that binds the name must be imports that get the new name. */
  #otherSite({ name, scope, sites, unsureUses }: Binding, newName: string): string | undefined {
    const other = sites.find((site) => site.kind !== 'import' || this.#names.get(site.end)?.newName !== newName);
    if (other) return `it is bound otherwise, too (${this.#line(other.start)})`;
    const star = this.#starOf(name, scope);
    if (star) return `a star import may bind it, too (${this.#line(star.start)})`;
    const [unsure] = unsureUses;
    return unsure && `a class that binds the name reads it (${this.#line(unsure.start)})`;
  }

  /** A star import that may bring the name into the scope. */
  #starOf(name: string, scope: Scope): ImportStatement | undefined {
    const { identity, modules, syntax } = this.#file;
    if (scope.stars.length === 0) return undefined;
    return syntax.allStatements().find(({ isStar, level, module }) => {
      const from = isStar ? absoluteModule(level, module, identity) : undefined;
      return from !== undefined && modules.isModule(from) && modules.bringsByStar(from, name) !== false;
    });
  }

  /** Why others can see the name, by the module or class that it is bound in; undefined where they cannot. */
  #publicName({ name, scope, uses }: Binding, statement: ImportStatement): string | undefined {
    if (scope.kind === 'class') return 'it is an attribute of a class';
    if (scope !== this.#scopes.module) return undefined;
    const entry = this.#scopes.publicNames.find((other) => other.name === name);
    if (entry) return `it is in __all__ (${this.#line(entry.start)})`;
    if (uses.length === 0 && this.#isForOthers(name, statement)) return 'it is here for others, not for this file';
    return this.#file.others.isNeededElsewhere(name, this.#choice)
      ? 'other files look it up in this module'
      : this.#namedInText(name, uses);
  }

  /** Others would get the new name by a star, too, where it may hide another one. */
  #takenByStar({ scope }: Binding, newName: string): string | undefined {
    const { module } = this.#scopes;
    const isBrought = scope === module && !newName.startsWith('_') && !module.bindings.has('__all__');
    const isNew = isBrought && module.bindings.get(newName) === undefined;
    return isNew && this.#file.others.isNeededElsewhere(newName, this.#choice)
      ? `a star would bring ${newName} to another file, which says it`
      : undefined;
  }

  /** Text of the file that runs in the module, or is looked up in it, and that is not followed. */
  #namedInText(name: string, uses: readonly Use[]): string | undefined {
    const { text } = this.#file.source;
    const followed = new Set(uses.map(({ start }) => start));
    for (const at of occurrences(text, name)) {
      if (followed.has(at)) continue;
      const before = text.slice(text.lastIndexOf('\n', at) + 1, at);
      if (/^\s*(?:>>>|\.\.\.) /.test(before)) return `a doctest says it (${this.#line(at)})`;
      const isWhole = /["']$/.test(before) && before.endsWith(text.charAt(at + name.length));
      if (isWhole && (lookedUpBefore.test(before) || text.includes('__all__')))
        return `a string may be looked up, or be a type (${this.#line(at)})`;
    }
    return undefined;
  }

  /** pytest collects tests by their names, and gives fixtures to parameters of theirs. */
  #foundByPytest({ name, scope }: Binding, newName: string): string | undefined {
    const { path } = this.#file.source;
    if (scope !== this.#scopes.module || !(isTestModule(path) || isFacade(path))) return undefined;
    const isTest = (local: string): boolean => /^[Tt]est/.test(local);
    if (isTest(name) !== isTest(newName)) return 'pytest collects tests by their names';
    return this.#isParameter(name) ? 'parameters of its name may ask pytest for it' : undefined;
  }

  #isParameter(name: string): boolean {
    return this.#scopes.all.some(({ bindings }) => bindings.get(name)?.sites.some(({ kind }) => kind === 'parameter'));
  }

  /** Does it look as if the unused name were imported to be found here: by other modules, or by pytest? */
  #isForOthers(name: string, { start, end }: ImportStatement): boolean {
    const { path, text } = this.#file.source;
    if (isFacade(path)) return true;
    if (hasNoqa(text, { start, end })) return true;
    // A fixture of pytest is used by parameters of its name.
    return this.#isParameter(name);
  }

  /** Uses that are found by their text at run time, or that other text depends on. */
  #hiddenUse(binding: Binding, newName: string): string | undefined {
    const [lookup] = this.#scopes.dynamicLookups(binding);
    if (lookup) return `${lookup.function}() may look it up (${this.#line(lookup.start)})`;
    const unread = unreadType(this.#file, this.#scopes, binding.name) ?? namedInNamespace(this.#file, binding.name);
    if (unread) return `a string that is a type may say it (${this.#line(unread.start)})`;
    const shown = binding.uses.find(({ isShown }) => isShown);
    if (shown) return `an f-string shows its text (${this.#line(shown.start)})`;
    if (/^__\w*__$/.test(newName)) return `${newName} has a meaning of its own`;
    return isPrivateName(newName) ? `${newName} is private to classes` : undefined;
  }

  #taken(binding: Binding, newName: string): string | undefined {
    const own = binding.scope.bindings.get(newName);
    const isSame = own !== undefined && this.#isSameObject(binding, own);
    const collision = this.#scopes
      .collisions(newName, binding)
      .find((place) => !(isSame && own.sites.some((site) => site === place)));
    if (collision) return `${newName} has another meaning (${this.#line(collision.start)})`;
    const star = this.#starOf(newName, binding.scope);
    if (star) return `a star import may bind ${newName} (${this.#line(star.start)})`;
    if (isSame && this.#isPatched(binding)) return `it is patched apart from ${newName}`;
    const { path } = this.#file.source;
    const isSubmodule = isFacade(path) && this.#file.modules.isModule(`${this.#file.identity.module}.${newName}`);
    if (isSubmodule && binding.scope === this.#scopes.module) return `${newName} is a submodule of this package`;
    for (const [other, theirs] of this.#decided) {
      if (theirs !== newName) continue;
      const isApart = this.#isPatched(binding) || this.#isPatched(other);
      const isDistinct = other.scope === binding.scope && (isApart || !this.#isSameObject(binding, other));
      const [place] = isDistinct ? other.sites : [hides(binding.scope, other) ?? hides(other.scope, binding)];
      if (place) return `${other.name} becomes ${newName}, too (${this.#line(place.start)})`;
    }
    return undefined;
  }

  #isPatched({ name, scope }: Binding): boolean {
    return scope === this.#scopes.module && this.#file.others.isPatched(name);
  }

  /** Are both names bound to the same object by imports alone, so that one name can stand for both? */
  #isSameObject({ sites }: Binding, own: Binding): boolean {
    const targets = [...sites, ...own.sites].map(({ end, kind }) =>
      kind === 'import' ? this.#names.get(end)?.target : undefined,
    );
    return targets[0] !== undefined && targets.every((target) => target === targets[0]);
  }
}

/** Code that asks pytest for fixtures by their names, or the brackets of a class. */
const lookedUpBefore = /\b(?:usefixtures|getfixturevalue)\s*\([^)]*$|(?<!\w)(?!Literal\b)[A-Z]\w*\[[^\]]*$/;

/** Names that may be for types, in front of brackets on the lines where the names may stand in strings. */
function typingWordsAround({ source: { text }, lines }: PythonFile, names: ReadonlySet<string>): string[] {
  /** Where such a line starts, and where the last name on it does. */
  const places = new Map<number, number>();
  for (const name of names) {
    for (const at of occurrences(text, name)) {
      const { start } = lines.range(lines.at(at));
      places.set(start, Math.max(at, places.get(start) ?? 0));
    }
  }
  return [...places].flatMap(([start, last]) => {
    const before = text.slice(start, last);
    if (!/["']/.test(before)) return [];
    return Array.from(before.matchAll(/(?<![\w.])(\w+)(?:\s*\.\s*\w+)*\s*[[(]/g), ([, word = '']) => word).filter(
      (word) => typingWord.test(word),
    );
  });
}

/** A place of the binding in the scope, which is inside of the binding's own: a name bound there would hide it. */
function hides(scope: Scope, { scope: owner, sites, uses }: Binding): { readonly start: number } | undefined {
  return scope !== owner && isWithin(scope, owner)
    ? [...sites, ...uses].find((place) => isWithin(place.scope, scope))
    : undefined;
}

function isWithin(scope: Scope | undefined, outer: Scope): boolean {
  return scope !== undefined && (scope === outer || isWithin(scope.parent, outer));
}
