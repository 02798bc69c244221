import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { pruneReasons, pruneTierOf } from '../../src/model/pruning.ts';
import type { PruneTier } from '../../src/model/pruning.ts';

const page = readFileSync(new URL('../../docs/prune.md', import.meta.url), 'utf8');

test.each<[string, PruneTier]>([
  ['It can go', 'safe'],
  ['For review', 'review'],
  ['It stays', 'refused'],
])('%s: each reason has its paragraph, the gravest first', (heading, tier) => {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  const named = [...section.matchAll(/^### `(.+)`\n\n(?=\S)/gm)].map(([, reason]) => reason);
  expect(named).toEqual(pruneReasons.filter((reason) => pruneTierOf(reason) === tier));
});

test('each reason is shown by a test', () => {
  const tests = ['prune', 'prune-besides']
    .map((name) => readFileSync(new URL(`../e2e/${name}.test.ts`, import.meta.url), 'utf8'))
    .join('');
  const missing = pruneReasons.filter((reason) => !tests.includes(reason));
  // A folder that is a link has no tracked files: git itself keeps it from here.
  expect(missing).toEqual(['outside-root']);
});
