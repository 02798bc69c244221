import type { Range } from '../../src/model/range.ts';
import { forReview } from '../../src/model/resolution.ts';
import type { Legacy, Resolution } from '../../src/model/resolution.ts';
import { moduleOf } from '../../src/model/symbol.ts';
import { isInClass, isPrivateName } from '../../src/parse/python/private-names.ts';
import type { Binding, Use } from '../../src/parse/python/scope.ts';
import type { MadeCall } from './call-site/decide-call.ts';
import { moduleCall } from './call-site/module-call.ts';
import type { ModuleCall } from './call-site/module-call.ts';
import { accessObstacle, worst } from './module-uses.ts';
import type { ModuleValueUse, ModuleAccess, ModuleUses } from './module-uses.ts';
import { constantLookUp, ownAttributes } from './module-lookups.ts';
import type { ModuleName } from './module-names.ts';
import type { PlanContext, PythonFile } from './python-file.ts';

/**
 * Follow each use through its attributes.
 * @param module what the name itself is bound to
 * @param names the imports that bind it: what they mean depends on where they stand
 */
export function followUses(
  context: PlanContext,
  uses: readonly Use[],
  module: string,
  names: readonly ModuleName[],
): ModuleUses {
  return new UseReader(context, names).read(uses, module);
}

class UseReader {
  readonly #context: PlanContext;
  readonly #file: PythonFile;
  readonly #names: readonly ModuleName[];
  #uses: readonly Use[] = [];
  /** The variables that packages are assigned to, and whose uses were followed. */
  readonly #variables = new Set<Binding>();
  /** The resolutions of modules and their attributes, by `module:name`: the same at all uses. */
  readonly #resolutions = new Map<string, Resolution | undefined>();
  /** The one of them whose uses are followed. */
  #variable: Binding | undefined;
  readonly #references: ModuleAccess[] = [];
  readonly #moduleValueUses: ModuleValueUse[] = [];
  readonly #others: string[] = [];
  readonly #refused: ModuleUses['refused'][number][] = [];
  readonly #unmapped: ModuleUses['unmapped'][number][] = [];

  constructor(context: PlanContext, names: readonly ModuleName[]) {
    this.#context = context;
    this.#file = context.file;
    this.#names = names;
  }

  read(uses: readonly Use[], module: string): ModuleUses {
    this.#uses = uses;
    for (const use of uses) this.#follow(use, module);
    return {
      references: this.#references,
      moduleValueUses: this.#moduleValueUses,
      others: this.#others,
      refused: this.#refused,
      unmapped: this.#unmapped,
    };
  }

