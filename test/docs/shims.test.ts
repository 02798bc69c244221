import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { shimReasons, shimTierOf } from '../../src/model/shim.ts';
import type { ShimTier } from '../../src/model/shim.ts';

const page = readFileSync(new URL('../../docs/shims.md', import.meta.url), 'utf8');

test.each<[string, ShimTier]>([
  ['It can be written', 'safe'],
  ['Declared by the Map', 'declared'],
  ['For review', 'review'],
  ['No shim', 'refused'],
])('%s: each reason has its paragraph, the gravest first', (heading, tier) => {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  const named = [...section.matchAll(/^### `(.+)`\n\n(?=\S)/gm)].map(([, reason]) => reason);
  expect(named).toEqual(shimReasons.filter((reason) => shimTierOf(reason) === tier));
});

test('each reason is shown by a test', () => {
  const [python, javascript] = ['shim', 'shim-javascript'].map((name) =>
    readFileSync(new URL(`../e2e/${name}.test.ts`, import.meta.url), 'utf8'),
  );
  const tests = `${python ?? ''}${javascript ?? ''}`;
  const missing = shimReasons.filter((reason) => !tests.includes(reason));
  // A folder that is a link holds no tracked files.
  expect(missing).toEqual(['outside-root']);
});
