import { groupBy } from '../model/group-by.ts';
import type { PathGroup, RoleAlias, SuggestedPath, UnverifiedPath } from '../model/suggestion.ts';
import { choose, rankCandidates } from './candidates.ts';
import type { PathFacts } from './candidates.ts';
import type { KnownDefinitions } from './known-definitions.ts';
import { bindingsOf, byUses } from './path-uses.ts';
import { canonicalOf, isSettled, isWanted, splitPath } from './suggest-context.ts';
import type { SuggestContext } from './suggest-context.ts';

/** The definitions that are imported by several paths, and what is close to that. */
export interface FoundGroups {
  readonly severalPaths: readonly PathGroup[];
  readonly roleAliases: readonly RoleAlias[];
  readonly unverified: readonly UnverifiedPath[];
}

/** @param used the paths that files import, each with its uses but for those that only hand it on */
export function pathGroups(
  used: readonly SuggestedPath[],
  definitions: KnownDefinitions,
  context: SuggestContext,
): FoundGroups {
  const guessed = groupBy(
    used.flatMap((path) => {
      const { module, name } = splitPath(path.path);
      const { state, key, doubt } = definitions.guess(module, name);
      if (state === 'found') return key.includes(':') ? [{ path, key, isSure: true }] : [];
      return doubt !== undefined && doubt.includes(':') ? [{ path, key: doubt, isSure: false }] : [];
    }),
    ({ key, isSure }) => `${String(isSure)} ${key}`,
  );
  const severalPaths: PathGroup[] = [];
  const roleAliases: RoleAlias[] = [];
  const unverified: UnverifiedPath[] = [];
  for (const group of guessed.values()) {
    const [{ key: definition, isSure } = { key: '', isSure: false }] = group;
    const paths = group.map(({ path }) => path).filter(({ path }) => !isSure || leadsTo(path, definition, definitions));
    if (!isWanted(context.wants, [definition, ...paths.map(({ path }) => path)])) continue;
    if (!context.wants.includesTests && isOfTests(definition, paths, context)) continue;
    if (!isSure) {
      if (paths.length > 1)
        unverified.push(
          ...paths.map((path) => ({
            ...shown(path),
            section: 'python' as const,
            why: `which object ${definition} is depends on what runs`,
          })),
        );
      continue;
    }
    const byName = groupBy(paths, ({ path }) => splitPath(path).name);
    for (const [name, ones] of byName) {
      const found = severalPathsOf(definition, name, ones, context);
      if (found) severalPaths.push(found);
    }
    const others = paths.filter(({ path }) => splitPath(path).name !== splitPath(definition).name);
    const isNew = others.some(({ path }) => !isSettled(context, splitPath(path).module, splitPath(path).name));
    if (others.some(({ place }) => place !== undefined) && isNew && byName.size > 1)
      roleAliases.push({ section: 'python', definition, paths: others.toSorted(byUses).map(shown) });
  }
  return {
    severalPaths: severalPaths.toSorted((a, b) => b.detours - a.detours || (a.definition < b.definition ? -1 : 1)),
    roleAliases: roleAliases.toSorted(
      (a, b) => total(b.paths) - total(a.paths) || (a.definition < b.definition ? -1 : 1),
    ),
    unverified: unverified.toSorted(byUses),
  };
}

function severalPathsOf(
  definition: string,
  name: string,
  ones: readonly SuggestedPath[],
  context: SuggestContext,
): PathGroup | undefined {
  const settled = ones.filter(({ path }) => isSettled(context, splitPath(path).module, name));
  const stays = settled
    .map(({ path }) => canonicalOf(context, splitPath(path).module, name))
    .find((path) => path !== undefined);
  const open = ones.filter((path) => !settled.includes(path));
  const isOutside = ({ place }: SuggestedPath): boolean => place !== undefined;
  // A path that is only handed on moves along with others, and is no reason by itself.
  if (!open.some(isOutside) || (ones.filter(isOutside).length < 2 && stays === undefined)) return undefined;
  if (settled.length > 0 && stays === undefined) return undefined;
  const isDefinitionUsed = ones.some(({ path }) => path === definition);
  const unused: SuggestedPath = { path: definition, uses: { production: 0, tests: 0, leftovers: 0 }, place: undefined };
  const isNamed = splitPath(definition).name === name;
  const paths = isDefinitionUsed || !isNamed ? ones : [...ones, unused];
  const ranked = rankCandidates(paths, (path) => factsOf(path, definition, context));
  const chosen =
    stays === undefined ? choose(ranked, context.wants.choice) : { canonical: stays, because: 'canonical by the Map' };
  const first = chosen?.canonical ?? ranked[0]?.path;
  const moving = open.filter(({ path }) => path !== first).reduce((sum, { uses }) => sum + bindingsOf(uses), 0);
  if (moving < Math.max(1, context.wants.minUses)) return undefined;
  const candidates = ranked.map(({ path, uses, place, reasons, against }) => ({ path, uses, place, reasons, against }));
  const detours = ones.filter(({ path }) => path !== definition).reduce((sum, { uses }) => sum + bindingsOf(uses), 0);
  return {
    section: 'python',
    definition,
    detours,
    moving,
    candidates,
    open: open.map(({ path }) => path).toSorted(),
    canonical: chosen?.canonical,
    because: chosen?.because,
  };
}

function factsOf(path: string, definition: string, { modules, project, textOf }: SuggestContext): PathFacts {
  const { module, name } = splitPath(path);
  const facts = modules.get(module);
  const hasList = facts?.definitions.some((each) => each.name === '__all__') === true;
  return {
    module,
    name,
    isDefinition: path === definition,
    distance: project.exports.define(module, name).chain.length,
    isListed: hasList && project.exports.starExports(module, name) === true,
    warns: facts?.mayWarn === true && warning.test(textOf(facts.path)),
    isFacade: project.index.find(module)?.kind === 'package' && definition.startsWith(`${module}.`),
  };
}

/** A warning of deprecation that runs when the module is imported. */
const warning = /^(?:warnings\.)?warn\((?:[^()]|\([^()]*\))*DeprecationWarning/m;

function leadsTo(path: string, definition: string, definitions: KnownDefinitions): boolean {
  const { module, name } = splitPath(path);
  const { state, key } = definitions.ask(module, name);
  return state === 'found' && key === definition;
}

/** Is it defined in tests, or used by tests alone? */
function isOfTests(definition: string, paths: readonly SuggestedPath[], { modules }: SuggestContext): boolean {
  const area = modules.get(splitPath(definition).module)?.area;
  return area === 'tests' || area === 'leftovers' || paths.every(({ uses }) => uses.production === 0);
}

function shown({ path, uses, place }: SuggestedPath): SuggestedPath {
  return { path, uses: { ...uses }, place };
}

function total(paths: readonly SuggestedPath[]): number {
  return paths.reduce((sum, { uses }) => sum + bindingsOf(uses), 0);
}
