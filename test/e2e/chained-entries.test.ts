import { expect, test } from '@jest/globals';
import { codemod } from '../support/program.ts';
import { makeFolder } from '../support/repository.ts';

/** The warnings about a Map, each entry given as its canonical path and a legacy one. */
function said(...entries: readonly (readonly [string, string])[]): string {
  const map = entries.map(([canonical, legacy]) => ({ canonical, legacy: [legacy] }));
  return codemod(makeFolder({ 'ssot.config.json': JSON.stringify({ python: { map } }), 'a.py': '' }), []).stderr;
}

test('entries that lead on from each other are warned of', () => {
  expect(said(['b:Box', 'a:Box'], ['c:Box', 'b:Box'])).toContain(
    'ssot-codemod: the Map moves a:Box to b:Box, and b:Box to c:Box: entries never chain, so a second run would move it on; let a:Box go to c:Box, too\n',
  );
});

test('so is a swap', () => {
  expect(said(['b:Box', 'a:Box'], ['a:Box', 'b:Box'])).toContain('apply this swap once, then take it out\n');
});

test('an entry for calls of the canonical name itself is not', () => {
  const calls = { signature: '()' };
  const map = [
    { canonical: 'b:Box', legacy: ['b:Box', 'a:Box'], calls },
    { canonical: 'b:Box', legacy: ['c:Box'] },
  ];
  const root = makeFolder({ 'ssot.config.json': JSON.stringify({ python: { map } }), 'a.py': '' });
  const { stderr } = codemod(root, []);
  expect(stderr).not.toContain('never chain');
  expect(stderr).not.toContain('calls');
});

test('others are not', () => {
  expect(said(['c:Box', 'a:Box'], ['c:Box', 'b:Box'])).not.toContain('never chain');
});
