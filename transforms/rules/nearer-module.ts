import { forReview } from '../../src/model/resolution.ts';
import type { Rule } from '../../src/model/rule.ts';
import { moduleOf } from '../../src/model/symbol.ts';

/** The file may find another module by the name than the one of the source roots. */
export const nearerModule: Rule = {
  id: 'nearer-module',
  judge: ({ evidence: { nearer } }, _, move) => {
    if (nearer === undefined) return move;
    const module = moduleOf(move.from);
    const because = `${nearer} is nearer to this file than the other module of its name, and holds no ${module}`;
    return forReview(move, 'shadowed-module', because);
  },
};
