import { findHold } from '../../src/model/mock-hold.ts';
import type { MockHolds } from '../../src/model/mock-hold.ts';
import type { MockablePart } from '../../src/model/reference.ts';
import { forReview } from '../../src/model/resolution.ts';
import type { Rule } from '../../src/model/rule.ts';

/** A mock of the legacy module stays, so that it does not replace what is imported from the canonical one. */
export const mockedModule: Rule = {
  id: 'mocked-module',
  judge: ({ evidence: { mockable, standIn } }, { mocks }, move) => {
    const mock = mockable && mockOf(mockable, mocks);
    const judged = mock === undefined ? move : forReview(move, 'patched', mock);
    if (standIn === undefined) return judged;
    return forReview(judged, 'patched', `${standIn} stands in for the module, and nothing would`);
  },
};

function mockOf({ key, label, names }: MockablePart, mocks: MockHolds): string | undefined {
  const hold = findHold(mocks, key, names);
  if (hold === undefined) return undefined;
  const replaced = label + (hold.name === undefined ? '' : `#${hold.name}`);
  return hold.isMock
    ? `a test replaces ${replaced} by a mock, which does not move (${hold.place})`
    : `${replaced} is set from outside, which does not move (${hold.place})`;
}
