import type { Range } from '../../model/range.ts';
import { definitionOf, isDefinition } from './definition.ts';
import type { Definition } from './definition.ts';
import { isWithin, placeIn } from './module-code.ts';
import type { ModuleCode, Obstacle } from './module-code.ts';
import { needsOf } from './needs.ts';

/** The definitions, with those of the module that they use, as far as they can move. */
export function withDependenciesOf(code: ModuleCode, asked: readonly Definition[]): Definition[] {
  const found = new Map(asked.map((one) => [one.name, one]));
  for (let size = 0; size < found.size;) {
    size = found.size;
    const ranges = [...found.values()].flatMap((one) => one.ranges);
    const names = [...needsOf(code, ranges).own, ...assignedByGlobal(code, ranges)].map(({ name }) => name);
    for (const name of names) {
      if (found.has(name)) continue;
      const own = definitionOf(code, name);
      if (isDefinition(own) && !isOwnLogger(code, own)) found.set(name, own);
    }
  }
  return [...found.values()].toSorted((a, b) => (a.ranges[0]?.start ?? 0) - (b.ranges[0]?.start ?? 0));
}

function isOwnLogger({ text }: ModuleCode, { nodes }: Definition): boolean {
  return nodes.some(({ start, end }) => /\bgetLogger\s*\(\s*__name__\s*\)$/.test(text.slice(start, end)));
}

/** Names that functions assign by `global`: all that uses one has to move with it. */
export function sharedState(code: ModuleCode, definitions: readonly Definition[]): Obstacle[] {
  const ranges = definitions.flatMap((one) => one.ranges);
  const own = definitions.flatMap(({ name, assignments, binding }): Obstacle[] => {
    const [assignment] = assignments;
    const stays = [...assignments, ...binding.uses].find((place) => !isWithin(place, ranges));
    if (assignment === undefined || stays === undefined) return [];
    return [
      { place: placeIn(code, stays.start), message: `both modules would use ${name}, which a function assigns again` },
    ];
  });
  const moved = new Set(definitions.map(({ name }) => name));
  const others = assignedByGlobal(code, ranges)
    .filter(({ name }) => !moved.has(name))
    .map(({ name, at }) => ({
      place: placeIn(code, at),
      message: `it assigns ${name} of ${code.identity.module} by \`global\``,
    }));
  return [...own, ...others];
}

/** The names of the module that functions in the ranges assign. */
function assignedByGlobal(
  code: ModuleCode,
  ranges: readonly Range[],
): { readonly name: string; readonly at: number }[] {
  return [...code.scopes.module.bindings.values()].flatMap(({ name, sites }) => {
    const assigned = sites.find(
      (site) => site.scope !== code.scopes.module && site.kind !== 'declaration' && isWithin(site, ranges),
    );
    return assigned === undefined ? [] : [{ name, at: assigned.start }];
  });
}
