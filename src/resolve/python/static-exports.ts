import type { Arm, Binding, Branch, ModuleBindings, ModulePath, Suite } from '../../model/module-bindings.ts';
import { absoluteModule } from '../../model/python.ts';
import { Answers } from '../answers.ts';
import type { ModuleIndex } from './module-index.ts';
import { publicNamesOf } from './public-names.ts';
import type { PublicNames } from './public-names.ts';

/**
 * The definition that a name of a module leads to.
 * - found: one definition, `key` is `module:Name`, or `module` where the name is a module
 * - ambiguous: it exists, but which object it is depends on what runs
 * - missing: importing it fails today
 * - unknown: the available sources do not tell
 */
export interface Definition {
  readonly state: 'found' | 'ambiguous' | 'missing' | 'unknown';
  readonly key: string;
  /** The names on the way, each `module:Name`, first the one that was asked for. */
  readonly chain: readonly string[];
  /**
   * For ambiguous and unknown names, the name on the way, `module:Name`, up to which everything is certain. Two names
   * that share it lead to one object.
   */
  readonly doubt?: string | undefined;
  /** The name is bound only if something runs that may not. */
  readonly mayBeUnbound?: boolean;
}

/** A binding that may be in force, and the place from which its own names are looked up. */
interface Alternative {
  readonly binding: Binding;
  readonly scope: Scope;
}

/** The bindings before `index` in a suite, then those before the suite's own place. */
interface Scope {
  readonly suite: Suite;
  readonly index: number;
  readonly parent: Scope | undefined;
}

/** The bindings of a name that may be in force, and whether one of them must be. */
interface Lookup {
  readonly alternatives: readonly Alternative[];
  readonly isDefinite: boolean;
}

const nothing: Lookup = { alternatives: [], isDefinite: false };

/** Follows names through re-exports, aliases, `try`/`except ImportError`, star imports and `__all__`, without running anything. */
export class StaticExports {
  readonly #index: ModuleIndex;
  readonly #bindingsOf: (module: string) => ModuleBindings | undefined;
  readonly #movedTo: (module: string) => string | undefined;
  readonly #movedFrom: (module: string) => readonly string[];
  readonly #definitions = new Answers<Definition>();
  /** The names in `__all__`; undefined where the module has none. */
  readonly publicNames: (module: string) => PublicNames;

  /**
   * @param bindingsOf what a module of the index binds; undefined when it cannot be read or is not one file
   * @param movedTo where the Map moves a module: imports of one that is not there any more lead to what they will
   * @param movedFrom what a module was that has moved: its relative imports were written for that place
   */
  constructor(
    index: ModuleIndex,
    bindingsOf: (module: string) => ModuleBindings | undefined,
    movedTo: (module: string) => string | undefined = () => undefined,
    movedFrom: (module: string) => readonly string[] = () => [],
  ) {
    this.#index = index;
    this.#bindingsOf = bindingsOf;
    this.#movedTo = movedTo;
    this.#movedFrom = movedFrom;
    this.publicNames = publicNamesOf(bindingsOf, (module, list, suite) => this.#holderOfAll(module, list, suite));
  }

  /** The definition that `from module import name` leads to. */
  define(module: string, name: string): Definition {
    const asked = `${module}:${name}`;
    return this.#definitions.get(
      asked,
      () => {
        const definition = this.#define(module, name);
        return { ...definition, chain: [asked, ...definition.chain.filter((step) => step !== asked)] };
      },
      () => ({ state: 'unknown', key: asked, chain: [asked] }),
    );
  }

