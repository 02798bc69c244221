import path from 'node:path';
import type { Links } from '../../model/links.ts';
import type { ModuleReference } from '../../parse/javascript/module-references.ts';
import type { JavaScriptMap } from '../../resolve/javascript/javascript-map.ts';
import type { JavaScriptProject } from '../../resolve/javascript/javascript-project.ts';
import type { JavaScriptResolver } from '../../resolve/javascript/javascript-resolver.ts';
import type { JavaScriptFile } from '../../../transforms/javascript/javascript-file.ts';
import { loadedModules } from '../../../transforms/javascript/loaded-modules.ts';
import { remember } from '../remember.ts';

/**
 * Tells why the moves of a place are for review that loads modules with effects. All places of the file are looked at when the
 * first of them asks, and compared only where one may load other modules with effects than before.
 */
export function changedEffects(
  project: JavaScriptProject,
  resolver: JavaScriptResolver,
  { loaded }: Links,
  fileAtHand: () => JavaScriptFile,
): (reference: ModuleReference) => string | undefined {
  const { consequences } = resolver;
  let reasons: ReadonlyMap<number, string> | undefined;
  const find = (): ReadonlyMap<number, string> => {
    const file = fileAtHand();
    const importer = path.join(project.root, file.source.path);
    const keyOf = (specifier: string): string => project.locate(importer, specifier).key;
    const places = loadedModules(file, ({ key }, name) => resolver.isValue(key, name));
    const loadings = places.map(({ reference, moves, isChosen, isAtOnce }) => {
      const module = keyOf(reference.specifier);
      return { module, targets: moves?.map(keyOf) ?? [module], isChosen, isAtOnce };
    });
    if (!loadings.some((loading) => consequences.mayChangeEffects(loading))) return new Map();
    const changes = consequences.changedEffects(loadings, (module) => loaded?.has(module) === true);
    return new Map([...changes].map(([k, because]) => [places[k]?.reference.start ?? -1, because]));
  };
  return (reference) => (project.isConsulted ? (reasons ??= find()).get(reference.start) : undefined);
}

/** Tells whether a legacy module does something when it is loaded that the modules do not do which the Map puts in its place. */
export function effectsOfLegacy(
  project: JavaScriptProject,
  map: JavaScriptMap,
  { consequences }: JavaScriptResolver,
): (key: string) => boolean {
  return remember((key: string): boolean => {
    const { whole, symbols } = map.module(key, undefined) ?? {};
    const mappings = [...(whole ? [whole] : []), ...(symbols?.values() ?? [])];
    const targets = [...new Set(mappings.map(({ canonical }) => canonical.key))];
    // Another specifier of the same file: it need not be read.
    if (targets.length > 0 && targets.every((target) => target === key)) return false;
    if (project.exportsOf(key)?.effectLine !== undefined) return true;
    return consequences.mayChangeEffects({ module: key, targets, isAtOnce: true, isChosen: true });
  });
}
