import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { commands } from '../../src/cli.ts';
import { parsePlainly } from '../../src/command-line.ts';
import { pythonFiles, runDocumentedCommands } from '../support/documented-commands.ts';
import { makeFolder } from '../support/repository.ts';

const page = readFileSync(new URL('../../docs/suggest.md', import.meta.url), 'utf8');

test('the commands of the example do what it says', () => {
  const files = pythonFiles(page);
  expect(Object.keys(files).length).toBeGreaterThan(4);
  expect(runDocumentedCommands(page, makeFolder(files))).toBeGreaterThan(4);
});

test('the other command lines are understood', () => {
  const lines = [...page.matchAll(/^ {4}ssot-codemod (.*)$/gm)].map(([, line = '']) => line);
  expect(lines.length).toBeGreaterThan(3);
  for (const line of lines) {
    const invocation = parsePlainly(line.replaceAll("'", '').split(' '));
    expect([line, invocation?.command]).toEqual([line, commands.find(({ name }) => name === 'suggest')]);
  }
});
