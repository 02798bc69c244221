import { rmSync } from 'node:fs';
import { afterEach, expect, test } from '@jest/globals';
import { installedPackages } from '../../src/engine/python/installed-packages.ts';
import { makeFolder } from '../support/repository.ts';

let root = '';
afterEach(() => {
  rmSync(root, { recursive: true });
});

test.each([
  ['requirements.txt', 'other==1\nwanted[extra]>=2\n', true],
  ['pyproject.toml', '[project]\ndependencies = ["other", "wanted"]\n', true],
  ['pyproject.toml', '[project]\nname = "unwanted"\ndependencies = ["other"]\n', false],
])('a package that %s names: %j', (file, text, expected) => {
  root = makeFolder({ [file]: text });
  expect(installedPackages(root)('wanted')).toBe(expected);
});

test.each(['dependencies=[', 'wanted['])('a file of requirements full of open lists is read in time: %s', (token) => {
  root = makeFolder({ 'requirements.txt': token.repeat(40_000) });
  const start = process.cpuUsage();
  expect(installedPackages(root)('wanted')).toBe(false);
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(2000);
});
