import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { shellPath, shellWord } from '../../src/model/shell-word.ts';
import { onlyWhere } from '../support/only-where.ts';

onlyWhere(process.platform !== 'win32').test('a shell reads a word as what it was', () => {
  const words = ['plain', '', 'a b', "it's", '$HOME', '`x`', '*', '~', 'a\nb', '"', '\\', "'", 'é', '#', 'a;b', '-rf'];
  const { stdout } = spawnSync('/bin/sh', ['-c', `printf '%s\\0' ${words.map(shellWord).join(' ')}`], {
    encoding: 'utf8',
  });
  expect(stdout.split('\0').slice(0, -1)).toEqual(words);
});

test('a path that begins like a flag is none', () => {
  expect(['-rf', '-a b', 'a-b', '--all.py'].map(shellPath)).toEqual(['./-rf', "'./-a b'", 'a-b', './--all.py']);
});
