import { edgeKey } from '../../src/model/links.ts';
import { forReview } from '../../src/model/resolution.ts';
import type { Rule } from '../../src/model/rule.ts';

/** The new import would close a cycle of modules that import each other. */
export const importCycle: Rule = {
  id: 'import-cycle',
  judge: ({ form, runsOn, importer, evidence }, { cycles }, move) => {
    if (evidence.cycle !== undefined) return forReview(move, 'import-cycle', evidence.cycle);
    const cycle =
      runsOn === 'import' && form !== 'relocated' ? cycles.get(edgeKey(importer, move.to.module)) : undefined;
    if (cycle === undefined) return move;
    return forReview(move, 'import-cycle', `it closes an import cycle: ${[importer, ...cycle].join(' → ')}`);
  },
};
