import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { completeConfig } from '../../src/config/complete-config.ts';
import { KnownFiles } from '../../src/engine/known-files.ts';
import { hashOf, wordsOf } from '../../src/engine/words-of-text.ts';
import { makeFolder, makeRepository, withGit } from '../support/repository.ts';

/** Times of files are far more exact where tests run. */
const SETTLED = 20;

async function knownFiles(root: string): Promise<KnownFiles> {
  await sleep(2 * SETTLED);
  return new KnownFiles(completeConfig(root, undefined, []), true, SETTLED);
}

/** The files that hold a word, in the order of their names. */
async function holding(known: KnownFiles, word: string): Promise<readonly string[] | undefined> {
  await sleep(2 * SETTLED);
  return known.during(async () => (await known.holding([word]))?.toSorted());
}

test('files with a word are found anew after edits, deletions and new files, of which nobody speaks', async () => {
  const root = makeFolder({
    'a.py': 'import cart\n',
    'b.py': 'import bags\n',
    'in/c.py': 'cart = 1\n',
    'd.txt': 'cart',
  });
  const known = await knownFiles(root);
  await known.prepare();
  expect(await holding(known, 'cart')).toEqual(['a.py', 'in/c.py']);
  writeFileSync(path.join(root, 'b.py'), 'import cart\n');
  expect(await holding(known, 'cart')).toEqual(['a.py', 'b.py', 'in/c.py']);
  rmSync(path.join(root, 'in'), { recursive: true });
  writeFileSync(path.join(root, 'a.py'), 'import bags\n');
  expect(await holding(known, 'cart')).toEqual(['b.py']);
  mkdirSync(path.join(root, 'new/in'), { recursive: true });
  writeFileSync(path.join(root, 'new/in/e.py'), 'cart\n');
  expect(await holding(known, 'cart')).toEqual(['b.py', 'new/in/e.py']);
  renameSync(path.join(root, 'new/in/e.py'), path.join(root, 'new/in/f.py'));
  expect(await holding(known, 'cart')).toEqual(['b.py', 'new/in/f.py']);
});

withGit.test('a file that git leaves out is one no more', async () => {
  const root = makeRepository({ 'a.py': 'cart\n', '.gitignore': '' });
  writeFileSync(path.join(root, 'b.py'), 'cart\n');
  const known = await knownFiles(root);
  expect(await holding(known, 'cart')).toEqual(['a.py', 'b.py']);
  writeFileSync(path.join(root, '.gitignore'), 'b.py\n');
  expect(await holding(known, 'cart')).toEqual(['a.py']);
});

test('an answer of a file counts until the file changes', async () => {
  const root = makeFolder({ 'a.py': 'one\n' });
  const known = await knownFiles(root);
  let asked = 0;
  const ask = (): Promise<number> =>
    known.during(() => Promise.resolve(known.remembered('a.py', 'question', () => ++asked)));
  expect([await ask(), await ask()]).toEqual([1, 1]);
  writeFileSync(path.join(root, 'a.py'), 'two\n');
  expect(await ask()).toBe(2);
  // It is too new for its time to tell of another change.
  expect(await ask()).toBe(3);
  await sleep(2 * SETTLED);
  expect([await ask(), await ask()]).toEqual([4, 4]);
});

test('entries of a folder are those that it has now', async () => {
  const root = makeFolder({ 'in/a.py': '' });
  const known = await knownFiles(root);
  const entries = (): Promise<string[]> =>
    known.during(() => Promise.resolve([...known.entries('in').keys()].toSorted()));
  expect(await entries()).toEqual(['a.py']);
  writeFileSync(path.join(root, 'in/b.py'), '');
  expect(await entries()).toEqual(['a.py', 'b.py']);
  rmSync(path.join(root, 'in'), { recursive: true });
  expect(await entries()).toEqual([]);
});

test('a word that is not plain, or files that are not read yet, are left to others', async () => {
  const root = makeFolder(Object.fromEntries(Array.from({ length: 501 }, (_, k) => [`m${k}.py`, 'cart\n'])));
  const known = await knownFiles(root);
  expect(await holding(known, 'cart')).toBeUndefined();
  await known.prepare();
  expect(await holding(known, 'cart')).toHaveLength(501);
  expect(await holding(known, 'größe')).toBeUndefined();
});

test.each([
  ['cart', true],
  ['app.cart.Cart', true],
  ['"\\ncart"', true],
  ['cart\u00e9', false],
  ['cart2 _cart carts', false],
  ['', false],
])('words of %j', (text, isThere) => {
  expect(wordsOf(Buffer.from(text)).includes(hashOf('cart'))).toBe(isThere);
});
