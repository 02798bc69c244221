import type { MoveConcern } from '../../model/moving.ts';
import { isPureDecorator } from '../../parse/python/module-effects.ts';
import type { Definition } from './definition.ts';
import { isWithin, placeIn, topStatement } from './module-code.ts';
import type { ModuleCode } from './module-code.ts';
import { runsOnImport } from './needs.ts';

/**
 * Effects of importing the old module that moved code takes along, or that old code has on it: whoever imports only one of both
 * modules from now on would miss them.
 * @param isLoaded does the old module import the new one from now on?
 */
export function lostEffects(code: ModuleCode, definitions: readonly Definition[], isLoaded: boolean): MoveConcern[] {
  const { module } = code.identity;
  const ranges = definitions.flatMap((one) => one.ranges);
  return definitions.flatMap(({ name, nodes, binding }): MoveConcern[] => {
    const found: MoveConcern[] = [];
    for (const node of nodes)
      for (const { type, start, end } of node.children) {
        const decorator = code.text.slice(start + 1, end).trim();
        if (type === 'decorator' && !isLoaded && !isPureDecorator(decorator))
          found.push({
            reason: 'effects',
            place: placeIn(code, start),
            message: `its decorator may make ${name} known when ${module} is imported, which does not import it any more`,
          });
      }
    const changed = binding.uses.find((use) => {
      if (isWithin(use, ranges) || !runsOnImport(use.scope)) return false;
      const statement = topStatement(code, use.start);
      const isCall = statement?.type === 'expression_statement' && statement.children[0]?.type === 'call';
      return use.context === 'store' || use.context === 'delete' || isCall;
    });
    if (changed)
      found.push({
        reason: 'effects',
        place: placeIn(code, changed.start),
        message: `${module} does something to ${name}, which an import of the new module alone would miss`,
      });
    return found;
  });
}
