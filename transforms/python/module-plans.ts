import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { Refusal } from '../../src/model/edit.ts';
import type { ImportedName } from '../../src/model/python.ts';
import type { Range } from '../../src/model/range.ts';
import type { Scopes } from '../../src/parse/python/scopes.ts';
import { planAccesses } from './attribute-accesses.ts';
import { bindingOf, bindingsOf } from './bound-modules.ts';
import { planAliases, rootOf } from './module-alias.ts';
import { callSiteId } from './call-site/id.ts';
import { concernedNames, packageNames } from './module-names.ts';
import type { ModuleName } from './module-names.ts';
import { lineOf, moduleImportId as transform, moduleResolution } from './module-plan.ts';
import type { ModuleBinding, ModulePlan, PlannedModules } from './module-plan.ts';
import { followUses } from './module-references.ts';
import type { FoundFacts, PlanContext, PythonFile } from './python-file.ts';
import { refusal, unmappedNote } from './reported.ts';
import { unreadType } from './unread-types.ts';

/** The plans for the modules that a file imports, and for the attribute accesses through them. */
export interface ModulePlans {
  /** The names that are decided on here, whether they move or not. */
  readonly names: ReadonlySet<ImportedName>;
  /** The plans that can be carried out, by the bindings that they are about. */
  readonly bindings: readonly PlannedModules[];
  /** The legacy modules that accesses lead to without an import of their own, so that another one has to load them. */
  readonly reliedOn: ReadonlySet<string>;
  /** Where the accesses start that are decided on here and stand in strings, as annotations do. */
  readonly inStrings: ReadonlySet<number>;
  readonly refused: readonly Refusal[];
  readonly diagnostics: readonly Diagnostic[];
  readonly facts: Pick<FoundFacts, 'patches' | 'rebinds'>;
}

/** Decide on every module that the file imports by a name through which legacy symbols may be reached. */
export function planModules(file: PythonFile): ModulePlans {
  const concerned = concernedNames(file);
  const planner = new ModulePlanner(file, new Set(concerned.map(({ name }) => name)));
  const names = concerned.filter((name) => planner.isSure(name));
  if (names.length > 0) planner.plan(names, file.syntax.scopes(namesOfInterest(file, names)));
  return planner;
}

/**
 * The names that the imports bind, the variables that they are assigned to, and the names that new imports may bind.
 */
function namesOfInterest(file: PythonFile, names: readonly ModuleName[]): string[] {
  const different = new Map(names.map((name) => [`${name.local} ${name.isDotted ? '' : name.module}`, name]));
  const variables = [...different.values()].flatMap((name) => [...packageNames(file, name)]);
  const locals = [...names, ...variables].map(({ local }) => local);
  const added = file.modules.canonical.flatMap((module) => [
    ...(names.some(({ isDotted }) => isDotted) ? [rootOf(module)] : []),
    ...(names.some(({ isDotted, module: path, local }) => !isDotted || path === local) ? aliasesOf(module) : []),
  ]);
  return [...new Set([...locals, ...added])];
}

/** The names that an import of the module beside another one may bind. */
function aliasesOf(module: string): string[] {
  const [last = module, around] = module.split('.').toReversed();
  return around === undefined ? [last] : [last, `${around}_${last}`];
}

