import type { Patch } from '../../src/model/file-facts.ts';
import { isFacade, isTestModule } from '../../src/model/python.ts';
import type { ImportStatement } from '../../src/model/python.ts';
import type { Use } from '../../src/parse/python/scope.ts';
import { withReviews } from '../../src/model/resolution.ts';
import { groupVerdict } from '../../src/model/group.ts';
import { isFreeBuiltin } from './free-builtin.ts';
import type { ModuleImport } from './import-statement.ts';
import { isReExported } from './module-names.ts';
import type { ModuleName } from './module-names.ts';
import { followUses } from './module-references.ts';
import type { ModuleAccess, ModuleUses } from './module-uses.ts';
import { doubtOf, blockedByValueUse, isImportOf, lineOf, moduleResolution, blockedBy } from './module-plan.ts';
import type { ModuleBinding, ModulePlan } from './module-plan.ts';
import { lostMarks } from './re-export-mark.ts';
import type { PlanContext } from './python-file.ts';

/**
 * The plans for a name that stands for a module itself (`import a.b as m`, `from a import b`): it stays, and is given to
 * the new module when all that is used of it is there; else the new one is imported beside it.
 */
export function planAliases(context: PlanContext, bound: ModuleBinding): ModulePlan[] {
  const modules = [...new Set(bound.names.map(({ module }) => module))];
  const plans = modules.map((module) => {
    const plan = planAlias(context, bound, module);
    return { ...plan, patches: patchesThrough(context, bound, module, plan.uses) };
  });
  const [site] = bound.other ? [bound.other] : modules.length > 1 ? bound.binding.sites : [];
  if (site === undefined) return plans;
  const message = `${bound.binding.name} is bound otherwise, too (${lineOf(context, site)})`;
  return plans.map((plan) =>
    plan.accesses.length > 0 ? { ...plan, refusal: { reason: 'dynamic-use', message } } : plan,
  );
}

function planAlias(context: PlanContext, bound: ModuleBinding, module: string): ModulePlan {
  const names = bound.names.filter((name) => name.module === module);
  const uses = followUses(context, bound.binding.uses, module, names);
  const whole = moduleResolution(context, names, module);
  const doubt = doubtOf(context, bound);
  const resolutions = uses.references.map(({ resolution }) => resolution);
  const isAllMoving = uses.others.every((other) => context.file.modules.isLegacy(other));
  if (whole.kind === 'legacy' && isAllMoving) {
    const [refused] = uses.refused;
    // Who finds the module here may look up any name of it.
    const isWhole = resolutions.length === 0 || (whole.tier === 'review' && isForOthers(context, bound));
    const common = groupVerdict(isWhole ? [...resolutions, whole] : resolutions, doubt);
    const lost = lostMarks(
      context.file,
      names.map(({ name }) => name),
      whole.to.module,
    );
    const resolution = common && withReviews(common, lost);
    const plan = giveTo(context, bound, names, uses, whole.to.module, module);
    return { uses, resolution, ...plan, isRenamed: plan.accesses.length === 0, refusal: refused ?? plan.refusal };
  }
  const isOnlyUse = uses.references.every((reference) => reference.module === module);
  const isFree = isOnlyUse && uses.others.length === 0;
  if (
    isFree &&
    (resolutions.length > 0 ? isForOthers(context, bound) : isOnlyForOthers(context, bound, uses, module))
  ) {
    const message = `${bound.binding.name} is here for others, ${resolutions.length > 0 ? 'too, ' : ''}who may look up any name of the module`;
    const staying = names.map(({ name: { start, end } }) => {
      return { start, end, from: module, reason: 'dynamic-use', message } as const;
    });
    const plan = importBeside(context, bound, names, uses.references);
    const refused = [...uses.refused, ...staying];
    return { uses: { ...uses, refused }, resolution: groupVerdict(resolutions, doubt), ...plan };
  }
  const imported = resolutions.filter(({ to }) => !isFreeBuiltin(context.file, to));
  const target = isFree ? mostFrequent(imported.map(({ to }) => to.module)) : undefined;
  const plan =
    target === undefined
      ? importBeside(context, bound, names, uses.references)
      : giveTo(context, bound, names, uses, target, undefined);
  return {
    uses,
    resolution: groupVerdict(resolutions, doubt),
    ...plan,
    refusal: blockedByValueUse(context, uses) ?? plan.refusal,
  };
}

/** `patch("this.module.name.Name")`, as tests of this module do: what is patched stays, and what looks it up with it. */
function patchesThrough(
  { file, scopes }: PlanContext,
  { binding }: ModuleBinding,
  module: string,
  uses: ModuleUses,
): Patch[] {
  const { source, identity } = file;
  if (uses.references.length === 0 || binding.scope !== scopes.module || isTestModule(source.path)) return [];
  const blockedBy = `the patch of it through ${identity.module}.${binding.name} stays`;
  return file.others.attributeLookups(binding.name).patched.map((name) => ({ symbol: `${module}:${name}`, blockedBy }));
}

type Places = Pick<ModulePlan, 'imports' | 'accesses' | 'refusal'>;

/**
 * The name is given to `target`.
 * @param moved the old module, when it moves with all that is below it
 */
