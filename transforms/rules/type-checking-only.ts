import type { Rule } from '../../src/model/rule.ts';

/** An entry with `"when": "type-checking"` says nothing of imports that run. */
export const typeCheckingOnly: Rule = {
  id: 'type-checking-only',
  judge: ({ runsOn }, _, move) => (move.isForTypes === true && runsOn !== 'never' ? { kind: 'unrelated' } : move),
};
