import { formatTarget } from '../../src/model/config.ts';
import { forReview } from '../../src/model/resolution.ts';
import type { Rule } from '../../src/model/rule.ts';

/** Other files that import the name from here get another object, though the Map does not speak of them. */
export const reExported: Rule = {
  id: 're-exported',
  judge: ({ importer, local, evidence }, { lookups }, move) => {
    const here = `${importer}:${local}`;
    if (evidence.changesForImporters !== true || !lookups.symbols.has(here)) return move;
    return forReview(move, 're-exported', `other files import ${here}, which becomes ${formatTarget(move.to)}`);
  },
};