  #define(module: string, name: string): Definition {
    const asked = `${module}:${name}`;
    const location = this.#index.find(module);
    if (location === undefined) {
      return this.#index.isMissing(module) ? this.#lost(module, name) : untold(asked);
    }
    const bindings = this.#bindingsOf(module);
    if (bindings === undefined)
      return this.#submodule(module, name, location.kind === 'namespace' ? 'missing' : 'unknown');
    if (bindings.isBroken) return { state: 'unknown', key: asked, chain: [] };
    if (bindings.suite.some(({ kind }) => kind === 'exit')) return this.#lost(module, name);
    const end: Scope = { suite: bindings.suite, index: bindings.suite.length, parent: undefined };
    const lookup = this.#lookUp(module, name, end);
    const isWritten = this.#isWritten(module, name, bindings, end);
    if (lookup.alternatives.every(isDeletion))
      return this.#submodule(
        module,
        name,
        isWritten || this.#mayMakeNames(module, bindings, end) ? 'unknown' : 'missing',
      );
    const definition = this.#combine(lookup.alternatives.map((alternative) => this.#follow(module, alternative)));
    if (definition.state === 'missing') return definition;
    const mayBeUnbound = !lookup.isDefinite || definition.mayBeUnbound === true;
    const state = definition.state === 'unknown' ? 'unknown' : 'ambiguous';
    if (bindings.rebound.has(name)) return { ...definition, state, doubt: undefined, mayBeUnbound };
    if (!lookup.isDefinite || isWritten) return { ...definition, state, doubt: asked, mayBeUnbound };
    // A question that leads back to itself has no answer that two could share.
    const isCircular = state === 'unknown' && lookup.alternatives.length === 1 && definition.doubt === undefined;
    return definition.state === 'found' || isCircular
      ? definition
      : { ...definition, doubt: definition.doubt ?? asked, mayBeUnbound };
  }

  /** May the module have names that no statement of its top level binds? */
  #mayMakeNames(module: string, bindings: ModuleBindings, end: Scope): boolean {
    const { isDynamic, opensNamespace, rebound, written } = bindings;
    if (isDynamic || opensNamespace || rebound.has('__getattr__') || written.includes('__getattr__')) return true;
    return !this.#lookUp(module, '__getattr__', end).alternatives.every(isDeletion);
  }

  /** May the module set the name otherwise than by binding it? */
  #isWritten(module: string, name: string, { written }: ModuleBindings, end: Scope): boolean {
    return written.some((path) => {
      const dot = path.lastIndexOf('.');
      if (![name, '*'].includes(path.slice(dot + 1))) return false;
      return dot < 0 || this.#followAlias(module, name, path.slice(0, dot), end).key === module;
    });
  }

  /** `from package import submodule` works without a binding in the package. */
  #submodule(module: string, name: string, otherwise: 'missing' | 'unknown'): Definition {
    const key = `${module}.${name}`;
    if (this.#index.find(key) !== undefined) return { state: 'found', key, chain: [key] };
    return otherwise === 'missing' ? this.#lost(module, name) : untold(`${module}:${name}`);
  }

  /** One definition if all lead to the same; otherwise what can still be said. */
  #combine(definitions: readonly Definition[]): Definition {
    const [first = { state: 'missing', key: '', chain: [] }] = definitions;
    if (definitions.length === 1) return first;
    const isSame = definitions.every(({ state, key }) => state === first.state && key === first.key);
    const exists = definitions.some(({ state }) => state === 'found' || state === 'ambiguous');
    const state = isSame ? first.state : exists ? 'ambiguous' : 'unknown';
    const mayBeUnbound = definitions.some((each) => each.mayBeUnbound === true || each.state === 'missing');
    const isOneDoubt = isSame && definitions.every(({ doubt }) => doubt === first.doubt);
    return { ...first, state, doubt: isOneDoubt ? first.doubt : undefined, mayBeUnbound };
  }

  #follow(module: string, { binding, scope }: Alternative): Definition {
    switch (binding.kind) {
      case 'definition':
        return { state: 'found', key: `${module}:${binding.name}`, chain: [`${module}:${binding.name}`] };
      case 'alias':
        return this.#followAlias(module, binding.name, binding.target, scope);
      case 'from-import': {
        const from = this.#origin(module, binding, (path) => this.define(path, binding.imported).state !== 'missing');
        return from === undefined ? this.#lost(module, binding.name) : this.define(from, binding.imported);
      }
      case 'module-import':
        return this.#moduleDefinition(this.#today(binding.module));
      case 'star-import':
      case 'deletion':
      case 'exit':
        return this.#lost(module, '*');
    }
  }

  /** Where the module is: a file that has been moved may still import its neighbours by their old place. */
  #today(module: string): string {
    return this.#index.find(module) === undefined ? (this.#movedTo(module) ?? module) : module;
  }

  #lost(module: string, name: string): Definition {
    return { state: 'missing', key: `${module}:${name}`, chain: [] };
  }

  #moduleDefinition(module: string): Definition {
    if (this.#index.find(module) !== undefined) return { state: 'found', key: module, chain: [module] };
    if (this.#index.isMissing(module)) return { state: 'missing', key: module, chain: [module] };
    return { ...untold(module), chain: [module] };
  }

  /** `name = first.second…`: through modules as far as they go; an attribute of anything else is a value of its own. */
  #followAlias(module: string, name: string, target: string, scope: Scope): Definition {
    const own: Definition = { state: 'found', key: `${module}:${name}`, chain: [`${module}:${name}`] };
    const [first = '', ...attributes] = target.split('.');
    const lookup = this.#lookUp(module, first, scope);
    if (lookup.alternatives.every(isDeletion)) return own; // a builtin, or a name that a star or a call brings
    let definition = this.#combine(lookup.alternatives.map((alternative) => this.#follow(module, alternative)));
    for (const attribute of attributes) {
      const isModule = definition.state === 'found' && !definition.key.includes(':');
      if (!isModule) return definition.state === 'found' ? own : definition;
      definition = this.define(definition.key, attribute);
    }
    if (definition.state === 'found' && !lookup.isDefinite)
      definition = { ...definition, state: 'ambiguous', mayBeUnbound: true };
    return { ...definition, chain: [`${module}:${name}`, ...definition.chain] };
  }

  /** The bindings of `name` that may be in force at a place, innermost first. */
  #lookUp(module: string, name: string, scope: Scope): Lookup {
    const alternatives: Alternative[] = [];
    for (let place: Scope | undefined = scope; place !== undefined; place = place.parent) {
      const found = this.#inSuite(module, name, place);
      alternatives.push(...found.alternatives);
      if (found.isDefinite) return { alternatives, isDefinite: true };
    }
    return { alternatives, isDefinite: false };
  }

  /** The same within one suite, before `index`. */
  #inSuite(module: string, name: string, { suite, index, parent }: Scope): Lookup {
    const alternatives: Alternative[] = [];
    for (let k = index - 1; k >= 0; k--) {
      const item = suite[k];
      if (item === undefined) continue;
      const found = this.#inItem(module, name, item, { suite, index: k, parent });
      alternatives.push(...found.alternatives);
      if (found.isDefinite) return { alternatives, isDefinite: true };
    }
    return { alternatives, isDefinite: false };
  }

  #inItem(module: string, name: string, item: Binding | Branch, scope: Scope): Lookup {
    if (item.kind === 'branch') return this.#inBranch(module, name, item, scope);
    if (item.kind === 'star-import') return this.#inStar(module, name, item, scope);
    if (item.kind === 'exit' || item.name !== name) return nothing;
    return { alternatives: [{ binding: item, scope }], isDefinite: true };
  }

  #inStar(module: string, name: string, star: Binding & { kind: 'star-import' }, scope: Scope): Lookup {
    const origin = this.#origin(module, star, (path) => this.#index.find(path) !== undefined);
    if (origin === undefined || origin === module) return nothing;
    const exported = this.starExports(origin, name);
    if (exported === false) return nothing;
    const binding: Binding = { kind: 'from-import', name, imported: name, level: 0, module: origin };
    const isDefinite = exported === true && this.define(origin, name).mayBeUnbound !== true;
    return { alternatives: [{ binding, scope }], isDefinite };
  }

  /** Does `from module import *` bring the name? By `__all__`, else every name without a leading underscore. */
  starExports(module: string, name: string): boolean | 'unknown' {
    const bindings = this.#index.find(module) === undefined ? undefined : this.#bindingsOf(module);
    if (bindings === undefined)
      return this.#index.isMissing(module) || this.#index.find(module)?.kind === 'namespace' ? false : 'unknown';
    const all = this.publicNames(module);
    if (all === 'unknown') return 'unknown';
    if (all !== undefined) return all.has(name);
    if (name.startsWith('_')) return false;
    const { state } = this.define(module, name);
    return state === 'unknown' ? 'unknown' : state !== 'missing';
  }

  /** The module whose `__all__` the dotted name is. A package has the names of its modules that it imports from. */
  #holderOfAll(module: string, path: string, suite: Suite): string | undefined {
    const end: Scope = { suite, index: suite.length, parent: undefined };
    const { state, key } = this.#followAlias(module, '', path, end);
    const [holder = '', name] = key.split(':');
    if (state === 'found' && name === '__all__' && holder !== module) return holder;
    const own = `${module}.${path.replace(/\.__all__$/, '')}`;
    const isInPackage = key === `${module}:` && path.endsWith('.__all__') && this.#index.find(own) !== undefined;
    return isInPackage ? own : undefined;
  }

  #inBranch(module: string, name: string, branch: Branch, scope: Scope): Lookup {
    const inArm = (arm: Arm): Lookup =>
      this.#inSuite(module, name, { suite: arm.suite, index: arm.suite.length, parent: scope });
    switch (branch.form) {
      case 'with':
        return this.#inWith(module, branch, scope, inArm);
      case 'loop':
      case 'match':
        return anyOf(branch.arms.map(inArm), false);
      case 'if':
        return this.#inIf(branch.arms, inArm);
      case 'try':
        return this.#inTry(module, branch, scope, inArm);
    }
  }

  /** The arms that an import of the module can run: not those for type checkers, for scripts, nor those that raise. */
  #inIf(arms: readonly Arm[], inArm: (arm: Arm) => Lookup): Lookup {
    const always = arms.findIndex(({ word, condition }) => word === 'else' || isAlwaysTrue(condition));
    const reachable = always < 0 ? arms : arms.slice(0, always + 1);
    const lookups = reachable.filter((arm) => !isNeverTrue(arm.condition) && completes(arm)).map(inArm);
    return anyOf(lookups, always >= 0);
  }

  /** A body runs through, but for what `with suppress(…)` keeps quiet about. */
  #inWith(module: string, { arms: [arm] }: Branch, scope: Scope, inArm: (arm: Arm) => Lookup): Lookup {
    if (arm === undefined) return nothing;
    const found = inArm(arm);
    if (!/\bsuppress\b/.test(arm.condition)) return found;
    const runsThrough = arm.suite.every(isImport) && this.#importsOf(module, arm.suite, scope) === 'succeed';
    return { ...found, isDefinite: found.isDefinite && runsThrough };
  }

  /** A body whose imports are all found runs through; one with an import that fails leaves it to its handlers. */
  #inTry(module: string, branch: Branch, scope: Scope, inArm: (arm: Arm) => Lookup): Lookup {
    const arms = (word: string): Arm[] => branch.arms.filter((arm) => arm.word === word);
    const last = anyOf(arms('finally').map(inArm), true);
    if (last.isDefinite && last.alternatives.length > 0) return last;
    const [body] = arms('try');
    if (body === undefined) return nothing;
    const completed = firstDefinite([...arms('else').map(inArm), inArm(body)]);
    const catching = arms('except').filter((arm) => catchesImportError(arm.condition) && completes(arm));
    const handled = anyOf(catching.map(inArm), true);
    const imports = this.#importsOf(module, body.suite, scope);
    if (imports === 'fail') return handled;
    if (imports === 'succeed') return completed.alternatives.length > 0 ? completed : { ...handled, isDefinite: false };
    return catching.length === 0 ? completed : anyOf([completed, handled], true);
  }

  /** Do the imports that stand directly in a suite succeed? */
  #importsOf(module: string, suite: Suite, scope: Scope): 'succeed' | 'fail' | 'unknown' {
    let isUnknown = false;
    for (const binding of suite) {
      if (!isImport(binding)) continue;
      const { state } = this.#follow(module, { binding, scope });
      if (state === 'missing') return 'fail';
      if (state === 'unknown') isUnknown = true;
    }
    return isUnknown ? 'unknown' : 'succeed';
  }

  /** The module that a `from` import leads to: from here, or else from where the file stood before it was moved. */
  #origin(module: string, { level, module: path }: ModulePath, isThere: (path: string) => boolean): string | undefined {
    const isPackage = this.#index.find(module)?.kind === 'package';
    const olds = level > 0 ? this.#movedFrom(module) : [];
    const [origin, ...others] = [module, ...olds].map((place) => {
      const holder = isPackage ? place : place.slice(0, Math.max(0, place.lastIndexOf('.')));
      const from = absoluteModule(level, path, { module: place, package: holder });
      return from === undefined ? undefined : this.#today(from);
    });
    if (others.length === 0 || (origin !== undefined && isThere(origin))) return origin;
    return others.find((other) => other !== undefined && isThere(other)) ?? origin;
  }
}

