import { packagesAround } from '../../src/model/python.ts';
import { moduleOf } from '../../src/model/symbol.ts';
import { groupVerdict } from '../../src/model/group.ts';
import { commentBehind, isAlone } from './statement-place.ts';
import { isFreeBuiltin } from './free-builtin.ts';
import type { ModuleImport } from './import-statement.ts';
import { importOf, rootOf } from './module-alias.ts';
import type { ModuleName } from './module-names.ts';
import { followUses } from './module-references.ts';
import type { ModuleAccess, ModuleUses } from './module-uses.ts';
import { doubtOf, blockedByValueUse, isApplied, lineOf, moduleResolution, blockedBy } from './module-plan.ts';
import type { ModuleBinding, ModulePlan, PlannedModules } from './module-plan.ts';
import { holdsOnlyImports } from './only-imports.ts';
import type { PlanContext } from './python-file.ts';

/**
 * The plans for a name that accesses start with (`import a.b`, used as `a.b.Name`), one for each legacy module: the accesses
 * become those of the new modules, which are imported in place of the old one, or beside it while others need that. Where
 * these imports stand depends on the plans that are chosen.
 */
export function planAccesses(context: PlanContext, bound: ModuleBinding): PlannedModules {
  const { binding, names, other } = bound;
  const uses = followUses(context, binding.uses, binding.name, names);
  const modules = new Set([
    ...uses.references.map(({ module }) => module),
    ...uses.moduleValueUses.map(({ from }) => moduleOf(from)),
    ...[...new Set(names.map(({ module }) => module))].filter(
      (module) => moduleResolution(context, names, module).kind !== 'unrelated',
    ),
  ]);
  const plans = [...modules].map((module) => planAccess(context, bound, uses, module));
  const said = { ...uses, references: [], moduleValueUses: [] };
  const refusal =
    other &&
    ({
      reason: 'dynamic-use',
      message: `${binding.name} is bound otherwise, too (${lineOf(context, other)})`,
    } as const);
  return {
    plans: [
      { uses: said, resolution: undefined, imports: [], accesses: [], refusal: undefined },
      ...plans.map((plan) => ({ ...plan, refusal: refusal ?? plan.refusal })),
    ],
    placed: (movable, choice) => {
      const carriedOut = movable.filter((plan) => isApplied(choice, plan));
      const together = placeImports(context, bound, uses, carriedOut);
      // The other plans, as the report shows them: each as if it were carried out, too.
      const placesOf = (plan: ModulePlan): ModulePlan['imports'] | undefined =>
        together.get(plan) ?? placeImports(context, bound, uses, [...carriedOut, plan]).get(plan);
      return movable.map((plan) => ({ ...plan, imports: placesOf(plan) ?? plan.imports }));
    },
  };
}

/** The plan for one legacy module. The places of its imports depend on the other plans. */
function planAccess(context: PlanContext, bound: ModuleBinding, all: ModuleUses, module: string): ModulePlan {
  const isOf = (from: string): boolean => from === module || from.startsWith(`${module}:`);
  const references = all.references.filter((reference) => reference.module === module);
  const uses = {
    references,
    moduleValueUses: all.moduleValueUses.filter(({ from }) => isOf(from)),
    others: [],
    refused: [],
    unmapped: [],
  };
  const whole = moduleResolution(context, bound.names, module);
  const doubt = doubtOf(context, bound);
  const resolutions = references.map(({ resolution }) => resolution);
  if (resolutions.length === 0 && whole.kind === 'legacy') resolutions.push(whole);
  const accesses = references.map((reference) => ({
    reference,
    path: isFreeBuiltin(context.file, reference.resolution.to) ? '' : reference.resolution.to.module,
  }));
  const [refused] = whole.kind === 'legacy' ? all.refused.filter(({ from }) => isOf(from)) : [];
  const rooted = accesses.filter(({ path }) => path !== '').map(({ reference }) => reference);
  const refusal = refused ?? blockedByValueUse(context, uses) ?? newRootBlockedBy(context, bound, rooted);
  const imports = importsFor(bound, module).map((name) => ({ name, imports: [importOf(name)] }));
  return { uses, resolution: groupVerdict(resolutions, doubt), imports, accesses, refusal };
}

/** The accesses may start with another name than before, which the imports then bind. */
function newRootBlockedBy(
  context: PlanContext,
  bound: ModuleBinding,
  references: readonly ModuleAccess[],
): ModulePlan['refusal'] {
  const { binding } = bound;
  const newRoot = ({ resolution }: ModuleAccess): string => rootOf(resolution.to.module);
  for (const root of new Set(references.map(newRoot))) {
    if (root === binding.name) continue;
    if (binding.scope.kind === 'class')
      return { reason: 'dynamic-use', message: `${binding.name} is an attribute of a class, which others may look up` };
    const uses = references.filter((reference) => newRoot(reference) === root).map(({ use }) => use);
    const found = blockedBy(context, bound, root, root, uses);
    if (found) return found;
  }
  return undefined;
}

/** The imports that give the file the module: its own, or else those nearest to it. */
function importsFor({ names }: ModuleBinding, module: string): readonly ModuleName[] {
  const own = names.filter((name) => name.module === module);
  if (own.length > 0) return own;
  const near = names.filter((name) => isIn(name.module, module) || isIn(module, name.module));
  return near.length > 0 ? near : names;
}