  #follow(use: Use, start: string): void {
    const { modules } = this.#file;
    let module = start;
    for (const [k, attribute] of use.attributes.entries()) {
      const name = this.#text(attribute).normalize('NFKC');
      const isModule = !modules.hasSymbol(module, name) && modules.isModule(`${module}.${name}`);
      if (!isModule) {
        this.#symbol(use, k, module, name);
        return;
      }
      module = `${module}.${name}`;
    }
    this.#object(use, use.attributes.length, module);
  }

  /** Is it an attribute that every module has, or one that is not looked for in another module by `*`? */
  #isOwn(module: string, name: string): boolean {
    if (this.#file.modules.hasSymbol(module, name)) return false;
    return ownAttributes.has(name) || (/^__\w+__$/.test(name) && !this.#moves(module));
  }

  #symbol(use: Use, k: number, module: string, name: string): void {
    const range = { start: use.start, end: use.attributes[k]?.end ?? use.end };
    const isPrivate = isPrivateName(name) && isInClass(use.scope);
    if (!this.#file.modules.isLegacy(module) || isPrivate) {
      this.#others.push(module);
      return;
    }
    if (this.#isOwn(module, name)) {
      if (this.#moves(module)) this.#object(use, k, module);
      else if (name === '__dict__') this.#useAsValue(range, module, 'its __dict__ may give any of its names');
      else this.#others.push(module);
      return;
    }
    const resolution = this.#attribute(module, name);
    const isSet = use.attributes.length === k + 1 && (use.context === 'store' || use.context === 'delete');
    const ruled = moduleCall(this.#context, this.#names, use, k + 1, [module, name]);
    const gone = resolution?.kind === 'refused' ? this.#goneModule(module, name, resolution) : undefined;
    if (gone) this.#add(gone, use, k, module);
    else if (ruled !== undefined) this.#ruled(ruled, use, k + 1, module);
    else if (resolution?.kind === 'legacy' && isSet) this.#set(use, k, module, resolution);
    else this.#add(resolution, use, k + 1, module);
  }

  #ruled(ruled: ModuleCall, use: Use, length: number, module: string): void {
    if ('call' in ruled) this.#add(ruled.resolution, use, length, module, ruled.call);
    else {
      this.#refused.push(ruled.refused);
      this.#others.push(module);
    }
  }

  /** A module that is gone moves as it is, with the names that others set in it: what the module itself means, where it is one. */
  #goneModule(module: string, name: string, { reason }: Resolution & { kind: 'refused' }): Legacy | undefined {
    if (reason !== 'target-not-exported' || this.#file.modules.isSplit(module)) return undefined;
    const object = this.#wholeModule(module);
    if (object?.kind !== 'legacy' || object.chain.length > 0) return undefined;
    if (this.#isSetHere(name)) return object;
    const message = `whether ${object.to.module} exports ${name} cannot be told from its source`;
    return forReview(object, 'unverified-export', message);
  }

  #isSetHere(name: string): boolean {
    return this.#uses.some(({ context, attributes }) => {
      const last = attributes.at(-1);
      return context === 'store' && last !== undefined && this.#text(last).normalize('NFKC') === name;
    });
  }

  /** `module.Name = …`: whoever looks the name up in the module sees it, wherever that is. */
  #set(use: Use, k: number, module: string, resolution: Legacy): void {
    const range = { start: use.start, end: use.attributes[k]?.end ?? use.end };
    const object = this.#wholeModule(module);
    if (object?.kind === 'legacy')
      this.#add(
        { ...resolution, tier: object.tier, because: object.because, reviews: object.reviews },
        use,
        k + 1,
        module,
      );
    else this.#useAsValue(range, resolution.from, 'it is set or deleted here, which others may rely on', 'for good');
  }

  /** The module itself is used, which the first attributes lead to. */
  #object(use: Use, length: number, module: string): void {
    const { text } = this.#file.source;
    const end = use.attributes[length - 1]?.end ?? use.end;
    const range = { start: use.start, end };
    if (!this.#file.modules.isLegacy(module)) {
      this.#others.push(module);
      if (this.#file.modules.holdsLegacy(module)) for (const name of use.variables) this.#followVariable(name, module);
    } else if (this.#moves(module) && this.#file.modules.isSplit(module)) {
      const message = `the module is used as a value, and names of ${module} go to several modules`;
      this.#refused.push({ ...range, from: module, reason: 'dynamic-use', message });
      this.#others.push(module);
    } else if (this.#moves(module)) {
      this.#add(this.#wholeModule(module), use, length, module);
    } else if (/^\s+is\s+(?:not\s+)?None\b/.test(text.slice(end, end + 40))) {
      // A name of its own is no less there when it is given to another module.
      if (length > 0) this.#others.push(module);
    } else {
      const [taker = '', name] = constantLookUp(this.#file.source.text, use, end);
      const isPatch = !/^(?:get|has)attr$/.test(taker);
      if (name === undefined)
        this.#useAsValue(range, module, 'the module is used as a value, through which names of it may be reached');
      else if (!this.#isLegacySymbol(module, name)) this.#others.push(module);
      else if (isPatch)
        this.#useAsValue(
          range,
          `${module}:${name}`,
          `the name ${name} of the module is patched here`,
          /^(?:set|del)attr$/.test(taker) ? 'for good' : true,
        );
      else this.#useAsValue(range, `${module}:${name}`, `the name ${name} is looked up by its text`);
    }
  }

  /** A package is bound to a name by an assignment: what the name leads to is not moved, but listed. */
  #followVariable({ start }: Range, module: string): void {
    const binding = this.#context.scopes.bindingAt(start);
    if (binding === undefined || this.#variables.has(binding)) return;
    this.#variables.add(binding);
    const outer = this.#variable;
    this.#variable = binding;
    for (const use of binding.uses) this.#follow(use, module);
    this.#variable = outer;
  }

  #isLegacySymbol(module: string, name: string): boolean {
    const kind = this.#attribute(module, name)?.kind;
    return kind === 'legacy' || kind === 'refused';
  }

  #add(resolution: Resolution | undefined, use: Use, length: number, module: string, call?: MadeCall): void {
    const range = { start: use.start, end: use.attributes[length - 1]?.end ?? use.end };
    if (resolution?.kind === 'legacy') {
      const blockedBy = accessObstacle(use, resolution, this.#variable?.name);
      if (blockedBy === undefined) {
        this.#references.push({ use, length, module, resolution, ...(call === undefined ? {} : { call }) });
        return;
      }
      this.#refused.push({ ...range, from: resolution.from, ...blockedBy });
    }
    if (resolution?.kind === 'refused') this.#refused.push({ ...resolution, ...range });
    if (resolution?.kind === 'unmapped') this.#unmapped.push({ from: resolution.from, ...range });
    this.#others.push(module);
  }

  #useAsValue(range: Range, from: string, message: string, isPatch: ModuleValueUse['isPatch'] = false): void {
    const module = moduleOf(from);
    if (this.#file.modules.movesSymbolsOf(module)) this.#moduleValueUses.push({ ...range, from, message, isPatch });
    this.#others.push(module);
  }

  /** Does the module move as a whole? */
  #moves(module: string): boolean {
    return this.#file.verdicts.module(module, '', 0).kind !== 'unrelated';
  }

  #attribute(module: string, name: string): Resolution | undefined {
    return this.#resolve(`${module}:${name}`, ({ local, statement }) =>
      this.#file.verdicts.attribute(module, name, local, statement.start),
    );
  }

  #wholeModule(module: string): Resolution | undefined {
    return this.#resolve(module, ({ local, statement }) => this.#file.verdicts.module(module, local, statement.start));
  }

  /** The worst resolution among all imports that bind the name. */
  #resolve(path: string, resolve: (name: ModuleName) => Resolution): Resolution | undefined {
    if (!this.#resolutions.has(path)) this.#resolutions.set(path, worst(this.#names.map(resolve)));
    return this.#resolutions.get(path);
  }

  #text({ start, end }: Range): string {
    return this.#file.source.text.slice(start, end);
  }
}
