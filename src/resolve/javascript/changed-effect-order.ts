import type { ImportGraph } from './import-graph.ts';
import type { JavaScriptProject } from './javascript-project.ts';

/**
 * The modules with effects of their own that would be loaded in another order when a file names them one after another, and no more by
 * way of a module that loads them; none where the order stays.
 * @param keys of the modules, in the order in which the file would name them
 */
export function changedEffectOrder(
  project: JavaScriptProject,
  graph: ImportGraph,
  legacy: string,
  keys: readonly string[],
): readonly string[] {
  const hasEffect = (key: string): boolean =>
    key !== legacy && project.exportsOf(key)?.effectLine !== undefined && !project.isFreeOfEffects(key);
  const own = keys.length < 2 ? [] : keys.filter(hasEffect);
  if (own.length < 2) return [];
  const order = graph.evaluationOrder([legacy]);
  const places = own.map((key) => order.indexOf(key)).filter((at) => at >= 0);
  return places.some((at, k) => k > 0 && at < (places[k - 1] ?? 0)) ? own : [];
}
