import path from 'node:path';
import type { ModuleReference } from '../parse/javascript/module-references.ts';
import type { JavaScriptProject } from '../resolve/javascript/javascript-project.ts';
import type { JavaScriptResolver } from '../resolve/javascript/javascript-resolver.ts';
import type { JavaScriptFile } from '../../transforms/javascript/javascript-file.ts';
import { loadedModules } from '../../transforms/javascript/loaded-modules.ts';

/**
 * Tells why the moves of a place are for review that loads modules with effects. All places of the file are looked at when the
 * first of them asks, and compared only where one may load other modules with effects than before.
 */
export function changedEffects(
  project: JavaScriptProject,
  { consequences }: JavaScriptResolver,
  fileAtHand: () => JavaScriptFile,
): (reference: ModuleReference) => string | undefined {
  let reasons: ReadonlyMap<number, string> | undefined;
  const find = (): ReadonlyMap<number, string> => {
    const file = fileAtHand();
    const importer = path.join(project.root, file.source.path);
    const keyOf = (specifier: string): string => project.locate(importer, specifier).key;
    const places = loadedModules(file, ({ key }) => project.exportsOf(key));
    const loadings = places.map(({ reference, moves, isChosen, isAtOnce }) => {
      const module = keyOf(reference.specifier);
      return { module, targets: moves?.map(keyOf) ?? [module], isChosen, isAtOnce };
    });
    if (!loadings.some((loading) => consequences.mayChangeEffects(loading))) return new Map();
    const changes = consequences.changedEffects(loadings);
    return new Map([...changes].map(([k, because]) => [places[k]?.reference.start ?? -1, because]));
  };
  return (reference) => (project.isConsulted ? (reasons ??= find()).get(reference.start) : undefined);
}
