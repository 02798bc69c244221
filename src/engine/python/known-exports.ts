import { formatTarget } from '../../model/config.ts';
import type { Config } from '../../model/config.ts';
import type { FileFacts } from '../../model/file-facts.ts';
import type { KnownDifference, KnownExports, KnownFacts, KnownModule } from '../../model/known-exports.ts';
import type { Suite } from '../../model/module-bindings.ts';
import { absoluteModule, packagesAround } from '../../model/python.ts';
import { moduleOf } from '../../model/symbol.ts';
import { PythonMap } from '../../resolve/python/python-map.ts';
import { openPythonProject } from './python-project.ts';
import type { Repository } from './python-project.ts';

/**
 * The exports of this repository, as facts for others: all modules of the packages of the Map by their names, and of those
 * that its symbols lead through whatever a move depends on.
 * @param facts of all files of the repository
 */
export function exportsOfRepository(config: Config, facts: readonly FileFacts[]): KnownExports {
  const project = openPythonProject(config);
  const map = new PythonMap(config.python);
  const named = [...map.legacyModules, ...map.canonicalModules];
  const tops = [...new Set(named.map((module) => module.split('.', 1)[0] ?? module))];
  const all = modulesBelow(
    tops.filter((top) => project.index.find(top) !== undefined),
    project,
  );
  const isNamed = (module: string): boolean => named.some((one) => one === module || module.startsWith(`${one}.`));
  const reached = reachedFrom(all.filter(isNamed), project);
  const isOfMap = (symbol: string): boolean => isNamed(moduleOf(symbol));
  const looked = facts.flatMap((file) => [...file.lookups, ...file.patchedNames]);
  return {
    modules: all.map((module) =>
      knownModule(module, { project, isReached: reached.has(module), isNamed: isNamed(module) }),
    ),
    differences: differencesOf(config, project),
    lookups: sorted(looked.filter(isOfMap)),
    // Until they move, its functions look legacy names up by their old paths.
    staying: sorted(facts.flatMap((file) => [...file.staying, ...lookedUpByCalls(file)]).filter(isOfMap)),
  };
}

function lookedUpByCalls({ references }: FileFacts): string[] {
  return references.flatMap(({ runsOn, base }) => (runsOn === 'call' && base.kind === 'legacy' ? [base.from] : []));
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].toSorted();
}

/** The modules of these packages, and themselves; sorted. */
function modulesBelow(tops: readonly string[], { index }: Repository): string[] {
  const found = new Set(tops);
  // Grows while it is gone through.
  for (const module of found) {
    const kind = index.find(module)?.kind;
    if (kind !== 'package' && kind !== 'namespace') continue;
    for (const name of index.modulesIn(module)) {
      const inner = `${module}.${name}`;
      if (isName(name) && index.find(inner) !== undefined) found.add(inner);
    }
  }
  return [...found].toSorted();
}

function isName(text: string): boolean {
  return /^[\p{ID_Start}_][\p{ID_Continue}]*$/u.test(text);
}

/** The modules that the names of these lead through, and those that are loaded with them. */
function reachedFrom(starts: readonly string[], { index, bindings, graph }: Repository): ReadonlySet<string> {
  const found = new Set(starts);
  for (const module of found) {
    const around =
      index.find(module)?.kind === 'package' ? module : module.slice(0, Math.max(0, module.lastIndexOf('.')));
    const named = importedBy(bindings(module)?.suite ?? [], { module, package: around });
    for (const other of [...named, ...graph.loadedBy(module)])
      for (const one of [other, ...packagesAround(other)]) if (index.find(one) !== undefined) found.add(one);
  }
  return found;
}

function importedBy(suite: Suite, identity: { readonly module: string; readonly package: string }): string[] {
  return suite.flatMap((item): string[] => {
    if (item.kind === 'branch') return item.arms.flatMap((arm) => importedBy(arm.suite, identity));
    if (item.kind === 'module-import') return [item.path];
    if (item.kind !== 'from-import' && item.kind !== 'star-import') return [];
    const from = absoluteModule(item.level, item.module, identity);
    if (from === undefined) return [];
    return item.kind === 'star-import' ? [from] : [from, `${from}.${item.imported}`];
  });
}

function knownModule(
  module: string,
  { project, isReached, isNamed }: { project: Repository; isReached: boolean; isNamed: boolean },
): KnownModule {
  const kind = project.index.find(module)?.kind ?? 'opaque';
  const bindings = isReached ? project.bindings(module) : undefined;
  const known = { module, kind, ...(project.index.isOpen(module) ? { isOpen: true } : {}) };
  if (bindings === undefined) return known;
  const names = isNamed ? sorted(namesIn(bindings.suite)) : [];
  const effect = project.importEffect(module);
  const facts: KnownFacts = {
    bindings: { ...bindings, rebound: [...bindings.rebound].toSorted() },
    imports: project
      .topLevelImports(module)
      .map(({ level, module: from, names: own }) => ({ level, module: from, names: own })),
    ...(effect === undefined ? {} : { effect }),
    runTimeUses: names.flatMap((name) => pairOf(name, project.runTimeUse(module, name))),
    setIn: names.flatMap((name) => pairOf(name, project.setIn(module, name))),
  };
  return { ...known, facts };
}

function pairOf<T>(name: string, value: T | undefined): (readonly [string, T])[] {
  return value === undefined ? [] : [[name, value]];
}

function namesIn(suite: Suite): string[] {
  return suite.flatMap((item) => {
    if (item.kind === 'branch') return item.arms.flatMap((arm) => namesIn(arm.suite));
    return 'name' in item ? [item.name] : [];
  });
}

function differencesOf({ python }: Config, { interfaces }: Repository): KnownDifference[] {
  return python.map.flatMap(({ canonical, legacy }) =>
    canonical.name === undefined
      ? []
      : legacy.flatMap((one): KnownDifference[] => {
          const differences = one.name === undefined ? [] : interfaces.differences(one, canonical);
          if (differences.length === 0) return [];
          return [{ legacy: formatTarget(one), canonical: formatTarget(canonical), differences }];
        }),
  );
}
