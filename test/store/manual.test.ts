import { expect, test } from '@jest/globals';
import { isolationRules } from '../../src/audit/isolation/index.ts';
import { refusalReasons } from '../../src/model/edit.ts';
import { pruneReasons } from '../../src/model/pruning.ts';
import { reviewReasons } from '../../src/model/review.ts';
import { shimReasons } from '../../src/model/shim.ts';
import { manualText } from '../../src/report/manual.ts';
import { readManual } from '../../src/store/manual.ts';

const manual = readManual();

test.each<[string, readonly string[]]>([
  ['docs/refusals.md', refusalReasons],
  ['docs/reviews.md', reviewReasons],
  ['docs/prune.md', pruneReasons],
  ['docs/shims.md', shimReasons],
  ['docs/audit.md', isolationRules.map(({ id }) => id)],
])('%s has a paragraph for each of its reasons', (page, reasons) => {
  const found = new Map(manual.filter((entry) => entry.page === page).map(({ id, text }) => [id, text]));
  for (const reason of reasons) expect([reason, found.get(reason)]).toEqual([reason, expect.stringMatching(/\S{3}/)]);
});

test('a paragraph ends before the next heading, and loses the targets of its links', () => {
  for (const { text } of manual) expect(text).not.toMatch(/^##/m);
  expect(manualText(manual)).not.toMatch(/\]\(\S+\)/);
});
