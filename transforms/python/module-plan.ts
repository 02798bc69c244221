import type { Patch } from '../../src/model/file-facts.ts';
import { absoluteModule } from '../../src/model/python.ts';
import type { Range } from '../../src/model/range.ts';
import type { Refusal } from '../../src/model/edit.ts';
import { withReviews } from '../../src/model/resolution.ts';
import type { Legacy, Resolution } from '../../src/model/resolution.ts';
import type { Review } from '../../src/model/review.ts';
import type { Binding, Site, Use } from '../../src/parse/python/scope.ts';
import { callSiteId } from './call-site/id.ts';
import type { ModuleImport } from './import-statement.ts';
import type { ModuleName } from './module-names.ts';
import { worst } from './module-uses.ts';
import type { ModuleAccess, ModuleUses } from './module-uses.ts';
import { missedUses } from './reported.ts';
import type { Choice, PlanContext } from './python-file.ts';

export const moduleImportId = 'python/module-import';

/** A name that imports bind to modules. */
export interface ModuleBinding {
  readonly binding: Binding;
  readonly names: readonly ModuleName[];
  /** Another binding of the name, so that it may be another object. */
  readonly other: Site | undefined;
  /** Something else in the file finds the module by way of its package, without an import that loads it. */
  readonly isReliedOn: boolean;
}

/** The plan for one module that a binding stands for, and for its uses: a group that moves together or not at all. */
export interface ModulePlan {
  readonly uses: ModuleUses;
  /** The tier of all of it. Undefined when there is nothing to move. */
  readonly resolution: Legacy | undefined;
  /** The imports that change, with what stands in their place; the name itself may be the first. */
  readonly imports: readonly { readonly name: ModuleName; readonly imports: readonly ModuleImport[] }[];
  /** The references, each with the module's name in its new place. */
  readonly accesses: readonly { readonly reference: ModuleAccess; readonly path: string }[];
  /** The uses of a name that stands for the module may get the new module's name. */
  readonly isRenamed?: boolean;
  /** The patches of what moves that other files make through this one, and that stay. */
  readonly patches?: readonly Patch[];
  /** Why none of it can be done. */
  readonly refusal: Pick<Refusal, 'reason' | 'message'> | undefined;
}

/** The plans for the modules that one binding stands for. */
export interface PlannedModules {
  readonly plans: readonly ModulePlan[];
  /** The plans that can be carried out, with the imports that the chosen ones take. */
  readonly placed: (movable: readonly ModulePlan[], choice: Choice) => readonly ModulePlan[];
}

/**
 * Each reference as it is reported: with the tier of all that moves with it. Of the reasons for a review that it does not have itself,
 * each is given once, by the first that has it: a thousand uses of a hundred names would each name them all.
 */
export function withTier({ resolution }: ModuleAccess, group: Legacy): Legacy {
  if (group.tier === 'declared' && resolution.tier === 'safe')
    return { ...resolution, tier: group.tier, because: group.because };
  const given = new Set(resolution.reviews.map(({ reason }) => reason));
  const others = group.reviews.filter(({ reason }) => !given.has(reason) && given.add(reason));
  return withReviews(resolution, others);
}

/** Is the plan to be carried out? Its import follows the references, where there are any. */
export function isApplied(choice: Choice, { uses, resolution, refusal }: ModulePlan): boolean {
  if (resolution === undefined || refusal !== undefined) return false;
  if (uses.references.length === 0) return choice.isApplied(resolution, moduleImportId);
  return uses.references.every((reference) =>
    choice.isApplied(withTier(reference, resolution), reference.call ? callSiteId : moduleImportId),
  );
}

/** The resolution of the module as an object, wherever it is imported. */
export function moduleResolution({ file }: PlanContext, names: readonly ModuleName[], module: string): Resolution {
  const all = names.map(({ local, statement }) => file.verdicts.module(module, local, statement.start));
  return worst(all) ?? { kind: 'unrelated' };
}

/** Why the uses are not sure to be all that there is. */
export function doubtOf(context: PlanContext, { binding, names, isReliedOn }: ModuleBinding): Review | undefined {
  const [error] = context.scopes.errors;
  if (error) return { reason: 'unreadable-code', message: missedUses(error, context.file.span(error).line) };
  const [unsure] = binding.unsureUses;
  if (isReliedOn) {
    const [module] = new Set(names.map((name) => name.module));
    return { reason: 'relied-on', message: `what else is used of ${module ?? ''} here relies on this import of it` };
  }
  if (unsure === undefined) return undefined;
  return {
    reason: 'unreadable-code',
    message: `a class that binds ${binding.name} reads it (${lineOf(context, unsure)})`,
  };
}

/** Why the names of a module stay that gets out of sight: whoever has it may look up any of them, or replace it. */
export function blockedByValueUse(context: PlanContext, { moduleValueUses }: ModuleUses): ModulePlan['refusal'] {
  const [use] = moduleValueUses;
  if (use === undefined) return undefined;
  return { reason: 'dynamic-use', message: `the module itself is used, too (${lineOf(context, use)})` };
}

/** Does the site bind the module, or the package that a path starts with? */
export function isImportOf({ file }: PlanContext, { origin }: Site, module: string): boolean {
  if (origin === undefined) return false;
  const level = origin.module.search(/[^.]|$/);
  const from = absoluteModule(level, origin.module.slice(level), file.identity);
  return [from, origin.name].filter((part) => part !== undefined && part !== '').join('.') === module;
}

export function lineOf({ file }: PlanContext, range: Range): string {
  return `line ${file.span(range).line}`;
}

/** Why a new import of the module cannot bind `local` beside the binding, for the uses; undefined when it can. */
export function blockedBy(
  context: PlanContext,
  { binding }: ModuleBinding,
  local: string,
  module: string,
  uses: readonly Use[],
): ModulePlan['refusal'] {
  const { scopes } = context;
  const { identity, modules } = context.file;
  const isSame = (site: Site): boolean => isImportOf(context, site, module);
  const submodule = `${identity.module}.${local}`;
  const isPackage = binding.scope === scopes.module && identity.module === identity.package;
  if (isPackage && module !== submodule && modules.isModule(submodule))
    return { reason: 'name-collision', message: `${local}, which the new import binds, is a module of this package` };
  const own = binding.scope.bindings.get(local);
  const isSameObject = own?.sites.every(isSame) === true;
  const [collision] = scopes
    .collisions(local, { ...binding, uses })
    .filter((place) => !(isSameObject && own.sites.some((site) => site === place)));
  if (collision) {
    const message = `${local}, which the new import binds, has another meaning (${lineOf(context, collision)})`;
    return { reason: 'name-collision', message };
  }
  if (binding.sites.some((site) => site.kind === 'import' && site.scope !== binding.scope))
    return { reason: 'dynamic-use', message: `${binding.name} is global here, and ${local} would not be` };
  return undefined;
}
