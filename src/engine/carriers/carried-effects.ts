import type { FileFacts } from '../../model/file-facts.ts';
import type { CarriedEffect } from '../../model/links.ts';
import type { Outcome } from '../../model/outcome.ts';
import { isTestModule } from '../../model/python.ts';
import { moduleOf } from '../../model/symbol.ts';
import type { Repository } from '../python/python-project.ts';
import { remember } from '../remember.ts';

/** For each legacy module that moves lead away from: the modules that they lead to. */
export type LeftModules = ReadonlyMap<string, ReadonlySet<string>>;

/** The legacy modules of Python that all imports are moved away from, as far as Edits and Refusals tell. */
export function leftModules(outcomes: readonly Outcome[]): LeftModules {
  const left = new Map<string, Set<string>>();
  const kept = new Set<string>();
  for (const { path, edits, refused } of outcomes) {
    for (const { from, transform } of [...refused, ...edits.filter(({ applied }) => !applied)])
      if (transform.endsWith('-import') && !isTestModule(path)) kept.add(moduleOf(from));
    for (const { from, to, transform, applied } of edits) {
      if (!applied || !transform.startsWith('python/')) continue;
      const targets = left.get(moduleOf(from)) ?? new Set();
      left.set(moduleOf(from), targets.add(moduleOf(to)));
    }
  }
  for (const module of kept) left.delete(module);
  return left;
}

/** The modules that moves lead to, or away from. */
export function modulesOfMoves(facts: readonly FileFacts[]): string[] {
  const moves = facts.flatMap(({ references }) => references.map(({ base }) => base));
  const modules = moves.flatMap((base) => (base.kind === 'legacy' ? [base.to.module, moduleOf(base.from)] : []));
  return [...new Set(modules)];
}

/**
 * The effects of importing legacy modules through modules that only they load. They are lost when nobody imports the
 * legacy modules any more. Reads all files, if there is such a module.
 * @param modules those that moves are about
 */
export function carriedEffects(
  repository: Repository,
  left: LeftModules,
  modules: readonly string[],
): Map<string, readonly CarriedEffect[]> {
  const { graph, importEffect } = repository;
  const legacy = new Set(left.keys());
  const loadedBy = remember((module: string) => graph.loadedBy(module));
  let loads: ((loaded: string) => boolean) | undefined;
  const found = new Map<string, readonly CarriedEffect[]>();
  for (const [module, targets] of left) {
    if (repository.index.find(module) === undefined || importEffect(module) !== undefined) continue;
    const effects = loadedBy(module).flatMap((loaded): CarriedEffect[] => {
      if ([...targets].every((target) => graph.isLoadedBy(target, loaded))) return [];
      const place = importEffect(loaded);
      if (place === undefined) return [];
      loads ??= loadedOtherwise(repository, legacy, new Set([...legacy].flatMap(loadedBy)));
      return loads(loaded)
        ? []
        : [{ module: loaded, place, loadedBy: modules.filter((other) => graph.isLoadedBy(other, loaded)) }];
    });
    // A file that imports something else of it says nothing of the Map.
    if (effects.length > 0 && !repository.isAskedForOthers(module)) found.set(module, effects);
  }
  return found;
}

/**
 * Tells whether anything but the legacy modules loads a module. Tests do not count.
 * @param behind the modules that the legacy ones load
 */
function loadedOtherwise(
  { index, filesLoading }: Repository,
  legacy: ReadonlySet<string>,
  behind: ReadonlySet<string>,
): (module: string) => boolean {
  const importersOf = remember((module: string) => {
    const files = [...filesLoading(module, legacy)];
    return files.map((file) => index.identify(file).module).filter((importer) => !legacy.has(importer));
  });
  return (module) => {
    const asked = new Set([module]);
    for (const loaded of asked)
      for (const importer of importersOf(loaded)) {
        if (!behind.has(importer)) return true;
        asked.add(importer);
      }
    return false;
  };
}
