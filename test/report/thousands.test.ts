import { expect, test } from '@jest/globals';
import type { Suggestion } from '../../src/model/suggestion.ts';
import { suggestionSummary } from '../../src/report/suggestion/text.ts';

test('the summary of a suggestion has separators in all of its numbers', () => {
  const entry = (isDecided: boolean): unknown => ({ isDecided });
  const entries = [...Array<unknown>(1200).fill(entry(true)), ...Array<unknown>(3400).fill(entry(false))];
  const found = { filesScanned: 12_345, entries, unreadable: [] } as unknown as Suggestion;
  expect(suggestionSummary(found)).toBe('12,345 files read: 1,200 entries proposed, 3,400 for you to choose\n');
});