class ModulePlanner implements ModulePlans {
  readonly bindings: PlannedModules[] = [];
  readonly reliedOn = new Set<string>();
  readonly inStrings = new Set<number>();
  readonly refused: Refusal[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly facts = { patches: [] as FoundFacts['patches'][number][], rebinds: [] as FoundFacts['rebinds'][number][] };

  readonly names: ReadonlySet<ImportedName>;
  readonly #file: PythonFile;

  constructor(file: PythonFile, names: ReadonlySet<ImportedName>) {
    this.#file = file;
    this.names = names;
  }

  /** Is it known to be code? */
  isSure({ statement, name, module }: ModuleName): boolean {
    if (statement.isUnsure && this.#file.modules.isLegacy(module))
      this.#refuse(name, module, 'syntax-error', 'it stands behind a string that does not end, so it may be text');
    return !statement.isUnsure;
  }

  plan(names: readonly ModuleName[], scopes: Scopes): void {
    const context = { file: this.#file, scopes };
    for (const { name, module } of names.filter((name) => bindingOf(name, scopes) === undefined))
      this.#refuse(
        name,
        module,
        'syntax-error',
        'it stands in a line that is not valid Python, so its uses are not known',
      );
    const { bindings, reliedOn } = bindingsOf(this.#file, names, scopes);
    for (const module of reliedOn) this.reliedOn.add(module);
    for (const bound of bindings) {
      for (const name of bound.names) {
        const whole = moduleResolution(context, [name], name.module);
        if (whole.kind === 'refused') this.#refuse(name.name, whole.from, whole.reason, whole.message);
      }
      const isRenamed = bound.names.some(({ module, local, statement }) => {
        const whole = this.#file.verdicts.module(module, local, statement.start);
        return whole.kind === 'legacy' && whole.uses === 'rename';
      });
      const mayStand = bound.names.every(
        ({ isDotted, module, local }) => !isDotted || (module === local && !isRenamed),
      );
      const standsForModule = mayStand && !this.#renamesThrough(context, bound);
      const { plans, placed } = standsForModule
        ? { plans: planAliases(context, bound), placed: (movable: readonly ModulePlan[]) => movable }
        : planAccesses(context, bound);
      const unread = unreadType(this.#file, scopes, bound.binding.name);
      const message = unread && `a string that is a type may say it, too (${lineOf(context, unread)})`;
      const movable = plans.filter((plan) =>
        this.#report(message === undefined ? plan : { ...plan, refusal: { reason: 'dynamic-use', message } }),
      );
      if (movable.length > 0) this.bindings.push({ plans: movable, placed });
    }
  }

  /**
   * Does the module's own name lead to symbols that move and are to have their canonical names, or that go to a module inside of
   * it? What is imported from now on has another name, and no `import collections.abc as collections`.
   */
  #renamesThrough(context: PlanContext, { binding, names }: ModuleBinding): boolean {
    const [name] = names;
    if (name === undefined || !names.every(({ isDotted }) => isDotted)) return false;
    const { references } = followUses(context, binding.uses, name.module, names);
    return references.some(
      ({ resolution: { uses, to, isModule = false } }) =>
        isModule || (uses === 'rename' && to.name !== undefined) || to.module.startsWith(`${binding.name}.`),
    );
  }

  /** Report on all that the plan is about and that stays, and tell whether the plan can be carried out. */
  #report({ uses, resolution, refusal, accesses, patches = [] }: ModulePlan): boolean {
    this.facts.patches.push(...patches);
    for (const { from, message, isPatch, ...range } of uses.moduleValueUses) {
      this.#refuse(range, from, 'dynamic-use', message);
      if (isPatch !== false)
        this.facts.patches.push({ symbol: from, blockedBy: 'the patch of it through the module stays' });
      if (isPatch === 'for good') this.facts.rebinds.push({ symbol: from, place: range });
    }
    for (const { from, reason, message, isCall = false, ...range } of uses.refused)
      this.#refuse(range, from, reason, message, isCall);
    for (const { from, ...range } of uses.unmapped) this.#noteUnmapped(range, from);
    if (resolution === undefined) return false;
    for (const { use } of uses.references) if (use.isInString) this.inStrings.add(use.start);
    const shown = accesses.find(({ reference }) => reference.use.isShown);
    const reason = refusal ?? (shown && ({ reason: 'dynamic-use', message: 'an f-string shows its text' } as const));
    if (reason === undefined) return true;
    for (const { use, call, resolution: move } of uses.references)
      this.#refuse(call?.range ?? use, move.from, reason.reason, reason.message, call !== undefined);
    return false;
  }

  #refuse(range: Range, from: string, reason: Refusal['reason'], message: string, isCall = false): void {
    this.refused.push(refusal(this.#file.span(range), isCall ? callSiteId : transform, reason, message, from));
  }

  #noteUnmapped(range: Range, from: string): void {
    this.diagnostics.push(unmappedNote(this.#file.span(range), from));
  }
}