function giveTo(
  context: PlanContext,
  bound: ModuleBinding,
  names: readonly ModuleName[],
  { references }: ModuleUses,
  target: string,
  moved: string | undefined,
): Places {
  const { name: local } = bound.binding;
  const isBelow = ({ resolution: { to } }: ModuleAccess): boolean =>
    to.module === target || (moved !== undefined && to.module.startsWith(`${target}.`));
  const beside = importBeside(
    context,
    bound,
    names,
    references.filter((reference) => !isBelow(reference)),
  );
  const accesses = references.filter(isBelow).map((reference) => {
    return { reference, path: local + reference.resolution.to.module.slice(target.length) };
  });
  const imports = names.map((name) => {
    const added = beside.imports.find((other) => other.name === name)?.imports.slice(1) ?? [];
    return { name, imports: [{ module: target, alias: local }, ...added] };
  });
  return {
    imports,
    accesses: [
      ...accesses.filter((access) => access.reference.call !== undefined || changes(context, access)),
      ...beside.accesses,
    ],
    refusal: beside.refusal,
  };
}

function mostFrequent(modules: readonly string[]): string | undefined {
  const count = (module: string): number => modules.filter((other) => other === module).length;
  return [...new Set(modules)].toSorted((a, b) => count(b) - count(a))[0];
}

/** The name stays, and the modules of the references are imported beside it. */
function importBeside(
  context: PlanContext,
  bound: ModuleBinding,
  names: readonly ModuleName[],
  references: readonly ModuleAccess[],
): Places {
  const isDotted = names.every((name) => name.isDotted);
  const rooted = references.filter(({ resolution }) => !isFreeBuiltin(context.file, resolution.to));
  const usesOf = (module: string): Use[] =>
    rooted.filter(({ resolution }) => resolution.to.module === module).map(({ use }) => use);
  const added = [...new Set(rooted.map(({ resolution }) => resolution.to.module))].map((module): ModuleImport => {
    const [last = module, around] = module.split('.').toReversed();
    if (isDotted || around === undefined) return { module, alias: undefined };
    const isTaken = blockedBy(context, bound, last, module, usesOf(module)) !== undefined;
    const longer = `${around}_${last}`;
    const isBetter = isTaken && blockedBy(context, bound, longer, module, usesOf(module)) === undefined;
    return { module, alias: isBetter ? longer : last };
  });
  const pathTo = new Map(added.map(({ module, alias }) => [module, alias ?? module]));
  const accesses = references.map((reference) => {
    const isBare = isFreeBuiltin(context.file, reference.resolution.to);
    return { reference, path: isBare ? '' : (pathTo.get(reference.resolution.to.module) ?? '') };
  });
  const isThere = ({ module, alias }: ModuleImport): boolean =>
    alias !== undefined && names.every(({ statement }) => isBoundBefore(context, bound, alias, module, statement));
  const [refusal] = added.flatMap(({ module, alias }) => {
    const local = alias ?? rootOf(module);
    const found = blockedBy(context, bound, local, alias === undefined ? local : module, usesOf(module));
    return found ? [found] : [];
  });
  const missing = added.filter((module) => !isThere(module));
  const imports = names.map((name) => ({ name, imports: [importOf(name), ...missing] }));
  return { imports: added.length > 0 ? imports : [], accesses, refusal };
}

/** The import as it stands. */
export function importOf({ name, module }: ModuleName): ModuleImport {
  return { module, alias: name.alias };
}

/** Does an import before the statement, in its block or in it, bind the name to the module already? */
function isBoundBefore(
  context: PlanContext,
  { binding }: ModuleBinding,
  local: string,
  module: string,
  { start, end }: ImportStatement,
): boolean {
  const { lines } = context.file;
  const sites = binding.scope.bindings.get(local)?.sites ?? [];
  const isSame = sites.length > 0 && sites.every((site) => isImportOf(context, site, module));
  return isSame && sites.some((site) => site.start < end && lines.block(site.start) === lines.block(start));
}

export function rootOf(module: string): string {
  return module.split('.', 1)[0] ?? module;
}

/** Does the text of the use become another one? */
function changes({ file }: PlanContext, { reference, path }: ModulePlan['accesses'][number]): boolean {
  const { use, length, resolution } = reference;
  const end = use.attributes[length - 1]?.end ?? use.end;
  const before = file.source.text.slice(use.start, end).replace(/[\s\\)]/g, '');
  return before !== (resolution.to.name === undefined ? path : `${path}.${resolution.to.name}`);
}

/** Is the module, of which this file uses nothing, there to be found here? The one that names move to may be. */
function isOnlyForOthers(
  { file, scopes }: PlanContext,
  { binding, names }: ModuleBinding,
  { refused, unmapped }: ModuleUses,
  module: string,
): boolean {
  if (refused.length + unmapped.length > 0 || file.modules.canonical.includes(module)) return false;
  if (binding.scope !== scopes.module) return false;
  const isPublic = scopes.publicNames.some(({ name }) => name === binding.name);
  return isPublic || names.some((name) => isReExported(file, name));
}

/** Does it look as if other files found the module here, by this name? */
function isForOthers({ file, scopes }: PlanContext, { binding, names }: ModuleBinding): boolean {
  if (binding.scope !== scopes.module) return binding.scope.kind === 'class';
  if (isFacade(file.source.path)) return true;
  if (scopes.publicNames.some(({ name }) => name === binding.name)) return true;
  if (names.some(({ name }) => name.alias !== undefined && name.alias === name.name)) return true;
  return !isTestModule(file.source.path) && file.others.attributeLookups(binding.name).isReached;
}
