import { rmSync } from 'node:fs';
import { afterEach, expect, test } from '@jest/globals';
import { applyTextEdits } from '../../src/edit/apply-text-edits.ts';
import { makePlan } from '../../src/index.ts';
import { makeFolder } from '../support/repository.ts';

const map = [
  { canonical: 'pk.kit', legacy: ['pk.tools'] },
  { canonical: 'pk.unified:Mode', legacy: ['pk.legacy:Mode'] },
];
const consumer = 'import pk.tools\n\npk.legacy.Mode\n';

let root = '';
afterEach(() => {
  rmSync(root, { recursive: true });
});

/** An import that moves itself, for review, and serves chains of another module that moves. */
test.each([
  [false, 'import pk.tools\nimport pk.unified\n\npk.unified.Mode\n'],
  [true, 'import pk.unified\nimport pk.kit\n\npk.unified.Mode\n'],
])('both are listed, includeReview %s', async (includeReview, expected) => {
  root = makeFolder({
    'pk/__init__.py': '',
    'pk/unified.py': 'class Mode: ...\n',
    'pk/legacy.py': 'from pk.unified import Mode\n',
    'pk/kit.py': '',
    'pk/tools.py': '',
    'consumer.py': consumer,
  });
  const { outcomes } = await makePlan({ root, config: { python: { map } }, gitignore: false, includeReview });
  const outcome = outcomes.find(({ path }) => path === 'consumer.py');
  expect(outcome?.edits.map(({ from, to, tier, applied }) => [from, to, tier, applied])).toEqual([
    ['pk.tools', 'pk.kit', 'review', includeReview],
    ['pk.legacy:Mode', 'pk.unified:Mode', 'safe', true],
  ]);
  expect(outcome?.status === 'changed' && applyTextEdits(consumer, outcome.textEdits)).toBe(expected);
});
