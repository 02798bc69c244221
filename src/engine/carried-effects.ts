import type { CarriedEffect } from '../model/learned.ts';
import { isTestModule } from '../model/python.ts';
import type { Repository } from './python-project.ts';

/** For each legacy module that moves lead away from: the modules that they lead to. */
export type LeftModules = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * What importing legacy modules does by way of modules that they alone load: it is lost when nobody imports them any more.
 * Reads all files, where there is such a module.
 */
export function carriedEffects(repository: Repository, left: LeftModules): Map<string, readonly CarriedEffect[]> {
  const { graph, importEffect } = repository;
  const found = new Map<string, readonly CarriedEffect[]>();
  for (const [module, targets] of left) {
    if (repository.index.find(module) === undefined || importEffect(module) !== undefined) continue;
    const effects = graph.loadedBy(module).flatMap((loaded): CarriedEffect[] => {
      if ([...targets].every((target) => graph.isLoadedBy(target, loaded))) return [];
      const place = importEffect(loaded);
      return place === undefined || isLoadedOtherwise(repository, loaded, [...left.keys()])
        ? []
        : [{ module: loaded, place }];
    });
    if (effects.length > 0) found.set(module, effects);
  }
  return found;
}

/** Does something load the module that is loaded by none of the legacy ones? Tests do not count. */
function isLoadedOtherwise(
  { graph, index, filesLoading }: Repository,
  module: string,
  legacy: readonly string[],
): boolean {
  const behind = new Set(legacy.flatMap((one) => graph.loadedBy(one)));
  const asked = new Set([module]);
  for (const loaded of asked)
    for (const file of filesLoading(loaded, legacy)) {
      if (isTestModule(file)) continue;
      const importer = index.identify(file).module;
      if (legacy.includes(importer)) continue;
      if (!behind.has(importer)) return true;
      asked.add(importer);
    }
  return false;
}
