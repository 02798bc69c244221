import type { Candidate, Choice, SuggestedPath } from '../model/suggestion.ts';
import { bindingsOf, byUses } from './path-uses.ts';

/** The facts about a path that rank it. */
export interface PathFacts {
  /** The module that it names, and the name in it. */
  readonly module: string;
  readonly name: string;
  readonly isDefinition: boolean;
  /** Names on the way from it to the definition. */
  readonly distance: number;
  /** Does `__all__`, or what stands for it, name it? */
  readonly isListed: boolean;
  /** Does importing the module warn that it is deprecated? */
  readonly warns: boolean;
  /** Is it a package above the definition, such as one hands names on from? */
  readonly isFacade: boolean;
}

/** A word in the name of a module that says that it is not the one to stay. */
const legacyWord =
  /(?:^|[._/-])(legacy|compat(?:ibility)?|deprecated|adapters?|old|shims?|backup|obsolete)(?=$|[._/-])/i;

/** The paths with what speaks for and against each, the likeliest first. */
export function rankCandidates(
  paths: readonly SuggestedPath[],
  factsOf: (path: string) => PathFacts,
): readonly (Candidate & { readonly facts: PathFacts })[] {
  const most = Math.max(0, ...paths.map(({ uses }) => uses.production));
  const isMostUsed = ({ uses }: SuggestedPath): boolean => uses.production === most && most > 0;
  const isAlone = paths.filter(isMostUsed).length === 1;
  return paths
    .map(({ path, uses, place }) => {
      const facts = factsOf(path);
      const word = legacyWord.exec(facts.module)?.[1];
      const isPublic = !`.${facts.module}.${facts.name}`.replaceAll('/', '.').includes('._');
      const isMost = isMostUsed({ path, uses, place });
      const reasons = [
        ...(facts.isDefinition ? ['defined here'] : []),
        ...(isMost && isAlone ? ['most used in production'] : []),
        ...(facts.isListed ? ['listed as public'] : []),
      ];
      const against = [
        ...(word === undefined ? [] : [`named ${word.toLowerCase()}`]),
        ...(facts.warns ? ['warns when it is imported'] : []),
        ...(isPublic ? [] : ['private by its name']),
      ];
      const score = (facts.isDefinition ? 3 : 0) + (isMost ? 2 : 0) + (facts.isListed ? 1 : 0) - 4 * against.length;
      return { path, uses, place, reasons, against, facts, score, isMost };
    })
    .toSorted((a, b) => b.score - a.score || byUses(a, b));
}

/** The candidate to take, and why; undefined where the owner is to choose. */
export function choose(
  candidates: readonly (Candidate & { readonly facts: PathFacts })[],
  choice: Choice | undefined,
): { readonly canonical: string; readonly because: string } | undefined {
  if (choice === undefined) return winner(candidates);
  const fitting = candidates.filter(({ facts }) => choice !== 'facade' || facts.isFacade);
  const [chosen] =
    choice === 'definition'
      ? // A definition may have another name: then the path that is closest to it.
        fitting.toSorted((a, b) => a.facts.distance - b.facts.distance)
      : choice === 'most-used'
        ? fitting.toSorted((a, b) => b.uses.production - a.uses.production || byUses(a, b))
        : fitting.toSorted((a, b) => a.facts.module.length - b.facts.module.length || byUses(a, b));
  return chosen && { canonical: chosen.path, because: `--choose ${choice}` };
}

/** The first candidate, where nothing speaks against it, and no other is defined here or is used as much. */
function winner(
  candidates: readonly (Candidate & { readonly facts: PathFacts })[],
): { readonly canonical: string; readonly because: string } | undefined {
  const [first, ...others] = candidates;
  if (first === undefined || first.against.length > 0 || !first.facts.isDefinition) return undefined;
  const isFirstByUse = others.every(({ uses }) => uses.production < first.uses.production || bindingsOf(uses) === 0);
  const isFirstByList = first.facts.isListed || others.every(({ facts }) => !facts.isListed);
  if (!isFirstByUse || !isFirstByList) return undefined;
  return { canonical: first.path, because: 'it is defined here, is used most, and nothing speaks against it' };
}
