import { refused } from '../../src/model/resolution.ts';
import type { Rule } from '../../src/model/rule.ts';

/** A module cannot import itself. */
export const selfImport: Rule = {
  id: 'self-import',
  judge: ({ form, importer }, _, move) => {
    const isPlaced = form === 'name' || form === 'attribute' || form === 'module' || form === 'call';
    if (!isPlaced || importer !== move.to.module) return move;
    return refused(move.from, 'self-import', `this file is ${move.to.module}, which would import itself`);
  },
};