/** A name of a module that cannot be looked at. */
function untold(symbol: string): Definition {
  return { state: 'unknown', key: symbol, chain: [], doubt: symbol };
}

function isImport(item: Binding | Branch): item is Binding & { kind: 'from-import' | 'module-import' } {
  return item.kind === 'from-import' || item.kind === 'module-import';
}

function isDeletion({ binding }: Alternative): boolean {
  return binding.kind === 'deletion';
}

function anyOf(lookups: readonly Lookup[], isExhaustive: boolean): Lookup {
  const isDefinite = isExhaustive && lookups.length > 0 && lookups.every((lookup) => lookup.isDefinite);
  return { alternatives: lookups.flatMap((lookup) => lookup.alternatives), isDefinite };
}

/** The last binding that runs wins. A binding that may not run leaves the one before it visible. */
function firstDefinite(lookups: readonly Lookup[]): Lookup {
  const until = lookups.findIndex((lookup) => lookup.isDefinite);
  const reached = until < 0 ? lookups : lookups.slice(0, until + 1);
  return { alternatives: reached.flatMap((lookup) => lookup.alternatives), isDefinite: until >= 0 };
}

/** `TYPE_CHECKING` is false when code runs, and `__name__` is not `__main__` in a module that is imported. */
function isNeverTrue(condition: string): boolean {
  return /^(?:(?:\w+ \. )?TYPE_CHECKING|False|__name__ == (?:'__main__'|"__main__"))$/.test(condition);
}

function isAlwaysTrue(condition: string): boolean {
  return /^(?:not (?:\w+ \. )?TYPE_CHECKING|True)$/.test(condition);
}

function completes(arm: Arm): boolean {
  return !arm.suite.some((item) => item.kind === 'exit');
}

function catchesImportError(condition: string): boolean {
  return condition === '' || /\b(?:ImportError|ModuleNotFoundError|Exception|BaseException)\b/.test(condition);
}
