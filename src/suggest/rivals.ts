import { groupBy } from '../model/group-by.ts';
import type { FacadeModule, Rival, RivalGroup, Uses } from '../model/suggestion.ts';
import type { ClassFacts, ModuleFacts } from './module-facts.ts';
import { bindingsOf } from './path-uses.ts';
import { isWanted } from './suggest-context.ts';
import type { SuggestContext } from './suggest-context.ts';

/** Words that say which of several implementations a class is, not what it implements. */
const before =
  /^(?:Unified|Legacy|Enhanced|Optimized|Improved|Simple|Basic|Base|Abstract|New|Old|Modern|Default|Real|Secure|Isolated|Consolidated|Canonical|SSOT|Ssot)(?=[A-Z])/;
const after =
  /(?:Factory|Adapter|Implementation|Impl|Wrapper|Compat|Compatibility|Legacy|Proxy|Shim|V\d|Unified|Protocol|Interface|ABC)$/;
/** More of them has no name. */
const MOST_WORDS = 8;

interface Known extends ClassFacts {
  readonly facts: ModuleFacts;
}

/** The classes of production of one stem, where there are several; those of most classes first. */
export function rivalGroups({ modules, wants }: SuggestContext): RivalGroup[] {
  const classes = [...modules.values()].flatMap((facts) => facts.classes.map((each): Known => ({ ...each, facts })));
  const groups = groupBy(classes, ({ name }) => stemOf(name));
  return [...groups]
    .filter(([stem, group]) => stem.length > 3 && group.length > 1)
    .map(([stem, group]) => rivalGroup(stem, group))
    .filter(({ classes: rivals }) =>
      isWanted(
        wants,
        rivals.map(({ definition }) => definition),
      ),
    )
    .toSorted(
      (a, b) =>
        namesIn(b) - namesIn(a) ||
        b.shared.length - a.shared.length ||
        b.classes.length - a.classes.length ||
        (a.stem < b.stem ? -1 : 1),
    );
}

/** Classes of one name may be of different things; several names for one stem are a sign of rivals. */
function namesIn({ classes }: RivalGroup): number {
  return new Set(classes.map(({ definition }) => definition.slice(definition.indexOf(':')))).size;
}

function stemOf(name: string): string {
  let stem = name.replace(/^_{1,8}/, '');
  for (let k = 0; k < MOST_WORDS; k++) {
    const shorter = stem.replace(before, '').replace(after, '');
    if (shorter === stem || shorter === '') break;
    stem = shorter;
  }
  return stem;
}

function rivalGroup(stem: string, group: readonly Known[]): RivalGroup {
  const owners = new Map<string, number>();
  const publicOf = ({ methods }: ClassFacts): string[] => [...new Set(methods)].filter((name) => !name.startsWith('_'));
  for (const each of group) for (const name of publicOf(each)) owners.set(name, (owners.get(name) ?? 0) + 1);
  const isShared = (name: string): boolean => (owners.get(name) ?? 0) > 1;
  const classes = group.map((each): Rival => {
    const { name, line, facts } = each;
    return {
      definition: `${facts.module}:${name}`,
      place: { path: facts.path, line, column: 1 },
      shared: publicOf(each).filter(isShared).length,
      own: publicOf(each)
        .filter((method) => !isShared(method))
        .toSorted(),
    };
  });
  return {
    section: 'python',
    stem,
    classes: classes.toSorted((a, b) => b.shared - a.shared || (a.definition < b.definition ? -1 : 1)),
    shared: [...owners.keys()].filter(isShared).toSorted(),
    methods: owners.size,
  };
}

/** Names that a module has for itself. */
const own = /^(?:logger|log|_logger|__\w+__)$/;

/** The modules that do nothing but hand names on which others take from them. @param usesOf by their dotted names */
export function facadeModules(usesOf: ReadonlyMap<string, Uses>, { modules, wants }: SuggestContext): FacadeModule[] {
  return [...modules.values()]
    .flatMap((facts): FacadeModule[] => {
      const uses = usesOf.get(facts.module);
      const names = new Set(
        facts.imports.filter(({ name, column }) => name !== undefined && column === 1).map(({ local }) => local),
      );
      const isPure = names.size > 0 && facts.definitions.every(({ name }) => own.test(name));
      if (
        uses === undefined ||
        !isPure ||
        facts.area !== 'production' ||
        bindingsOf(uses) === 0 ||
        !isWanted(wants, [facts.module])
      )
        return [];
      return [{ section: 'python', module: facts.module, path: facts.path, names: names.size, uses: { ...uses } }];
    })
    .toSorted((a, b) => bindingsOf(b.uses) - bindingsOf(a.uses) || (a.module < b.module ? -1 : 1));
}