/** The imports in place of each name, when these plans are carried out. */
function placeImports(
  context: PlanContext,
  { names, binding }: ModuleBinding,
  { others }: ModuleUses,
  plans: readonly ModulePlan[],
): Map<ModulePlan, ModulePlan['imports']> {
  const { loads } = context.file.others;
  const needs = new Set(others);
  if (context.scopes.publicNames.some(({ name }) => name === binding.name)) needs.add(binding.name);
  const added = targetsByName(plans);
  const targetsOf = (name: ModuleName): string[] => [...(added.get(name) ?? [])];
  const imported = new Set(names.map(({ module }) => module));
  const leaving = new Set(
    [...imported].filter(
      (module) => plans.some((plan) => movesAway(plan, module)) && ![...needs].some((need) => isIn(need, module)),
    ),
  );
  const isGone = (name: ModuleName): boolean => added.has(name) && leaving.has(name.module);
  const staying = names.filter((name) => !isGone(name)).map(({ module }) => module);
  const present = new Set([...staying, ...names.flatMap(targetsOf)]);
  const isLoadedBy = (module: string, need: string): boolean => isIn(module, need) || loads(module, need);
  // A module that none of the imports loads is there, if at all, because of other files: the package around it has to
  // be bound.
  const bound = [...needs].flatMap((need) => {
    const around = [need, ...packagesAround(need)];
    return around.find((module) => [...imported].some((other) => isLoadedBy(other, module))) ?? around.at(-1) ?? [];
  });
  const missing = [...new Set(bound)].filter((need) => ![...present].some((module) => isLoadedBy(module, need)));
  const kept = missing.filter((need) => !missing.some((other) => other !== need && isIn(other, need)));
  const importsOf = (name: ModuleName): ModuleImport[] => [
    ...(isGone(name) ? [] : [importOf(name)]),
    ...[...new Set([...targetsOf(name), ...(isGone(name) ? kept : [])])]
      .filter((module) => isGone(name) || module !== name.module)
      .map((module) => ({ module, alias: undefined })),
  ];
  const placed = withoutRepetition(context, names, importsOf);
  return new Map(
    plans.map((plan) => [
      plan,
      plan.imports.map(({ name }) => ({ name, imports: placed.get(name) ?? [importOf(name)] })),
    ]),
  );
}

/** The modules that the plans import in place of each name. */
function targetsByName(plans: readonly ModulePlan[]): ReadonlyMap<ModuleName, ReadonlySet<string>> {
  const byName = new Map<ModuleName, Set<string>>();
  for (const plan of plans) {
    const own = [...new Set(targets(plan))];
    if (own.length === 0) continue;
    for (const { name } of plan.imports) byName.set(name, new Set([...(byName.get(name) ?? []), ...own]));
  }
  return byName;
}

/** Removes the second of two equal imports in one block, if it has a line of its own. */
function withoutRepetition(
  { file: { source, lines } }: PlanContext,
  names: readonly ModuleName[],
  importsOf: (name: ModuleName) => readonly ModuleImport[],
): Map<ModuleName, readonly ModuleImport[]> {
  const seen = new Set<string>();
  const staying = names.filter((name) => importsOf(name).some(({ module }) => module === name.module));
  const standsBelow = ({ statement: { start, end } }: ModuleName, { module }: ModuleImport): boolean =>
    staying.some(
      (other) =>
        other.module === module &&
        other.statement.start > start &&
        lines.block(other.statement.start) === lines.block(start) &&
        holdsOnlyImports(source.text.slice(end, other.statement.start)),
    );
  const placed = new Map<ModuleName, readonly ModuleImport[]>();
  for (const name of names.toSorted((a, b) => a.name.start - b.name.start)) {
    const { statement } = name;
    const keyOf = ({ module }: ModuleImport): string => `${lines.block(statement.start)} ${module}`;
    const wanted = importsOf(name);
    const [first] = wanted;
    const mayGo =
      first?.module !== name.module &&
      statement.names.length === 1 &&
      isAlone(source.text, lines, statement) &&
      commentBehind(source.text, statement) === undefined;
    placed.set(
      name,
      wanted.filter(
        (item, k) =>
          (k === 0 && !mayGo) || (!seen.has(keyOf(item)) && (item.module === name.module || !standsBelow(name, item))),
      ),
    );
    for (const item of wanted) seen.add(keyOf(item));
  }
  return placed;
}

/** The modules that the plan imports. */
function targets({ accesses, resolution }: ModulePlan): string[] {
  const used = accesses.filter(({ path }) => path !== '').map(({ reference }) => reference.resolution.to.module);
  return accesses.length === 0 && resolution ? [resolution.to.module] : used;
}

/** Is the module of the import one that the plan is about, so that nothing of it is left to use? */
function movesAway({ uses, resolution }: ModulePlan, module: string): boolean {
  return uses.references.some((reference) => reference.module === module) || resolution?.from === module;
}

/** Is the module the package, or something in it? */
export function isIn(module: string, around: string): boolean {
  return module === around || module.startsWith(`${around}.`);
}
