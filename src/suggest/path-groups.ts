import { groupBy } from '../model/group-by.ts';
import type { PathGroup, RoleAlias, SuggestedPath, UnverifiedPath } from '../model/suggestion.ts';
import { choose, rankCandidates } from './candidates.ts';
import type { PathLanguage } from './path-language.ts';
import { bindingsOf, byUses } from './path-uses.ts';
import { isWanted } from './suggest-context.ts';
import type { SuggestFocus } from './suggest-context.ts';

/** The definitions that are imported by several paths, and what is close to that. */
export interface FoundGroups {
  readonly severalPaths: readonly PathGroup[];
  readonly roleAliases: readonly RoleAlias[];
  readonly unverified: readonly UnverifiedPath[];
}

/** @param used the paths that files import, each with its uses but for those that only hand it on */
export function pathGroups(used: readonly SuggestedPath[], language: PathLanguage, wants: SuggestFocus): FoundGroups {
  const guessed = groupBy(
    used.flatMap((path) => {
      const { definition, isSure } = language.guess(path.path);
      return definition === undefined ? [] : [{ path, definition, isSure }];
    }),
    ({ definition, isSure }) => `${String(isSure)} ${definition}`,
  );
  const severalPaths: PathGroup[] = [];
  const roleAliases: RoleAlias[] = [];
  const unverified: UnverifiedPath[] = [];
  for (const group of guessed.values()) {
    const [{ definition, isSure } = { definition: '', isSure: false }] = group;
    const paths = group.map(({ path }) => path).filter(({ path }) => !isSure || leadsTo(path, definition, language));
    if (!isWanted(wants, [definition, ...paths.map(({ path }) => path)])) continue;
    if (!wants.includesTests && isOfTests(definition, paths, language)) continue;
    if (!isSure) {
      const why = `which object ${definition} is depends on what runs`;
      if (paths.filter(isOutside).length > 1)
        unverified.push(...paths.map((path) => ({ ...shown(path), section: language.section, why })));
      continue;
    }
    const byName = groupBy(paths, ({ path }) => language.nameOf(path));
    for (const [name, ones] of byName) {
      const found = severalPathsOf({ definition, name }, ones, language, wants);
      if (found) severalPaths.push(found);
    }
    const others = paths.filter(({ path }) => language.isOtherName(definition, path));
    const isNew = others.some(({ path }) => !language.isSettled(path));
    if (others.some(isOutside) && isNew && byName.size > 1)
      roleAliases.push({ section: language.section, definition, paths: others.toSorted(byUses).map(shown) });
  }
  const total = (ones: readonly SuggestedPath[]): number => ones.reduce((sum, { uses }) => sum + bindingsOf(uses), 0);
  return {
    severalPaths: severalPaths.toSorted((a, b) => b.detours - a.detours || byDefinition(a, b)),
    roleAliases: roleAliases.toSorted((a, b) => total(b.paths) - total(a.paths) || byDefinition(a, b)),
    unverified: unverified.toSorted(byUses),
  };
}

function severalPathsOf(
  { definition, name }: { readonly definition: string; readonly name: string },
  ones: readonly SuggestedPath[],
  language: PathLanguage,
  { choice, minUses }: SuggestFocus,
): PathGroup | undefined {
  const settled = ones.filter(({ path }) => language.isSettled(path));
  const stays = settled.map(({ path }) => language.canonicalOf(path)).find((path) => path !== undefined);
  const open = ones.filter((path) => !settled.includes(path));
  // A path that is only handed on moves along with others, and is no reason by itself.
  if (!open.some(isOutside) || (ones.filter(isOutside).length < 2 && stays === undefined)) return undefined;
  if (settled.length > 0 && stays === undefined) return undefined;
  const own = language.ownPath(definition, name);
  const unused = { path: own ?? '', uses: { production: 0, tests: 0, leftovers: 0 }, place: undefined };
  const paths = own === undefined || ones.some(({ path }) => path === own) ? ones : [...ones, unused];
  const ranked = rankCandidates(paths, (path) => language.factsOf(path, definition));
  const chosen = stays === undefined ? choose(ranked, choice) : { canonical: stays, because: 'canonical by the Map' };
  const first = chosen?.canonical ?? ranked[0]?.path;
  const bindings = (besides: string | undefined, of: readonly SuggestedPath[]): number =>
    of.filter(({ path }) => path !== besides).reduce((sum, { uses }) => sum + bindingsOf(uses), 0);
  const moving = bindings(first, open);
  if (moving < Math.max(1, minUses)) return undefined;
  return {
    section: language.section,
    definition,
    detours: bindings(own, ones),
    moving,
    candidates: ranked.map(({ path, uses, place, reasons, against }) => ({ path, uses, place, reasons, against })),
    open: open.map(({ path }) => path).toSorted(),
    canonical: chosen?.canonical,
    because: chosen?.because,
  };
}

function leadsTo(path: string, definition: string, language: PathLanguage): boolean {
  const found = language.ask(path);
  return found.isSure && found.definition === definition;
}

/** Is it defined in tests, or used by tests alone? */
function isOfTests(definition: string, paths: readonly SuggestedPath[], { areaOf }: PathLanguage): boolean {
  const area = areaOf(definition);
  return area === 'tests' || area === 'leftovers' || paths.every(({ uses }) => uses.production === 0);
}

/** Does somebody import the path who does not only hand it on? */
function isOutside({ place }: SuggestedPath): boolean {
  return place !== undefined;
}

function byDefinition(a: { readonly definition: string }, b: { readonly definition: string }): number {
  return a.definition < b.definition ? -1 : 1;
}

function shown({ path, uses, place }: SuggestedPath): SuggestedPath {
  return { path, uses: { ...uses }, place };
}
