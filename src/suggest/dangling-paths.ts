import { groupBy } from '../model/group-by.ts';
import type { Confidence, DanglingPath, MovedPath, SuggestedPath } from '../model/suggestion.ts';
import type { KnownDefinitions } from './known-definitions.ts';
import type { ModuleFacts } from './module-facts.ts';
import { byUses } from './path-uses.ts';
import { isSettled, isWanted, splitPath } from './suggest-context.ts';
import type { SuggestContext } from './suggest-context.ts';

/** A definition of a name. */
interface Place {
  readonly key: string;
  readonly facts: ModuleFacts;
  readonly isValue: boolean;
}

/** Names that many modules have for something of their own. */
const common = new Set(
  'app logger log main config settings router db client run setup name version test T F'.split(' '),
);

/**
 * The imports that fail today, with where their names likely are.
 * @param used all paths that files import
 * @param moved what was elsewhere in another commit
 */
export function danglingPaths(
  used: readonly SuggestedPath[],
  moved: readonly MovedPath[],
  definitions: KnownDefinitions,
  context: SuggestContext,
): DanglingPath[] {
  const missing = used.filter(({ path, uses }) => {
    const { module, name } = splitPath(path);
    if (!isWanted(context.wants, [path]) || isSettled(context, module, name)) return false;
    if (!context.wants.includesTests && uses.production === 0) return false;
    return definitions.guess(module, name).state === 'missing';
  });
  const wanted = new Set(missing.map(({ path }) => splitPath(path).name));
  const places = groupBy(placesOf(wanted, context), ({ key }) => splitPath(key).name);
  const movedTo = new Map(moved.map(({ from, to, because }) => [from, { to, because }]));
  return missing.map((path) => dangling(path, places, movedTo, definitions, context)).toSorted(byUses);
}

function placesOf(names: ReadonlySet<string>, { modules }: SuggestContext): Place[] {
  return [...modules.values()].flatMap((facts) => {
    if (facts.area === 'leftovers') return [];
    const found = facts.definitions.filter(({ name }) => names.has(name));
    return [...new Set(found.map(({ name }) => name))].map((name) => ({
      key: `${facts.module}:${name}`,
      facts,
      isValue: found.every((each) => each.name !== name || each.kind === 'value'),
    }));
  });
}

function dangling(
  used: SuggestedPath,
  places: ReadonlyMap<string, readonly Place[]>,
  moved: ReadonlyMap<string, { readonly to: string; readonly because: string }>,
  definitions: KnownDefinitions,
  context: SuggestContext,
): DanglingPath {
  const { path, uses, place } = used;
  const { module, name } = splitPath(path);
  const { index } = context.project;
  const isThere = index.find(module) !== undefined;
  const why = isThere ? `${module} has no ${name}` : `there is no module ${module}`;
  const found = (targets: readonly string[], confidence: Confidence | undefined, because: string): DanglingPath => ({
    section: 'python',
    path,
    uses: { ...uses },
    place,
    why,
    isGuarded: false,
    targets,
    confidence,
    because,
  });
  const before = moved.get(path) ?? movedWithin(moved, module, name);
  if (before !== undefined) return found([before.to], 'high', before.because);
  if (!module.includes('.') && index.find(module)?.kind === 'namespace')
    return found([], undefined, `${module} may be an installed package that the folder ${module} hides`);
  const isSound = ({ key }: Place): boolean => {
    const { state, key: leads } = definitions.ask(splitPath(key).module, name);
    return state === 'found' && leads === key;
  };
  const all = (places.get(name) ?? []).filter(isSound);
  const [production, tests] = [
    all.filter(({ facts }) => facts.area === 'production'),
    all.filter(({ facts }) => facts.area !== 'production'),
  ];
  const keys = [...sortedByNearness(production, module), ...sortedByNearness(tests, module)].map(({ key }) => key);
  if (all.length === 0) return found([], undefined, `nothing at a top level is called ${name}`);
  const isCommon =
    common.has(name) || name.length < 3 || all.every(({ isValue }) => isValue && !/^[A-Z][A-Z\d_]{3,}$/.test(name));
  if (isCommon) return found(keys, 'low', `${name} is a name that modules have for something of their own`);
  if (all.length === 1)
    return found(keys, production.length === 1 ? 'high' : 'medium', `the one definition of ${name}`);
  const likeNamed = production.filter(({ facts }) => lastPart(facts.module) === lastPart(module));
  if (production.length === 1) return found(keys, 'medium', `the one definition of ${name} outside of tests`);
  const [alike] = likeNamed;
  if (alike && likeNamed.length === 1)
    return found(
      [alike.key, ...keys.filter((key) => key !== alike.key)],
      'medium',
      `of ${all.length} definitions, the one in a module called ${lastPart(module)}`,
    );
  return found(keys, 'low', `there are ${all.length} definitions of ${name}`);
}

/** Where a name of a module is that moved as a whole. */
function movedWithin(
  moved: ReadonlyMap<string, { readonly to: string; readonly because: string }>,
  module: string,
  name: string,
): { readonly to: string; readonly because: string } | undefined {
  const whole = moved.get(module);
  return whole && { ...whole, to: `${whole.to}:${name}` };
}

/** Sorts the places so that those that share most of the path of the module come first. */
function sortedByNearness(places: readonly Place[], module: string): Place[] {
  const parts = module.split('.');
  const shared = ({ facts }: Place): number => {
    const other = facts.module.split('.');
    const at = parts.findIndex((part, k) => part !== other[k]);
    return at < 0 ? parts.length : at;
  };
  return places.toSorted((a, b) => shared(b) - shared(a) || (a.key < b.key ? -1 : 1));
}

function lastPart(module: string): string {
  return module.slice(module.lastIndexOf('.') + 1);
}
